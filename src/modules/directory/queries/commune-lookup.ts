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

/** Reads the communes once, about 10 MB; they change once a year, with a new edition of the base and a restart. */
export async function loadCommuneLookup(database: Reader): Promise<NationalCommuneLookup> {
  const rows = await database
    .selectFrom('communes')
    .select(['code', 'name', 'postcodes'])
    .orderBy('population', 'desc')
    .execute();
  const byCode = new Map<string, KnownCommune>();
  const byName = new Map<string, KnownCommune[]>();
  const byPostcode = new Map<string, KnownCommune[]>();
  const add = (map: Map<string, KnownCommune[]>, key: string, commune: KnownCommune) => {
    const list = map.get(key);
    if (list === undefined) map.set(key, [commune]);
    else list.push(commune);
  };
  for (const row of rows) {
    const commune = { ...row, name: row.name.replaceAll("'", '’') };
    byCode.set(row.code, commune);
    add(byName, plainPlaceName(row.name), commune);
    for (const postcode of row.postcodes) add(byPostcode, postcode, commune);
  }
  return {
    findByCode: (code) => byCode.get(code),
    listByName: (name) => byName.get(plainPlaceName(name)) ?? [],
    listByPostcode: (postcode) => byPostcode.get(postcode) ?? [],
  };
}
