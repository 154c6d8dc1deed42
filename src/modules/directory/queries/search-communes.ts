import { type RawBuilder, sql } from 'kysely';
import type { Reader } from '#platform/database/database.ts';
import type { Commune } from '../domain/authority.ts';
import { plainPlaceName } from '../domain/place-names.ts';
import { spellingDistance } from '../domain/spelling-distance.ts';
import { type CommuneRow, communeOf } from './authority-rows.ts';

export interface CommuneSearch {
  territoryId: string;
  /** Only the territory's own. */
  inTerritory?: boolean;
  limit: number;
  /** The territory's communes, for slips that share too few letters in a row to be alike for the database. */
  own: () => Promise<readonly Commune[]>;
}

/**
 * Communes by the beginning of their name, of one of its words, or by postcode, then by resemblance when nothing begins
 * so. Those of the territory come first, then the most populated.
 */
export async function searchCommunes(database: Reader, typed: string, search: CommuneSearch): Promise<Commune[]> {
  const text = typed.slice(0, 80);
  const postcode = /\b\d{5}\b/.exec(text)?.[0];
  const name = plainPlaceName(text.replace(/\d+/g, ' '));
  if (postcode === undefined && name.length < 2) return [];
  const byPostcode = postcode === undefined ? undefined : sql<boolean>`c.postcodes @> ARRAY[${postcode}]`;
  const begins = sql<boolean>`(c.words LIKE ${`${name}%`} OR c.words LIKE ${`% ${name}%`})`;
  const condition =
    byPostcode === undefined ? begins : name === '' ? byPostcode : sql<boolean>`${byPostcode} AND ${begins}`;
  const rank = sql`(c.words = ${name}) DESC, (c.words LIKE ${`${name}%`}) DESC, c.population DESC`;
  const found = await select(database, condition, rank, search);
  if (found.length > 0) return found;
  // A wrong word beside a right postcode, or a slip of the keyboard.
  if (byPostcode !== undefined) return select(database, byPostcode, sql`c.population DESC`, search);
  const misspelt = nearest(name, await search.own(), search.limit);
  if (misspelt.length > 0) return misspelt;
  const alike = sql<boolean>`c.words % ${name}`;
  return select(database, alike, sql`similarity(c.words, ${name}) DESC, c.population DESC`, search);
}

/** Measured on a territory only: over all France the database's own resemblance is asked. */
const mostMeasured = 3000;

function nearest(name: string, own: readonly Commune[], limit: number): Commune[] {
  if (name.length < 4 || own.length > mostMeasured) return [];
  const reach = name.length >= 9 ? 2 : 1;
  return own
    .map((commune) => ({ commune, distance: spellingDistance(name, plainPlaceName(commune.name)) }))
    .filter(({ distance }) => distance <= reach)
    .sort((a, b) => a.distance - b.distance || b.commune.population - a.commune.population)
    .slice(0, limit)
    .map(({ commune }) => commune);
}

async function select(
  database: Reader,
  condition: RawBuilder<boolean>,
  rank: RawBuilder<unknown>,
  search: CommuneSearch,
): Promise<Commune[]> {
  const join = search.inTerritory ? sql`JOIN` : sql`LEFT JOIN`;
  const result = await sql<CommuneRow>`
    SELECT c.code, c.name, c.postcodes, c.department, c.population, c.lat, c.lon, a.id IS NOT NULL AS in_territory
    FROM communes c
    ${join} authorities a
      ON a.commune_code = c.code AND a.kind = 'commune' AND a.active AND a.territory_id = ${search.territoryId}
    WHERE ${condition}
    ORDER BY (a.id IS NOT NULL) DESC, ${rank}, c.code
    LIMIT ${search.limit}`.execute(database);
  return result.rows.map(communeOf);
}
