import { defineMessages } from '#platform/i18n/messages.ts';

/** The mailboxes that an administrator sets. */
export const mailboxWords = defineMessages({
  menu: { fr: 'Boîtes aux lettres', en: 'Mailboxes' },
  title: { fr: 'Boîtes aux lettres électroniques', en: 'Mailboxes' },
  intro: {
    fr: 'Les messages reçus dans ces boîtes deviennent des demandes, ou rejoignent celles dont ils parlent. Ils sont relevés chaque minute.',
    en: 'Messages received in these mailboxes become requests, or join those that they are about. They are fetched every minute.',
  },
  none: { fr: 'Aucune boîte n’est relevée', en: 'No mailbox is fetched' },
  noneBody: {
    fr: 'Ajoutez l’adresse à laquelle les habitants vous écrivent. Demandez au service informatique le nom du serveur, l’identifiant et le mot de passe.',
    en: 'Add the address to which residents write. Ask the IT department for the server’s name, the user name and the password.',
  },
  add: { fr: 'Ajouter une boîte', en: 'Add a mailbox' },
  change: { fr: 'Modifier la boîte {address}', en: 'Change the mailbox {address}' },
  errorTitle: { fr: 'Erreur\u00a0: {title}', en: 'Error: {title}' },
  back: { fr: 'Toutes les boîtes', en: 'All mailboxes' },
  'column.address': { fr: 'Adresse', en: 'Address' },
  'column.for': { fr: 'Pour', en: 'For' },
  'column.state': { fr: 'État', en: 'State' },
  'column.counts': { fr: 'Ces derniers jours', en: 'These last days' },
  wholeAuthority: { fr: 'Toute la collectivité', en: 'The whole authority' },
  'state.paused': { fr: 'En pause', en: 'Paused' },
  'state.never': { fr: 'Pas encore relevée', en: 'Not fetched yet' },
  'state.fine': { fr: 'Relevée', en: 'Fetched' },
  'state.failing': { fr: 'Ne peut pas être relevée', en: 'Cannot be fetched' },
  fetchedAt: { fr: 'Dernière relève le {date}', en: 'Last fetched on {date}' },
  failingSince: { fr: 'Depuis le {date}', en: 'Since {date}' },
  counts: {
    fr: '{requests} dans des dossiers, {waiting} à regarder, {others} écartés',
    en: '{requests} in files, {waiting} to look at, {others} put aside',
  },
  address: { fr: 'Adresse électronique de la boîte', en: 'Email address of the mailbox' },
  addressHint: {
    fr: 'Celle que les habitants connaissent, comme mairie@votre-commune.fr. Les réponses aux courriels y reviendront.',
    en: 'The one that residents know, such as town-hall@your-town.fr. Answers to emails will come back to it.',
  },
  server: { fr: 'Serveur', en: 'Server' },
  host: { fr: 'Nom du serveur IMAP', en: 'Name of the IMAP server' },
  hostHint: { fr: 'Par exemple imap.votre-hebergeur.fr', en: 'For example imap.your-provider.fr' },
  port: { fr: 'Port', en: 'Port' },
  security: { fr: 'Chiffrement', en: 'Encryption' },
  'security.tls': {
    fr: 'TLS dès le début (port 993, le plus courant)',
    en: 'TLS from the start (port 993, the usual one)',
  },
  'security.starttls': { fr: 'STARTTLS (port 143)', en: 'STARTTLS (port 143)' },
  'security.none': { fr: 'Aucun (en démonstration seulement)', en: 'None (in a demonstration only)' },
  username: { fr: 'Identifiant', en: 'User name' },
  secret: { fr: 'Mot de passe', en: 'Password' },
  secretHint: {
    fr: 'Il est chiffré et ne sera plus jamais montré.',
    en: 'It is encrypted and will never be shown again.',
  },
  secretKeep: { fr: 'Laissez vide pour garder celui qui est enregistré.', en: 'Leave empty to keep the one there is.' },
  use: { fr: 'Ce que deviennent les messages', en: 'What messages become' },
  team: { fr: 'Boîte de l’équipe', en: 'Mailbox of the team' },
  teamHint: {
    fr: 'L’équipe regarde les messages qui attendent. Sans équipe, l’accueil s’en occupe.',
    en: 'The team looks at the messages that wait. Without a team, the front desk does.',
  },
  procedure: { fr: 'Démarche ouverte par un nouveau message', en: 'Procedure opened by a new message' },
  procedureHint: {
    fr: 'Sans démarche, chaque nouveau message attend qu’un agent décide. Les réponses rejoignent toujours leur dossier.',
    en: 'Without a procedure, each new message waits for an agent to decide. Answers always join their file.',
  },
  procedureNone: { fr: 'Aucune\u00a0: un agent décide', en: 'None: an agent decides' },
  subAddressing: {
    fr: 'Cette boîte reçoit aussi les adresses avec un «\u00a0+\u00a0» (mairie+suite@…)',
    en: 'This mailbox also receives addresses with a “+” (town-hall+more@…)',
  },
  subAddressingHint: {
    fr: 'La référence du dossier va alors dans l’adresse de réponse. Sinon, elle va à la fin de l’objet. En cas de doute, laissez la case vide.',
    en: 'The file’s reference then goes in the reply address. Otherwise it goes at the end of the subject. When in doubt, leave the box empty.',
  },
  doneFolder: { fr: 'Dossier où ranger les messages relevés', en: 'Folder for the messages that were fetched' },
  doneFolderHint: {
    fr: 'Par exemple «\u00a0Traité\u00a0»\u00a0; il doit exister. Laissez vide pour ne rien déplacer.',
    en: 'For example “Done”; it must exist. Leave empty to move nothing.',
  },
  older: {
    fr: 'Prendre aussi les messages qui sont déjà dans la boîte',
    en: 'Also take the messages that are there already',
  },
  olderHint: {
    fr: 'Sinon, seuls ceux qui arrivent à partir de maintenant sont pris.',
    en: 'Otherwise only those that arrive from now on are taken.',
  },
  save: { fr: 'Essayer et enregistrer', en: 'Try and save' },
  saveAnyway: { fr: 'Enregistrer sans essai', en: 'Save without trying' },
  saved: { fr: 'La boîte {address} est enregistrée.', en: 'The mailbox {address} is saved.' },
  try: { fr: 'Essayer la connexion', en: 'Try the connection' },
  tried: { fr: 'La connexion à {address} fonctionne.', en: 'The connection to {address} works.' },
  fetchNow: { fr: 'Relever maintenant', en: 'Fetch now' },
  fetchAsked: {
    fr: 'La boîte {address} va être relevée dans quelques secondes.',
    en: 'The mailbox {address} will be fetched in a few seconds.',
  },
  pause: { fr: 'Mettre en pause', en: 'Pause' },
  resume: { fr: 'Reprendre la relève', en: 'Resume fetching' },
  pausedFlash: { fr: 'La boîte {address} n’est plus relevée.', en: 'The mailbox {address} is no longer fetched.' },
  resumedFlash: { fr: 'La boîte {address} est de nouveau relevée.', en: 'The mailbox {address} is fetched again.' },
  remove: { fr: 'Retirer la boîte', en: 'Remove the mailbox' },
  removeIntro: {
    fr: 'Elle n’est plus relevée, et son mot de passe est effacé. Les demandes déjà reçues restent.',
    en: 'It is no longer fetched, and its password is erased. Requests already received stay.',
  },
  removed: { fr: 'La boîte {address} est retirée.', en: 'The mailbox {address} is removed.' },
  acts: { fr: 'Relève', en: 'Fetching' },
  'problem.address': {
    fr: 'Saisissez une adresse comme mairie@exemple.fr',
    en: 'Type an address such as town-hall@example.fr',
  },
  'problem.taken': { fr: 'Une autre boîte a déjà cette adresse', en: 'Another mailbox has that address already' },
  'problem.host': {
    fr: 'Saisissez le nom du serveur, sans https\u00a0://',
    en: 'Type the server’s name, without https://',
  },
  'problem.port': {
    fr: 'Saisissez un nombre entre 1 et 65535, en général 993',
    en: 'Type a number between 1 and 65535, usually 993',
  },
  'problem.username': { fr: 'Saisissez l’identifiant de la boîte', en: 'Type the mailbox’s user name' },
  'problem.secret': { fr: 'Saisissez le mot de passe de la boîte', en: 'Type the mailbox’s password' },
  'problem.secretOtherHost': {
    fr: 'Le serveur ou l’identifiant change\u00a0: saisissez de nouveau le mot de passe',
    en: 'The server or user name changes: type the password again',
  },
  'problem.security': { fr: 'Choisissez le chiffrement', en: 'Choose the encryption' },
  'error.mailbox-host-unknown': {
    fr: 'Ce serveur n’existe pas\u00a0: vérifiez son nom.',
    en: 'There is no such server: check its name.',
  },
  'error.mailbox-host-private': {
    fr: 'Ce serveur est sur un réseau privé. Demandez à la personne qui administre l’installation de l’autoriser (MAILBOX_HOSTS).',
    en: 'That server is on a private network. Ask whoever runs the installation to allow it (MAILBOX_HOSTS).',
  },
  'error.mailbox-unreachable': {
    fr: 'Le serveur refuse la connexion\u00a0: vérifiez son nom et le port.',
    en: 'The server refuses the connection: check its name and the port.',
  },
  'error.mailbox-timeout': {
    fr: 'Le serveur ne répond pas\u00a0: vérifiez le port et le chiffrement.',
    en: 'The server does not answer: check the port and the encryption.',
  },
  'error.mailbox-certificate': {
    fr: 'Le certificat du serveur n’est pas valable pour ce nom\u00a0: vérifiez le nom, ou prévenez l’hébergeur.',
    en: 'The server’s certificate is not valid for that name: check the name, or tell the provider.',
  },
  'error.mailbox-no-encryption': {
    fr: 'Le serveur ne chiffre pas de cette façon à ce port\u00a0: essayez l’autre chiffrement.',
    en: 'The server does not encrypt in that way at that port: try the other encryption.',
  },
  'error.mailbox-credentials': {
    fr: 'Le serveur refuse l’identifiant ou le mot de passe. Certains hébergeurs demandent un mot de passe d’application.',
    en: 'The server refuses the user name or the password. Some providers ask for an application password.',
  },
  'error.mailbox-no-inbox': { fr: 'Le compte n’a pas de boîte de réception.', en: 'The account has no inbox.' },
  'error.mailbox-no-folder': {
    fr: 'Le dossier où ranger les messages n’existe pas dans la boîte\u00a0: créez-le, ou changez son nom.',
    en: 'The folder for fetched messages is not in the mailbox: create it, or change its name.',
  },
  'error.mailbox-interrupted': {
    fr: 'La connexion a été coupée en route\u00a0; la relève reprendra.',
    en: 'The connection was cut on the way; fetching will resume.',
  },
  'error.mailbox-failed': {
    fr: 'Le serveur a répondu de façon inattendue.',
    en: 'The server answered in an unexpected way.',
  },
});
