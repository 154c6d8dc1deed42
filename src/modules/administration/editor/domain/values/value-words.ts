import type { Locale } from '#platform/i18n/text.ts';
import { valueMessages as say } from '../../messages/value-messages.ts';
import { type Condition, type ConditionFields, isClause, isSoundCondition } from '../conditions/condition.ts';
import { conditionInWords } from '../conditions/condition-words.ts';
import {
  type ChosenWords,
  type Factor,
  isChosen,
  numberPattern,
  type Outcome,
  type Phrase,
  type Piece,
  type Sum,
  type Value,
  type ValueSources,
} from './value.ts';

/** Whether everything that the value says can be written. */
export function isWholeValue(value: Value, sources: ValueSources, fields: ConditionFields): boolean {
  const { cases, otherwise } = value;
  return (
    cases.every(
      ({ condition, outcome }) => isSoundCondition(condition, fields) && isWholeOutcome(outcome, sources, fields),
    ) && isWholeOutcome(otherwise, sources, fields)
  );
}

export function isWholeOutcome(outcome: Outcome, sources: ValueSources, fields: ConditionFields): boolean {
  switch (outcome.kind) {
    case 'sum':
      return (
        outcome.terms.length > 0 &&
        outcome.terms.every(
          ({ factors }) => factors.length > 0 && factors.every((factor) => isWholeFactor(factor, sources)),
        ) &&
        [outcome.atLeast, outcome.atMost].every((limit) => limit === undefined || numberPattern.test(limit))
      );
    case 'words':
      return outcome.pieces.every((piece) =>
        isChosen(piece)
          ? isWholeChoice(piece, sources, fields)
          : piece.source === undefined || sources.has(piece.source),
      );
    case 'taken':
      return sources.get(outcome.source)?.kind === 'date';
    case 'judged':
      return isSoundCondition(outcome.condition, fields);
  }
}

function isWholeChoice({ cases, otherwise }: ChosenWords, sources: ValueSources, fields: ConditionFields): boolean {
  return (
    isWholePhrase(otherwise, sources) &&
    cases.every(({ condition, phrase }) => isSoundCondition(condition, fields) && isWholePhrase(phrase, sources))
  );
}

/** Whether every name in it is that of an answer. */
export function isWholePhrase(phrase: Phrase, sources: ValueSources): boolean {
  return phrase.every((part) => typeof part === 'string' || ('source' in part && sources.has(part.source)));
}

function isWholeFactor({ source, literal, by }: Factor, sources: ValueSources): boolean {
  if (source !== undefined) {
    const kind = sources.get(source)?.kind;
    return kind === 'number' || kind === 'money';
  }
  return literal !== undefined && numberPattern.test(literal) && (by === '*' || Number(literal) !== 0);
}

/** A value as one reads it aloud, a line for each case. It has to be whole. */
export function valueLines(value: Value, sources: ValueSources, fields: ConditionFields, locale: Locale): string[] {
  const around = { sources, fields, locale };
  const last = outcomeInWords(value.otherwise, around);
  if (value.cases.length === 0) return [last];
  return [
    ...value.cases.map(({ condition, outcome }) =>
      say(locale, 'case.words', {
        condition: conditionInWords(condition, fields, locale),
        outcome: outcomeInWords(outcome, around),
      }),
    ),
    say(locale, 'otherwise.words', { outcome: last }),
  ];
}

interface Around {
  readonly sources: ValueSources;
  readonly fields: ConditionFields;
  readonly locale: Locale;
}

function outcomeInWords(outcome: Outcome, around: Around): string {
  const { locale } = around;
  switch (outcome.kind) {
    case 'sum':
      return sumInWords(outcome, around);
    case 'words':
      return (
        outcome.pieces
          .map((piece) => (isChosen(piece) ? chosenInWords(piece, around) : pieceInWords(piece, around)))
          .join('') || say(locale, 'noText')
      );
    case 'taken':
      return nameOf(outcome.source, around);
    case 'judged':
      return say(locale, 'judged.words', { condition: conditionInWords(outcome.condition, around.fields, locale) });
  }
}

function nameOf(source: string, { sources, locale }: Around): string {
  return say(locale, 'quoted', { text: sources.get(source)?.label[locale] ?? source });
}

function sumInWords(sum: Sum, around: Around): string {
  const { locale } = around;
  const isMoney = isAmount(sum, around);
  const text = sum.terms
    .map(({ sign, factors }, index) => {
      const product = factors
        .map((factor, at) => (at === 0 ? '' : factor.by === '*' ? ' × ' : ' ÷ ') + factorInWords(factor, around))
        .join('');
      if (index === 0) return sign === '-' ? `− ${product}` : product;
      return `${sign === '-' ? '−' : '+'} ${product}`;
    })
    .join(' ');
  const limit = (value: string) => numberInWords(value, isMoney, locale);
  const bounds = [
    ...(sum.atLeast === undefined ? [] : [say(locale, 'atLeast.words', { limit: limit(sum.atLeast) })]),
    ...(sum.atMost === undefined ? [] : [say(locale, 'atMost.words', { limit: limit(sum.atMost) })]),
  ];
  return [text, ...bounds].join(', ');
}

function isAmount({ terms }: Sum, { sources }: Around): boolean {
  return terms.some(({ factors }) =>
    factors.some((factor) => factor.isAmount === true || sources.get(factor.source ?? '')?.kind === 'money'),
  );
}

function factorInWords(factor: Factor, around: Around): string {
  if (factor.source !== undefined) {
    const name = nameOf(factor.source, around);
    return factor.orZero === true ? say(around.locale, 'orZero.words', { name }) : name;
  }
  return numberInWords(factor.literal ?? '', factor.isAmount === true, around.locale);
}

function numberInWords(value: string, isMoney: boolean, locale: Locale): string {
  const number = Number(value);
  if (isMoney) return new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR' }).format(number / 100);
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 6 }).format(number);
}

function pieceInWords({ before, source, after, otherwise }: Piece, around: Around): string {
  if (source === undefined) return before + after;
  const said = `${before}[${around.sources.get(source)?.label[around.locale] ?? source}]${after}`;
  return otherwise === '' ? said : say(around.locale, 'piece.words', { said, otherwise });
}

/** "[selon « Motif » : Perte, Vol ; à défaut : Carte]", or each case with its condition. */
function chosenInWords({ cases, otherwise }: ChosenWords, around: Around): string {
  const { locale, fields } = around;
  const [about, ...others] = new Set(cases.map(({ condition }) => fieldAlone(condition)));
  const field = about === undefined || others.length > 0 || cases.length < 3 ? undefined : fields.get(about);
  const missing = phraseInWords(otherwise, around);
  const last = missing === '' ? [] : [say(locale, field === undefined ? 'way.otherwise' : 'way.missing', { missing })];
  const parts =
    field === undefined
      ? cases.map(({ condition, phrase }) =>
          say(locale, 'case.words', {
            condition: conditionInWords(condition, fields, locale),
            outcome: phraseInWords(phrase, around) || say(locale, 'way.nothing'),
          }),
        )
      : [
          say(locale, 'way.each', {
            field: say(locale, 'quoted', { text: field.label[locale] }),
            words: cases.map(({ phrase }) => phraseInWords(phrase, around) || say(locale, 'way.nothing')).join(', '),
          }),
        ];
  return `[${[...parts, ...last].join(say(locale, 'way.and'))}]`;
}

/** The one field that a condition compares with one of its options. */
function fieldAlone({ items }: Condition): string | undefined {
  const [only] = items;
  if (items.length !== 1 || only === undefined || !isClause(only)) return undefined;
  return only.operator === 'is' && only.other === undefined ? only.field : undefined;
}

function phraseInWords(phrase: Phrase, { sources, locale }: Around): string {
  return phrase
    .map((part) => {
      if (typeof part === 'string') return part;
      return 'unknown' in part ? `{${part.unknown}}` : `[${sources.get(part.source)?.label[locale] ?? part.source}]`;
    })
    .join('');
}
