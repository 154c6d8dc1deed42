import { defineMessages } from '#platform/i18n/messages.ts';

/** Texts of a resident's lost second factor: at the counter, and to the person. */
export const releaseMessages = defineMessages({
  menu: { fr: 'Accès perdu d’un habitant', en: 'A resident locked out' },
  title: { fr: 'Lever une double vérification perdue', en: 'Lift a lost second check' },
  intro: {
    fr: 'Pour un usager qui n’a plus ni son téléphone, ni ses clés d’accès, ni ses codes de secours, et que vous avez devant vous.',
    en: 'For a resident who no longer has their phone, their passkeys or their recovery codes, and who is in front of you.',
  },
  before: {
    fr: 'La personne est prévenue aussitôt par courriel et peut refuser. Trois jours plus tard, elle pourra se connecter sans double vérification ; ses anciens moyens seront effacés. Vous ne verrez rien de son compte, pas même s’il existe.',
    en: 'The person is told at once by e-mail and can refuse. Three days later they can sign in without a second check; their former ways will be erased. You will see nothing of their account, not even whether there is one.',
  },
  email: { fr: 'Adresse électronique du compte', en: 'E-mail address of the account' },
  emailHint: { fr: 'Celle que la personne vous donne', en: 'The one that the person gives you' },
  document: { fr: 'Pièce présentée', en: 'Document shown' },
  'document.identity-card': { fr: 'Carte nationale d’identité', en: 'National identity card' },
  'document.passport': { fr: 'Passeport', en: 'Passport' },
  'document.residence-permit': { fr: 'Titre de séjour', en: 'Residence permit' },
  'document.driving-licence': { fr: 'Permis de conduire', en: 'Driving licence' },
  documentMissing: { fr: 'Indiquez la pièce qui vous a été présentée', en: 'Say which document was shown to you' },
  seen: {
    fr: 'J’ai vu la personne et sa pièce d’identité, en cours de validité et à son nom',
    en: 'I have seen the person and their identity document, valid and in their name',
  },
  seenMissing: {
    fr: 'Cochez la case après avoir vu la personne et sa pièce d’identité',
    en: 'Tick the box once you have seen the person and their identity document',
  },
  submit: { fr: 'Demander la levée', en: 'Ask for it to be lifted' },
  done: {
    fr: 'C’est noté. Si un compte protégé a cette adresse, la personne est prévenue et pourra se connecter à partir du {due}.',
    en: 'Noted. If a protected account has this address, the person is told and can sign in from {due}.',
  },
  trace: { fr: 'Levées demandées dans votre collectivité', en: 'Requests made in your authority' },
  askedAt: { fr: 'Demandée le', en: 'Asked on' },
  askedBy: { fr: 'Par', en: 'By' },
  state: { fr: 'Suite', en: 'Outcome' },
  'state.waiting': { fr: 'Prendra effet le {due}', en: 'Takes effect on {due}' },
  'state.released': { fr: 'Levée', en: 'Lifted' },
  'state.refused': { fr: 'Refusée par la personne', en: 'Refused by the person' },
  'state.overtaken': { fr: 'Sans objet : moyen retrouvé', en: 'Not needed: the way was found again' },
  'state.lapsed': { fr: 'Sans suite', en: 'Nobody came for it' },

  'refuse.notice': {
    fr: 'Votre double vérification va être levée',
    en: 'Your second check is going to be lifted',
  },
  'refuse.title': {
    fr: 'Refuser la levée de votre double vérification',
    en: 'Refuse the lifting of your second check',
  },
  'refuse.intro': {
    fr: 'Demandée le {asked} auprès de : {authority}. Si vous ne refusez pas, elle prendra effet le {due}.',
    en: 'Asked on {asked} at: {authority}. Unless you refuse, it takes effect on {due}.',
  },
  'refuse.submit': { fr: 'Ce n’était pas moi, je refuse', en: 'It was not me, I refuse' },
  'refuse.done': {
    fr: 'La levée est refusée : votre double vérification reste en place. Changez votre mot de passe, et prévenez la mairie.',
    en: 'The lifting is refused: your second check stays. Change your password, and tell the town hall.',
  },
});
