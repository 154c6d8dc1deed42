import { defineMessages } from '#platform/i18n/messages.ts';

export const say = defineMessages({
  title: { fr: 'Logiciels prévenus', en: 'Systems that are told' },
  intro: {
    fr: 'Quand une démarche avance, Parvis peut prévenir un autre logiciel de la collectivité\u00a0: état civil, finances, courrier.',
    en: 'When a request moves on, Parvis can tell another system of the authority: registers, finance, mail.',
  },
  caption: { fr: 'Adresses appelées', en: 'Addresses called' },
  name: { fr: 'Nom', en: 'Name' },
  url: { fr: 'Adresse', en: 'Address' },
  since: { fr: 'Depuis le', en: 'Since' },
  used: { fr: 'Démarches', en: 'Procedures' },
  'used.none': { fr: 'Aucune', en: 'None' },
  act: { fr: 'Action', en: 'Action' },
  empty: { fr: 'Aucun logiciel n’est prévenu pour l’instant.', en: 'No system is told for now.' },
  'wanted.title': { fr: 'Adresses à donner', en: 'Addresses to be given' },
  'wanted.intro': {
    fr: 'Ces démarches préviennent un logiciel dont l’adresse manque\u00a0: l’appel échoue et l’agent le voit au dossier.',
    en: 'These procedures tell a system whose address is missing: the call fails and the agent sees it on the file.',
  },
  'wanted.one': { fr: '{name}\u00a0: {procedures}', en: '{name}: {procedures}' },
  'add.title': { fr: 'Ajouter ou changer une adresse', en: 'Add or change an address' },
  'add.name': { fr: 'Nom du logiciel', en: 'Name of the system' },
  'add.name-hint': {
    fr: 'Celui que la démarche emploie\u00a0: des lettres minuscules, des chiffres et des tirets, par exemple etat-civil.',
    en: 'The one that the procedure uses: small letters, digits and hyphens, for instance civil-registers.',
  },
  'add.url': { fr: 'Adresse du logiciel', en: 'Address of the system' },
  'add.url-hint': {
    fr: 'Elle commence par https:// et se trouve sur Internet.',
    en: 'It begins with https:// and is on the Internet.',
  },
  'add.new-secret': { fr: 'Changer aussi le secret', en: 'Change the secret too' },
  'add.new-secret-hint': {
    fr: 'Pour un nom déjà connu\u00a0: l’ancien secret ne vaut plus rien aussitôt.',
    en: 'For a name that is known already: the former secret is worth nothing at once.',
  },
  'add.save': { fr: 'Enregistrer', en: 'Save' },
  'secret.title': { fr: 'Secret de «\u00a0{name}\u00a0»', en: 'Secret of "{name}"' },
  'secret.intro': {
    fr: 'Copiez-le maintenant dans le logiciel\u00a0: il ne sera plus jamais montré. Il signe chaque appel (en-tête Parvis-Signature).',
    en: 'Copy it into the system now: it is never shown again. It signs each call (header Parvis-Signature).',
  },
  'secret.copy': { fr: 'Copier', en: 'Copy' },
  'secret.back': { fr: 'Le secret est copié', en: 'The secret is copied' },
  saved: {
    fr: 'L’adresse est enregistrée. Le secret n’a pas changé.',
    en: 'The address is saved. The secret is the same.',
  },
  remove: { fr: 'Supprimer', en: 'Remove' },
  'remove.one': { fr: 'Supprimer {name}', en: 'Remove {name}' },
  'remove.title': { fr: 'Ne plus prévenir «\u00a0{name}\u00a0»\u00a0?', en: 'Stop telling "{name}"?' },
  'remove.body': {
    fr: 'Son secret est effacé. Les démarches qui préviennent ce logiciel le signalent alors au dossier.',
    en: 'Its secret is erased. The procedures that tell this system then say so on the file.',
  },
  'remove.used': {
    fr: 'Démarches qui le préviennent\u00a0: {procedures}.',
    en: 'Procedures that tell it: {procedures}.',
  },
  'remove.keep': { fr: 'Annuler', en: 'Cancel' },
  removed: { fr: 'L’adresse est supprimée.', en: 'The address is removed.' },
  'problem.summary': { fr: 'Erreur\u00a0: {title}', en: 'Error: {title}' },
  'problem.name': {
    fr: 'Écrivez le nom avec des lettres minuscules, des chiffres et des tirets',
    en: 'Write the name with small letters, digits and hyphens',
  },
  'problem.url': {
    fr: 'Écrivez l’adresse comme https://logiciel.example.fr/parvis',
    en: 'Write the address as https://system.example.fr/parvis',
  },
  'problem.https': { fr: 'L’adresse doit commencer par https://', en: 'The address must begin with https://' },
  'problem.private': {
    fr: 'Cette adresse est celle d’un réseau privé\u00a0: donnez-en une qui est sur Internet',
    en: 'This address is one of a private network: give one that is on the Internet',
  },
});
