import { defineMessages } from '#platform/i18n/messages.ts';

export const notificationMessages = defineMessages({
  greeting: { fr: 'Bonjour,', en: 'Hello,' },
  'do-not-reply': {
    fr: 'Ce message est envoyé automatiquement\u00a0: merci de ne pas y répondre, personne ne lirait votre réponse. Pour nous écrire, ouvrez votre demande ou contactez l’accueil.',
    en: 'This message was sent automatically: please do not reply, nobody would read your answer. To write to us, open your request or contact the front desk.',
  },
  'may-reply': {
    fr: 'Vous pouvez répondre à ce message\u00a0: votre réponse rejoindra votre demande.',
    en: 'You can reply to this message: your answer will join your request.',
  },
  'demo-title': { fr: 'Messages de la démonstration', en: 'Demonstration messages' },
  'demo-intro': {
    fr: 'En démonstration, aucun e-mail ni SMS ne part. Voici ceux qui auraient été envoyés, du plus récent au plus ancien.',
    en: 'In demonstration mode no e-mail or text message is sent. These are the ones that would have been, newest first.',
  },
  'demo-all': { fr: 'Tous', en: 'All' },
  'demo-email': { fr: 'E-mails', en: 'E-mails' },
  'demo-sms': { fr: 'SMS', en: 'Text messages' },
  'demo-views': { fr: 'Filtrer les messages', en: 'Filter the messages' },
  'demo-list': { fr: 'Messages, page {page}', en: 'Messages, page {page}' },
  'demo-none-title': { fr: 'Aucun message pour l’instant', en: 'No message yet' },
  'demo-none': {
    fr: 'Déposez une demande avec une adresse e-mail\u00a0: son accusé de réception arrivera ici.',
    en: 'File a request with an e-mail address: its acknowledgement will arrive here.',
  },
  'demo-answer': { fr: 'Répondre comme l’habitant', en: 'Answer as the resident' },
  'demo-answer-send': { fr: 'Envoyer la réponse', en: 'Send the answer' },
  'demo-back': { fr: 'Tous les messages', en: 'All messages' },
  'column-subject': { fr: 'Objet', en: 'Subject' },
  'column-recipient': { fr: 'Destinataire', en: 'Recipient' },
  'column-medium': { fr: 'Moyen', en: 'Medium' },
  'column-sent': { fr: 'Envoyé', en: 'Sent' },
  'column-attachments': { fr: 'Pièces jointes', en: 'Attachments' },
  'medium-email': { fr: 'E-mail', en: 'E-mail' },
  'medium-sms': { fr: 'SMS', en: 'Text message' },
  'no-subject': { fr: '(sans objet)', en: '(no subject)' },
  'error-mail-recipient-invalid': {
    fr: 'L’adresse du destinataire n’est pas valable.',
    en: 'The recipient’s address is not valid.',
  },
  'error-mail-refused': {
    fr: 'Le serveur du destinataire a refusé le message\u00a0: l’adresse n’existe sans doute pas.',
    en: 'The recipient’s server refused the message: the address probably does not exist.',
  },
  'error-mail-refused-for-now': {
    fr: 'Le serveur de messagerie a demandé d’attendre.',
    en: 'The mail server asked us to wait.',
  },
  'error-mail-timeout': {
    fr: 'Le serveur de messagerie n’a pas répondu à temps.',
    en: 'The mail server did not answer in time.',
  },
  'error-mail-connection': {
    fr: 'Le serveur de messagerie est injoignable.',
    en: 'The mail server cannot be reached.',
  },
  'error-mail-authentication': {
    fr: 'Le serveur de messagerie a refusé nos identifiants\u00a0: prévenez le service informatique.',
    en: 'The mail server refused our credentials: tell the IT department.',
  },
  'error-sms-not-configured': {
    fr: 'L’envoi de SMS n’est pas en service sur cette installation.',
    en: 'Text messages are not set up on this installation.',
  },
  'error-sms-number-invalid': {
    fr: 'Le numéro de téléphone n’est pas valable.',
    en: 'The phone number is not valid.',
  },
  'error-sms-refused': {
    fr: 'L’opérateur a refusé le SMS\u00a0: vérifiez le numéro.',
    en: 'The provider refused the text message: check the number.',
  },
  'error-sms-refused-for-now': {
    fr: 'L’opérateur de SMS a demandé d’attendre.',
    en: 'The text message provider asked us to wait.',
  },
  'error-sms-authentication': {
    fr: 'L’opérateur de SMS a refusé nos identifiants\u00a0: prévenez le service informatique.',
    en: 'The text message provider refused our credentials: tell the IT department.',
  },
  'error-sms-connection': {
    fr: 'L’opérateur de SMS est injoignable.',
    en: 'The text message provider cannot be reached.',
  },
  'error-sms-timeout': {
    fr: 'L’opérateur de SMS n’a pas répondu à temps.',
    en: 'The text message provider did not answer in time.',
  },
  'error-mail-returned': {
    fr: 'Le message a été renvoyé par le serveur du destinataire\u00a0: il n’a pas pu être remis.',
    en: 'The message was sent back by the recipient’s server: it could not be delivered.',
  },
  'error-other': { fr: 'L’envoi a échoué pour une raison inattendue.', en: 'Sending failed for an unexpected reason.' },
});
