import type { LocalizedText } from '#platform/i18n/text.ts';

/** Seats of the administrative courts and the départements of each: code de justice administrative, article R221-3. */
const departmentsBySeat: Readonly<Record<string, string>> = {
  'd’Amiens': '02 60 80',
  'de Bastia': '20 2A 2B',
  'de Besançon': '25 39 70 90',
  'de Bordeaux': '24 33 47',
  'de Caen': '14 50 61',
  'de Cergy-Pontoise': '92 95',
  'de Châlons-en-Champagne': '08 10 51 52',
  'de Clermont-Ferrand': '03 15 43 63',
  'de Dijon': '21 58 71 89',
  'de Grenoble': '26 38 73 74',
  'de Lille': '59 62',
  'de Limoges': '19 23 36 87',
  'de Lyon': '01 07 42 69',
  'de Marseille': '04 05 13',
  'de Melun': '77 94',
  'de Montpellier': '11 34 66',
  'de Montreuil': '93',
  'de Nancy': '54 55 88',
  'de Nantes': '44 49 53 72 85',
  'de Nice': '06',
  'de Nîmes': '30 48 84',
  'd’Orléans': '18 28 37 41 45',
  'de Paris': '75',
  'de Pau': '32 40 64 65',
  'de Poitiers': '16 17 79 86',
  'de Rennes': '22 29 35 56',
  'de Rouen': '27 76',
  'de Strasbourg': '57 67 68',
  'de Toulon': '83',
  'de Toulouse': '09 12 31 46 81 82',
  'de Versailles': '78 91',
  'de la Guadeloupe': '971',
  'de la Martinique': '972',
  'de la Guyane': '973',
  'de La Réunion': '974',
  'de Mayotte': '976',
};

const seatByDepartment = new Map(
  Object.entries(departmentsBySeat).flatMap(([seat, departments]) =>
    departments.split(' ').map((department) => [department, seat] as const),
  ),
);

/**
 * The administrative court before which a decision of an authority is contested: the one of its seat (R312-1).
 * @param postcode of the authority, or the INSEE code of its commune
 */
export function administrativeCourt(postcode: string): Required<LocalizedText> {
  const seat = seatByDepartment.get(postcode.slice(0, 3)) ?? seatByDepartment.get(postcode.slice(0, 2));
  const court = seat === undefined ? 'tribunal administratif' : `tribunal administratif ${seat}`;
  return { fr: court, en: court };
}
