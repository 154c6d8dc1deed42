import { defineMessages } from '#platform/i18n/messages.ts';

export const say = defineMessages({
  'from.today': { fr: 'à partir de {time}', en: 'from {time}' },
  'from.day': { fr: 'à partir du {day} à {time}', en: 'from {day} at {time}' },
  'until.today': { fr: 'jusqu’à {time}', en: 'until {time}' },
  'until.day': { fr: 'jusqu’au {day} à {time}', en: 'until {day} at {time}' },
  'notice.incident': { fr: 'Incident en cours', en: 'Incident under way' },
  'notice.works': { fr: 'Travaux en cours', en: 'Works under way' },
  'maintenance.title': { fr: 'Maintenance en cours', en: 'Maintenance under way' },
  'maintenance.title.until': { fr: 'Maintenance en cours {until}', en: 'Maintenance under way {until}' },
  'maintenance.residents': {
    fr: 'Vous pouvez tout lire et commencer vos demandes\u00a0: ce que vous remplissez est gardé. L’envoi, lui, attend la fin de la maintenance.',
    en: 'You can read everything and begin your requests: what you fill in is kept. Sending waits for the end of the maintenance.',
  },
  'maintenance.agents': {
    fr: 'Les demandes se lisent, mais rien ne peut y être changé pour l’instant. Les brouillons se gardent.',
    en: 'Requests can be read, but nothing in them can be changed for now. Drafts are kept.',
  },
  more: { fr: 'État du service', en: 'State of the service' },

  'closed.title': {
    fr: 'Rien n’a été envoyé\u00a0: le service est en maintenance',
    en: 'Nothing was sent: the service is under maintenance',
  },
  'closed.draft.title': {
    fr: 'Votre demande est gardée, mais elle n’est pas encore envoyée',
    en: 'Your request is kept, but it is not sent yet',
  },
  'closed.draft.why': {
    fr: 'Le service est en maintenance\u00a0: pour l’instant, aucune demande ne peut être envoyée. Tout ce que vous avez rempli et joint est enregistré dans votre brouillon.',
    en: 'The service is under maintenance: no request can be sent for now. All that you filled in and attached is saved in your draft.',
  },
  'closed.draft.when': {
    fr: 'Vous pourrez envoyer votre demande {from}.',
    en: 'You will be able to send your request {from}.',
  },
  'closed.draft.unknown': {
    fr: 'Réessayez dans un quart d’heure\u00a0: il suffira de revenir à votre demande et de l’envoyer.',
    en: 'Try again in a quarter of an hour: all you will need to do is come back to your request and send it.',
  },
  'closed.why': {
    fr: 'Pendant la maintenance, tout se lit mais rien ne s’envoie\u00a0: ce que vous venez de valider n’a pas été pris en compte.',
    en: 'During maintenance everything can be read but nothing can be sent: what you have just submitted was not taken into account.',
  },
  'closed.when': { fr: 'Vous pourrez recommencer {from}.', en: 'You will be able to do it again {from}.' },
  'closed.unknown': { fr: 'Réessayez dans un quart d’heure.', en: 'Try again in a quarter of an hour.' },
  'closed.files': {
    fr: 'Les fichiers que vous aviez joints seront à choisir de nouveau.',
    en: 'Files that you had attached will have to be chosen again.',
  },
  'closed.typed': { fr: 'Ce que vous aviez écrit', en: 'What you had written' },
  'closed.typed.hint': {
    fr: 'Copiez ce texte pour ne pas avoir à le retaper.',
    en: 'Copy this text so that you do not have to type it again.',
  },
  'closed.typed.other': { fr: 'Ce que vous aviez écrit (suite)', en: 'What you had written (continued)' },
  'closed.back.draft': { fr: 'Revenir à ma demande', en: 'Back to my request' },
  'closed.back': { fr: 'Revenir à la page précédente', en: 'Back to the page before' },
});
