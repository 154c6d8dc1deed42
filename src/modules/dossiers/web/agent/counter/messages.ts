import { defineMessages } from '#platform/i18n/messages.ts';

/** The words of filling in a form for somebody else, from the desk. */
export const deskWords = defineMessages({
  continue: { fr: 'Continuer', en: 'Continue' },
  check: { fr: 'Vérifier les réponses', en: 'Check the answers' },
  readBack: {
    fr: 'Relisez ces réponses avec la personne avant d’envoyer\u00a0: c’est sa demande.',
    en: 'Read these answers through with the person before sending: it is their request.',
  },
  send: { fr: 'Envoyer la demande', en: 'Send the request' },
  sent: { fr: 'La demande est envoyée.', en: 'The request is sent.' },
  erase: { fr: 'Supprimer ce brouillon', en: 'Delete this draft' },
  erased: { fr: 'Le brouillon est supprimé.', en: 'The draft is deleted.' },
  changed: {
    fr: 'Cette page a été modifiée dans une autre fenêtre. Vérifiez les réponses avant de continuer.',
    en: 'This page was changed in another window. Check the answers before going on.',
  },
  changedTitle: { fr: 'La page a changé', en: 'The page has changed' },
  incompleteTitle: { fr: 'Une page reste à compléter', en: 'A page is still to be filled in' },
  incomplete: {
    fr: 'Complétez-la pour pouvoir envoyer la demande.',
    en: 'Fill it in so that the request can be sent.',
  },
  exitNothing: { fr: 'Rien n’a été envoyé.', en: 'Nothing was sent.' },
  errorTitle: { fr: 'Erreur\u00a0: {title}', en: 'Error: {title}' },
});

/** The whole form on one page. */
export const longWords = defineMessages({
  intro: {
    fr: 'Toute la demande est sur cette page. Passez d’un champ à l’autre avec la touche Tabulation.',
    en: 'The whole request is on this page. Go from field to field with the Tab key.',
  },
  stepByStep: { fr: 'Remplir page par page', en: 'Fill it in page by page' },
  check: { fr: 'Vérifier la demande', en: 'Check the request' },
  refresh: { fr: 'Afficher les questions qui suivent', en: 'Show the questions that follow' },
  refreshHint: {
    fr: 'Certaines réponses font apparaître d’autres questions. Ce que vous avez saisi est gardé.',
    en: 'Some answers make other questions appear. What you typed is kept.',
  },
  noticeTitle: { fr: 'Avant de continuer', en: 'Before you go on' },
  appeared: {
    fr: 'Vos réponses ont fait apparaître d’autres questions. Complétez-les.',
    en: 'Your answers made other questions appear. Fill them in.',
  },
  changed: {
    fr: 'Une partie a été modifiée dans une autre fenêtre. Vérifiez les réponses.',
    en: 'A part was changed in another window. Check the answers.',
  },
  errorTitle: { fr: 'Erreur\u00a0: {title}', en: 'Error: {title}' },
  acknowledge: {
    fr: 'Comment la personne reçoit-elle l’accusé de réception\u00a0?',
    en: 'How does the person get the acknowledgement?',
  },
  'acknowledge.email': { fr: 'Par e-mail à {email}', en: 'By email to {email}' },
  'acknowledge.sms': { fr: 'Par SMS au {phone}', en: 'By text message to {phone}' },
  'acknowledge.paper': { fr: 'Sur papier, imprimé maintenant', en: 'On paper, printed now' },
  'acknowledge.paperLetter': { fr: 'Sur papier, envoyé par la poste', en: 'On paper, sent by post' },
});

/** The counter's own pages. */
export const counterWords = defineMessages({
  title: { fr: 'Déposer pour un habitant', en: 'File for a resident' },
  intro: {
    fr: 'Au guichet ou au téléphone\u00a0: la même démarche, les mêmes délais, la même réponse qu’en ligne. Aucun mot de passe n’est demandé à la personne.',
    en: 'At the counter or on the phone: the same procedure, the same delays, the same answer as online. The person is asked for no password.',
  },
  search: { fr: 'De quoi la personne a-t-elle besoin\u00a0?', en: 'What does the person need?' },
  found: { fr: 'Démarches pour «\u00a0{words}\u00a0»', en: 'Procedures for “{words}”' },
  notYours: {
    fr: 'Aucune démarche de vos services ne répond à ces mots. La personne peut la chercher sur le portail, ou s’adresser à la collectivité compétente.',
    en: 'No procedure of your teams answers these words. The person can look for it on the portal, or ask the authority in charge.',
  },
  offered: { fr: 'Démarches de vos services', en: 'Procedures of your teams' },
  none: {
    fr: 'Vos services ne traitent encore aucune démarche.',
    en: 'Your teams do not process any procedure yet.',
  },
  drafts: { fr: 'À terminer', en: 'To finish' },
  'column.procedure': { fr: 'Démarche', en: 'Procedure' },
  'column.who': { fr: 'Pour', en: 'For' },
  'column.channel': { fr: 'Canal', en: 'Channel' },
  'column.until': { fr: 'Gardé jusqu’au', en: 'Kept until' },
  back: { fr: 'Retour aux démarches', en: 'Back to the procedures' },
  who: { fr: 'Pour qui\u00a0?', en: 'Who is it for?' },
  residentSearch: {
    fr: 'Chercher une personne déjà connue de vos services',
    en: 'Look for a person whom your teams know already',
  },
  residentHint: {
    fr: 'Nom, adresse électronique ou téléphone. Seules les personnes dont vous traitez un dossier apparaissent.',
    en: 'Name, email address or phone. Only people whose dossiers you process appear.',
  },
  residentButton: { fr: 'Chercher la personne', en: 'Look for the person' },
  residentsFound: { fr: 'Personnes trouvées', en: 'People found' },
  residentsNone: {
    fr: 'Personne de ce nom dans les dossiers que vous traitez. Saisissez ses coordonnées.',
    en: 'Nobody of that name in the dossiers that you process. Type their details.',
  },
  residentTake: { fr: 'Reprendre ses coordonnées', en: 'Take their details' },
  'residentTake.for': { fr: ' {d:name}', en: ': {name}' },
  givenNames: { fr: 'Prénoms', en: 'Given names' },
  familyName: { fr: 'Nom', en: 'Family name' },
  email: { fr: 'Adresse électronique', en: 'Email address' },
  emailHint: {
    fr: 'L’accusé de réception y est envoyé. Sans adresse, il part par SMS ou s’imprime.',
    en: 'The acknowledgement is sent there. Without an address, it goes by text message or is printed.',
  },
  phone: { fr: 'Téléphone', en: 'Phone' },
  channel: { fr: 'Comment la demande vous arrive-t-elle\u00a0?', en: 'How does the request reach you?' },
  'channel.counter': { fr: 'Au guichet, la personne est présente', en: 'At the counter, the person is here' },
  'channel.phone': { fr: 'Par téléphone', en: 'On the phone' },
  'channelShort.counter': { fr: 'Guichet', en: 'Counter' },
  'channelShort.phone': { fr: 'Téléphone', en: 'Phone' },
  begin: { fr: 'Commencer la demande', en: 'Begin the request' },
  closed: { fr: 'Cette démarche n’est pas ouverte en ce moment.', en: 'This procedure is not open at the moment.' },
  'problem.name': { fr: 'Saisissez le nom de la personne', en: 'Type the person’s family name' },
  'problem.email': {
    fr: 'Saisissez une adresse électronique comme nom@exemple.fr',
    en: 'Type an email address such as name@example.fr',
  },
  'problem.phone': {
    fr: 'Saisissez un numéro de téléphone comme 06 12 34 56 78',
    en: 'Type a phone number such as 06 12 34 56 78',
  },
  'problem.channel': { fr: 'Choisissez le guichet ou le téléphone', en: 'Choose the counter or the phone' },
  errorTitle: { fr: 'Erreur\u00a0: {title}', en: 'Error: {title}' },
  'banner.counter': { fr: 'Vous remplissez au guichet pour {name}', en: 'You fill this in at the counter for {name}' },
  'banner.phone': { fr: 'Vous remplissez par téléphone pour {name}', en: 'You fill this in on the phone for {name}' },
  handOver: { fr: 'Remettre le brouillon à la personne', en: 'Hand the draft over to the person' },
  handOverIntro: {
    fr: 'La personne reçoit un lien par courriel et termine elle-même sa demande. Dès qu’elle l’ouvre, vous n’y avez plus accès.',
    en: 'The person receives a link by email and finishes the request themselves. As soon as they open it, you can no longer reach it.',
  },
  handOverButton: { fr: 'Envoyer le lien', en: 'Send the link' },
  handedOver: { fr: 'Le lien est envoyé à {email}.', en: 'The link is sent to {email}.' },
  backToDraft: { fr: 'Retour au brouillon', en: 'Back to the draft' },
  filedTitle: { fr: 'La demande est déposée', en: 'The request is filed' },
  filedCode: { fr: 'Code de suivi à donner à la personne', en: 'Tracking code to give to the person' },
  filedMail: {
    fr: 'L’accusé de réception est envoyé à {email}.',
    en: 'The acknowledgement is sent to {email}.',
  },
  filedSms: {
    fr: 'Le code de suivi est envoyé par SMS au {phone}.',
    en: 'The tracking code is sent by text message to {phone}.',
  },
  filedPrint: {
    fr: 'La personne n’a donné ni adresse ni téléphone\u00a0: imprimez l’accusé de réception et remettez-le-lui.',
    en: 'The person gave no address and no phone: print the acknowledgement and hand it over.',
  },
  filedClaim: {
    fr: 'Avec ce code, la personne peut suivre sa demande sans compte, ou la rattacher à son compte.',
    en: 'With this code the person can follow the request without an account, or add it to their account.',
  },
  filedPdf: { fr: 'Accusé de réception à imprimer (PDF)', en: 'Acknowledgement to print (PDF)' },
  filedOpen: { fr: 'Ouvrir le dossier', en: 'Open the dossier' },
  filedNext: { fr: 'Déposer une autre demande', en: 'File another request' },
});
