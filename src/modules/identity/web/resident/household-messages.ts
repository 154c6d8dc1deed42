import { defineMessages } from '#platform/i18n/messages.ts';

/** Texts of "Mon foyer". */
export const householdMessages = defineMessages({
  title: { fr: 'Mon foyer', en: 'My household' },
  intro: {
    fr: 'Indiquez une fois vos enfants et vos proches\u00a0: les formulaires vous les proposeront ensuite.',
    en: 'Give your children and relatives once: forms will then offer them to you.',
  },
  privacy: {
    fr: 'Vous seul voyez cette liste. Une collectivité ne reçoit que ce que vous choisissez d’envoyer dans une demande.',
    en: 'You alone see this list. An authority only receives what you choose to send in a request.',
  },
  retention: {
    fr: 'Ces informations restent dans votre compte jusqu’à ce que vous les retiriez ou que vous fermiez votre compte\u00a0: elles sont alors effacées aussitôt. Les demandes déjà envoyées ne changent pas.',
    en: 'These details stay in your account until you remove them or close your account: they are then erased at once. Requests already sent do not change.',
  },
  empty: { fr: 'Personne pour l’instant.', en: 'Nobody yet.' },
  people: { fr: 'Les personnes de mon foyer', en: 'The people of my household' },
  name: { fr: 'Nom', en: 'Name' },
  givenNames: { fr: 'Prénoms', en: 'Given names' },
  familyName: { fr: 'Nom de famille', en: 'Family name' },
  birthDate: { fr: 'Date de naissance', en: 'Date of birth' },
  birthDateHint: { fr: 'Nécessaire pour un enfant', en: 'Needed for a child' },
  relation: { fr: 'Qui est cette personne pour vous\u00a0?', en: 'Who is this person to you?' },
  relationShort: { fr: 'Lien avec vous', en: 'Relation to you' },
  'relation.child': { fr: 'Mon enfant', en: 'My child' },
  'relation.partner-child': {
    fr: 'L’enfant de la personne avec qui je vis',
    en: 'The child of the person I live with',
  },
  'relation.entrusted-child': { fr: 'Un enfant qui m’est confié', en: 'A child entrusted to me' },
  'relation.partner': {
    fr: 'La personne avec qui je vis (mariage, Pacs, vie commune)',
    en: 'The person I live with (marriage, civil partnership, living together)',
  },
  'relation.parent': { fr: 'Mon parent', en: 'My parent' },
  'relation.adult': { fr: 'Un autre adulte', en: 'Another adult' },
  children: {
    fr: 'Partager la fiche d’un enfant, dire qui peut venir le chercher',
    en: 'Share the record of a child, say who may collect the child',
  },
  add: { fr: 'Ajouter une personne', en: 'Add a person' },
  added: { fr: '{name} fait maintenant partie de votre foyer', en: '{name} is now in your household' },
  alreadyThere: { fr: '{name} est déjà dans votre foyer', en: '{name} is already in your household' },
  change: { fr: 'Corriger', en: 'Correct' },
  changeTitle: { fr: 'Corriger {name}', en: 'Correct {name}' },
  changed: { fr: 'Vos corrections sont enregistrées', en: 'Your corrections are saved' },
  remove: { fr: 'Retirer de mon foyer', en: 'Remove from my household' },
  removeTitle: { fr: 'Retirer cette personne', en: 'Remove this person' },
  removeBody: {
    fr: 'Les formulaires ne la proposeront plus. Les demandes déjà envoyées ne changent pas.',
    en: 'Forms will no longer offer this person. Requests already sent do not change.',
  },
  removed: { fr: '{name} ne fait plus partie de votre foyer', en: '{name} is no longer in your household' },
  action: { fr: 'Action', en: 'Action' },
  unknown: { fr: 'Non renseignée', en: 'Not given' },
  full: {
    fr: 'Votre foyer compte déjà trente personnes\u00a0: retirez-en une pour en ajouter une autre',
    en: 'Your household already has thirty people: remove one to add another',
  },
  'majority.title': { fr: 'Majorité', en: 'Coming of age' },
  'majority.soon': {
    fr: '{name} aura 18 ans le {day}. Ce jour-là, {name} sort de votre foyer sur ce site, avec ce qui y était dit : l’autre parent avec qui sa fiche était partagée, les adultes qui pouvaient venir le chercher. Les formulaires ne vous le proposeront plus comme enfant.',
    en: '{name} will be 18 on {day}. On that day {name} leaves your household on this site, with all that was said there: the other parent with whom the record was shared, the adults who could collect the child. Forms will no longer offer the name as a child.',
  },
  'majority.left': {
    fr: '{name} a eu 18 ans et est sorti de votre foyer le {day}.',
    en: '{name} is 18 and left your household on {day}.',
  },
  'majority.dossiers': {
    fr: 'Les demandes que vous avez envoyées restent dans votre espace et suivent leur cours ; les factures restent à votre nom. Un brouillon commencé vous redemandera pour qui il est.',
    en: 'The requests that you sent stay in your space and take their course; invoices stay in your name. A draft that you began will ask you again who it is for.',
  },
  'majority.account': {
    fr: 'Un jeune majeur fait ses demandes lui-même et ouvre son propre compte : rien n’y est versé du vôtre. S’il vit encore avec vous, vous pouvez l’ajouter comme « un autre adulte ».',
    en: 'A young adult makes their own requests and opens an account of their own: nothing of yours goes into it. If they still live with you, you can add them as “another adult”.',
  },
  'child-of-age': {
    fr: 'Cette personne est majeure : choisissez « Un autre adulte »',
    en: 'This person is of age: choose “Another adult”',
  },
  'given-names-missing': { fr: 'Indiquez les prénoms', en: 'Give the given names' },
  'family-name-missing': { fr: 'Indiquez le nom de famille', en: 'Give the family name' },
  'name-invalid': {
    fr: 'Un nom ne contient ni chiffre ni signe comme @',
    en: 'A name has neither digits nor signs such as @',
  },
  'relation-missing': {
    fr: 'Choisissez qui est cette personne pour vous',
    en: 'Choose who this person is to you',
  },
  'birth-date-missing': {
    fr: 'Indiquez la date de naissance de l’enfant',
    en: 'Give the child’s date of birth',
  },
  'birth-date-invalid': {
    fr: 'Indiquez une date de naissance qui existe, par exemple 12\u00a03\u00a02018',
    en: 'Give a date of birth that exists, such as 12\u00a03\u00a02018',
  },
  'birth-date-future': {
    fr: 'La date de naissance ne peut pas être dans l’avenir',
    en: 'The date of birth cannot be in the future',
  },
});
