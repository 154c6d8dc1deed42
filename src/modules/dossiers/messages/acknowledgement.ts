/** The receipt and the acknowledgement that the law asks for. */
export const acknowledgementMessages = {
  'receipt.title': { fr: 'Votre demande est envoyée', en: 'Your request has been sent' },
  'receipt.receivedOn': { fr: 'Reçue le {date}.', en: 'Received on {date}.' },
  'receipt.mail': {
    fr: 'Nous envoyons l’accusé de réception à {email}. Gardez votre code de suivi.',
    en: 'We are sending the acknowledgement to {email}. Keep your tracking code.',
  },
  'receipt.keepCode': {
    fr: 'Notez bien votre code de suivi\u00a0: vous n’avez pas donné d’adresse électronique, nous ne pourrons pas vous le rappeler.',
    en: 'Write your tracking code down: you gave no email address, so we will not be able to remind you of it.',
  },
  'receipt.next': { fr: 'Et maintenant\u00a0?', en: 'What happens now?' },
  'receipt.silence.accept': {
    fr: 'Sans réponse de notre part le {date}, votre demande sera acceptée, à condition que votre dossier soit complet.',
    en: 'If we have not answered by {date}, your request will be accepted, provided that your file is complete.',
  },
  'receipt.silence.reject': {
    fr: 'Sans réponse de notre part le {date}, votre demande sera refusée. Vous pourrez alors contester.',
    en: 'If we have not answered by {date}, your request will be refused. You will then be able to appeal.',
  },
  'receipt.silence.none': {
    fr: 'Nous cherchons à vous répondre au plus tard le {date}.',
    en: 'We aim to answer you by {date}.',
  },
  'receipt.pdf': { fr: 'Télécharger l’accusé de réception (PDF)', en: 'Download the acknowledgement (PDF)' },
  'receipt.follow': { fr: 'Suivre ma demande', en: 'Follow my request' },
  'receipt.who': { fr: 'Qui vous répond', en: 'Who answers you' },
  'receipt.inMySpace': { fr: 'Cette demande est dans votre espace\u00a0:', en: 'This request is in your space:' },
  'receipt.accountTitle': { fr: 'Retrouver vos demandes au même endroit', en: 'Find your requests in one place' },
  'receipt.account': {
    fr: 'Avec un compte, vous suivez toutes vos demandes sans code. Ce n’est pas obligatoire.',
    en: 'With an account you follow all your requests without a code. It is not required.',
  },
  'receipt.createAccount': { fr: 'Créer un compte', en: 'Create an account' },
  'ack.fileTitle': { fr: 'Accusé de réception {code}', en: 'Acknowledgement {code}' },
  'ack.fileName': { fr: 'accuse-de-reception-{code}.pdf', en: 'acknowledgement-{code}.pdf' },
  'ack.heading': { fr: 'Accusé de réception de votre demande', en: 'Acknowledgement of your request' },
  'ack.headingMessage': { fr: 'Accusé de réception de votre envoi', en: 'Acknowledgement of what you sent' },
  'ack.procedure': { fr: 'Démarche', en: 'Procedure' },
  'ack.applicant': { fr: 'Demandeur', en: 'Applicant' },
  'ack.receivedOn': { fr: 'Reçu le', en: 'Received on' },
  'ack.code': { fr: 'Code de suivi', en: 'Tracking code' },
  'ack.who': { fr: 'Service chargé de votre dossier', en: 'Service in charge of your file' },
  'ack.service': { fr: 'Service', en: 'Service' },
  'ack.onBehalf': { fr: '{handler}, pour\u00a0: {name}', en: '{handler}, on behalf of: {name}' },
  'ack.address': { fr: 'Adresse', en: 'Address' },
  'ack.phone': { fr: 'Téléphone', en: 'Telephone' },
  'ack.email': { fr: 'Courriel', en: 'Email' },
  'ack.delay': { fr: 'Délai de réponse', en: 'Time to answer' },
  'ack.none': {
    fr: 'Votre envoi n’appelle pas de décision administrative. Nous cherchons à vous répondre au plus tard le {date}.',
    en: 'What you sent calls for no administrative decision. We aim to answer you by {date}.',
  },
  'ack.accept': {
    fr: 'Si vous n’avez pas reçu de réponse le {date}, votre demande sera réputée acceptée ({article}).',
    en: 'If you have received no answer by {date}, your request will be deemed accepted ({article}).',
  },
  'ack.attestation': {
    fr: 'Vous pourrez alors demander une attestation de cette acceptation (code des relations entre le public et l’administration, article L232-3).',
    en: 'You will then be able to ask for a certificate of this acceptance (code of relations between the public and the administration, article L232-3).',
  },
  'ack.reject': {
    fr: 'Si vous n’avez pas reçu de réponse le {date}, votre demande sera réputée rejetée ({article}).',
    en: 'If you have received no answer by {date}, your request will be deemed rejected ({article}).',
  },
  'ack.complete': {
    fr: 'Cette date suppose que votre dossier est complet. S’il manque une pièce, nous vous le dirons, avec le délai pour la fournir\u00a0; la date changera.',
    en: 'This date assumes that your file is complete. If a document is missing, we will tell you, with the time in which to provide it; the date will change.',
  },
  'ack.remedies': {
    fr: 'Vous pourrez contester ce rejet dans les deux mois\u00a0: par un recours gracieux auprès de {name}, ou devant le {court} (par courrier, sur place ou sur citoyens.telerecours.fr). Un recours gracieux fait repartir le délai de deux mois pour aller devant le tribunal.',
    en: 'You will be able to contest this rejection within two months: by an appeal to {name}, or before the {court} (by post, on the spot or at citoyens.telerecours.fr). An appeal to us starts the two months to go to court anew.',
  },
  'ack.answers': { fr: 'Ce que vous nous avez transmis', en: 'What you sent us' },
  'ack.footer': { fr: 'Dossier {code}', en: 'File {code}' },
  'ack.law': {
    fr: 'Code des relations entre le public et l’administration, articles L112-3, L112-11, R112-5 et R112-11-1.',
    en: 'Code of relations between the public and the administration, articles L112-3, L112-11, R112-5 and R112-11-1.',
  },
  'mail.hello': { fr: 'Bonjour,', en: 'Hello,' },
  'mail.helloName': { fr: 'Bonjour {name},', en: 'Dear {name},' },
  'mail.ack.subject': { fr: 'Nous avons reçu votre demande {code}', en: 'We have received your request {code}' },
  'mail.ack.body': {
    fr: 'Nous avons reçu votre demande «\u00a0{title}\u00a0» le {date}. L’accusé de réception est joint.',
    en: 'We received your request “{title}” on {date}. The acknowledgement is attached.',
  },
  'mail.ack.action': {
    fr: 'Pour suivre votre demande, avec le code ci-dessus',
    en: 'To follow your request, with the code above',
  },
};
