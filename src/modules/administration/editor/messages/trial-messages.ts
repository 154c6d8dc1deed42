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
  headline: { fr: 'Dans la liste des agents', en: 'In the agents’ list' },
  urgent: { fr: 'urgente', en: 'urgent' },
  document: {
    fr: 'Les fichiers choisis ici ne sont pas gardés\u00a0: seul leur nom sert à l’essai.',
    en: 'Files chosen here are not kept: only their names are used in the trial.',
  },
});
