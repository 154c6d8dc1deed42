import { defineMessages } from '#platform/i18n/messages.ts';

export const say = defineMessages({
  'nav.home': { fr: 'Accueil', en: 'Home' },
  'nav.procedures': { fr: 'Toutes les démarches', en: 'All procedures' },
  'nav.follow': { fr: 'Suivre une demande', en: 'Follow a request' },
  'nav.help': { fr: 'Aide', en: 'Help' },
  'account.sign-in': { fr: 'Se connecter', en: 'Sign in' },
  'language.other': { fr: 'English', en: 'Français' },
  'demo.notice': {
    fr: 'Aucune mairie ne lit ce que vous écrivez ici.',
    en: 'No town hall reads what you write here.',
  },
  'demo.messages': { fr: 'Voir les courriels envoyés', en: 'See the e-mails sent' },
  'footer.legal': { fr: 'Mentions légales', en: 'Legal notice' },
  'footer.privacy': { fr: 'Données personnelles', en: 'Personal data' },
  'footer.contact': { fr: 'Contact', en: 'Contact' },
  'footer.verify': { fr: 'Vérifier un document', en: 'Check a document' },
  'footer.map': { fr: 'Plan du site', en: 'Site map' },
  'footer.help': { fr: 'Aide', en: 'Help' },
  'footer.agents': { fr: 'Accès des agents', en: 'Staff access' },
  'footer.accessibility': {
    fr: 'Accessibilité\u00a0: non conforme',
    en: 'Accessibility: not compliant',
  },
  'footer.publisher': { fr: 'Site publié par {name}.', en: 'Site published by {name}.' },
  'contact.example': {
    fr: 'Ces coordonnées sont des exemples, elles ne joignent personne.',
    en: 'These contact details are examples and reach nobody.',
  },
  'hours.open-until': { fr: 'Ouvert aujourd’hui jusqu’à {time}', en: 'Open today until {time}' },
  'hours.opens-today': { fr: 'Fermé, ouvre aujourd’hui à {time}', en: 'Closed, opens today at {time}' },
  'hours.opens-tomorrow': { fr: 'Fermé, ouvre demain à {time}', en: 'Closed, opens tomorrow at {time}' },
  'hours.opens-on': { fr: 'Fermé, ouvre {day} à {time}', en: 'Closed, opens on {day} at {time}' },
  'hours.closed': { fr: 'Fermé', en: 'Closed' },
  'hours.of': { fr: 'Horaires d’ouverture\u00a0: {name}', en: 'Opening hours: {name}' },
});
