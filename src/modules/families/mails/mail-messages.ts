import { defineMessages } from '#platform/i18n/messages.ts';

export const mailMessages = defineMessages({
  hello: { fr: 'Bonjour,', en: 'Hello,' },
  'invitation.subject': { fr: 'Partager la fiche d’un enfant', en: 'Share the record of a child' },
  'invitation.body': {
    fr: 'Le parent d’un enfant vous invite à partager sa fiche sur le guichet numérique «\u00a0{territory}\u00a0». Il vous a donné, ou vous donnera, un code de huit caractères.',
    en: 'The parent of a child invites you to share its record on the online counter “{territory}”. They gave you, or will give you, a code of eight characters.',
  },
  'invitation.account': {
    fr: 'Connectez-vous avec cette adresse électronique, ou créez un compte avec elle, puis saisissez le code.',
    en: 'Sign in with this e-mail address, or create an account with it, then enter the code.',
  },
  'invitation.action': {
    fr: 'Répondre à l’invitation (lien valable sept jours)',
    en: 'Answer the invitation (the link holds for seven days)',
  },
  'invitation.ignore': {
    fr: 'Personne ne vous a donné de code\u00a0? Ne faites rien.',
    en: 'Nobody gave you a code? Do nothing.',
  },
  'ended.subject': { fr: 'Un enfant n’est plus partagé avec vous', en: 'A child is shared with you no more' },
  'ended.body': {
    fr: 'L’autre parent a mis fin au partage de la fiche d’un enfant. L’enfant reste dans votre foyer\u00a0; vous ne voyez plus ce que l’autre parent en disait, et lui ne voit plus ce que vous en dites.',
    en: 'The other parent has ended the sharing of the record of a child. The child stays in your household; you no longer see what the other parent said, and they no longer see what you say.',
  },
  'ended.action': { fr: 'Voir mes enfants', en: 'See my children' },
  'ofAge.subject': { fr: 'Un enfant de votre foyer est majeur', en: 'A child of your household is of age' },
  'ofAge.body': {
    fr: 'Un enfant de votre foyer a maintenant 18 ans. Il est sorti de votre foyer sur ce site et ne sera plus proposé dans vos formulaires\u00a0: il peut ouvrir son propre compte. Les demandes déjà envoyées ne changent pas.',
    en: 'A child of your household is now 18. They have left your household on this site and will not be offered in your forms any more: they can open an account of their own. Requests already sent do not change.',
  },
  'soonOfAge.subject': {
    fr: 'Un enfant de votre foyer sera bientôt majeur',
    en: 'A child of your household will soon be of age',
  },
  'soonOfAge.body': {
    fr: 'Un enfant de votre foyer aura 18 ans dans un mois au plus. Il sortira alors de votre foyer sur ce site, avec le partage de sa fiche et la liste des adultes qui peuvent venir le chercher. Les demandes envoyées restent dans votre espace et suivent leur cours.',
    en: 'A child of your household will be 18 within a month. They will then leave your household on this site, with the sharing of their record and the list of adults who may collect them. Requests already sent stay in your space and take their course.',
  },
  'soonOfAge.account': {
    fr: 'Si une demande le concerne, faites-la avant cette date, ou laissez-le la faire ensuite avec son propre compte.',
    en: 'If a request is about them, make it before that day, or let them make it afterwards with an account of their own.',
  },
  'ofAge.action': { fr: 'Voir mon foyer', en: 'See my household' },
});
