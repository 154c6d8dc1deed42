import { defineMessages } from '#platform/i18n/messages.ts';

export const internalWords = defineMessages({
  title: { fr: 'Mes demandes internes', en: 'My internal requests' },
  intro: {
    fr: 'Congés, frais, matériel, formation\u00a0: ce que vous demandez à votre collectivité.',
    en: 'Leave, expenses, equipment, training: what you ask of your authority.',
  },
  newTitle: { fr: 'Faire une demande', en: 'Make a request' },
  none: {
    fr: 'Votre collectivité ne propose pas encore de démarche interne.',
    en: 'Your authority offers no internal procedure yet.',
  },
  mineTitle: { fr: 'Mes demandes', en: 'My requests' },
  mineNone: { fr: 'Vous n’avez pas encore fait de demande.', en: 'You have made no request yet.' },
  draftsTitle: { fr: 'À terminer', en: 'To finish' },
  'column.procedure': { fr: 'Démarche', en: 'Procedure' },
  'column.headline': { fr: 'Objet', en: 'Subject' },
  'column.state': { fr: 'État', en: 'State' },
  'column.date': { fr: 'Envoyée le', en: 'Sent on' },
  'column.code': { fr: 'Numéro', en: 'Number' },
  'column.until': { fr: 'Gardée jusqu’au', en: 'Kept until' },
  goOn: { fr: 'Reprendre', en: 'Go on' },
  begin: { fr: 'Commencer', en: 'Begin' },
  closed: { fr: 'Cette démarche n’est pas ouverte en ce moment.', en: 'This procedure is not open at the moment.' },
  next: { fr: 'Et après\u00a0?', en: 'What comes next?' },
  known: {
    fr: 'Votre nom et votre adresse professionnelle sont connus\u00a0: ils sont repris de votre compte d’agent.',
    en: 'Your name and work address are known: they come from your agent’s account.',
  },
  back: { fr: 'Retour à mes demandes internes', en: 'Back to my internal requests' },
  backToDossier: { fr: 'Retour à ma demande', en: 'Back to my request' },
  acts: { fr: 'Ce que vous pouvez faire', en: 'What you can do' },
  who: { fr: 'Suivi', en: 'Follow-up' },
  cancel: { fr: 'Annuler', en: 'Cancel' },
  errorTitle: { fr: 'Erreur\u00a0: {title}', en: 'Error: {title}' },
});

/** The words of filling in one’s own request: those of the desk, said to whoever asks. */
export const ownDraftWords = defineMessages({
  continue: { fr: 'Continuer', en: 'Continue' },
  check: { fr: 'Vérifier mes réponses', en: 'Check my answers' },
  send: { fr: 'Envoyer ma demande', en: 'Send my request' },
  erase: { fr: 'Supprimer ce brouillon', en: 'Delete this draft' },
  erased: { fr: 'Le brouillon est supprimé.', en: 'The draft is deleted.' },
  sent: { fr: 'Votre demande est envoyée. Son numéro est {code}.', en: 'Your request is sent. Its number is {code}.' },
  changed: {
    fr: 'Cette page a été modifiée dans une autre fenêtre. Vérifiez vos réponses avant de continuer.',
    en: 'This page was changed in another window. Check your answers before going on.',
  },
  changedTitle: { fr: 'La page a changé', en: 'The page has changed' },
  incompleteTitle: { fr: 'Une page reste à compléter', en: 'A page is still to be filled in' },
  incomplete: {
    fr: 'Complétez-la pour pouvoir envoyer votre demande.',
    en: 'Fill it in so that you can send your request.',
  },
  exitNothing: { fr: 'Rien n’a été envoyé.', en: 'Nothing was sent.' },
  errorTitle: { fr: 'Erreur\u00a0: {title}', en: 'Error: {title}' },
  readBack: {
    fr: 'Relisez vos réponses avant de les envoyer.',
    en: 'Read your answers through before sending them.',
  },
});
