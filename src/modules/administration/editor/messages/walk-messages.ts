import { defineMessages } from '#platform/i18n/messages.ts';

export const walkMessages = defineMessages({
  intro: {
    fr: 'C’est un essai\u00a0: rien n’est gardé, rien n’est envoyé. Voici ce qui se passerait, avec les messages et les courriers tels qu’ils partiraient.',
    en: 'This is a trial: nothing is kept, nothing is sent. Here is what would happen, with messages and letters as they would leave.',
  },
  received: { fr: 'Ce que l’agent reçoit', en: 'What the agent receives' },
  progress: { fr: 'Suivi de cette demande', en: 'What happens to this request' },
  step: { fr: '{number}. {act}', en: '{number}. {act}' },
  moved: { fr: 'De «\u00a0{from}\u00a0» à «\u00a0{to}\u00a0».', en: 'From “{from}” to “{to}”.' },
  stayed: { fr: 'Reste à «\u00a0{state}\u00a0».', en: 'Stays at “{state}”.' },
  'message.notify': { fr: 'Message qui partirait à l’usager', en: 'Message that would go to the applicant' },
  'message.sms': { fr: 'SMS qui partirait à l’usager', en: 'SMS that would go to the applicant' },
  'message.mail': { fr: 'Message qui partirait à {to}', en: 'Message that would go to {to}' },
  'to.team': { fr: 'l’équipe', en: 'the team' },
  'to.assignee': { fr: 'l’agent chargé du dossier', en: 'the agent in charge' },
  letter: { fr: 'Courrier qui serait produit', en: 'Letter that would be made' },
  nothing: {
    fr: 'Personne n’est prévenu et rien d’autre ne se passe.',
    en: 'Nobody is told and nothing else happens.',
  },
  now: { fr: 'Où en est la demande', en: 'Where the request stands' },
  state: { fr: 'L’agent lit', en: 'The agent reads' },
  explanation: { fr: 'L’usager lit', en: 'The applicant reads' },
  acts: {
    fr: 'Que se passe-t-il ensuite\u00a0? Choisissez pour continuer l’essai.',
    en: 'What happens next? Choose to go on with the trial.',
  },
  act: { fr: '{act} ({who})', en: '{act} ({who})' },
  after: { fr: 'après {delay}', en: 'after {delay}' },
  withheld: {
    fr: 'Impossible avec ces réponses\u00a0: {acts}.',
    en: 'Not possible with these answers: {acts}.',
  },
  ended: {
    fr: 'À ce stade, la demande serait terminée\u00a0: l’usager n’attend plus rien de vous.',
    en: 'At this point the request would be over: the applicant expects nothing more from you.',
  },
  'acts.ended': {
    fr: 'Ce que le suivi permettrait encore, sans obligation',
    en: 'What the workflow would still allow, if need be',
  },
  waiting: {
    fr: 'Aucune action n’est possible avec ces réponses.',
    en: 'No act is possible with these answers.',
  },
  back: { fr: 'Revenir avant la dernière action', en: 'Go back to before the last act' },
  do: { fr: 'Faire cette action', en: 'Do this act' },
  cancel: { fr: 'Ne pas la faire', en: 'Do not do it' },
  'letter.pdf.fr': {
    fr: 'Voir le courrier en français comme il s’imprime (PDF)',
    en: 'See the French letter as it is printed (PDF)',
  },
  'letter.pdf.en': {
    fr: 'Voir le courrier en anglais comme il s’imprime (PDF)',
    en: 'See the English letter as it is printed (PDF)',
  },
  filing: { fr: 'Au dépôt', en: 'At the filing' },
  'letter.placeAndDate': { fr: '{city}, le {date}', en: '{city}, {date}' },
  'letter.dossier': { fr: 'Dossier', en: 'File' },
  'letter.example': {
    fr: 'Exemple sans valeur, fait depuis l’éditeur de démarches',
    en: 'Example without value, made from the editor of procedures',
  },
  actTitle: { fr: 'Action «\u00a0{act}\u00a0»', en: 'Act “{act}”' },
});
