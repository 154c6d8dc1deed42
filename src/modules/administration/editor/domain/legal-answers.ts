import { legalMessages as say } from '../messages/legal-messages.ts';
import { isObject, type Json, type JsonObject, localOf, textOf } from './json.ts';

/** The usual bases of article 6 of the GDPR. */
export const usualBases = ['task', 'duty', 'contract', 'consent'] as const;
export type UsualBasis = (typeof usualBases)[number];

/** The answers to the questions about the law, as inputs hold them. */
export interface LegalAnswers {
  readonly purpose: JsonObject;
  /** One of the usual bases, or `own` for words of one's own. */
  readonly basis: UsualBasis | 'own' | '';
  readonly basisText: JsonObject;
  readonly recipients: JsonObject;
  readonly months: string;
  readonly afterwards: JsonObject;
  readonly consequence: JsonObject;
  readonly remedies: JsonObject;
  readonly silence: string;
  readonly delay: string;
  readonly article: string;
  /** `no` where the law asks for the person themselves. */
  readonly mandate: 'yes' | 'no';
  /** Why, with the article. */
  readonly mandateRefusal: JsonObject;
}

function basisWords(basis: UsualBasis): { fr: string; en: string } {
  return { fr: `${say('fr', `basis.${basis}.text`)}.`, en: `${say('en', `basis.${basis}.text`)}.` };
}

/** What the procedure says, as answers to the questions. */
export function answersOf(source: JsonObject): LegalAnswers {
  const legal = isObject(source.legal) ? source.legal : {};
  const silence = isObject(source.silence) ? source.silence : {};
  const retention = isObject(legal.retention) ? legal.retention : {};
  const text = (value: Json | undefined): JsonObject => ({ fr: localOf(value, 'fr'), en: localOf(value, 'en') });
  const said = localOf(legal.basis, 'fr');
  const usual = usualBases.find((basis) => basisWords(basis).fr === said);
  return {
    purpose: text(legal.purpose),
    basis: usual ?? (said === '' ? '' : 'own'),
    basisText: text(legal.basis),
    recipients: text(legal.recipients),
    months: textOf(retention.months),
    afterwards: text(retention.afterwards),
    consequence: text(legal.consequence),
    remedies: text(legal.remedies),
    silence: textOf(silence.rule),
    delay: textOf(silence.delay),
    article: textOf(silence.article),
    mandate: source.mandate === false ? 'no' : 'yes',
    mandateRefusal: text(source.mandateRefusal),
  };
}

/** The notices that the answers make; what is not asked about (references) stays. */
export function legalOf(source: JsonObject, answers: LegalAnswers): JsonObject {
  const legal = isObject(source.legal) ? source.legal : {};
  const { references } = legal;
  const months = Number(answers.months.replaceAll(/\s/g, ''));
  const basis = answers.basis === 'own' || answers.basis === '' ? answers.basisText : basisWords(answers.basis);
  return {
    legal: {
      purpose: written(answers.purpose),
      basis: written(basis),
      recipients: written(answers.recipients),
      retention: { months: Number.isNaN(months) ? answers.months : months, afterwards: written(answers.afterwards) },
      ...(references === undefined ? {} : { references }),
      ...optional('consequence', answers.consequence),
      ...optional('remedies', answers.remedies),
    },
    silence: {
      rule: answers.silence,
      delay: answers.delay,
      ...(answers.article === '' ? {} : { article: answers.article }),
    },
    // Allowed is what holds when nothing is said.
    mandate: answers.mandate === 'no' ? false : null,
    mandateRefusal: answers.mandate === 'no' ? written(answers.mandateRefusal) : null,
  };
}

function written(text: { readonly [key: string]: Json }): JsonObject {
  const en = textOf(text.en);
  return en === '' ? { fr: textOf(text.fr) } : { fr: textOf(text.fr), en };
}

function optional(key: string, text: JsonObject): JsonObject {
  return textOf(text.fr) === '' ? {} : { [key]: written(text) };
}
