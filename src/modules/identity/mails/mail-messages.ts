import { defineMessages } from '#platform/i18n/messages.ts';

/** E-mails about accounts, residents' and agents'. */
export const mailMessages = defineMessages({
  'verify.subject': { fr: 'Confirmez votre adresse électronique', en: 'Confirm your e-mail address' },
  'verify.body': {
    fr: 'Vous avez demandé un compte sur le guichet numérique «\u00a0{territory}\u00a0». Pour l’ouvrir, confirmez que cette adresse est la vôtre et saisissez le mot de passe que vous avez choisi.',
    en: 'You asked for an account on the online counter “{territory}”. To open it, confirm that this address is yours and type the password that you chose.',
  },
  'verify.action': {
    fr: 'Confirmer mon adresse (lien valable 48 heures)',
    en: 'Confirm my address (the link holds for 48 hours)',
  },
  'verify.ignore': {
    fr: 'Vous n’avez rien demandé\u00a0? Ne faites rien\u00a0: sans confirmation, ce compte sera effacé dans sept jours.',
    en: 'You asked for nothing? Do nothing: without a confirmation, this account is erased in seven days.',
  },
  'exists.subject': { fr: 'Vous avez déjà un compte', en: 'You already have an account' },
  'exists.body': {
    fr: 'Quelqu’un, sans doute vous, a voulu utiliser cette adresse pour un compte sur le guichet numérique «\u00a0{territory}\u00a0». Vous en avez déjà un\u00a0: connectez-vous. Si vous avez oublié votre mot de passe, la page de connexion permet d’en choisir un autre.',
    en: 'Somebody, most likely you, wanted to use this address for an account on the online counter “{territory}”. You already have one: sign in. If you have forgotten your password, the sign-in page lets you choose another one.',
  },
  'exists.action': { fr: 'Me connecter', en: 'Sign in' },
  'exists.ignore': {
    fr: 'Si ce n’était pas vous, vous n’avez rien à faire\u00a0: personne n’a eu accès à votre compte.',
    en: 'If it was not you, there is nothing to do: nobody had access to your account.',
  },
  'reset.subject': { fr: 'Choisissez un nouveau mot de passe', en: 'Choose a new password' },
  'reset.body': {
    fr: 'Vous avez signalé avoir oublié votre mot de passe. Choisissez-en un nouveau avec le lien ci-dessous, qui sert une seule fois.',
    en: 'You told us that you have forgotten your password. Choose a new one with the link below, which works once.',
  },
  'reset.action': {
    fr: 'Choisir un mot de passe (lien valable une heure)',
    en: 'Choose a password (the link holds for one hour)',
  },
  'reset.ignore': {
    fr: 'Vous n’avez rien demandé\u00a0? Ne faites rien\u00a0: votre mot de passe n’a pas changé.',
    en: 'You asked for nothing? Do nothing: your password has not changed.',
  },
  'passwordChanged.subject': { fr: 'Votre mot de passe a changé', en: 'Your password has changed' },
  'passwordChanged.body': {
    fr: 'Le mot de passe de votre compte vient d’être changé. Par sécurité, vos autres appareils ont été déconnectés.',
    en: 'The password of your account has just been changed. For safety, your other devices were signed out.',
  },
  'passwordChanged.action': {
    fr: 'Ce n’était pas vous\u00a0? Choisissez aussitôt un autre mot de passe',
    en: 'It was not you? Choose another password at once',
  },
  'emailRequested.subject': { fr: 'Changement d’adresse demandé', en: 'Change of address requested' },
  'emailRequested.body': {
    fr: 'Le remplacement de l’adresse électronique de votre compte vient d’être demandé. Il aura lieu quand l’ancienne et la nouvelle adresse auront toutes deux été confirmées.',
    en: 'Somebody asked to replace the e-mail address of your account. It will happen once both the former and the new address are confirmed.',
  },
  'emailRequested.ignore': {
    fr: 'Ce n’était pas vous\u00a0? N’ouvrez pas le lien, rien ne changera\u00a0; changez votre mot de passe et regardez les appareils connectés à votre compte.',
    en: 'It was not you? Do not open the link and nothing changes; change your password and look at the devices signed in to your account.',
  },
  'emailRequested.action': {
    fr: 'Accepter le changement d’adresse (lien valable 48 heures)',
    en: 'Agree to the change of address (the link holds for 48 hours)',
  },
  'link.subject': { fr: 'Votre lien de connexion', en: 'Your sign-in link' },
  'link.body': {
    fr: 'Vous avez demandé à vous connecter au guichet numérique «\u00a0{territory}\u00a0». Ce lien sert une seule fois.',
    en: 'You asked to sign in to the online counter “{territory}”. This link works once.',
  },
  'link.ignore': {
    fr: 'Vous n’avez rien demandé\u00a0? N’ouvrez pas ce lien et ne le donnez à personne.',
    en: 'You asked for nothing? Do not open this link, and give it to nobody.',
  },
  'link.action': { fr: 'Me connecter (lien valable 10 minutes)', en: 'Sign in (the link holds for 10 minutes)' },
  'newBrowser.subject': { fr: 'Nouvelle connexion à votre compte', en: 'New sign-in to your account' },
  'newBrowser.body': {
    fr: 'Quelqu’un, sans doute vous, s’est connecté à votre compte du guichet numérique «\u00a0{territory}\u00a0» depuis un navigateur qui n’avait pas encore servi\u00a0: {browser}, {at}.',
    en: 'Somebody, most likely you, signed in to your account at the online counter “{territory}” from a browser that had not been used before: {browser}, {at}.',
  },
  'newBrowser.ignore': {
    fr: 'Si c’était vous, vous n’avez rien à faire. Sinon, déconnectez cet appareil et changez votre mot de passe.',
    en: 'If it was you, there is nothing to do. If not, sign that device out and change your password.',
  },
  'newBrowser.action': { fr: 'Voir les appareils connectés', en: 'See the signed-in devices' },
  'newBrowser.unknown': { fr: 'navigateur inconnu', en: 'unknown browser' },
  'methods.subject': { fr: 'Vos moyens de connexion ont changé', en: 'Your ways to sign in have changed' },
  'methods.body': {
    fr: 'Une clé d’accès, une application de codes, des codes de secours ou un mot de passe viennent d’être ajoutés à votre compte ou d’en être retirés. Si ce n’était pas vous, regardez-les sans attendre.',
    en: 'A passkey, a code application, recovery codes or a password have just been added to your account or removed from it. If it was not you, look at them without delay.',
  },
  'methods.action': { fr: 'Voir mes moyens de connexion', en: 'See my ways to sign in' },
  'release.subject': {
    fr: 'Votre double vérification va être levée',
    en: 'Your second check is going to be lifted',
  },
  'release.body': {
    fr: 'Quelqu’un, sans doute vous, s’est présenté avec une pièce d’identité à votre nom : {authority}. À partir du {due}, votre compte du guichet numérique « {territory} » s’ouvrira sans la double vérification que vous aviez choisie. Vos clés d’accès, votre application de codes et vos codes de secours seront alors effacés.',
    en: 'Somebody, most likely you, showed an identity document in your name at: {authority}. From {due} your account at the online counter “{territory}” will open without the second check that you had chosen. Your passkeys, code application and recovery codes will then be erased.',
  },
  'release.ignore': {
    fr: 'Si c’était vous, vous n’avez rien à faire : connectez-vous à partir de cette date. Sinon, refusez aussitôt avec ce lien et prévenez-nous par la page « Contact ».',
    en: 'If it was you, there is nothing to do: sign in from that day on. If not, refuse at once with this link and tell us through the “Contact” page.',
  },
  'release.action': { fr: 'Ce n’était pas moi, je refuse', en: 'It was not me, I refuse' },
  'confirmEmail.subject': { fr: 'Confirmez votre nouvelle adresse', en: 'Confirm your new address' },
  'confirmEmail.body': {
    fr: 'Vous avez demandé à utiliser cette adresse pour votre compte sur le guichet numérique «\u00a0{territory}\u00a0».',
    en: 'You asked to use this address for your account on the online counter “{territory}”.',
  },
  'confirmEmail.action': {
    fr: 'Confirmer cette adresse (lien valable 48 heures)',
    en: 'Confirm this address (the link holds for 48 hours)',
  },
  'emailChanged.subject': { fr: 'L’adresse de votre compte a changé', en: 'The address of your account has changed' },
  'emailChanged.body': {
    fr: 'Cette adresse n’est plus celle de votre compte\u00a0: la nouvelle vient d’être confirmée. Si ce n’était pas vous, prévenez-nous sans attendre par la page «\u00a0Contact\u00a0» du guichet.',
    en: 'This address is no longer that of your account: the new one has just been confirmed. If it was not you, tell us without delay through the “Contact” page of the counter.',
  },
  'closed.subject': { fr: 'Votre compte est fermé', en: 'Your account is closed' },
  'closed.body': {
    fr: 'Votre compte est fermé et vos informations sont effacées. Les demandes déjà envoyées suivent leur cours\u00a0: vous pouvez les consulter avec leur numéro de suivi.',
    en: 'Your account is closed and your details are erased. Requests already sent go on: you can follow them with their tracking codes.',
  },
  'invite.subject': { fr: 'Votre accès au guichet numérique', en: 'Your access to the online counter' },
  'invite.body': {
    fr: 'Un accès agent vous a été ouvert pour\u00a0: {authorities}. Choisissez votre mot de passe pour commencer.',
    en: 'An agent’s access was opened for you at: {authorities}. Choose your password to begin.',
  },
  'invite.action': {
    fr: 'Choisir mon mot de passe (lien valable 7 jours)',
    en: 'Choose my password (the link holds for 7 days)',
  },
  'invite.ignore': {
    fr: 'Ce message ne vous concerne pas\u00a0? Ignorez-le\u00a0: l’accès restera fermé.',
    en: 'This message is not for you? Ignore it: the access stays closed.',
  },
  'added.subject': {
    fr: 'Vos accès au guichet numérique ont changé',
    en: 'Your access to the online counter has changed',
  },
  'added.body': {
    fr: 'Vous pouvez désormais travailler pour\u00a0: {authorities}. Connectez-vous avec votre mot de passe habituel, puis choisissez la collectivité.',
    en: 'You can now work for: {authorities}. Sign in with your usual password, then choose the authority.',
  },
  'left.subject': { fr: '{name} a quitté la collectivité', en: '{name} has left the authority' },
  'left.hello': { fr: 'Bonjour {name},', en: 'Hello {name},' },
  'left.body': {
    fr: 'L’accès {d:name} a pris fin\u00a0: sessions, services et mandats.',
    en: 'The access of {name} has ended: sessions, teams and mandates.',
  },
  'left.given': {
    fr: 'Demandes confiées à {successor}\u00a0: {given}.',
    en: 'Requests given to {successor}: {given}.',
  },
  'left.toTeam': {
    fr: 'Demandes revenues à leur service, à attribuer\u00a0: {left}.',
    en: 'Requests back with their team, to be assigned: {left}.',
  },
  'left.action': { fr: 'Ouvrir la boîte de réception', en: 'Open the inbox' },
  'added.action': { fr: 'Me connecter', en: 'Sign in' },
});
