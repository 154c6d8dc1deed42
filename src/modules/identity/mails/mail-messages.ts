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
    fr: 'Le remplacement de l’adresse électronique de votre compte vient d’être demandé. Il aura lieu quand la nouvelle adresse aura été confirmée.',
    en: 'Somebody asked to replace the e-mail address of your account. It will happen once the new address is confirmed.',
  },
  'emailRequested.action': {
    fr: 'Ce n’était pas vous\u00a0? Choisissez aussitôt un autre mot de passe, cela annulera la demande',
    en: 'It was not you? Choose another password at once, which cancels the request',
  },
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
  'added.action': { fr: 'Me connecter', en: 'Sign in' },
});
