import type { Reader } from '#platform/database/database.ts';
import { plainPlaceName } from '../domain/place-names.ts';

export interface KnownCommune {
  readonly code: string;
  readonly name: string;
  readonly postcodes: readonly string[];
}

/** All the communes of France in memory, for forms that are read without waiting for the database. */
export interface NationalCommuneLookup {
  findByCode(code: string): KnownCommune | undefined;
  listByName(name: string): readonly KnownCommune[];
  listByPostcode(postcode: string): readonly KnownCommune[];
}

/** Reads the communes once; they change once a year, with a new edition of the base and a restart. */
export async function loadCommuneLookup(database: Reader): Promise<NationalCommuneLookup> {
  const rows = await database
    .selectFrom('communes')
    .select(['code', 'name', 'postcodes'])
    .orderBy('population', 'desc')
    .execute();
  return indexCommunes(rows);
}

/**
 * Thirty-five thousand communes as one text, a line each, and three indexes that lead to the place of a line: a few
 * objects instead of two hundred thousand, which the collector would walk through again and again.
 */
export function indexCommunes(rows: readonly KnownCommune[]): NationalCommuneLookup {
  const byCode = new Map<string, number>();
  const byName = new Map<string, number | number[]>();
  const byPostcode = new Map<string, number | number[]>();
  const lines: string[] = [];
  let place = 0;
  for (const { code, name, postcodes } of rows) {
    const line = `${code}\t${name.replaceAll("'", '’')}\t${postcodes.join(' ')}\n`;
    byCode.set(code, place);
    addPlace(byName, plainPlaceName(name), place);
    for (const postcode of postcodes) addPlace(byPostcode, postcode, place);
    lines.push(line);
    place += line.length;
  }
  const text = lines.join('');
  const read = (at: number): KnownCommune => {
    const [code = '', name = '', postcodes = ''] = text.slice(at, text.indexOf('\n', at)).split('\t');
    return { code, name, postcodes: postcodes === '' ? [] : postcodes.split(' ') };
  };
  const list = (places: number | number[] | undefined): KnownCommune[] => {
    if (places === undefined) return [];
    return typeof places === 'number' ? [read(places)] : places.map(read);
  };
  return {
    findByCode: (code) => list(byCode.get(code))[0],
    listByName: (name) => list(byName.get(plainPlaceName(name))),
    listByPostcode: (postcode) => list(byPostcode.get(postcode)),
  };
}

function addPlace(index: Map<string, number | number[]>, key: string, place: number): void {
  const known = index.get(key);
  if (known === undefined) index.set(key, place);
  else if (typeof known === 'number') index.set(key, [known, place]);
  else known.push(place);
}
