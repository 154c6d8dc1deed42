import { defineMessages } from '#platform/i18n/messages.ts';

export const correctionWords = defineMessages({
  link: { fr: 'Corriger', en: 'Correct' },
  marked: { fr: 'Corrigé le {date}', en: 'Corrected on {date}' },
  markedOwn: { fr: 'Corrigé par {le:authority} le {date}', en: 'Corrected by {authority} on {date}' },
  was: { fr: 'avant\u00a0: {value}', en: 'before: {value}' },
  empty: { fr: 'sans réponse', en: 'no answer' },
  title: { fr: 'Corriger une réponse', en: 'Correct an answer' },
  intro: {
    fr: 'La nouvelle réponse est vérifiée comme celle de l’usager. L’ancienne reste dans l’historique, et l’usager est prévenu de la correction et de son motif.',
    en: 'The new answer is checked as the resident’s own. The old one stays in the history, and the resident is told of the correction and its reason.',
  },
  present: { fr: 'Réponse actuelle', en: 'Present answer' },
  reason: { fr: 'Motif de la correction', en: 'Reason of the correction' },
  reasonHint: {
    fr: 'Il est écrit à l’usager. Par exemple\u00a0: «\u00a0Le numéro de rue a été précisé par téléphone.\u00a0»',
    en: 'The resident reads it. For example: “The street number was given on the phone.”',
  },
  reasonMissing: { fr: 'Écrivez le motif de la correction.', en: 'Write the reason of the correction.' },
  save: { fr: 'Corriger et prévenir l’usager', en: 'Correct and tell the resident' },
  cancel: { fr: 'Revenir au dossier sans rien changer', en: 'Back to the file without a change' },
  unchanged: {
    fr: 'La réponse est la même\u00a0: rien n’a été changé.',
    en: 'The answer is the same: nothing was changed.',
  },
  done: {
    fr: 'La réponse est corrigée et l’usager est prévenu.',
    en: 'The answer is corrected and the resident is told.',
  },
  doneUnsent: {
    fr: 'La réponse est corrigée. L’usager n’a pas d’adresse électronique\u00a0: il le lira en suivant son dossier.',
    en: 'The answer is corrected. The resident has no e-mail address: they will read it when they follow the file.',
  },
  doneDocuments: {
    fr: 'Avec cette réponse, la démarche demande aussi\u00a0: {documents}. Demandez-le à l’usager.',
    en: 'With this answer the procedure also asks for: {documents}. Ask the resident for it.',
  },
  neededTitle: { fr: 'D’autres réponses deviennent nécessaires', en: 'Other answers become necessary' },
  needed: {
    fr: 'Avec la nouvelle réponse, la démarche demande aussi ce qui suit. Complétez, puis enregistrez.',
    en: 'With the new answer the procedure also asks for what follows. Fill it in, then save.',
  },
  over: {
    fr: 'Ce dossier est terminé\u00a0: ses réponses ne se corrigent plus.',
    en: 'This file is over: its answers can no longer be corrected.',
  },
  changedTitle: { fr: 'Le dossier a changé', en: 'The file has changed' },
  changed: {
    fr: 'Depuis que vous avez ouvert cette page\u00a0: {events}. Rien n’a été corrigé, ce que vous avez écrit est conservé ci-dessous\u00a0: vérifiez, puis recommencez si c’est toujours utile.',
    en: 'Since you opened this page: {events}. Nothing was corrected, what you wrote is kept below: check it, then do it again if it is still useful.',
  },
  errorTitle: { fr: 'Erreur\u00a0: {title}', en: 'Error: {title}' },
  event: { fr: 'Réponses corrigées\u00a0: {fields}', en: 'Answers corrected: {fields}' },
  'mail.subject': {
    fr: 'Vos réponses ont été corrigées – dossier {code}',
    en: 'Your answers were corrected – file {code}',
  },
  'mail.body': {
    fr: '{Le:authority} a corrigé ce que vous aviez indiqué dans votre demande «\u00a0{title}\u00a0».',
    en: '{authority} corrected what you wrote in your request “{title}”.',
  },
  'mail.line': {
    fr: '{field}\u00a0: {after} (avant\u00a0: {before})',
    en: '{field}: {after} (before: {before})',
  },
  'mail.reason': { fr: 'Motif\u00a0: {reason}', en: 'Reason: {reason}' },
  'mail.wrong': {
    fr: 'Si cette correction vous semble fausse, dites-le dans les messages de votre dossier.',
    en: 'If this correction seems wrong to you, say so in the messages of your file.',
  },
  'mail.action': { fr: 'Voir votre dossier', en: 'See your file' },
});
