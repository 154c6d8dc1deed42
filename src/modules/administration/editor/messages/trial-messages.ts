import { defineMessages } from '#platform/i18n/messages.ts';

export const trialMessages = defineMessages({
  title: { fr: 'Essayer la démarche', en: 'Try the procedure' },
  intro: {
    fr: 'Remplissez le formulaire comme un usager. Rien n’est gardé, rien n’est envoyé.',
    en: 'Fill in the form as an applicant would. Nothing is kept, nothing is sent.',
  },
  notYet: { fr: 'Corrigez d’abord ce qui empêche d’essayer.', en: 'First mend what prevents a trial.' },
  continue: { fr: 'Continuer', en: 'Continue' },
  restart: { fr: 'Recommencer depuis le début', en: 'Start again' },
  page: { fr: 'Page {number} sur {total}\u00a0: {title}', en: 'Page {number} of {total}: {title}' },
  exit: { fr: 'Ce n’est pas la bonne porte', en: 'This is not the right door' },
  result: { fr: 'La demande serait envoyée', en: 'The request would be sent' },
  answers: { fr: 'Réponses', en: 'Answers' },
  headline: { fr: 'Dans la liste des agents', en: 'In the agents’ list' },
  urgent: { fr: 'urgente', en: 'urgent' },
  workflow: { fr: 'Suivi de cette demande', en: 'What happens to this request' },
  state: { fr: 'État', en: 'State' },
  explanation: { fr: 'L’usager lit', en: 'The applicant reads' },
  acts: { fr: 'Que se passe-t-il ensuite\u00a0?', en: 'What happens next?' },
  ended: { fr: 'La demande est terminée.', en: 'The request has ended.' },
  by: { fr: '{act} ({who})', en: '{act} ({who})' },
  done: { fr: 'Ce qui a été fait', en: 'What was done' },
  message: { fr: 'Message à l’usager\u00a0: {subject}', en: 'Message to the applicant: {subject}' },
  document: {
    fr: 'Les fichiers choisis ici ne sont pas gardés\u00a0: seul leur nom sert à l’essai.',
    en: 'Files chosen here are not kept: only their names are used in the trial.',
  },
});
