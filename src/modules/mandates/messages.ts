import { defineMessages } from '#platform/i18n/messages.ts';

/** What residents read about their mandates, in messages and on their pages; what the printed mandate says. */
export const mandateWords = defineMessages({
  'days.1': { fr: '1 jour', en: '1 day' },
  'days.31': { fr: '31 jours', en: '31 days' },
  'days.182': { fr: '182 jours (6 mois)', en: '182 days (6 months)' },
  'days.365': { fr: '365 jours (1 an)', en: '365 days (1 year)' },
  'state.waiting': { fr: 'En attente d’accord', en: 'Waiting for agreement' },
  'state.active': { fr: 'En cours', en: 'Running' },
  'state.ended': { fr: 'Terminé', en: 'Ended' },
  'state.revoked': { fr: 'Révoqué', en: 'Revoked' },
  'state.replaced': { fr: 'Remplacé', en: 'Replaced' },
  'agreement.screen': { fr: 'à l’écran, en présence de la personne', en: 'on screen, the person being present' },
  'agreement.code': { fr: 'par un code envoyé à la personne', en: 'by a code sent to the person' },
  'agreement.paper': { fr: 'sur papier signé', en: 'on signed paper' },
  'mail.hello': { fr: 'Bonjour {name},', en: 'Hello {name},' },
  'mail.notYou': {
    fr: 'Vous pouvez mettre fin à ce mandat à tout moment, sans donner de raison\u00a0: avec le lien ci-dessous, dans votre espace, ou par téléphone au {phone}.',
    en: 'You can end this mandate at any time, without giving a reason: with the link below, in your space, or by phone at {phone}.',
  },
  'mail.over': {
    fr: 'Si vous avez encore besoin d’aide pour vos démarches, appelez le {phone}. Vous n’avez rien d’autre à faire.',
    en: 'If you still need help with your procedures, call {phone}. You have nothing else to do.',
  },
  'mail.actionOver': { fr: 'Voir ce mandat', en: 'See this mandate' },
  'mail.action': { fr: 'Voir ce mandat ou y mettre fin', en: 'See this mandate or end it' },
  'sms.withLink': { fr: '{text} Voir ou arrêter\u00a0: {href}', en: '{text} See or stop: {href}' },
  'sms.withLinkOver': { fr: '{text} Le mandat\u00a0: {href}', en: '{text} The mandate: {href}' },
  'withdrawnMail.subject': { fr: 'Vous n’êtes plus aidant', en: 'You are no longer a helper' },
  'withdrawnMail.hello': { fr: 'Bonjour {name},', en: 'Hello {name},' },
  'withdrawnMail.body': {
    fr: '{by} vous a retiré le droit de recevoir des mandats d’habitants pour {le:authority}.',
    en: '{by} has taken back your right to be given mandates by residents for {authority}.',
  },
  'withdrawnMail.none': {
    fr: 'Aucun mandat n’était en cours.',
    en: 'No mandate was running.',
  },
  'withdrawnMail.one': {
    fr: 'Le mandat que vous aviez a pris fin. La personne en est prévenue.',
    en: 'The mandate that you had has ended. The person is told.',
  },
  'withdrawnMail.many': {
    fr: 'Les {count} mandats que vous aviez ont pris fin. Les personnes en sont prévenues.',
    en: 'The {count} mandates that you had have ended. The people are told.',
  },
  'withdrawnMail.rest': {
    fr: 'Vos autres droits ne changent pas. Les demandes déjà déposées continuent.',
    en: 'Your other rights do not change. Requests already filed go on.',
  },
  'withdrawnMail.action': { fr: 'Ouvrir mon espace d’agent', en: 'Open my desk' },
  'code.subject': { fr: 'Votre code pour donner un mandat', en: 'Your code to give a mandate' },
  'code.body': {
    fr: '{helper}, demande à faire des démarches pour vous pendant {days}.',
    en: '{helper}, asks to handle procedures for you for {days}.',
  },
  'code.scope': { fr: 'Démarches concernées\u00a0: {procedures}.', en: 'Procedures concerned: {procedures}.' },
  'code.give': {
    fr: 'Si vous êtes d’accord, donnez-lui ce code\u00a0: {code}. Il est valable 15 minutes. Si vous n’êtes pas d’accord, ne le donnez à personne\u00a0: rien ne sera fait.',
    en: 'If you agree, give them this code: {code}. It is valid for 15 minutes. If you do not agree, give it to nobody: nothing will be done.',
  },
  'code.sms': {
    fr: '{helper}, demande à faire pour vous pendant {days}\u00a0: {procedures}. Si vous êtes d’accord, donnez-lui le code {code} (15 min). Sinon ne le donnez à personne.',
    en: '{helper}, asks to handle for you for {days}: {procedures}. If you agree, give them the code {code} (15 min). Otherwise give it to nobody.',
  },
  'agreed.subject': { fr: 'Vous avez donné un mandat', en: 'You have given a mandate' },
  'agreed.body': {
    fr: '{helper}, peut faire pour vous les démarches que vous avez choisies, jusqu’au {until}.',
    en: '{helper}, may handle for you the procedures that you chose, until {until}.',
  },
  'agreed.replaces': {
    fr: 'Il prend la place du mandat que vous lui aviez donné auparavant.',
    en: 'It takes the place of the mandate that you had given them before.',
  },
  'agreed.shown': {
    fr: 'Vous êtes prévenu de chaque acte, et tout ce qui est fait porte le nom de votre aidant.',
    en: 'You are told of each act, and everything that is done bears your helper’s name.',
  },
  'agreed.sms': {
    fr: '{helper}, peut faire des démarches pour vous jusqu’au {until}.',
    en: '{helper}, may handle procedures for you until {until}.',
  },
  'filed.subject': { fr: 'Une demande a été déposée pour vous', en: 'A request was filed for you' },
  'filed.body': {
    fr: '{helper}, a déposé pour vous la demande «\u00a0{title}\u00a0» auprès {de:authority}. Code de suivi\u00a0: {code}.',
    en: '{helper}, filed the request “{title}” for you with {authority}. Tracking code: {code}.',
  },
  'filed.sms': {
    fr: '{helper}, a déposé pour vous «\u00a0{title}\u00a0». Code de suivi\u00a0: {code}.',
    en: '{helper}, filed “{title}” for you. Tracking code: {code}.',
  },
  'message.subject': { fr: 'Un message a été envoyé pour vous', en: 'A message was sent for you' },
  'message.body': {
    fr: '{helper}, a écrit pour vous au sujet de la demande {code}.',
    en: '{helper}, wrote for you about the request {code}.',
  },
  'revoked.subject': { fr: 'Votre mandat a pris fin', en: 'Your mandate has ended' },
  'revoked.body': {
    fr: '{helper}, ne peut plus rien faire pour vous. Vos demandes déjà déposées continuent.',
    en: '{helper}, can no longer do anything for you. Requests already filed go on.',
  },
  'revoked.sms': {
    fr: '{helper}, ne peut plus rien faire pour vous. Vos demandes continuent.',
    en: '{helper}, can no longer do anything for you. Your requests go on.',
  },

  title: { fr: 'Mes mandats', en: 'My mandates' },
  space: { fr: 'Mon espace', en: 'My space' },
  intro: {
    fr: 'Les personnes à qui vous avez permis de faire des démarches pour vous. Vous pouvez y mettre fin à tout moment.',
    en: 'The people whom you allowed to handle procedures for you. You can end it at any time.',
  },
  none: { fr: 'Vous n’avez donné aucun mandat.', en: 'You have given no mandate.' },
  until: { fr: 'Jusqu’au', en: 'Until' },
  given: { fr: 'Accord donné', en: 'Agreement given' },
  procedures: { fr: 'Démarches', en: 'Procedures' },
  done: { fr: 'Ce qui a été fait', en: 'What was done' },
  oneTitle: { fr: 'Mandat donné à {helper}', en: 'Mandate given to {helper}' },
  end: { fr: 'Mettre fin à ce mandat', en: 'End this mandate' },
  endHint: {
    fr: 'Dès que vous y mettez fin, votre aidant ne peut plus rien faire ni voir pour vous. Les demandes déjà déposées continuent.',
    en: 'As soon as you end it, your helper can no longer do or see anything for you. Requests already filed go on.',
  },
  ended: { fr: 'Le mandat a pris fin.', en: 'The mandate has ended.' },
  replaced: {
    fr: 'Un nouveau mandat, auquel vous avez donné votre accord, a pris sa place.',
    en: 'A new mandate, which you agreed to, has taken its place.',
  },
  'only.own': {
    fr: 'Chaque collectivité ne reçoit que les demandes qui la concernent\u00a0; elle ne sait rien de celles que vous faites ailleurs.',
    en: 'Each authority receives the requests that concern it only; it knows nothing of those that you make elsewhere.',
  },
  over: {
    fr: 'Ce mandat a pris fin\u00a0: plus rien ne peut être fait avec lui.',
    en: 'This mandate is over: nothing can be done with it any more.',
  },
  you: { fr: 'Vous', en: 'You' },
  'act.replaced': { fr: 'Remplacé par un nouveau mandat', en: 'Replaced by a new mandate' },
  'act.renewal': { fr: 'Mandat préparé, à la suite du précédent', en: 'Mandate drawn up, following the former one' },
  'act.drawn-up': { fr: 'Mandat préparé', en: 'Mandate drawn up' },
  'act.code-sent': { fr: 'Code d’accord envoyé', en: 'Agreement code sent' },
  'act.code-wrong': { fr: 'Code d’accord refusé', en: 'Agreement code refused' },
  'act.agreed': { fr: 'Accord donné', en: 'Agreement given' },
  'act.filed': { fr: 'Demande déposée pour vous', en: 'Request filed for you' },
  'act.message-sent': { fr: 'Message envoyé pour vous', en: 'Message sent for you' },
  'act.opened': { fr: 'Demande consultée', en: 'Request looked at' },
  'act.refused': { fr: 'Tentative refusée', en: 'Attempt refused' },
  'act.revoked': { fr: 'Mandat révoqué', en: 'Mandate revoked' },

  'pdf.title': { fr: 'Mandat pour faire des démarches', en: 'Mandate to handle procedures' },
  'pdf.file': { fr: 'mandat.pdf', en: 'mandate.pdf' },
  'pdf.who': { fr: 'Entre', en: 'Between' },
  'pdf.principal': { fr: 'La personne aidée (mandant)', en: 'The person helped (principal)' },
  'pdf.helper': { fr: 'L’aidant (mandataire)', en: 'The helper (agent)' },
  'pdf.authority': { fr: 'Collectivité qui répond de l’aidant', en: 'Authority that answers for the helper' },
  'pdf.what': {
    fr: 'Démarches que l’aidant peut faire, et aucune autre',
    en: 'Procedures that the helper may handle, and no other',
  },
  'pdf.long': { fr: 'Durée', en: 'Duration' },
  'pdf.longText': {
    fr: '{days} à partir de l’accord de la personne aidée. Le mandat ne se renouvelle pas tout seul\u00a0: un nouvel accord est demandé.',
    en: '{days} from the agreement of the person helped. The mandate does not renew itself: a new agreement is asked for.',
  },
  'pdf.from': {
    fr: 'Accord donné le {date}, {how}. Fin le {until}.',
    en: 'Agreement given on {date}, {how}. Ends on {until}.',
  },
  'pdf.rules': { fr: 'Ce à quoi l’aidant s’engage', en: 'What the helper undertakes' },
  'pdf.rule1': {
    fr: 'N’agir que pour les démarches ci-dessus, dans l’intérêt de la personne et avec elle (articles 1984 à 1991 du code civil)\u00a0; gratuitement.',
    en: 'To act only for the procedures above, in the person’s interest and with them (articles 1984 to 1991 of the Civil Code); free of charge.',
  },
  'pdf.rule2': {
    fr: 'Ne demander et ne garder aucun mot de passe\u00a0; respecter le secret de ce qui lui est confié.',
    en: 'To ask for and keep no password; to keep what they are told secret.',
  },
  'pdf.rule3': {
    fr: 'Chaque acte est enregistré à son nom, montré à la personne et annoncé par courriel ou SMS.',
    en: 'Each act is recorded under their name, shown to the person and announced by email or text message.',
  },
  'pdf.revoke': { fr: 'Mettre fin au mandat', en: 'Ending the mandate' },
  'pdf.revokeText': {
    fr: 'La personne aidée peut y mettre fin à tout moment, sans raison à donner (article 2004 du code civil)\u00a0: avec le lien reçu, dans son espace, par téléphone au {phone}, par courrier ou sur place {à:name}. L’effet est immédiat. L’aidant peut aussi y mettre fin.',
    en: 'The person helped may end it at any time, without giving a reason (article 2004 of the Civil Code): with the link received, in their space, by phone at {phone}, by letter or in person at {name}. It takes effect at once. The helper may end it too.',
  },
  'pdf.data': {
    fr: 'Vos données servent à tenir ce mandat et à prouver ce qui a été fait. {name} en est responsable\u00a0; vous pouvez les consulter, les corriger et saisir la CNIL.',
    en: 'Your data serve to keep this mandate and to prove what was done. {name} is responsible for them; you can see them, correct them and turn to the CNIL.',
  },
  'pdf.sign': { fr: 'Signatures', en: 'Signatures' },
  'pdf.signPrincipal': {
    fr: 'La personne aidée, date et signature précédée de «\u00a0bon pour mandat\u00a0»\u00a0:\n\n\n',
    en: 'The person helped, date and signature preceded by “bon pour mandat”:\n\n\n',
  },
  'pdf.signHelper': { fr: 'L’aidant, date et signature\u00a0:\n\n\n', en: 'The helper, date and signature:\n\n\n' },
});

/** None, one or many mandates, in the words of a family of texts. */
export function endedKey<Name extends string>(name: Name, count: number): `${Name}.${'none' | 'one' | 'many'}` {
  return `${name}.${count === 0 ? 'none' : count === 1 ? 'one' : 'many'}`;
}
