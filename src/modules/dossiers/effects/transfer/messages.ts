import { defineMessages } from '#platform/i18n/messages.ts';

export const transferWords = defineMessages({
  noTarget: {
    fr: 'L’administration compétente pour cette commune n’est pas sur ce guichet. La demande n’a pas été transmise\u00a0: envoyez-la-lui par courrier ou par messagerie (CRPA, article L114-2).',
    en: 'The authority in charge for this commune is not on this counter. The request was not handed over: send it by post or e-mail (CRPA, article L114-2).',
  },
  same: {
    fr: 'Cette demande est déjà chez l’administration compétente. Elle n’a pas été transmise.',
    en: 'This request is already with the competent authority. It was not handed over.',
  },
  notOffered: {
    fr: '{authority} ne propose pas cette démarche sur ce guichet. La demande n’a pas été transmise\u00a0: envoyez-la-lui par courrier ou par messagerie (CRPA, article L114-2). Contact\u00a0: {contact}.',
    en: '{authority} does not offer this procedure on this counter. The request was not handed over: send it by post or e-mail (CRPA, article L114-2). Contact: {contact}.',
  },
  'mail.refused.subject': {
    fr: 'Votre demande relève de {authority} – {code}',
    en: 'Your request concerns {authority} – {code}',
  },
  'mail.refused.body': {
    fr: 'Votre demande relève de {authority}, qui n’est pas joignable par ce guichet pour cette démarche. Nous la lui transmettons par une autre voie. Contact\u00a0: {contact}.',
    en: 'Your request concerns {authority}, which cannot be reached through this counter for this procedure. We hand it over by other means. Contact: {contact}.',
  },
  'mail.sent.subject': {
    fr: 'Votre demande est transmise à {authority} – {code}',
    en: 'Your request is handed over to {authority} – {code}',
  },
  'mail.sent.body': {
    fr: '{from} n’est pas compétente pour votre demande\u00a0: {title}. Elle l’a transmise, avec vos pièces, à {authority} qui va la traiter (article L114-2 du code des relations entre le public et l’administration).',
    en: '{from} is not in charge of your request: {title}. It handed it over, with your documents, to {authority}, who will handle it (article L114-2 of the code of relations between the public and the administration).',
  },
  'mail.sent.nothing': {
    fr: 'Vous n’avez rien à refaire. Votre demande a un nouveau numéro de suivi.',
    en: 'There is nothing to do again. Your request has a new tracking number.',
  },
  'fact.newCode': { fr: 'Nouveau numéro de suivi', en: 'New tracking number' },
  'fact.authority': { fr: 'Nouveau contact', en: 'New contact' },
  'fact.phone': { fr: 'Téléphone', en: 'Phone' },
  'fact.email': { fr: 'Courriel', en: 'E-mail' },
  'mail.action': { fr: 'Suivre ma demande', en: 'Follow my request' },
  'history.asked': { fr: 'Transmission demandée à {authority}', en: 'Handing over to {authority} asked' },
  'history.sent': {
    fr: 'Demande transmise à {authority}, nouveau numéro {code}',
    en: 'Request handed over to {authority}, new number {code}',
  },
  'history.received': {
    fr: 'Demande reçue de {authority} (numéro {code}), déposée le {date}',
    en: 'Request received from {authority} (number {code}), filed on {date}',
  },
  'panel.sent': { fr: 'Transmise à {authority}', en: 'Handed over to {authority}' },
  'panel.sentBody': {
    fr: 'Votre demande y est suivie sous le numéro {code}.',
    en: 'Your request is followed there under the number {code}.',
  },
  'panel.sentBodyAgent': { fr: 'Nouveau numéro\u00a0: {code}, le {date}.', en: 'New number: {code}, on {date}.' },
  'panel.follow': { fr: 'Suivre ma demande', en: 'Follow my request' },
  'panel.received': { fr: 'Transmise par {authority}', en: 'Handed over by {authority}' },
  'panel.receivedBody': {
    fr: 'Ancien numéro\u00a0: {code}. Déposée la première fois le {date}.',
    en: 'Former number: {code}. First filed on {date}.',
  },
});
