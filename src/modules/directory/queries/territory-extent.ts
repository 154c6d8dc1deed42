import { sql } from 'kysely';
import type { Reader } from '#platform/database/database.ts';

/** Where a territory lies. */
export interface TerritoryExtent {
  /** INSEE codes. */
  readonly codes: ReadonlySet<string>;
  /** Undefined when the place of none of its communes is known. */
  readonly box:
    | { readonly south: number; readonly north: number; readonly west: number; readonly east: number }
    | undefined;
}

export async function readExtent(database: Reader, territoryId: string): Promise<TerritoryExtent> {
  const result = await sql<{ code: string; lat: number | null; lon: number | null }>`
    SELECT c.code, c.lat, c.lon FROM authorities a JOIN communes c ON c.code = a.commune_code
    WHERE a.territory_id = ${territoryId} AND a.kind = 'commune' AND a.active`.execute(database);
  const codes = new Set(result.rows.map((row) => row.code));
  const placed = result.rows.flatMap(({ lat, lon }) => (lat === null || lon === null ? [] : [{ lat, lon }]));
  if (placed.length === 0) return { codes, box: undefined };
  const lats = placed.map((place) => place.lat);
  const lons = placed.map((place) => place.lon);
  return {
    codes,
    box: { south: Math.min(...lats), north: Math.max(...lats), west: Math.min(...lons), east: Math.max(...lons) },
  };
}
