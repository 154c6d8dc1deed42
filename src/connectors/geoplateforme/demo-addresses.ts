import type { FoundAddress } from './geoplateforme-addresses.ts';

/** Streets that nearly every French commune has. */
const streets = [
  'Rue de la Mairie',
  'Place de l’Église',
  'Rue de l’École',
  'Grande Rue',
  'Rue des Écoles',
  'Rue du Moulin',
  'Rue de la Gare',
  'Rue de Paris',
  'Rue de Rouen',
  'Rue du Château',
  'Rue des Lilas',
  'Rue du Stade',
  'Chemin des Vignes',
  'Impasse des Tilleuls',
  'Avenue de la République',
  'Avenue du Général-de-Gaulle',
  'Boulevard de la Seine',
  'Allée des Cerisiers',
  'Route de Vernon',
  'Sente aux Loups',
] as const;

interface DemoCommune {
  readonly code: string;
  readonly name: string;
  readonly postcodes: readonly string[];
  readonly lat?: number | undefined;
  readonly lon?: number | undefined;
}

/**
 * The demonstration's twin of the address base: invented house numbers in streets that every commune might have, at the
 * places of the real communes. The same words always give the same addresses.
 */
export function createDemoAddresses(communes: {
  find(code: string): Promise<DemoCommune | undefined>;
  list(): Promise<readonly DemoCommune[]>;
}) {
  return {
    async suggest(
      text: string,
      { communeCode, limit }: { communeCode?: string; limit: number },
    ): Promise<readonly FoundAddress[]> {
      const number = /^\s*(\d{1,4}(?:\s?(?:bis|ter))?)\b/i.exec(text)?.[1];
      const words = plain(text.replace(/^\s*\d{1,4}(\s?(bis|ter))?\b/i, ''))
        .split(' ')
        .filter((word) => word.length > 1);
      if (words.length === 0) return [];
      const chosen = communeCode === undefined ? undefined : await communes.find(communeCode);
      const places = chosen === undefined ? await communes.list() : [chosen];
      const scored = places.flatMap((place) =>
        streets.map((street, index) => ({ place, street, index, score: scoreOf(words, street, place) })),
      );
      return scored
        .filter((candidate) => candidate.score > 0)
        .sort((a, b) => b.score - a.score || a.index - b.index)
        .slice(0, limit)
        .map(({ place, street, index }) => addressAt(place, street, index, number));
    },
  };
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[’'-]/g, ' ').toLowerCase();
}

/** Every word typed must start a word of the street or of the commune. */
function scoreOf(words: readonly string[], street: string, place: DemoCommune): number {
  const inStreet = plain(street).split(' ');
  const inPlace = [...plain(place.name).split(' '), ...place.postcodes];
  let score = 0;
  for (const word of words) {
    if (inStreet.some((known) => known.startsWith(word))) score += 2;
    else if (inPlace.some((known) => known.startsWith(word))) score += 1;
    else return 0;
  }
  return score;
}

function addressAt(place: DemoCommune, street: string, index: number, number: string | undefined): FoundAddress {
  const line = number === undefined ? street : `${number} ${street}`;
  const postcode = place.postcodes[0] ?? '';
  const angle = (index / streets.length) * 2 * Math.PI;
  const point =
    place.lat === undefined || place.lon === undefined
      ? {}
      : { lat: round(place.lat + 0.003 * Math.sin(angle)), lon: round(place.lon + 0.0045 * Math.cos(angle)) };
  return {
    label: `${line}, ${postcode} ${place.name}`,
    street: line,
    postcode,
    city: place.name,
    citycode: place.code,
    ...point,
  };
}

function round(degrees: number): number {
  return Math.round(degrees * 1e5) / 1e5;
}
