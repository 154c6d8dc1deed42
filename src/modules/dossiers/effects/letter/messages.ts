import { defineMessages } from '#platform/i18n/messages.ts';

export const letterWords = defineMessages({
  'number.arrete': { fr: 'Arrêté n°', en: 'Order no.' },
  'number.decision': { fr: 'Décision n°', en: 'Decision no.' },
  'number.attestation': { fr: 'Attestation n°', en: 'Certificate no.' },
  'preview.title': { fr: 'Courrier avant envoi', en: 'Letter before it is sent' },
  'preview.text': {
    fr: 'Lire le texte du courrier «\u00a0{title}\u00a0»',
    en: 'Read the text of the letter “{title}”',
  },
  'preview.pdf': { fr: 'Voir le courrier en PDF', en: 'See the letter as PDF' },
  'preview.pdfHint': {
    fr: 'Le numéro est donné à l’envoi. Ce que vous n’avez pas encore saisi apparaît entre crochets.',
    en: 'The number is given when it is sent. What you have not typed yet is in square brackets.',
  },
  'preview.notice': { fr: 'Aperçu, non envoyé', en: 'Preview, not sent' },
  'preview.noticeText': {
    fr: 'Ce document sert à relire le courrier. Il n’a aucune valeur.',
    en: 'This document is for proofreading. It has no effect.',
  },
  'reply.label': { fr: 'Réponse type', en: 'Kept reply' },
  'reply.search': { fr: 'Chercher une réponse type', en: 'Search for a kept reply' },
  'reply.insert': { fr: 'Insérer', en: 'Insert' },
  'reply.insertIn': { fr: 'Insérer dans «\u00a0{field}\u00a0»', en: 'Insert in “{field}”' },
  'reply.searchButton': { fr: 'Chercher', en: 'Search' },
  'reply.none': {
    fr: 'Aucune réponse type ne correspond à «\u00a0{words}\u00a0».',
    en: 'No kept reply matches “{words}”.',
  },
  'reply.title': { fr: 'Répondre avec une réponse type', en: 'Answer with a kept reply' },
  'reply.message': { fr: 'Message au demandeur', en: 'Message to the applicant' },
  'reply.messageHint': {
    fr: 'Relisez le texte et remplacez ce qui est entre crochets avant de l’envoyer.',
    en: 'Read the text and replace what is in square brackets before sending it.',
  },
  'reply.send': { fr: 'Envoyer le message', en: 'Send the message' },
  'reply.back': { fr: 'Retour au dossier', en: 'Back to the dossier' },
});
