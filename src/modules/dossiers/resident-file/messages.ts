import { defineMessages } from '#platform/i18n/messages.ts';

export const residentFileWords = defineMessages({
  link: { fr: 'Fiche de l’usager', en: 'The resident’s file' },
  title: { fr: 'Fiche de l’usager', en: 'The resident’s file' },
  why: { fr: 'Pourquoi ouvrez-vous cette fiche ?', en: 'Why do you open this file?' },
  whyIntro: {
    fr: 'La fiche réunit ce que votre collectivité sait de cette personne. Chaque ouverture est notée avec son motif, et la personne le voit dans son espace.',
    en: 'The file gathers what your authority knows of this person. Each opening is noted with its reason, and the person sees it in their space.',
  },
  whyMissing: { fr: 'Choisissez pourquoi vous ouvrez cette fiche.', en: 'Choose why you open this file.' },
  'reason.contact': { fr: 'La personne me contacte', en: 'The person contacts me' },
  'reason.handling': { fr: 'Je traite sa demande', en: 'I handle their request' },
  'reason.duplicate': { fr: 'Je vérifie si la demande existe déjà', en: 'I check whether the request exists already' },
  'reason.rights': {
    fr: 'La personne exerce ses droits sur ses données',
    en: 'The person uses their rights on their data',
  },
  more: { fr: 'Précision', en: 'Detail' },
  open: { fr: 'Ouvrir la fiche', en: 'Open the file' },
  back: { fr: 'Retour au dossier', en: 'Back to the dossier' },
  recorded: {
    fr: 'Consultation notée\u00a0: {reason}. La personne peut le lire dans son espace.',
    en: 'Opening noted: {reason}. The person can read it in their space.',
  },
  limits: {
    fr: 'Vous voyez les demandes que vos services traitent pour {le:authority}, et aucune autre.',
    en: 'You see the requests that your departments handle for {authority}, and no other.',
  },
  names: { fr: 'Noms donnés', en: 'Names given' },
  contacts: { fr: 'Coordonnées données', en: 'Contact details given' },
  account: { fr: 'Compte', en: 'Account' },
  'account.yes': { fr: 'La personne a un compte', en: 'The person has an account' },
  'account.no': {
    fr: 'Sans compte\u00a0: réunies par l’adresse électronique ou le téléphone',
    en: 'No account: gathered by e-mail address or phone number',
  },
  children: { fr: 'Enfants nommés dans ces demandes', en: 'Children named in these requests' },
  childrenNone: { fr: 'Aucun', en: 'None' },
  dossiers: { fr: 'Demandes', en: 'Requests' },
  exchanges: { fr: 'Derniers échanges', en: 'Latest exchanges' },
  exchangesNone: { fr: 'Aucun échange.', en: 'No exchange.' },
  appointments: { fr: 'Rendez-vous', en: 'Appointments' },
  appointmentsNone: { fr: 'Aucun rendez-vous.', en: 'No appointment.' },
  payments: { fr: 'Paiements', en: 'Payments' },
  paymentsNone: { fr: 'Aucun paiement.', en: 'No payment.' },
  'column.request': { fr: 'Demande', en: 'Request' },
  'column.state': { fr: 'État', en: 'State' },
  'column.date': { fr: 'Date', en: 'Date' },
  'column.what': { fr: 'Objet', en: 'About' },
  'column.amount': { fr: 'Montant', en: 'Amount' },
  from: { fr: 'La personne', en: 'The person' },

  'own.household': {
    fr: 'Votre demande pour un enfant partagé, citée dans la fiche de l’autre parent\u00a0: {reason}',
    en: 'Your request about a shared child, named in the other parent’s file: {reason}',
  },
  'own.title': { fr: 'Qui a consulté mes demandes', en: 'Who looked at my requests' },
  'own.rowTitle': { fr: 'Qui a consulté mes demandes', en: 'Who looked at my requests' },
  'own.rowFor': {
    fr: 'Les agents qui ont ouvert vos dossiers, quand, et pour quelle collectivité.',
    en: 'The staff who opened your files, when, and for which authority.',
  },
  'own.intro': {
    fr: 'Chaque ouverture d’un de vos dossiers est notée une fois par agent et par jour\u00a0; celle de votre fiche entière, chaque fois avec son motif.',
    en: 'Each opening of one of your files is noted once for each agent and day; that of your whole file, each time with its reason.',
  },
  'own.none': { fr: 'Personne n’a encore ouvert vos dossiers.', en: 'Nobody has opened your files yet.' },
  'own.when': { fr: 'Quand', en: 'When' },
  'own.who': { fr: 'Qui', en: 'Who' },
  'own.authority': { fr: 'Pour', en: 'For' },
  'own.what': { fr: 'Quoi', en: 'What' },
  'own.dossier': { fr: 'Votre demande {code}', en: 'Your request {code}' },
  'own.file': { fr: 'Votre fiche entière\u00a0: {reason}', en: 'Your whole file: {reason}' },
  'own.question': {
    fr: 'Une consultation vous étonne ? Écrivez à la collectivité depuis la demande concernée.',
    en: 'Does an opening surprise you? Write to the authority from the request.',
  },
  space: { fr: 'Mon espace', en: 'My space' },
});

export const fileReasons = ['contact', 'handling', 'duplicate', 'rights'] as const;
