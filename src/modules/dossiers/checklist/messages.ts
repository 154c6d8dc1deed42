import { defineMessages } from '#platform/i18n/messages.ts';

export const checklistWords = defineMessages({
  progress: { fr: '{done} sur {total} acceptées', en: '{done} of {total} accepted' },
  'status.absent': { fr: 'Manquante', en: 'Missing' },
  'status.optional': { fr: 'Facultative, non fournie', en: 'Optional, not given' },
  'status.to-review': { fr: 'À vérifier', en: 'To check' },
  'status.accepted': { fr: 'Acceptée', en: 'Accepted' },
  'status.refused': { fr: 'Refusée', en: 'Refused' },
  'status.asked-again': { fr: 'Redemandée', en: 'Asked again' },
  allAccepted: {
    fr: 'Toutes les pièces sont acceptées\u00a0: vous pouvez déclarer le dossier complet par l’une des actions.',
    en: 'All documents are accepted: you can declare the file complete by one of the acts.',
  },
  toTell: {
    fr: '{count} pièce(s) refusée(s) dont l’usager n’est pas encore prévenu.',
    en: '{count} refused document(s) of which the resident has not been told yet.',
  },
  tell: { fr: 'Prévenir l’usager en un seul message', en: 'Tell the resident in one message' },
  told: {
    fr: 'L’usager est prévenu\u00a0: il peut renvoyer chaque pièce refusée depuis son dossier.',
    en: 'The resident is told: they can send each refused document again from their file.',
  },
  nothingToTell: {
    fr: 'L’usager est déjà prévenu des pièces refusées.',
    en: 'The resident was already told of the refused documents.',
  },
  tickProposed: {
    fr: '«\u00a0{name}\u00a0» est arrivé, et une seule pièce est attendue\u00a0: «\u00a0{label}\u00a0».',
    en: '"{name}" has come, and one document is waited for: "{label}".',
  },
  tickOpen: { fr: 'Pièce demandée à laquelle répond {name}', en: 'Requested document that {name} answers' },
  tickLabel: { fr: 'C’est la pièce demandée', en: 'It is the requested document' },
  tickYes: { fr: 'Cocher cette pièce comme reçue', en: 'Tick this document as received' },
  ticked: { fr: 'La pièce est cochée comme reçue.', en: 'The document is ticked as received.' },
  tickedMeanwhile: {
    fr: 'Cette pièce n’est plus attendue\u00a0: elle est arrivée entre-temps ou n’est plus demandée.',
    en: 'This document is no longer waited for: it has come meanwhile, or is not asked for any more.',
  },
  tickEvent: {
    fr: '«\u00a0{name}\u00a0» reçu comme pièce demandée\u00a0: {label}',
    en: '"{name}" received as the requested document: {label}',
  },
  'message.intro': {
    fr: 'Certaines pièces de votre dossier ne peuvent pas être acceptées\u00a0:',
    en: 'Some documents of your file cannot be accepted:',
  },
  'message.line': { fr: '- {name}\u00a0: {reason}', en: '- {name}: {reason}' },
  'message.end': {
    fr: 'Vous pouvez les renvoyer depuis votre dossier, chacune à son emplacement.',
    en: 'You can send them again from your file, each in its own place.',
  },
  event: { fr: 'Pièces redemandées à l’usager\u00a0: {names}', en: 'Documents asked again of the resident: {names}' },
  reasonLabel: { fr: 'Motif du refus', en: 'Reason of the refusal' },
  reasonNone: { fr: 'Sans motif de la liste', en: 'No reason of the list' },
  'reason.illegible': { fr: 'La pièce est illisible', en: 'The document cannot be read' },
  'reason.incomplete': { fr: 'Il manque une page ou un côté', en: 'A page or a side is missing' },
  'reason.expired': { fr: 'La pièce n’est plus valable à cette date', en: 'The document is no longer valid' },
  'reason.old': { fr: 'La pièce date de plus de trois mois', en: 'The document is more than three months old' },
  'reason.wrong': { fr: 'Ce n’est pas la pièce demandée', en: 'It is not the document asked for' },
  'reason.person': { fr: 'La pièce n’est pas au nom du demandeur', en: 'The document is not in the applicant’s name' },
  'reason.unsigned': { fr: 'La pièce n’est pas signée', en: 'The document is not signed' },
});

export const refusalReasons = ['illegible', 'incomplete', 'expired', 'old', 'wrong', 'person', 'unsigned'] as const;
