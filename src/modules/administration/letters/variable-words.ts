import { defineMessages } from '#platform/i18n/messages.ts';
import type { Locale } from '#platform/i18n/text.ts';

/** The variables that every letter may use, as people name them. */
const names = defineMessages({
  'applicant.name': { fr: 'Nom du demandeur', en: 'Applicant’s name' },
  'applicant.email': { fr: 'Adresse électronique du demandeur', en: 'Applicant’s e-mail address' },
  'applicant.phone': { fr: 'Téléphone du demandeur', en: 'Applicant’s phone number' },
  'applicant.address': { fr: 'Adresse du demandeur', en: 'Applicant’s address' },
  'dossier.code': { fr: 'Numéro de la demande', en: 'Number of the request' },
  'dossier.link': { fr: 'Lien de suivi', en: 'Link to follow the request' },
  'dossier.submitted_on': { fr: 'Date de dépôt', en: 'Date of filing' },
  'dossier.due_on': { fr: 'Date limite de réponse', en: 'Date by which an answer is due' },
  'procedure.title': { fr: 'Nom de la démarche', en: 'Name of the procedure' },
  'procedure.remedies': { fr: 'Voies de recours', en: 'Remedies' },
  'authority.name': { fr: 'Nom de la collectivité', en: 'Name of the authority' },
  'authority.court': { fr: 'Tribunal compétent', en: 'Competent court' },
  'authority.phone': { fr: 'Téléphone de la collectivité', en: 'Authority’s phone number' },
  'authority.email': { fr: 'Adresse électronique de la collectivité', en: 'Authority’s e-mail address' },
  'authority.address': { fr: 'Adresse de la collectivité', en: 'Authority’s address' },
  'agent.name': { fr: 'Nom de l’agent', en: 'Agent’s name' },
  'payment.label': { fr: 'Objet du paiement', en: 'What is paid for' },
  'payment.amount': { fr: 'Montant à payer', en: 'Amount to pay' },
  'payment.due_on': { fr: 'Date limite de paiement', en: 'Date by which it is to be paid' },
  'documents.list': { fr: 'Liste des documents demandés', en: 'List of the documents asked' },
  today: { fr: 'Date du jour', en: 'Today’s date' },
  other: { fr: 'Réponse', en: 'Answer' },
});

type Name = Parameters<typeof names>[1];
const known: ReadonlySet<string> = new Set<Name>([
  'applicant.name',
  'applicant.email',
  'applicant.phone',
  'applicant.address',
  'dossier.code',
  'dossier.link',
  'dossier.submitted_on',
  'dossier.due_on',
  'procedure.title',
  'procedure.remedies',
  'authority.name',
  'authority.court',
  'authority.phone',
  'authority.email',
  'authority.address',
  'agent.name',
  'payment.label',
  'payment.amount',
  'payment.due_on',
  'documents.list',
  'today',
]);

function isName(path: string): path is Name {
  return known.has(path);
}

/** What a variable stands for; undefined for an answer to a question, which its procedure names. */
export function variableName(path: string, locale: Locale): string | undefined {
  return isName(path) ? names(locale, path) : undefined;
}

/**
 * A text as it is read in a list or a heading: "Arrêté – [Nom de la démarche]" for `Arrêté – {{procedure.title}}`.
 * @param answers the questions that may be named, by their variable
 */
export function inWords(
  text: string,
  locale: Locale,
  answers: readonly { readonly path: string; readonly label: string }[] = [],
): string {
  return text.replaceAll(/\{\{\s*([^{}]*?)\s*\}\}/g, (_, path: string) => {
    const name = variableName(path, locale) ?? answers.find((one) => one.path === path)?.label;
    return `[${name ?? names(locale, 'other')}]`;
  });
}
