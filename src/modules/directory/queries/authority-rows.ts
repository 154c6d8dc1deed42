import type { Selectable } from 'kysely';
import type { Tables } from '#platform/database/tables.ts';
import type { Authority, Commune } from '../domain/authority.ts';

/** An authority as the rest of the house knows it. */
export function authorityOf(row: Selectable<Tables['authorities']>): Authority {
  return {
    id: row.id,
    territoryId: row.territory_id,
    kind: row.kind,
    slug: row.slug,
    name: row.name,
    shortName: row.short_name,
    siren: row.siren ?? undefined,
    communeCode: row.commune_code ?? undefined,
    contact: row.contact,
    hours: row.hours,
    hoursNote: row.hours_note ?? undefined,
    ...(row.exceptions.length === 0 ? {} : { exceptions: row.exceptions }),
    accent: row.accent ?? undefined,
    welcome: row.welcome ?? undefined,
    hosts: row.hosts,
    closed: row.closed_at !== null,
  };
}

/** The columns of a commune, with whether it is one of the territory. */
export interface CommuneRow {
  code: string;
  name: string;
  postcodes: string[];
  department: string;
  population: number;
  lat: number | null;
  lon: number | null;
  in_territory: boolean;
}

export function communeOf(row: CommuneRow): Commune {
  return {
    code: row.code,
    name: row.name.replaceAll("'", '’'),
    postcodes: row.postcodes,
    department: row.department,
    population: row.population,
    inTerritory: row.in_territory,
    lat: row.lat ?? undefined,
    lon: row.lon ?? undefined,
  };
}
