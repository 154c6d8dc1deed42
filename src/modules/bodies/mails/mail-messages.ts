import { defineMessages } from '#platform/i18n/messages.ts';

export const mailMessages = defineMessages({
  hello: { fr: 'Bonjour,', en: 'Hello,' },
  'invitation.subject': { fr: 'Invitation à représenter {body}', en: 'Invitation to represent {body}' },
  'invitation.body': {
    fr: '{name} vous invite à faire les démarches de «\u00a0{body}\u00a0» sur le guichet numérique «\u00a0{territory}\u00a0».',
    en: '{name} invites you to deal with the requests of “{body}” on the online counter “{territory}”.',
  },
  'invitation.account': {
    fr: 'Connectez-vous avec cette adresse électronique, ou créez un compte avec elle. Le lien sert une seule fois.',
    en: 'Sign in with this e-mail address, or create an account with it. The link works once.',
  },
  'invitation.action': {
    fr: 'Répondre à l’invitation (lien valable sept jours)',
    en: 'Answer the invitation (the link holds for seven days)',
  },
  'invitation.ignore': {
    fr: 'Vous ne connaissez pas cette personne\u00a0? Ne faites rien.',
    en: 'You do not know this person? Do nothing.',
  },
  'decided.subject': { fr: 'Votre déclaration a reçu une réponse', en: 'Your declaration was answered' },
  'decided.body': {
    fr: 'Un agent a examiné le justificatif que vous avez envoyé pour représenter une association ou une entreprise. Sa réponse est dans votre espace.',
    en: 'An officer has examined the proof that you sent in order to represent an association or a company. The answer is in your space.',
  },
  'decided.action': { fr: 'Lire la réponse', en: 'Read the answer' },
  'again.subject': {
    fr: 'Quelqu’un demande à représenter votre organisme',
    en: 'Somebody asks to represent your organisation',
  },
  'again.body': {
    fr: 'Une personne a déclaré représenter une association ou une entreprise que vous représentez déjà. Elle n’a accès à rien. Si vous la connaissez, invitez-la depuis votre espace\u00a0; sinon, vous n’avez rien à faire.',
    en: 'Somebody declared that they represent an association or a company that you already represent. They have no access to anything. If you know them, invite them from your space; otherwise there is nothing to do.',
  },
  'again.action': { fr: 'Voir qui la représente', en: 'See who represents it' },
});
