import { defineMessages } from '#platform/i18n/messages.ts';

/** Texts of residents' pages, and those that agents' pages share. */
export const identityMessages = defineMessages({
  'title.error': { fr: 'Erreur\u00a0: {title}', en: 'Error: {title}' },
  email: { fr: 'Adresse électronique', en: 'E-mail address' },
  'email.example': { fr: 'Par exemple nom@exemple.fr', en: 'For example name@example.com' },
  password: { fr: 'Mot de passe', en: 'Password' },
  presentPassword: { fr: 'Votre mot de passe actuel', en: 'Your present password' },
  newPassword: { fr: 'Nouveau mot de passe', en: 'New password' },
  repeatPassword: { fr: 'Le même mot de passe, une seconde fois', en: 'The same password, a second time' },
  'password.rules': {
    fr: '12 caractères au moins. Le plus simple\u00a0: quatre mots sans lien entre eux. Ni majuscule, ni chiffre, ni signe n’est obligatoire, mais votre nom, votre adresse et les mots de passe courants ne comptent pas. Ces règles suivent la délibération n°\u00a02022-100 de la CNIL.',
    en: 'At least 12 characters. The easiest way: four unrelated words. No capital, digit or sign is compulsory, but your name, your address and common passwords do not count. These rules follow the deliberation no. 2022-100 of the CNIL, the French data protection authority.',
  },
  givenNames: { fr: 'Prénoms', en: 'First names' },
  familyName: { fr: 'Nom', en: 'Last name' },
  language: { fr: 'Langue de vos messages', en: 'Language of your messages' },
  'language.fr': { fr: 'Français', en: 'French (Français)' },
  'language.en': { fr: 'Anglais (English)', en: 'English' },
  save: { fr: 'Enregistrer', en: 'Save' },
  cancel: { fr: 'Annuler', en: 'Cancel' },
  saved: { fr: 'Vos changements sont enregistrés', en: 'Your changes are saved' },

  'error.email-missing': { fr: 'Saisissez votre adresse électronique', en: 'Type your e-mail address' },
  'error.email-invalid': {
    fr: 'Saisissez une adresse électronique complète, par exemple nom@exemple.fr',
    en: 'Type a whole e-mail address, for example name@example.com',
  },
  'error.password-missing': { fr: 'Saisissez un mot de passe', en: 'Type a password' },
  'error.password-short': {
    fr: 'Choisissez un mot de passe de 12 caractères ou plus',
    en: 'Choose a password of 12 characters or more',
  },
  'error.password-long': {
    fr: 'Choisissez un mot de passe de 200 caractères ou moins',
    en: 'Choose a password of 200 characters or fewer',
  },
  'error.password-own-words': {
    fr: 'Ce mot de passe contient votre nom ou votre adresse\u00a0: ajoutez des mots qui n’ont rien à voir avec vous',
    en: 'This password holds your name or your address: add words that have nothing to do with you',
  },
  'error.password-common': {
    fr: 'Ce mot de passe est fait de mots que tout le monde utilise\u00a0: ajoutez-en d’autres, plus inattendus',
    en: 'This password is made of words that everybody uses: add others, less expected',
  },
  'error.password-simple': {
    fr: 'Ce mot de passe est trop facile à deviner\u00a0: allongez-le ou variez-le, sans suite ni répétition',
    en: 'This password is too easy to guess: make it longer or more varied, without sequences or repetitions',
  },
  'error.password-different': {
    fr: 'Les deux mots de passe ne sont pas les mêmes',
    en: 'The two passwords are not the same',
  },
  'error.password-wrong': { fr: 'Ce n’est pas votre mot de passe', en: 'This is not your password' },
  'error.phone-invalid': {
    fr: 'Saisissez un numéro de téléphone complet, par exemple 06\u00a012\u00a034\u00a056\u00a078',
    en: 'Type a whole phone number, for example 06 12 34 56 78 or +44 20 7946 0000',
  },
  'error.address-incomplete': {
    fr: 'Complétez l’adresse\u00a0: rue, code postal et commune vont ensemble',
    en: 'Complete the address: street, postcode and town go together',
  },
  'error.postcode-invalid': { fr: 'Saisissez un code postal de cinq chiffres', en: 'Type a postcode of five digits' },
  'error.name-missing': { fr: 'Saisissez un nom', en: 'Type a name' },
  'error.same-email': { fr: 'C’est déjà l’adresse de votre compte', en: 'This is already the address of your account' },
  'error.wait': {
    fr: 'Trop d’essais. Par sécurité, attendez {delay} avant de recommencer. Si vous avez oublié votre mot de passe, choisissez-en un autre sans attendre.',
    en: 'Too many attempts. For safety, wait {delay} before you try again. If you have forgotten your password, choose another one without waiting.',
  },
  'error.refused': {
    fr: 'Adresse ou mot de passe incorrects. Si vous venez de créer votre compte, confirmez d’abord votre adresse avec le message que nous vous avons envoyé.',
    en: 'The address or the password is not right. If you have just created your account, first confirm your address with the message that we sent you.',
  },

  'signIn.title': { fr: 'Se connecter', en: 'Sign in' },
  'signIn.remember': { fr: 'Rester connecté sur cet appareil', en: 'Stay signed in on this device' },
  'signIn.rememberHint': {
    fr: '30 jours. À ne pas cocher sur un ordinateur partagé (mairie, médiathèque, France Services).',
    en: '30 days. Leave it empty on a shared computer (town hall, library, France Services).',
  },
  'signIn.forgotten': { fr: 'Mot de passe oublié\u00a0?', en: 'Forgotten password?' },
  'signIn.noAccount': { fr: 'Vous n’avez pas de compte\u00a0?', en: 'No account yet?' },
  'signIn.create': { fr: 'Créer un compte', en: 'Create an account' },
  'signIn.optional': {
    fr: 'Un compte n’est pas obligatoire\u00a0: la plupart des démarches se font sans, et se suivent avec leur numéro de suivi.',
    en: 'An account is not compulsory: most procedures do without one, and can be followed with their tracking code.',
  },
  'signIn.follow': { fr: 'Suivre une demande sans compte', en: 'Follow a request without an account' },
  'signIn.agents': {
    fr: 'Vous êtes agent\u00a0? La connexion des agents est ailleurs.',
    en: 'Are you an agent? Agents sign in elsewhere.',
  },
  'signIn.examples': { fr: 'Comptes de démonstration', en: 'Demonstration accounts' },
  'signIn.exampleShared': { fr: 'Mot de passe\u00a0:', en: 'Password:' },
  'signIn.examplePassword': { fr: 'mot de passe\u00a0:', en: 'password:' },
  signedOut: { fr: 'Vous êtes déconnecté', en: 'You are signed out' },

  'signUp.title': { fr: 'Créer un compte', en: 'Create an account' },
  'signUp.intro': {
    fr: 'Un compte remplit les formulaires à votre place et garde toutes vos demandes au même endroit. Deux champs sont obligatoires\u00a0: l’adresse et le mot de passe.',
    en: 'An account fills forms in for you and keeps all your requests in one place. Only the address and the password are compulsory.',
  },
  'signUp.submit': { fr: 'Créer mon compte', en: 'Create my account' },
  'signUp.have': { fr: 'J’ai déjà un compte', en: 'I already have an account' },
  'signUp.dataTitle': { fr: 'Ce que deviennent ces informations', en: 'What becomes of these details' },
  'signUp.data': {
    fr: 'Elles servent à vous reconnaître et à remplir vos formulaires. Aucune collectivité ne les reçoit tant que vous ne lui envoyez pas de demande. Elles sont gardées jusqu’à la fermeture de votre compte, que vous pouvez demander à tout moment depuis «\u00a0Mon profil\u00a0». Vous pouvez les consulter, les corriger et les effacer.',
    en: 'They serve to recognise you and to fill your forms in. No authority receives them until you send it a request. They are kept until your account is closed, which you can ask for at any time from “My profile”. You can see, correct and erase them.',
  },
  'signUp.dataLink': { fr: 'Vos droits et comment les exercer', en: 'Your rights and how to use them' },
  'sent.title': { fr: 'Consultez votre messagerie', en: 'Check your mailbox' },
  'sent.signUp': {
    fr: 'Nous vous avons envoyé un message. Ouvrez le lien qu’il contient pour continuer\u00a0: il est valable 48\u00a0heures.',
    en: 'We have sent you a message. Open the link in it to go on: it holds for 48 hours.',
  },
  'sent.reset': {
    fr: 'Si un compte existe à cette adresse, nous lui avons envoyé un message. Ouvrez le lien qu’il contient pour choisir un nouveau mot de passe\u00a0: il est valable une heure.',
    en: 'If there is an account at this address, we have sent it a message. Open the link in it to choose a new password: it holds for one hour.',
  },
  'sent.link': {
    fr: 'Si un compte existe à cette adresse, nous lui avons envoyé un message. Ouvrez le lien qu’il contient pour vous connecter\u00a0: il est valable 10\u00a0minutes et sert une seule fois.',
    en: 'If there is an account at this address, we have sent it a message. Open the link in it to sign in: it holds for 10 minutes and works once.',
  },
  'sent.email': {
    fr: 'Nous avons envoyé un message à votre adresse actuelle et un autre à la nouvelle. Rien ne change tant que les deux liens, valables 48\u00a0heures, n’ont pas été ouverts.',
    en: 'We have sent one message to your present address and another one to the new one. Nothing changes until both links are used; they hold for 48 hours.',
  },
  'sent.nothing': {
    fr: 'Rien n’arrive\u00a0? Attendez quelques minutes, regardez dans les courriers indésirables, puis vérifiez l’adresse saisie et recommencez.',
    en: 'Nothing comes? Wait a few minutes, look among the unwanted mail, then check the address that you typed and start again.',
  },
  'sent.demo': {
    fr: 'Lire le message dans la boîte de démonstration',
    en: 'Read the message in the demonstration mailbox',
  },

  'verify.title': { fr: 'Confirmer votre adresse', en: 'Confirm your address' },
  'verify.intro': {
    fr: 'Dernière étape\u00a0: saisissez le mot de passe que vous avez choisi en créant votre compte. Il prouve que c’est bien vous qui l’avez demandé.',
    en: 'Last step: type the password that you chose when you created your account. It proves that you are the one who asked for it.',
  },
  'changeEmail.bothIntro': {
    fr: 'Deux messages partiront : l’un à votre adresse actuelle, l’autre à la nouvelle. Le changement a lieu quand les deux liens ont été ouverts.',
    en: 'Two messages leave: one to your present address, one to the new one. The change happens once both links are used.',
  },
  'changeEmail.formerTitle': { fr: 'Accepter le changement d’adresse', en: 'Agree to the change of address' },
  'changeEmail.formerIntro': {
    fr: 'Votre compte quittera cette adresse pour : {email}. Si vous n’avez rien demandé, n’acceptez pas et changez votre mot de passe.',
    en: 'Your account will leave this address for: {email}. If you asked for nothing, do not agree, and change your password.',
  },
  'changeEmail.formerSubmit': { fr: 'J’accepte ce changement', en: 'I agree to this change' },
  'changeEmail.otherAwaited': {
    fr: 'C’est noté. Il reste à ouvrir le lien envoyé à l’autre adresse.',
    en: 'Noted. The link sent to the other address is still to be used.',
  },
  'verify.submit': { fr: 'Confirmer mon adresse et me connecter', en: 'Confirm my address and sign in' },
  'verify.done': {
    fr: 'Votre adresse est confirmée, votre compte est ouvert',
    en: 'Your address is confirmed, your account is open',
  },
  'verify.forgotten': { fr: 'Je ne connais pas ce mot de passe', en: 'I do not know this password' },
  'changeEmail.confirmTitle': { fr: 'Confirmer votre nouvelle adresse', en: 'Confirm your new address' },
  'changeEmail.confirmIntro': {
    fr: 'Votre compte utilisera désormais l’adresse\u00a0: {email}',
    en: 'Your account will use the address: {email}',
  },
  'changeEmail.confirmSubmit': { fr: 'Utiliser cette adresse', en: 'Use this address' },
  'changeEmail.done': { fr: 'Votre nouvelle adresse est confirmée', en: 'Your new address is confirmed' },
  'expired.title': { fr: 'Ce lien ne fonctionne plus', en: 'This link no longer works' },
  'expired.body': {
    fr: 'Il a déjà servi, il est trop ancien, ou un autre l’a remplacé. Utilisez le message le plus récent, ou demandez-en un nouveau.',
    en: 'It has been used, it is too old, or another one has replaced it. Use the latest message, or ask for a new one.',
  },

  'forgotten.title': { fr: 'Mot de passe oublié', en: 'Forgotten password' },
  'forgotten.intro': {
    fr: 'Saisissez l’adresse de votre compte\u00a0: nous y enverrons un lien pour choisir un nouveau mot de passe.',
    en: 'Type the address of your account: we will send a link there to choose a new password.',
  },
  'forgotten.submit': { fr: 'Recevoir le lien', en: 'Get the link' },
  'reset.title': { fr: 'Choisir un nouveau mot de passe', en: 'Choose a new password' },
  'reset.intro': {
    fr: 'Par sécurité, tous vos appareils seront déconnectés.',
    en: 'For safety, all your devices will be signed out.',
  },
  'reset.submit': { fr: 'Changer le mot de passe', en: 'Change the password' },
  'reset.done': { fr: 'Votre mot de passe est changé\u00a0: connectez-vous', en: 'Your password is changed: sign in' },

  mySpace: { fr: 'Mon espace', en: 'My space' },
  'profile.title': { fr: 'Mon profil', en: 'My profile' },
  'profile.intro': {
    fr: 'Ces informations remplissent vos formulaires. Chaque collectivité ne reçoit que celles de la demande que vous lui envoyez.',
    en: 'These details fill your forms in. Each authority only receives those of the request that you send it.',
  },
  'profile.you': { fr: 'Vous', en: 'You' },
  'profile.signIn': { fr: 'Connexion', en: 'Signing in' },
  'profile.name': { fr: 'Nom et prénoms', en: 'Name' },
  'profile.phone': { fr: 'Téléphone', en: 'Phone' },
  'profile.address': { fr: 'Adresse postale', en: 'Postal address' },
  'profile.unknown': { fr: 'Non renseigné', en: 'Not given' },
  'profile.passwordValue': { fr: 'Choisi par vous, connu de vous seul', en: 'Chosen by you, known to you alone' },
  'profile.noPassword': { fr: 'Aucun', en: 'None' },
  'profile.methods': { fr: 'Autres moyens de connexion', en: 'Other ways to sign in' },
  'profile.noMethods': { fr: 'Lien reçu par courriel', en: 'Link received by e-mail' },
  'profile.devices': { fr: 'Appareils connectés', en: 'Signed-in devices' },
  'profile.see': { fr: 'Voir', en: 'See' },
  'profile.signOut': { fr: 'Se déconnecter', en: 'Sign out' },
  'profile.connectedSites': { fr: 'Sites connectés avec votre compte', en: 'Sites connected with your account' },
  'profile.household': {
    fr: 'Mon foyer\u00a0: les personnes que les formulaires vous proposent',
    en: 'My household: the people that forms offer you',
  },
  'profile.close': { fr: 'Fermer mon compte', en: 'Close my account' },
  'details.title': { fr: 'Vos coordonnées', en: 'Your details' },
  'details.intro': { fr: 'Tout est facultatif.', en: 'Everything is optional.' },
  'details.phoneHint': {
    fr: 'Pour les SMS de suivi, par exemple 06\u00a012\u00a034\u00a056\u00a078',
    en: 'For text messages about your requests, for example 06 12 34 56 78',
  },
  'details.keepFormer': {
    fr: 'J’ai déménagé : garder l’adresse d’avant comme ancienne adresse',
    en: 'I have moved: keep the address of before as a former address',
  },
  'details.keepFormerHint': {
    fr: '{address}. Certains formulaires la demandent, par exemple pour les listes électorales.',
    en: '{address}. Some forms ask for it, for the electoral roll for example.',
  },
  'details.street': { fr: 'Numéro et rue', en: 'Number and street' },
  'details.postcode': { fr: 'Code postal', en: 'Postcode' },
  'details.city': { fr: 'Commune', en: 'Town' },
  'changePassword.title': { fr: 'Changer de mot de passe', en: 'Change your password' },
  'changePassword.intro': {
    fr: 'Vos autres appareils seront déconnectés.',
    en: 'Your other devices will be signed out.',
  },
  'changePassword.done': { fr: 'Votre mot de passe est changé', en: 'Your password is changed' },
  'changeEmail.title': { fr: 'Changer d’adresse électronique', en: 'Change your e-mail address' },
  'changeEmail.present': { fr: 'Adresse actuelle\u00a0: {email}', en: 'Present address: {email}' },
  'changeEmail.new': { fr: 'Nouvelle adresse électronique', en: 'New e-mail address' },
  'changeEmail.submit': { fr: 'Envoyer le message de confirmation', en: 'Send the confirmation message' },
  'sessions.title': { fr: 'Appareils connectés à votre compte', en: 'Devices signed in to your account' },
  'sessions.intro': {
    fr: 'Vous ne reconnaissez pas un appareil\u00a0? Déconnectez-le, puis changez votre mot de passe.',
    en: 'You do not recognise a device? Sign it out, then change your password.',
  },
  'sessions.device': { fr: 'Appareil', en: 'Device' },
  'sessions.since': { fr: 'Connecté depuis', en: 'Signed in since' },
  'sessions.seen': { fr: 'Dernière visite', en: 'Last visit' },
  'sessions.act': { fr: 'Action', en: 'Action' },
  'sessions.present': { fr: 'Cet appareil', en: 'This device' },
  'sessions.end': { fr: 'Déconnecter', en: 'Sign out' },
  'sessions.endAll': { fr: 'Déconnecter tous les autres appareils', en: 'Sign out all other devices' },
  'sessions.endEverywhere': {
    fr: 'Tout déconnecter, cet appareil compris',
    en: 'Sign everything out, this device included',
  },
  'sessions.ended': { fr: 'L’appareil est déconnecté', en: 'The device is signed out' },
  'sessions.unknownDevice': { fr: 'Navigateur inconnu', en: 'Unknown browser' },
  'close.title': { fr: 'Fermer votre compte', en: 'Close your account' },
  'close.body': {
    fr: 'Votre nom, votre adresse, votre téléphone, votre foyer, vos brouillons et vos accords avec d’autres sites seront aussitôt effacés, et vous ne représenterez plus aucun organisme. Cela ne peut pas être annulé.',
    en: 'Your name, your address, your phone, your household, your drafts and your agreements with other sites are erased at once, and you represent no organisation any more. This cannot be undone.',
  },
  'close.dossiers': {
    fr: 'Les demandes déjà envoyées restent chez les collectivités qui les traitent, le temps prévu pour chaque démarche. Notez leurs numéros de suivi pour continuer à les consulter.',
    en: 'Requests already sent stay with the authorities that process them, for as long as each procedure says. Write down their tracking codes to go on following them.',
  },
  'close.first': { fr: 'À faire avant', en: 'To do first' },
  'close.submit': { fr: 'Fermer définitivement mon compte', en: 'Close my account for good' },
  'close.done': { fr: 'Votre compte est fermé', en: 'Your account is closed' },
});

export type IdentityMessage = Parameters<typeof identityMessages>[1];
