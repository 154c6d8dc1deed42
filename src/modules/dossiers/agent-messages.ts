import { defineMessages } from '#platform/i18n/messages.ts';

/** What agents read and do on dossiers, and what letters and messages add by themselves. */
export const agentMessages = defineMessages({
  labelled: { fr: '{label}\u00a0: {value}', en: '{label}: {value}' },
  askRating: {
    fr: 'Votre avis nous aide à nous améliorer\u00a0: {link}',
    en: 'Your opinion helps us improve: {link}',
  },
  letterPlaceAndDate: { fr: '{city}, le {date}', en: '{city}, {date}' },
  letterDossier: { fr: 'Dossier', en: 'File' },
  letterNumber: { fr: 'Courrier n°', en: 'Letter no.' },
  messageSubject: { fr: 'Message au sujet de votre demande «\u00a0{title}\u00a0», dossier {code}', en: 'Message about your request "{title}", file {code}' },
  messageAnswerHere: { fr: 'Pour répondre', en: 'To answer' },
  greeting: { fr: 'Bonjour,', en: 'Hello,' },
  greetingNamed: { fr: 'Bonjour {name},', en: 'Dear {name},' },
});
