import type { Fields } from '../bench/support/filing.ts';

/** A composter of the agglomération, which is paid at the desk. */
export const composterPath = '/agglomeration/demarches/composteur-et-couches-lavables/commencer';
/** Field of the attachment, on the second page. */
export const composterProof = 'home_proof';

export function composterPages(email: string): readonly Fields[] {
  return [
    [['wanted', 'worm']],
    [['household_size', '3']],
    [...who(email), ['address-street', '12 rue du Moulin'], ['address-postcode', '27200'], ['address-city', 'Vernon']],
  ];
}

/** A meeting with the mayor, whose hour the resident chooses among those that an agent proposes. */
export const meetingPath = '/vernon/demarches/rendez-vous-avec-un-elu/commencer';

export function meetingPages(email: string): readonly Fields[] {
  return [
    [
      ['elected', 'any'],
      ['subject', 'La place du marché'],
      ['details', 'Le marché du samedi.'],
      ['persons', '2'],
      ['moments', 'morning'],
    ],
    who(email),
  ];
}

function who(email: string): Fields {
  return [
    ['given_names', 'Jeanne'],
    ['family_name', 'Martin'],
    ['email', email],
    ['phone', '06 12 34 56 78'],
  ];
}
