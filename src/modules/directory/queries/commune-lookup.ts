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
 * Thirty-five thousand communes as one text, a line each, and three sorted lists of numbers that lead to the place of a
 * line: no object for each, which the collector would walk through again and again. Those of one name or postcode come
 * in the order in which they were given.
 */
export function indexCommunes(rows: readonly KnownCommune[]): NationalCommuneLookup {
  const lines: string[] = [];
  const codes: Entry[] = [];
  const names: Entry[] = [];
  const places: Entry[] = [];
  let place = 0;
  for (const { code, name, postcodes } of rows) {
    // The typographic apostrophe is put when a line is read: with it the whole text would take two bytes a letter.
    const line = `${code}\t${name}\t${postcodes.join(' ')}\n`;
    codes.push([hashOf(code), place]);
    names.push([hashOf(plainPlaceName(name)), place]);
    for (const postcode of postcodes) places.push([hashOf(postcode), place]);
    lines.push(line);
    place += line.length;
  }
  const text = lines.join('');
  const read = (at: number): KnownCommune => {
    const [code = '', name = '', postcodes = ''] = text.slice(at, text.indexOf('\n', at)).split('\t');
    return { code, name: name.replaceAll("'", '’'), postcodes: postcodes === '' ? [] : postcodes.split(' ') };
  };
  const listBy = (entries: Entry[], isMeant: (commune: KnownCommune, key: string) => boolean) => {
    const find = sortedByHash(entries);
    return (key: string) =>
      find(hashOf(key))
        .map(read)
        .filter((commune) => isMeant(commune, key));
  };
  const listByCode = listBy(codes, (commune, code) => commune.code === code);
  const listByPlainName = listBy(names, (commune, name) => plainPlaceName(commune.name) === name);
  return {
    findByCode: (code) => listByCode(code)[0],
    listByName: (name) => listByPlainName(plainPlaceName(name)),
    listByPostcode: listBy(places, (commune, postcode) => commune.postcodes.includes(postcode)),
  };
}

/** The hash of a key, and the place of its line. */
type Entry = readonly [hash: number, place: number];

/** FNV-1a, 32 bits: what falls together is told apart by its line. */
function hashOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at += 1) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** The places of a hash, in the order in which they were given. */
function sortedByHash(entries: Entry[]): (hash: number) => number[] {
  const sorted = entries.sort(([a], [b]) => a - b);
  const hashes = Uint32Array.from(sorted, ([hash]) => hash);
  const places = Uint32Array.from(sorted, ([, place]) => place);
  return (hash) => {
    let low = 0;
    for (let high = hashes.length; low < high; ) {
      const middle = (low + high) >>> 1;
      if ((hashes[middle] as number) < hash) low = middle + 1;
      else high = middle;
    }
    let end = low;
    while (hashes[end] === hash) end += 1;
    return [...places.subarray(low, end)];
  };
}
