import { defineMessages } from '#platform/i18n/messages.ts';

/** Texts of signing in with FranceConnect and ProConnect. */
export const federationMessages = defineMessages({
  // The words that both providers ask for on their buttons.
  'button.franceconnect': { fr: 'S’identifier avec FranceConnect', en: 'Sign in with FranceConnect' },
  'button.proconnect': { fr: 'S’identifier avec ProConnect', en: 'Sign in with ProConnect' },
  'help.franceconnect': {
    fr: 'FranceConnect est la solution proposée par l’État pour sécuriser et simplifier la connexion à vos services en ligne\u00a0: Impôts, Ameli, La Poste… Aucun mot de passe de plus.',
    en: 'FranceConnect is the French State’s way to sign in to online services safely and simply, with an account that you have already: taxes, health insurance, post… No further password.',
  },
  'help.proconnect': {
    fr: 'ProConnect est l’identification de l’État pour les agents publics\u00a0: vous utilisez le compte de votre collectivité.',
    en: 'ProConnect is the French State’s sign-in for public agents: you use your authority’s account.',
  },
  'what.franceconnect': { fr: 'Qu’est-ce que FranceConnect\u00a0?', en: 'What is FranceConnect?' },
  'what.proconnect': { fr: 'Qu’est-ce que ProConnect\u00a0?', en: 'What is ProConnect?' },
  or: { fr: 'Ou avec votre compte sur ce site', en: 'Or with your account on this site' },

  'leave.title': { fr: 'Vous allez vers {provider}', en: 'You are going to {provider}' },
  'leave.body': {
    fr: 'Vous quittez ce site un instant pour vous identifier, puis vous y revenez.',
    en: 'You leave this site for a moment to sign in, then come back.',
  },
  'leave.continue': { fr: 'Continuer vers {provider}', en: 'Continue to {provider}' },
  'signOut.title': { fr: 'Vous êtes déconnecté de ce site', en: 'You are signed out of this site' },
  'signOut.body': {
    fr: 'Il reste à vous déconnecter de {provider}, pour que personne ne s’en serve après vous sur cet appareil.',
    en: 'What remains is to sign out of {provider}, so that nobody uses it after you on this device.',
  },
  'signOut.continue': { fr: 'Se déconnecter de {provider}', en: 'Sign out of {provider}' },
  'signOut.unreachable': {
    fr: 'Vous êtes déconnecté de ce site. {provider} ne répond pas\u00a0: sur un appareil partagé, fermez le navigateur.',
    en: 'You are signed out of this site. {provider} does not answer: on a shared device, close the browser.',
  },
  'signOut.done': {
    fr: 'Vous êtes déconnecté, ici et chez {provider}',
    en: 'You are signed out, here and at {provider}',
  },

  'failed.title': { fr: 'La connexion avec {provider} n’a pas abouti', en: 'Signing in with {provider} did not work' },
  'failed.unavailable': {
    fr: '{provider} ne répond pas pour le moment. Ce n’est pas de votre fait. Réessayez dans quelques minutes, ou utilisez un autre moyen.',
    en: '{provider} does not answer at the moment. It is not your doing. Try again in a few minutes, or use another way.',
  },
  'failed.given-up': {
    fr: 'Vous avez interrompu la connexion\u00a0: rien n’a été transmis.',
    en: 'You stopped signing in: nothing was handed over.',
  },
  'failed.weak': {
    fr: 'Le compte choisi n’offre pas la sécurité demandée. Recommencez avec un autre compte.',
    en: 'The account that you chose is not as secure as asked. Try again with another account.',
  },
  'failed.invalid': {
    fr: 'La réponse reçue n’est pas celle que nous attendions, ou elle est arrivée trop tard. Par sécurité, elle n’a pas été prise en compte. Recommencez depuis le début.',
    en: 'The answer that came is not the one that we expected, or it came too late. For safety it was not used. Start again from the beginning.',
  },
  'failed.again': { fr: 'Réessayer', en: 'Try again' },
  'failed.others': { fr: 'Les autres moyens', en: 'The other ways' },
  'failed.signIn': { fr: 'Se connecter avec un compte de ce site', en: 'Sign in with an account of this site' },
  'failed.follow': {
    fr: 'Suivre une demande avec son numéro, sans compte',
    en: 'Follow a request with its number, without an account',
  },
  'failed.procedures': { fr: 'Faire une démarche sans compte', en: 'File a request without an account' },

  'first.title': { fr: 'Votre première visite avec FranceConnect', en: 'Your first visit with FranceConnect' },
  'first.intro': {
    fr: 'FranceConnect nous a confirmé votre identité. Avez-vous déjà un compte sur ce site\u00a0?',
    en: 'FranceConnect has confirmed who you are. Have you got an account on this site already?',
  },
  'first.yes': { fr: 'Oui, j’ai déjà un compte', en: 'Yes, I have an account' },
  'first.yesBody': {
    fr: 'Connectez-vous une dernière fois comme d’habitude\u00a0: vous relierez ensuite ce compte à FranceConnect et retrouverez vos demandes.',
    en: 'Sign in once more in your usual way: you will then link that account to FranceConnect, and find your requests again.',
  },
  'first.yesAction': { fr: 'Me connecter à mon compte', en: 'Sign in to my account' },
  'first.no': { fr: 'Non, c’est ma première fois', en: 'No, this is my first time' },
  'first.noBody': {
    fr: 'Un compte est créé avec votre identité. Il n’a pas de mot de passe\u00a0: vous reviendrez avec FranceConnect.',
    en: 'An account is made with your identity. It has no password: you come back with FranceConnect.',
  },
  'first.email': { fr: 'Adresse électronique où vous écrire', en: 'E-mail address to write to you' },
  'first.emailHint': {
    fr: 'Pour les nouvelles de vos demandes. Elle ne permet pas de se connecter.',
    en: 'For news of your requests. It does not let anybody sign in.',
  },
  'first.noAction': { fr: 'Créer mon compte', en: 'Create my account' },
  'first.notMe': {
    fr: 'Ce n’est pas vous\u00a0? Oublier cette identité',
    en: 'This is not you? Forget this identity',
  },
  'first.forgotten': { fr: 'Cette identité est oubliée', en: 'This identity is forgotten' },
  'first.helper': {
    fr: 'Vous êtes accompagné par un aidant d’Aidants Connect\u00a0: ce compte est celui de la personne aidée.',
    en: 'A helper of Aidants Connect is with you: this account is that of the person who is helped.',
  },

  'identity.title': { fr: 'Identité confirmée par FranceConnect', en: 'Identity confirmed by FranceConnect' },
  'identity.givenNames': { fr: 'Prénoms', en: 'First names' },
  'identity.familyName': { fr: 'Nom de naissance', en: 'Name at birth' },
  'identity.usedName': { fr: 'Nom d’usage', en: 'Name in use' },
  'identity.birthDate': { fr: 'Date de naissance', en: 'Date of birth' },
  'identity.monthUnknown': { fr: '{date} (jour et mois inconnus)', en: '{date} (day and month not known)' },
  'identity.dayUnknown': { fr: '{date} (jour inconnu)', en: '{date} (day not known)' },
  'identity.none': { fr: 'Non communiqué', en: 'Not given' },
  'identity.locked': {
    fr: 'Vos prénoms et votre nom viennent de FranceConnect (le {date}) et ne se modifient pas ici.',
    en: 'Your names come from FranceConnect (on {date}) and cannot be changed here.',
  },

  'profile.yes': { fr: 'Relié', en: 'Linked' },
  'profile.no': { fr: 'Non relié', en: 'Not linked' },
  'link.title': { fr: 'FranceConnect', en: 'FranceConnect' },
  'link.none': {
    fr: 'Ce compte n’est pas relié à FranceConnect. Reliez-le pour vous connecter sans mot de passe et ne plus saisir votre identité.',
    en: 'This account is not linked to FranceConnect. Link it to sign in without a password and to type your identity no more.',
  },
  'link.submit': { fr: 'Relier mon compte à FranceConnect', en: 'Link my account to FranceConnect' },
  'link.arrival': {
    fr: 'Vous venez de vous identifier avec FranceConnect. Reliez cette identité au compte dans lequel vous êtes connecté, si les deux sont bien vous.',
    en: 'You have just signed in with FranceConnect. Link that identity with the account that you are signed in to, if both are you.',
  },
  'link.account': { fr: 'Votre compte sur ce site', en: 'Your account on this site' },
  'link.differ': {
    fr: 'Le nom de ce compte n’est pas celui que FranceConnect confirme. Ne reliez que votre propre compte\u00a0: votre nom y sera remplacé.',
    en: 'The name of this account is not the one that FranceConnect confirms. Link your own account only: its name will be replaced.',
  },
  'link.arrivalSubmit': { fr: 'Relier cette identité à mon compte', en: 'Link this identity to my account' },
  'link.done': { fr: 'Votre compte est relié à FranceConnect', en: 'Your account is linked to FranceConnect' },
  'link.since': { fr: 'Relié le {date}', en: 'Linked on {date}' },
  'link.elsewhere': {
    fr: 'Cette identité FranceConnect ouvre déjà un autre compte, ou votre compte est déjà relié à une autre identité. Rien n’a changé.',
    en: 'This FranceConnect identity opens another account already, or your account is linked to another identity. Nothing has changed.',
  },
  'unlink.submit': { fr: 'Ne plus utiliser FranceConnect', en: 'Stop using FranceConnect' },
  'unlink.title': { fr: 'Se passer de FranceConnect', en: 'Doing without FranceConnect' },
  'unlink.body': {
    fr: 'Si vous ne l’utilisez plus, FranceConnect n’ouvrira plus ce compte. Votre nom reste dans votre profil, où vous pourrez le modifier\u00a0; votre date et votre lieu de naissance confirmés sont effacés.',
    en: 'If you stop using it, FranceConnect will no longer open this account. Your name stays in your profile, where you can change it; your confirmed date and place of birth are erased.',
  },
  'unlink.done': {
    fr: 'Votre compte n’est plus relié à FranceConnect',
    en: 'Your account is no longer linked to FranceConnect',
  },
  'unlink.last': {
    fr: 'FranceConnect est votre seul moyen d’entrer dans ce compte. Ajoutez d’abord une clé d’accès, ou confirmez une adresse électronique.',
    en: 'FranceConnect is your only way into this account. First add a passkey, or confirm an e-mail address.',
  },

  'agent.unknown': {
    fr: 'Aucun accès n’est ouvert à votre nom. Demandez une invitation à l’administrateur de votre collectivité.',
    en: 'No access is open in your name. Ask the administrator of your authority for an invitation.',
  },
  'agent.sign-in-first': {
    fr: 'Vous avez déjà un autre moyen de vous connecter. Utilisez-le une fois, puis reliez ProConnect depuis «\u00a0Mon compte\u00a0».',
    en: 'You have another way to sign in already. Use it once, then link ProConnect from “My account”.',
  },
  'agent.signInFirst': {
    fr: 'Me connecter autrement, puis relier ProConnect',
    en: 'Sign in another way, then link ProConnect',
  },
  'agent.other-organisation': {
    fr: 'ProConnect vous rattache à un établissement qui n’est pas celui de votre collectivité sur ce site. Choisissez le bon organisme chez ProConnect, ou parlez-en à votre administrateur.',
    en: 'ProConnect attaches you to an establishment that is not your authority’s on this site. Choose the right body at ProConnect, or ask your administrator.',
  },
  'agent.second-factor': {
    fr: 'Votre collectivité demande une double authentification. Continuez vers ProConnect, qui vous la demandera.',
    en: 'Your authority asks for two factors. Continue to ProConnect, which will ask for them.',
  },
  'agent.linked-elsewhere': {
    fr: 'Cette identité ProConnect ouvre déjà un autre accès. Rien n’a changé.',
    en: 'This ProConnect identity opens another access already. Nothing has changed.',
  },
  'agent.strongAgain': { fr: 'Continuer avec la double authentification', en: 'Continue with two factors' },
  'agent.linkTitle': { fr: 'ProConnect', en: 'ProConnect' },
  'agent.linkNone': {
    fr: 'Votre accès n’est pas relié à ProConnect. Reliez-le pour vous connecter avec le compte de votre collectivité.',
    en: 'Your access is not linked to ProConnect. Link it to sign in with your authority’s account.',
  },
  'agent.linkSubmit': { fr: 'Relier mon accès à ProConnect', en: 'Link my access to ProConnect' },
  'agent.linkDone': { fr: 'Votre accès est relié à ProConnect', en: 'Your access is linked to ProConnect' },
  'agent.unlinkSubmit': { fr: 'Ne plus utiliser ProConnect', en: 'Stop using ProConnect' },
  'agent.unlinkDone': {
    fr: 'Votre accès n’est plus relié à ProConnect',
    en: 'Your access is no longer linked to ProConnect',
  },
  'agent.unlinkLast': {
    fr: 'ProConnect est votre seul moyen d’entrer. Choisissez d’abord un mot de passe ou ajoutez une clé d’accès.',
    en: 'ProConnect is your only way in. First choose a password or add a passkey.',
  },

  'agent.linkOpen': { fr: 'Mon lien avec ProConnect', en: 'My link with ProConnect' },
  'rules.open': { fr: 'Règles de ma collectivité pour ProConnect', en: 'My authority’s rules for ProConnect' },
  'rules.title': { fr: 'ProConnect', en: 'ProConnect' },
  'rules.intro': {
    fr: 'Comment les agents de votre collectivité se connectent avec ProConnect.',
    en: 'How the agents of your authority sign in with ProConnect.',
  },
  'rules.sirets': { fr: 'SIRET des établissements admis', en: 'SIRET of the establishments let in' },
  'rules.siretsHint': {
    fr: 'Un par ligne. Sans aucun SIRET, tous les établissements du SIREN de la collectivité sont admis\u00a0: {siren}.',
    en: 'One a line. Without any, every establishment of the authority’s SIREN is let in: {siren}.',
  },
  'rules.noSiren': { fr: 'aucun SIREN n’est connu, personne n’entre', en: 'no SIREN is known, nobody comes in' },
  'rules.secondFactor': { fr: 'Exiger une double authentification', en: 'Ask for two factors' },
  'rules.secondFactorHint': {
    fr: 'ProConnect la demandera à chaque connexion.',
    en: 'ProConnect will ask for them at each sign-in.',
  },
  'rules.domain': {
    fr: 'Domaine des adresses admises sans invitation',
    en: 'Domain of the addresses let in without an invitation',
  },
  'rules.domainHint': {
    fr: 'Facultatif. Un agent de ce domaine et d’un de ces établissements obtient un accès simple, sans service, à sa première connexion. Par exemple mairie-exemple.fr.',
    en: 'Optional. An agent of this domain and of one of these establishments gets a plain access, without a team, at the first sign-in. For example mairie-exemple.fr.',
  },
  'rules.siret-invalid': {
    fr: 'Saisissez des SIRET de 14 chiffres, un par ligne',
    en: 'Type SIRET numbers of 14 digits, one a line',
  },
  'rules.domain-invalid': {
    fr: 'Saisissez un domaine, par exemple mairie-exemple.fr',
    en: 'Type a domain, for example mairie-exemple.fr',
  },
  'rules.domain-needs-siret': {
    fr: 'Saisissez d’abord le SIRET des établissements de ces agents',
    en: 'First type the SIRET of these agents’ establishments',
  },
  'rules.linked': { fr: 'Agents reliés à ProConnect', en: 'Agents linked to ProConnect' },
  'rules.noneLinked': { fr: 'Aucun agent n’est relié.', en: 'No agent is linked.' },
  'rules.unlink': { fr: 'Délier {name}', en: 'Unlink {name}' },
  'rules.unlinked': { fr: 'Le lien est retiré', en: 'The link is taken away' },
  'rules.save': { fr: 'Enregistrer', en: 'Save' },
  'rules.saved': { fr: 'Les règles sont enregistrées', en: 'The rules are saved' },
  'rules.off': {
    fr: 'ProConnect n’est pas configuré sur cette installation\u00a0: ces règles serviront quand il le sera.',
    en: 'ProConnect is not configured on this installation: these rules will serve once it is.',
  },
});
