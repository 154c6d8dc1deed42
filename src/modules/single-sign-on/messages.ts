import { defineMessages } from '#platform/i18n/messages.ts';

/** What residents read when another site signs them in here. */
export const say = defineMessages({
  'passOn.title': { fr: 'Retour au site', en: 'Going back to the site' },
  'passOn.continue': { fr: 'Continuer', en: 'Continue' },
  'passOn.body': {
    fr: 'Vous allez revenir sur «\u00a0{site}\u00a0». Si rien ne se passe, suivez le lien.',
    en: 'You are going back to “{site}”. If nothing happens, follow the link.',
  },
  signInFor: {
    fr: 'Connectez-vous pour continuer vers «\u00a0{site}\u00a0».',
    en: 'Sign in to continue to “{site}”.',
  },

  'again.title': { fr: 'Confirmez que c’est bien vous', en: 'Confirm that it is you' },
  'again.body': {
    fr: '«\u00a0{site}\u00a0» demande que vous vous connectiez de nouveau avant de continuer.',
    en: '“{site}” asks you to sign in again before going on.',
  },
  'again.other': {
    fr: '«\u00a0{site}\u00a0» attend une autre personne que {name}, ou une connexion plus sûre.',
    en: '“{site}” expects somebody else than {name}, or a safer sign-in.',
  },
  'again.submit': { fr: 'Me connecter de nouveau', en: 'Sign in again' },

  'consent.title': { fr: 'Vous connecter à «\u00a0{site}\u00a0»', en: 'Sign in to “{site}”' },
  'consent.intro': {
    fr: 'Ce site relève {de:authority}. Il vous reconnaîtra grâce à votre compte, sans connaître votre mot de passe.',
    en: 'This site is run by {authority}. It will recognise you by your account, and never know your password.',
  },
  'consent.asks': { fr: 'Ce que ce site recevra', en: 'What this site will receive' },
  'consent.identifier': { fr: 'Un identifiant', en: 'An identifier' },
  'consent.identifierValue': {
    fr: 'Il ne sert qu’à ce site, pour savoir que c’est encore vous. Un autre site en reçoit un autre.',
    en: 'It serves this site alone, to know that it is still you. Another site receives another one.',
  },
  'consent.reason': { fr: 'Pourquoi\u00a0:', en: 'Why:' },
  'consent.unknown': { fr: 'Non renseigné dans votre compte', en: 'Not in your account' },
  'consent.accept': { fr: 'Accepter et continuer', en: 'Accept and continue' },
  'consent.refuse': { fr: 'Refuser', en: 'Refuse' },
  'consent.as': { fr: 'Vous êtes connecté en tant que {name}.', en: 'You are signed in as {name}.' },
  'consent.remembered': {
    fr: 'Votre accord est retenu. Vous pouvez le retirer à tout moment dans Mon profil, Sites connectés.',
    en: 'Your agreement is remembered. You can withdraw it at any time in My profile, Connected sites.',
  },
  'consent.privacy': {
    fr: 'Ce que «\u00a0{site}\u00a0» fait de vos données',
    en: 'What “{site}” does with your data',
  },

  'scope.profile': { fr: 'Votre nom, vos prénoms et votre langue', en: 'Your name and your language' },
  'scope.email': { fr: 'Votre adresse électronique', en: 'Your e-mail address' },
  'scope.phone': { fr: 'Votre numéro de téléphone', en: 'Your phone number' },
  'scope.address': { fr: 'Votre adresse postale', en: 'Your postal address' },
  'scope.family': {
    fr: 'Les enfants de votre foyer\u00a0: noms, prénoms, dates de naissance',
    en: 'The children of your household: names and dates of birth',
  },
  'scope.offline_access': {
    fr: 'Ces informations à jour, même quand vous n’êtes plus sur le site',
    en: 'The same, kept up to date when you are no longer on the site',
  },
  'scope.offline_access.value': {
    fr: 'Jusqu’à ce que vous retiriez votre accord, et trente jours au plus sans visite de votre part.',
    en: 'Until you withdraw your agreement, and thirty days at most without a visit of yours.',
  },
  'claims.none': { fr: 'Aucun enfant dans votre foyer', en: 'No child in your household' },

  'refusal.title': { fr: 'La connexion à ce site n’a pas pu se faire', en: 'Signing in to this site did not work' },
  'refusal.body': {
    fr: 'Le site qui vous a envoyé ici a fait une demande que nous ne pouvons pas accepter. Vous n’y êtes pour rien, et rien ne lui a été transmis.',
    en: 'The site that sent you here made a request that we cannot accept. It is not your doing, and nothing was handed over to it.',
  },
  'refusal.expired': {
    fr: 'La demande de connexion a expiré ou a été ouverte dans un autre navigateur. Retournez sur le site et recommencez.',
    en: 'The request has expired, or was begun in another browser. Go back to the site and start again.',
  },
  'refusal.code': {
    fr: 'Pour le service informatique du site\u00a0: {code}',
    en: 'For the site’s IT department: {code}',
  },

  'signOut.title': { fr: 'Vous déconnecter', en: 'Sign out' },
  'signOut.of': { fr: 'Vous quittez «\u00a0{site}\u00a0».', en: 'You are leaving “{site}”.' },
  'signOut.body': {
    fr: 'Votre compte peut rester ouvert dans ce navigateur pour vos démarches et pour les autres sites, ou se fermer partout. Sur un ordinateur partagé, fermez tout.',
    en: 'Your account can stay open in this browser for your requests and the other sites, or be closed everywhere. On a shared computer, close everything.',
  },
  'signOut.all': { fr: 'Me déconnecter de tous les sites', en: 'Sign out of all sites' },
  'signOut.one': { fr: 'Quitter seulement ce site', en: 'Leave this site only' },
  'signOut.done': { fr: 'Vous êtes déconnecté', en: 'You are signed out' },
  'signOut.doneBody': { fr: 'Vous pouvez fermer cette page.', en: 'You can close this page.' },
  'signOut.home': { fr: 'Aller à l’accueil du guichet', en: 'Go to the home page of the counter' },

  'sites.title': { fr: 'Sites connectés', en: 'Connected sites' },
  'sites.intro': {
    fr: 'Les sites du territoire auxquels vous vous êtes connecté avec votre compte, et ce que vous avez accepté de leur transmettre.',
    en: 'The sites of the territory that you signed in to with your account, and what you agreed to hand over to them.',
  },
  'sites.none': { fr: 'Aucun site connecté', en: 'No connected site' },
  'sites.noneBody': {
    fr: 'Quand un site vous proposera de vous connecter avec votre compte, il apparaîtra ici.',
    en: 'When a site offers you to sign in with your account, it will appear here.',
  },
  'sites.data': { fr: 'Ce que le site reçoit', en: 'What the site receives' },
  'sites.identifierOnly': { fr: 'Un identifiant, et rien d’autre', en: 'An identifier, and nothing else' },
  'sites.since': { fr: 'Accord donné le', en: 'Agreed on' },
  'sites.used': { fr: 'Dernière connexion', en: 'Last sign-in' },
  'sites.authority': { fr: 'Responsable', en: 'Run by' },
  'sites.purpose': { fr: 'À quoi sert ce site', en: 'What the site is for' },
  'sites.withdraw': { fr: 'Retirer mon accord', en: 'Withdraw my agreement' },
  'sites.withdrawFrom': {
    fr: 'Retirer mon accord pour «\u00a0{site}\u00a0»',
    en: 'Withdraw my agreement for “{site}”',
  },
  'sites.withdrawn': {
    fr: '«\u00a0{site}\u00a0» ne reçoit plus rien de votre compte. Ce qu’il a déjà reçu, demandez-lui de l’effacer.',
    en: '“{site}” receives nothing more from your account. Ask the site to erase what it already has.',
  },
  'sites.suspended': { fr: 'Suspendu', en: 'Suspended' },
  mySpace: { fr: 'Mon espace', en: 'My space' },
  profile: { fr: 'Mon profil', en: 'My profile' },
});
