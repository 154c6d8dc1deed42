import { defineMessages } from '#platform/i18n/messages.ts';

/** Texts of the ways to sign in: passkeys, links, second factors. Residents' and agents' pages share them. */
export const signInMessages = defineMessages({
  or: { fr: 'Ou bien', en: 'Or' },
  'passkey.use': { fr: 'Utiliser une clé d’accès', en: 'Use a passkey' },
  'passkey.hint': {
    fr: 'Votre téléphone ou votre ordinateur vous reconnaît\u00a0: empreinte, visage ou code de l’appareil. Aucun mot de passe à retenir.',
    en: 'Your phone or computer recognises you: fingerprint, face or the device’s own code. No password to remember.',
  },
  'passkey.failed': {
    fr: 'La clé d’accès n’a pas répondu. Recommencez, ou utilisez un autre moyen.',
    en: 'The passkey did not answer. Try again, or use another way.',
  },
  'passkey.noScript': {
    fr: 'Les clés d’accès demandent JavaScript, que votre navigateur n’exécute pas\u00a0: utilisez un autre moyen.',
    en: 'Passkeys need JavaScript, which your browser does not run: use another way.',
  },
  'passkey.refused': {
    fr: 'Cette clé d’accès n’a pas été reconnue. Recommencez, ou utilisez un autre moyen.',
    en: 'This passkey was not recognised. Try again, or use another way.',
  },
  'link.offer': { fr: 'Recevoir un lien de connexion par courriel', en: 'Get a sign-in link by e-mail' },
  'link.title': { fr: 'Se connecter avec un lien', en: 'Sign in with a link' },
  'link.intro': {
    fr: 'Saisissez l’adresse de votre compte\u00a0: nous y enverrons un lien qui sert une seule fois, pendant 10\u00a0minutes.',
    en: 'Type the address of your account: we will send a link there that works once, for 10 minutes.',
  },
  'link.submit': { fr: 'Recevoir le lien', en: 'Get the link' },
  'link.confirmTitle': { fr: 'Confirmer la connexion', en: 'Confirm signing in' },
  'link.confirmIntro': {
    fr: 'Vous allez vous connecter, dans ce navigateur, au compte\u00a0: {email}',
    en: 'You are about to sign in, in this browser, to the account: {email}',
  },
  'link.notYours': {
    fr: 'Ce n’est pas votre compte\u00a0? Fermez cette page\u00a0: quelqu’un d’autre a demandé ce lien.',
    en: 'This is not your account? Close this page: somebody else asked for this link.',
  },
  'link.confirmSubmit': { fr: 'Me connecter', en: 'Sign in' },

  'second.title': { fr: 'Vérifier que c’est bien vous', en: 'Check that it is you' },
  'second.intro': {
    fr: 'Le premier contrôle est réussi. Il en faut un second.',
    en: 'The first check is passed. One more is needed.',
  },
  'second.code': { fr: 'Code de vérification', en: 'Verification code' },
  'second.codeHint': {
    fr: 'Les six chiffres que montre votre application, ou l’un de vos codes de secours',
    en: 'The six digits that your application shows, or one of your recovery codes',
  },
  'second.submit': { fr: 'Vérifier', en: 'Check' },
  'second.missing': { fr: 'Saisissez le code', en: 'Type the code' },
  'second.refused': {
    fr: 'Ce code n’est pas le bon, ou il a déjà servi. Attendez que l’application en montre un autre.',
    en: 'This code is not right, or it has been used. Wait until the application shows another one.',
  },
  'second.wait': {
    fr: 'Trop d’essais. Par sécurité, attendez {delay} avant de recommencer.',
    en: 'Too many attempts. For safety, wait {delay} before you try again.',
  },
  'second.lostResident': {
    fr: 'Vous n’avez plus votre téléphone\u00a0? Saisissez un code de secours. Vous n’en avez plus non plus\u00a0: présentez-vous à votre mairie avec une pièce d’identité. Trois jours après, vous pourrez vous connecter sans ce contrôle.',
    en: 'You no longer have your phone? Type a recovery code. You have none left either: go to your town hall with an identity document. Three days later you can sign in without this check.',
  },
  'second.lostAgent': {
    fr: 'Vous n’avez plus votre téléphone\u00a0? Saisissez un code de secours, ou demandez à un autre administrateur de votre collectivité de vous rouvrir l’accès.',
    en: 'You no longer have your phone? Type a recovery code, or ask another administrator of your authority to open your access again.',
  },
  'second.late': {
    fr: 'Trop de temps a passé. Recommencez la connexion.',
    en: 'Too much time has passed. Start signing in again.',
  },

  'setUp.title': { fr: 'Protéger votre accès d’administrateur', en: 'Protect your administrator’s access' },
  'setUp.intro': {
    fr: 'Vous administrez une collectivité\u00a0: en plus du mot de passe, un second moyen est obligatoire. Choisissez-en un, cela prend une minute.',
    en: 'You administer an authority: beside the password a second way is compulsory. Choose one, it takes a minute.',
  },

  'security.title': { fr: 'Moyens de connexion', en: 'Ways to sign in' },
  'security.intro': {
    fr: 'Chaque changement vous est annoncé par courriel.',
    en: 'You are told of each change by e-mail.',
  },
  'security.passkeys': { fr: 'Clés d’accès', en: 'Passkeys' },
  'security.noPasskey': { fr: 'Vous n’avez pas encore de clé d’accès.', en: 'You have no passkey yet.' },
  'security.device': { fr: 'Appareil', en: 'Device' },
  'security.added': { fr: 'Ajoutée le', en: 'Added on' },
  'security.used': { fr: 'Dernier usage', en: 'Last use' },
  'security.never': { fr: 'Jamais', en: 'Never' },
  'security.act': { fr: 'Action', en: 'Action' },
  'security.remove': { fr: 'Retirer', en: 'Remove' },
  'security.label': { fr: 'Nom de cet appareil, pour le reconnaître', en: 'Name of this device, to know it again' },
  'security.labelHint': { fr: 'Par exemple «\u00a0Mon téléphone\u00a0»', en: 'For example “My phone”' },
  'security.addPasskey': { fr: 'Ajouter une clé d’accès', en: 'Add a passkey' },
  'security.app': { fr: 'Application de codes', en: 'Code application' },
  'security.appHint': {
    fr: 'Une application de votre téléphone montre six chiffres, qui changent toutes les trente secondes. N’importe laquelle convient\u00a0: celle du téléphone, FreeOTP, Aegis…',
    en: 'An application on your phone shows six digits, which change every thirty seconds. Any one does: the phone’s own, FreeOTP, Aegis…',
  },
  'security.appSince': { fr: 'En service depuis le {date}', en: 'In use since {date}' },
  'security.startApp': { fr: 'Installer l’application de codes', en: 'Set the code application up' },
  'security.removeApp': { fr: 'Retirer l’application de codes', en: 'Remove the code application' },
  'security.codes': { fr: 'Codes de secours', en: 'Recovery codes' },
  'security.codesLeft': {
    fr: 'Il vous en reste {count}. Chacun remplace une fois le second contrôle.',
    en: 'You have {count} left. Each replaces the second check once.',
  },
  'security.newCodes': { fr: 'Créer de nouveaux codes de secours', en: 'Make new recovery codes' },
  'security.second': { fr: 'Double vérification', en: 'Double check' },
  'security.secondOn': {
    fr: 'Après votre mot de passe ou un lien, un second contrôle vous est demandé.',
    en: 'After your password or a link, you are asked for a second check.',
  },
  'security.secondOff': {
    fr: 'Votre mot de passe ou un lien suffit. Vous pouvez demander qu’une clé d’accès soit toujours nécessaire en plus.',
    en: 'Your password or a link is enough. You can ask that a passkey always be needed as well.',
  },
  'security.secondTurnOn': { fr: 'Toujours demander un second contrôle', en: 'Always ask for a second check' },
  'security.secondTurnOff': { fr: 'Ne plus demander de second contrôle', en: 'Stop asking for a second check' },
  'security.password': { fr: 'Mot de passe', en: 'Password' },
  'security.noPassword': {
    fr: 'Votre compte n’a pas de mot de passe\u00a0: vous vous connectez avec une clé d’accès ou un lien reçu par courriel.',
    en: 'Your account has no password: you sign in with a passkey or with a link received by e-mail.',
  },
  'security.choosePassword': { fr: 'Choisir un mot de passe', en: 'Choose a password' },
  'security.changePassword': { fr: 'Changer de mot de passe', en: 'Change your password' },
  'security.removePassword': { fr: 'Ne plus utiliser de mot de passe', en: 'Stop using a password' },
  'security.changed': { fr: 'Vos moyens de connexion sont à jour', en: 'Your ways to sign in are up to date' },
  'security.passkeyAdded': { fr: 'La clé d’accès est ajoutée', en: 'The passkey is added' },

  'app.title': { fr: 'Installer l’application de codes', en: 'Set the code application up' },
  'app.scan': {
    fr: 'Avec l’application de votre téléphone, photographiez ce dessin.',
    en: 'With the application on your phone, photograph this drawing.',
  },
  'app.picture': { fr: 'Code QR à photographier avec l’application', en: 'QR code to photograph with the application' },
  'app.typed': { fr: 'Ou saisissez cette clé dans l’application\u00a0:', en: 'Or type this key in the application:' },
  'app.code': { fr: 'Les six chiffres que montre l’application', en: 'The six digits that the application shows' },
  'app.submit': { fr: 'Terminer l’installation', en: 'Finish' },
  'app.refused': {
    fr: 'Ce code n’est pas le bon. Vérifiez l’heure de votre téléphone et saisissez le code affiché en ce moment.',
    en: 'This code is not right. Check the time of your phone and type the code shown now.',
  },

  'codes.title': { fr: 'Vos codes de secours', en: 'Your recovery codes' },
  'codes.intro': {
    fr: 'Imprimez-les ou recopiez-les maintenant\u00a0: ils ne seront plus jamais affichés. Chacun sert une seule fois, si vous n’avez pas votre téléphone.',
    en: 'Print them or copy them now: they will never be shown again. Each works once, when you do not have your phone.',
  },
  'codes.print': { fr: 'Imprimer', en: 'Print' },
  'codes.go': { fr: 'J’ai gardé mes codes, continuer', en: 'I have kept my codes, go on' },

  'confirm.title': { fr: 'Confirmer que c’est vous', en: 'Confirm that it is you' },
  'confirm.intro': {
    fr: 'Ce que vous allez changer protège votre compte\u00a0: montrez que vous êtes bien devant l’écran.',
    en: 'What you are about to change protects your account: show that you are the one at the screen.',
  },
  'confirm.submit': { fr: 'Confirmer', en: 'Confirm' },
  'confirm.byLink': {
    fr: 'Votre compte n’a ni mot de passe ni clé d’accès\u00a0: connectez-vous de nouveau avec un lien.',
    en: 'Your account has neither a password nor a passkey: sign in again with a link.',
  },

  'signUp.without': { fr: 'Créer un compte sans mot de passe', en: 'Create an account without a password' },
  'signUp.withoutIntro': {
    fr: 'Votre adresse suffit. Nous y enverrons un lien\u00a0; vous pourrez ensuite vous connecter avec une clé d’accès ou avec d’autres liens.',
    en: 'Your address is enough. We will send a link there; you can then sign in with a passkey or with other links.',
  },
  'signUp.withPassword': { fr: 'Choisir plutôt un mot de passe', en: 'Choose a password instead' },
  'verify.without': {
    fr: 'Dernière étape\u00a0: confirmez que cette adresse est la vôtre pour ouvrir votre compte.',
    en: 'Last step: confirm that this address is yours to open your account.',
  },
  'verify.withoutSubmit': { fr: 'Ouvrir mon compte', en: 'Open my account' },

  'agentReset.title': { fr: 'Rouvrir l’accès {d:name}', en: 'Open the access of {name} again' },
  'agentReset.offer': {
    fr: 'A perdu ses moyens de vérification',
    en: 'Has lost their ways to be checked',
  },
  'agentReset.body': {
    fr: 'Assurez-vous de vive voix que la demande vient bien de cette personne. Ses clés d’accès, son application de codes et ses codes de secours ne fonctionneront plus, ses sessions prendront fin, et elle en installera d’autres après avoir saisi son mot de passe.',
    en: 'Make sure, by speaking with them, that it is this person who asks. Their passkeys, code application and recovery codes will no longer work, their sessions end, and they will set others up after typing their password.',
  },
  'agentReset.submit': { fr: 'Effacer ses moyens de vérification', en: 'Erase their ways to be checked' },
  'agentReset.done': {
    fr: 'La personne peut se connecter avec son mot de passe et installer un nouveau moyen de vérification',
    en: 'The person can sign in with their password and set a new way to be checked up',
  },
});
