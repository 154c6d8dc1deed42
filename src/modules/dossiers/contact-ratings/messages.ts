import { defineMessages } from '#platform/i18n/messages.ts';

/** What an applicant thinks of a message of the service. */
export const contactWords = defineMessages({
  mail: {
    fr: 'Notre réponse vous a-t-elle aidé\u00a0? Dites-le d’un clic, sans vous connecter\u00a0:\n{link}',
    en: 'Did our answer help you? Tell us in one click, without signing in:\n{link}',
  },
  title: { fr: 'Notre réponse vous a-t-elle aidé\u00a0?', en: 'Did our answer help you?' },
  intro: {
    fr: 'Réponse du {date} à votre demande «\u00a0{title}\u00a0».',
    en: 'Answer of {date} to your request "{title}".',
  },
  legend: { fr: 'Que pensez-vous de cette réponse\u00a0?', en: 'What do you think of this answer?' },
  given: {
    fr: 'Vous avez donné la note de {mark} sur 5 à cette réponse. Merci.',
    en: 'You gave this answer the mark {mark} out of 5. Thank you.',
  },
  comment: { fr: 'Un mot pour le service', en: 'A word for the team' },
  commentHint: {
    fr: 'Le service le lit dans votre dossier. Il n’est pas publié.',
    en: 'The team reads it in your file. It is not published.',
  },
  send: { fr: 'Envoyer ce mot', en: 'Send this word' },
  missing: { fr: 'Choisissez une note de 1 à 5', en: 'Choose a mark from 1 to 5' },
  long: { fr: 'Votre texte doit compter au plus {max} caractères', en: 'Your text must have at most {max} characters' },
  sent: { fr: 'Merci pour votre avis.', en: 'Thank you for your opinion.' },
  refuse: { fr: 'Ne plus me demander mon avis par courriel', en: 'Do not ask my opinion by e-mail any more' },
  refused: {
    fr: '{Le:authority} ne vous demande plus votre avis par courriel.',
    en: '{authority} no longer asks your opinion by e-mail.',
  },
  again: { fr: 'Me le demander à nouveau', en: 'Ask me again' },
  askedAgain: {
    fr: 'Vous pourrez de nouveau donner votre avis depuis nos courriels.',
    en: 'You can give your opinion from our e-mails again.',
  },
  event: { fr: 'Avis sur notre réponse\u00a0: {mark} sur 5', en: 'Opinion on our answer: {mark} out of 5' },
});
