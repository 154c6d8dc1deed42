/** For whom one acts, and what of one’s profile serves. */
export const actingMessages = {
  'space.bodies': { fr: 'Associations et entreprises', en: 'Associations and companies' },
  'profile.used': {
    fr: 'Votre profil a rempli une partie de cette page.',
    en: 'Your profile filled in a part of this page.',
  },
  'profile.refuse': { fr: 'Ne pas l’utiliser pour cette démarche', en: 'Do not use it for this procedure' },
  'profile.refused': {
    fr: 'Votre profil ne remplit plus cette démarche.',
    en: 'Your profile no longer fills this procedure in.',
  },
  'exchange.title': { fr: 'Dites-le-nous une fois', en: 'Tell us once' },
  'exchange.agreed': { fr: '{source}, avec votre accord', en: '{source}, with your consent' },
  'exchange.family-quotient.offer': {
    fr: 'Avec votre accord, nous demandons votre quotient familial à la CAF ou à la MSA, pour cette collectivité\u00a0: {authority}. Chaque demande s’inscrit dans votre profil, où vous pouvez retirer votre accord.',
    en: 'With your consent, we ask the CAF or the MSA for your family quotient, for this authority: {authority}. Each time is written in your profile, where you can withdraw your consent.',
  },
  'exchange.family-quotient.link': {
    fr: 'Nous pouvons demander votre quotient familial à la CAF ou à la MSA, avec votre accord, une fois votre compte relié à FranceConnect.',
    en: 'We can ask the CAF or the MSA for your family quotient, with your consent, once your account is linked with FranceConnect.',
  },
  'exchange.family-quotient.unknown': {
    fr: 'La CAF et la MSA n’ont pas trouvé votre quotient familial.',
    en: 'The CAF and the MSA did not find your family quotient.',
  },
  'exchange.family-quotient.unavailable': {
    fr: 'La CAF et la MSA ne répondent pas pour le moment.',
    en: 'The CAF and the MSA do not answer for the moment.',
  },
  'exchange.give': { fr: 'Donner mon accord', en: 'Give my consent' },
  'exchange.linkAction': { fr: 'Relier mon compte à FranceConnect', en: 'Link my account with FranceConnect' },
  'acting.now': { fr: 'Vous agissez pour {name}.', en: 'You act for {name}.' },
  'acting.helped': {
    fr: 'Un aidant vous accompagne par Aidants Connect\u00a0: l’historique de la demande le dira, à vous et à la mairie.',
    en: 'A helper is with you through Aidants Connect: the history of the request will say so, to you and to the town hall.',
  },
  'acting.change': { fr: 'Changer', en: 'Change' },
  'acting.record': { fr: 'la fiche {d:name}', en: 'the record of {name}' },
};
