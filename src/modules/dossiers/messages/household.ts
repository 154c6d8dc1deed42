/** Offered on the receipt to those who typed a child. */
export const householdMessages = {
  'household.keepTitle': {
    fr: 'Remplir plus vite la prochaine fois',
    en: 'Fill forms in faster next time',
  },
  'household.keepHint': {
    fr: 'Vous seul verrez votre foyer\u00a0; vous pouvez en retirer quelqu’un à tout moment dans votre espace.',
    en: 'You alone will see your household; you can remove somebody at any time in your space.',
  },
  'household.keep': {
    fr: 'Garder cet enfant dans mon foyer pour la prochaine fois ({name})',
    en: 'Keep this child in my household for next time ({name})',
  },
  'household.keepNamed': {
    fr: 'Garder {name} dans mon foyer pour la prochaine fois',
    en: 'Keep {name} in my household for next time',
  },
  'household.keepSubmit': { fr: 'Garder dans mon foyer', en: 'Keep in my household' },
  'household.kept': {
    fr: 'C’est gardé\u00a0: les prochains formulaires vous le proposeront',
    en: 'Kept: the next forms will offer it to you',
  },
  'household.nothingKept': {
    fr: 'Rien n’a été gardé\u00a0: aucune case n’était cochée',
    en: 'Nothing was kept: no box was ticked',
  },
  'household.full': {
    fr: 'Votre foyer est complet\u00a0: retirez quelqu’un dans votre espace pour garder cet enfant',
    en: 'Your household is full: remove somebody in your space to keep this child',
  },
  'space.mandates': { fr: 'Mes mandats', en: 'My mandates' },
  'space.household': { fr: 'Mon foyer', en: 'My household' },
};
