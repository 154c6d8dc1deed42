import { defineMessages } from '#platform/i18n/messages.ts';

/** What the territory's administrators read when they look after connected sites. */
export const tell = defineMessages({
  menu: { fr: 'Sites connectés', en: 'Connected sites' },
  title: { fr: 'Sites connectés', en: 'Connected sites' },
  intro: {
    fr: 'Les sites du territoire (médiathèque, piscine, eau, site de la ville…) où les usagers se connectent avec leur compte.',
    en: 'The sites of the territory (library, pool, water, the town’s web site…) that residents sign in to with their account.',
  },
  new: { fr: 'Connecter un site', en: 'Connect a site' },
  none: { fr: 'Aucun site n’est connecté', en: 'No site is connected' },
  site: { fr: 'Site', en: 'Site' },
  authority: { fr: 'Collectivité responsable', en: 'Authority in charge' },
  'authority-hint': {
    fr: 'Celle qui répond de ce site devant les usagers.',
    en: 'The one that answers for this site before residents.',
  },
  state: { fr: 'État', en: 'State' },
  'state.active': { fr: 'Ouvert', en: 'Open' },
  'state.suspended': { fr: 'Suspendu', en: 'Suspended' },
  'state.removed': { fr: 'Retiré', en: 'Removed' },
  people: { fr: 'Usagers', en: 'Residents' },
  name: { fr: 'Nom du site, tel que les usagers le connaissent', en: 'Name of the site, as residents know it' },
  purpose: { fr: 'À quoi sert ce site', en: 'What the site is for' },
  'purpose-hint': {
    fr: 'Une ou deux phrases que l’usager lit avant d’accepter. Si elles changent, l’accord est redemandé.',
    en: 'One or two sentences that residents read before they agree. When they change, they are asked again.',
  },
  'purpose-en': { fr: 'La même chose en anglais', en: 'The same in English' },
  'purpose-en-hint': {
    fr: 'Sans elle, qui lit le site en anglais lit le texte français.',
    en: 'Without it, whoever reads the site in English reads the French text.',
  },
  'privacy-url': { fr: 'Adresse de sa page sur les données personnelles', en: 'Address of its page on personal data' },
  'redirect-uris': { fr: 'Adresses de retour après la connexion', en: 'Addresses to come back to after signing in' },
  'redirect-uris-hint': {
    fr: 'Une par ligne, en entier et à la lettre, en https, toutes du même nom de domaine.',
    en: 'One a line, whole and to the letter, in https, all of one domain name.',
  },
  'post-logout-redirect-uris': {
    fr: 'Adresses de retour après la déconnexion',
    en: 'Addresses to come back to after signing out',
  },
  'backchannel-logout-uri': {
    fr: 'Adresse que le guichet appelle quand l’usager se déconnecte',
    en: 'Address that the counter calls when a resident signs out',
  },
  scopes: { fr: 'Ce que le site peut demander', en: 'What the site may ask for' },
  'scopes-hint': {
    fr: 'Rien de plus que nécessaire. Sans rien cocher, le site reçoit un identifiant qui ne sert qu’à lui.',
    en: 'Nothing more than is needed. With nothing ticked the site receives an identifier that serves it alone.',
  },
  reason: { fr: 'Pourquoi le site en a besoin', en: 'Why the site needs it' },
  'reason-en': { fr: 'La même raison en anglais', en: 'The same reason in English' },
  'auth-method': { fr: 'Comment le site présente son secret', en: 'How the site presents its secret' },
  'auth-method.client_secret_basic': {
    fr: 'Dans l’en-tête (client_secret_basic)',
    en: 'In the header (client_secret_basic)',
  },
  'auth-method.client_secret_post': {
    fr: 'Dans le corps (client_secret_post)',
    en: 'In the body (client_secret_post)',
  },
  'auth-method.private_key_jwt': {
    fr: 'Aucun secret partagé\u00a0: il signe avec sa propre clé (private_key_jwt)',
    en: 'No shared secret: it signs with a key of its own (private_key_jwt)',
  },
  'public-keys': { fr: 'Clés publiques du site, en JSON (JWKS)', en: 'Public keys of the site, in JSON (JWKS)' },
  'public-keys-hint': {
    fr: 'RSA d’au moins 2048 bits, ou P-256. Une à cinq clés. Jamais de clé privée.',
    en: 'RSA of at least 2,048 bits, or P-256. One to five keys. Never a private key.',
  },
  'problem.keys': {
    fr: 'Collez les clés publiques du site\u00a0: un JWKS de clés RSA (2048 bits ou plus) ou P-256',
    en: 'Paste the public keys of the site: a JWKS of RSA (2,048 bits or more) or P-256 keys',
  },
  'problem.secret-key': {
    fr: 'Ceci contient une clé privée. Considérez-la comme perdue, faites-en créer une autre et ne collez que la clé publique',
    en: 'This holds a private key. Consider it lost, have another one made, and paste the public key only',
  },
  'no-secret': {
    fr: 'Aucun\u00a0: le site signe avec sa propre clé',
    en: 'None: the site signs with a key of its own',
  },
  created: { fr: 'Le site est connecté.', en: 'The site is connected.' },
  create: { fr: 'Connecter ce site', en: 'Connect this site' },
  save: { fr: 'Enregistrer', en: 'Save' },
  saved: { fr: 'Les changements sont enregistrés.', en: 'The changes are saved.' },
  'title.error': { fr: 'Erreur\u00a0: {title}', en: 'Error: {title}' },
  settings: { fr: 'À donner au site', en: 'To give to the site' },
  issuer: { fr: 'Adresse du fournisseur (issuer)', en: 'Address of the provider (issuer)' },
  'client-id': { fr: 'Identifiant du site (client_id)', en: 'Identifier of the site (client_id)' },
  secret: { fr: 'Secret du site (client_secret)', en: 'Secret of the site (client_secret)' },
  'secret-once': { fr: 'Notez ce secret maintenant', en: 'Write this secret down now' },
  'secret-once-body': {
    fr: 'Il ne sera plus jamais affiché. Transmettez-le au responsable du site par un moyen sûr.',
    en: 'It will never be shown again. Hand it to the person in charge of the site by a safe way.',
  },
  'secret-since': { fr: 'Créé le {date}', en: 'Made on {date}' },
  'secret-former': {
    fr: 'L’ancien est encore accepté jusqu’au {date}',
    en: 'The former one is still taken until {date}',
  },
  'secret-rotate': { fr: 'Changer le secret', en: 'Change the secret' },
  'secret-rotate-hint': {
    fr: 'Un nouveau secret est affiché une fois. L’ancien reste accepté sept jours.',
    en: 'A new secret is shown once. The former one is taken for seven more days.',
  },
  'secret-revoke': {
    fr: 'Changer le secret et refuser l’ancien dès maintenant',
    en: 'Change the secret and refuse the former one now',
  },
  guide: {
    fr: 'La marche à suivre est dans la documentation, docs/connect-a-site.md.',
    en: 'The steps are in the documentation, docs/connect-a-site.md.',
  },
  acts: { fr: 'Suspendre ou retirer', en: 'Suspend or remove' },
  suspend: { fr: 'Suspendre ce site', en: 'Suspend this site' },
  resume: { fr: 'Rouvrir ce site', en: 'Open this site again' },
  remove: { fr: 'Retirer ce site', en: 'Remove this site' },
  'remove-hint': {
    fr: 'Suspendu, le site ne peut plus connecter personne, et les accès qu’il avait reçus prennent fin. Retiré, il perd aussi les accords des usagers.',
    en: 'A suspended site can sign nobody in, and the access that it was given ends. A removed one loses what residents agreed to as well.',
  },
  'remove.title': { fr: 'Retirer «\u00a0{site}\u00a0»\u00a0?', en: 'Remove “{site}”?' },
  'remove.people.none': {
    fr: 'Aucun usager ne se connecte aujourd’hui à ce site avec son compte.',
    en: 'No resident signs in to this site with their account today.',
  },
  'remove.people.one': {
    fr: 'Un usager se connecte aujourd’hui à ce site avec son compte.',
    en: 'One resident signs in to this site with their account today.',
  },
  'remove.people.many': {
    fr: '{count} usagers se connectent aujourd’hui à ce site avec leur compte.',
    en: '{count} residents sign in to this site with their account today.',
  },
  'remove.lost': { fr: 'Ce que les usagers perdent', en: 'What residents lose' },
  'remove.lost.sign-in': {
    fr: 'Ils ne peuvent plus se connecter à ce site avec leur compte du guichet. Ceux qui n’y ont pas d’autre mot de passe n’y entrent plus.',
    en: 'They can no longer sign in to this site with their account. Those who have no other password there are locked out of it.',
  },
  'remove.lost.agreements': {
    fr: 'Les accords qu’ils avaient donnés sont effacés.',
    en: 'What they had agreed to is erased.',
  },
  'remove.lost.access': {
    fr: 'Ce que le site pouvait encore lire de leur compte lui est fermé aussitôt. Qui s’y trouve en ce moment y reste le temps de sa visite.',
    en: 'What the site could still read of their account is closed to it at once. Whoever is there right now stays for that visit.',
  },
  'remove.kept': { fr: 'Ce qui reste', en: 'What stays' },
  'remove.kept.data': {
    fr: 'Leur compte et leurs demandes au guichet. Ce que le site a déjà reçu reste chez lui\u00a0: voyez avec lui s’il doit l’effacer.',
    en: 'Their account and their requests here. What the site already received stays with it: see with it whether it must erase that.',
  },
  'remove.kept.identifiers': {
    fr: 'Les identifiants\u00a0: si le site revient, il reconnaît les mêmes personnes.',
    en: 'The identifiers: should the site come back, it knows the same people again.',
  },
  'remove.kept.undo': {
    fr: 'Vous pourrez le rétablir depuis la liste des sites connectés. Chaque usager devra alors donner son accord à nouveau.',
    en: 'You can restore it from the list of connected sites. Each resident will then have to agree again.',
  },
  'remove.keep': { fr: 'Garder ce site', en: 'Keep this site' },
  'removed.title': { fr: 'Sites retirés', en: 'Removed sites' },
  'removed.intro': {
    fr: 'Un site rétabli garde son identifiant et son secret. Les usagers redonnent leur accord à la prochaine connexion.',
    en: 'A site that is restored keeps its identifier and its secret. Residents agree again at the next sign-in.',
  },
  'removed.at': { fr: 'Retiré le', en: 'Removed on' },
  'removed.act': { fr: 'Action', en: 'Action' },
  restore: { fr: 'Rétablir', en: 'Restore' },
  'restore.of': { fr: 'Rétablir {site}', en: 'Restore {site}' },
  'restore.host-taken': {
    fr: 'Ce site ne peut pas être rétabli\u00a0: un autre site connecté a pris son nom de domaine.',
    en: 'This site cannot be restored: another connected site has taken its domain name.',
  },
  'done.suspended': { fr: 'Le site est suspendu.', en: 'The site is suspended.' },
  'done.resumed': { fr: 'Le site est rouvert.', en: 'The site is open again.' },
  'done.removed': {
    fr: '«\u00a0{site}\u00a0» est retiré. Vous pouvez le rétablir ci-dessous.',
    en: '“{site}” is removed. You can restore it below.',
  },
  'done.restored': {
    fr: '«\u00a0{site}\u00a0» est rétabli. Les usagers redonnent leur accord à la prochaine connexion.',
    en: '“{site}” is restored. Residents agree again at the next sign-in.',
  },
  history: { fr: 'Historique', en: 'History' },
  'act.created': { fr: 'Connecté', en: 'Connected' },
  'act.changed': { fr: 'Modifié', en: 'Changed' },
  'act.secret-rotated': { fr: 'Secret changé', en: 'Secret changed' },
  'act.suspended': { fr: 'Suspendu', en: 'Suspended' },
  'act.resumed': { fr: 'Rouvert', en: 'Opened again' },
  'act.removed': { fr: 'Retiré', en: 'Removed' },
  'act.restored': { fr: 'Rétabli', en: 'Restored' },
  when: { fr: 'Date', en: 'Date' },
  what: { fr: 'Acte', en: 'Act' },
  who: { fr: 'Par', en: 'By' },
  'problem.missing.name': { fr: 'Indiquez le nom du site', en: 'Enter the name of the site' },
  'problem.missing.purpose': { fr: 'Dites à quoi sert le site', en: 'Say what the site is for' },
  'problem.missing.privacy-url': {
    fr: 'Indiquez l’adresse de sa page sur les données personnelles',
    en: 'Enter the address of its page on personal data',
  },
  'problem.missing.redirect-uris': {
    fr: 'Indiquez au moins une adresse de retour après la connexion',
    en: 'Enter at least one address to come back to',
  },
  'problem.missing.reason': {
    fr: 'Dites pourquoi le site a besoin de cette information\u00a0: {scope}',
    en: 'Say why the site needs this: {scope}',
  },
  'problem.address': {
    fr: 'Une adresse n’est pas valable\u00a0: {field}',
    en: 'An address is not valid: {field}',
  },
  'problem.address-https': {
    fr: 'Une adresse doit commencer par https\u00a0: {field}',
    en: 'An address must begin with https: {field}',
  },
  'problem.hosts': {
    fr: 'Les adresses de retour doivent être toutes du même nom de domaine',
    en: 'All addresses to come back to must be of one domain name',
  },
  'problem.host-taken': {
    fr: 'Un autre site connecté a déjà ce nom de domaine',
    en: 'Another connected site has this domain name already',
  },
  'problem.too-many': { fr: 'Dix adresses au plus\u00a0: {field}', en: 'Ten addresses at most: {field}' },
  'same-service': {
    fr: 'Le même service qu’un site déjà connecté',
    en: 'The same service as a site connected already',
  },
  'same-service-hint': {
    fr: 'Une application et un site d’un même service reconnaissent un usager sous le même identifiant. Ne se change plus ensuite.',
    en: 'An application and a web site of one service know a resident by one identifier. It cannot be changed later.',
  },
  'same-service-none': { fr: 'Non, un service à part', en: 'No, a service of its own' },
  'problem.sector': {
    fr: 'Ce service relève d’une autre collectivité',
    en: 'This service is run by another authority',
  },
  'problem.authority': { fr: 'Choisissez la collectivité responsable', en: 'Choose the authority in charge' },
});
