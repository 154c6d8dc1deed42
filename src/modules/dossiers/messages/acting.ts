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
  'acting.now': { fr: 'Vous agissez pour {name}.', en: 'You act for {name}.' },
  'acting.change': { fr: 'Changer', en: 'Change' },
  'acting.record': { fr: 'la fiche de {name}', en: 'the record of {name}' },
};
