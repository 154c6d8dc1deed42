/** Acting for an association or a company. */
export const actingMessages = {
  'space.bodies': { fr: 'Associations et entreprises', en: 'Associations and companies' },
  'acting.now': { fr: 'Vous agissez pour {name}.', en: 'You act for {name}.' },
  'acting.change': { fr: 'Changer', en: 'Change' },
  'acting.record': { fr: 'la fiche de {name}', en: 'the record of {name}' },
};
