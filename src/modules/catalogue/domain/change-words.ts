import { defineMessages } from '#platform/i18n/messages.ts';
import { type Locale, type LocalizedText, localize } from '#platform/i18n/text.ts';
import type { ProcedureChange } from './compare-procedures.ts';
import { delayInWords } from './delay-words.ts';
import { formatCents } from './format-cents.ts';

const say = defineMessages({
  'text.title': { fr: 'Titre', en: 'Title' },
  'text.summary': { fr: 'Résumé', en: 'Summary' },
  'text.description': { fr: 'Explications', en: 'Explanations' },
  'text.cost': { fr: 'Coût', en: 'Cost' },
  'text.next': { fr: 'Ce qui se passe ensuite', en: 'What happens next' },
  'text.holderRule': { fr: 'Qui répond', en: 'Who answers' },
  'text.needs': { fr: 'Ce qu’il faut préparer', en: 'What to have ready' },
  'text.opening': { fr: 'Dates d’ouverture', en: 'Opening dates' },
  'text.workflow': { fr: 'Circuit de traitement', en: 'Workflow' },
  'text.legal.purpose': { fr: 'Finalité', en: 'Purpose' },
  'text.legal.basis': { fr: 'Base légale', en: 'Legal basis' },
  'text.legal.recipients': { fr: 'Destinataires', en: 'Recipients' },
  'text.legal.consequence': { fr: 'Conséquence d’une absence de réponse', en: 'Consequence of not answering' },
  'text.legal.remedies': { fr: 'Voies de recours', en: 'Remedies' },
  'text.legal.retention': { fr: 'Ce que deviennent les données', en: 'What becomes of the data' },
  'text.legal.references': { fr: 'Textes de loi', en: 'Texts of law' },
  subject: { fr: '{subject}\u00a0: {what}', en: '{subject}: {what}' },
  'kind.text': { fr: 'Texte «\u00a0{name}\u00a0»', en: 'Text “{name}”' },
  'kind.page': { fr: 'Page «\u00a0{name}\u00a0»', en: 'Page “{name}”' },
  'kind.field': { fr: 'Question «\u00a0{name}\u00a0»', en: 'Question “{name}”' },
  'kind.document': { fr: 'Pièce «\u00a0{name}\u00a0»', en: 'Document “{name}”' },
  'kind.fee': { fr: 'Tarif «\u00a0{name}\u00a0»', en: 'Fee “{name}”' },
  'kind.notice': { fr: 'Mention «\u00a0{name}\u00a0»', en: 'Notice “{name}”' },
  'kind.state': { fr: 'Étape «\u00a0{name}\u00a0»', en: 'State “{name}”' },
  'kind.transition': { fr: 'Action «\u00a0{name}\u00a0»', en: 'Action “{name}”' },
  'kind.message': { fr: 'Message «\u00a0{name}\u00a0»', en: 'Message “{name}”' },
  'kind.opening': { fr: 'Dates d’ouverture', en: 'Opening dates' },
  'kind.workflow': { fr: 'Circuit de traitement', en: 'Workflow' },
  'what.added': { fr: 'ajout', en: 'added' },
  'what.removed': { fr: 'suppression', en: 'removed' },
  'what.changed': { fr: 'modification', en: 'changed' },
  'what.now-mandatory': { fr: 'devient obligatoire', en: 'becomes mandatory' },
  'what.now-optional': { fr: 'n’est plus obligatoire', en: 'becomes optional' },
  'what.from-to': { fr: 'de {before} à {after}', en: 'from {before} to {after}' },
  'what.words': {
    fr: '«\u00a0{before}\u00a0» devient «\u00a0{after}\u00a0»',
    en: '“{before}” becomes “{after}”',
  },
  delay: { fr: 'Délai de réponse\u00a0: de {before} à {after}', en: 'Delay of the answer: from {before} to {after}' },
  silence: { fr: 'Le sens du silence de l’administration change', en: 'The meaning of silence changes' },
  retention: {
    fr: 'Durée de conservation\u00a0: de {before} à {after} mois',
    en: 'Retention: from {before} to {after} months',
  },
});

const longest = 160;

/** One change in a sentence for a town hall: « Question « Nom » : devient facultatif ». */
export function changeInWords(change: ProcedureChange, locale: Locale): string {
  const { before, after, subject, id } = change;
  if (subject === 'delay') {
    if (id === 'silence') return say(locale, 'silence');
    return say(locale, 'delay', {
      before: delayInWords(String(before), locale),
      after: delayInWords(String(after), locale),
    });
  }
  if (id === 'legal.retention-months')
    return say(locale, 'retention', { before: Number(before), after: Number(after) });
  const name = change.name === undefined ? ownName(id, locale) : localize(change.name, locale);
  const what =
    typeof before === 'number' && typeof after === 'number'
      ? say(locale, 'what.from-to', { before: formatCents(before, locale), after: formatCents(after, locale) })
      : (changedWords(before, after, locale) ?? say(locale, `what.${change.what}`));
  return say(locale, 'subject', { subject: say(locale, `kind.${subject}`, { name }), what });
}

/** Both wordings, when they are short enough to be read side by side. */
function changedWords(before: unknown, after: unknown, locale: Locale): string | undefined {
  if (!isText(before) || !isText(after)) return undefined;
  const words = { before: localize(before, locale), after: localize(after, locale) };
  return words.before.length + words.after.length > longest || words.before === words.after
    ? undefined
    : say(locale, 'what.words', words);
}

function isText(value: unknown): value is LocalizedText {
  return typeof value === 'object' && value !== null && 'fr' in value;
}

const ownNames = new Set([
  'title',
  'summary',
  'description',
  'cost',
  'next',
  'holderRule',
  'needs',
  'opening',
  'workflow',
  'legal.purpose',
  'legal.basis',
  'legal.recipients',
  'legal.consequence',
  'legal.remedies',
  'legal.retention',
  'legal.references',
] as const);
type OwnName = typeof ownNames extends Set<infer T> ? T : never;

function ownName(id: string, locale: Locale): string {
  return ownNames.has(id as OwnName) ? say(locale, `text.${id as OwnName}`) : id;
}
