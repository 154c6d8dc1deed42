import { sql } from 'kysely';
import type { Database, Tx } from '#platform/database/database.ts';
import { authorityRows, exceptionRows, type HolderRow, holderRows } from '../domain/territory-rows.ts';
import type { TerritoryDescription } from '../domain/territory-schema.ts';
import { type NationalCommune, nationalCommunesEdition, readNationalCommunes } from './national-communes.ts';
import { type DirectoryLibrary, readDirectoryLibrary } from './read-directory-library.ts';

export interface ChangeCount {
  added: number;
  changed: number;
  unchanged: number;
}

export interface LoadReport {
  communes: ChangeCount;
  authorities: ChangeCount & { closed: number };
  holders: ChangeCount & { removed: number };
}

export interface LoadTerritoryOptions {
  /** Competences and relays; those of the folder `library` otherwise. */
  library?: DirectoryLibrary;
  /** The communes of France, when several territories are loaded one after the other. */
  communes?: readonly NationalCommune[];
}

const rowsAStatement = 5000;

/**
 * Writes a territory in the directory: the communes of France, its authorities, who answers for what. Can be run again:
 * only what changed is written. An authority that left the description is closed, never deleted, since dossiers name it.
 * @throws TerritoryProblemsError with all that is wrong in the description; nothing is then written
 */
export async function loadTerritory(
  database: Database,
  description: TerritoryDescription,
  options: LoadTerritoryOptions = {},
): Promise<LoadReport> {
  const library = options.library ?? readDirectoryLibrary();
  const communes = options.communes ?? readNationalCommunes();
  const authorities = authorityRows(description, new Map(communes.map((commune) => [commune.code, commune])));
  const epciOf = new Map(communes.map((commune) => [commune.code, commune.epciSiren]));
  const holders = exceptionRows(
    holderRows(description, [...library.competences.values()], new Set(library.relays.keys())),
    library.competences,
    description,
    (code) => epciOf.get(code),
  );
  return database.transaction([], async (tx) => {
    const communesReport = await loadCommunes(tx, communes);
    await placeCommunes(tx, description);
    await writeTerritory(tx, description);
    return {
      communes: communesReport,
      authorities: await writeAuthorities(tx, description.territory, authorities),
      holders: await writeHolders(tx, Object.keys(description.communes), holders),
    };
  });
}

/** Thirty-five thousand rows: skipped when this edition of the base is already there. */
export async function loadCommunes(tx: Tx, communes: readonly NationalCommune[]): Promise<ChangeCount> {
  const edition = nationalCommunesEdition();
  const { count } = await tx
    .selectFrom('communes')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow();
  const stored = await tx.selectFrom('territories').select('settings').execute();
  const sameEdition = stored.some((row) => row.settings.communesEdition === edition);
  if (sameEdition && Number(count) >= communes.length) return { added: 0, changed: 0, unchanged: communes.length };
  const rows = communes.map((commune) => ({
    code: commune.code,
    name: commune.name,
    postcodes: commune.postcodes,
    department: commune.department,
    population: commune.population,
    epci_siren: commune.epciSiren ?? null,
  }));
  return countChanges(rows, (chunk) =>
    sql<{ added: boolean }>`
      INSERT INTO communes AS c (code, name, postcodes, department, population, epci_siren)
      SELECT code, name, postcodes, department, population, epci_siren
      FROM jsonb_to_recordset(${JSON.stringify(chunk)}::jsonb)
        AS r (code text, name text, postcodes text[], department text, population integer, epci_siren text)
      ON CONFLICT (code) DO UPDATE
      SET name = excluded.name, postcodes = excluded.postcodes, department = excluded.department,
        population = excluded.population, epci_siren = excluded.epci_siren
      WHERE (c.name, c.postcodes, c.department, c.population, c.epci_siren)
        IS DISTINCT FROM (excluded.name, excluded.postcodes, excluded.department, excluded.population, excluded.epci_siren)
      RETURNING (xmax = 0) AS added`.execute(tx),
  );
}

/** Where the territory's communes are on the map. */
async function placeCommunes(tx: Tx, description: TerritoryDescription): Promise<void> {
  const places = Object.entries(description.communes).map(([code, { lat, lon }]) => ({ code, lat, lon }));
  await sql`
    UPDATE communes c SET lat = r.lat, lon = r.lon
    FROM jsonb_to_recordset(${JSON.stringify(places)}::jsonb) AS r (code text, lat float8, lon float8)
    WHERE c.code = r.code AND (c.lat, c.lon) IS DISTINCT FROM (r.lat, r.lon)`.execute(tx);
}

async function writeTerritory(tx: Tx, description: TerritoryDescription): Promise<void> {
  const settings = JSON.stringify({
    accent: description.accent.toLowerCase(),
    welcome: description.welcome,
    exampleContacts: description.exampleContacts,
    hosting: description.hosting ?? null,
    dataProtectionOfficer: description.dataProtectionOfficer ?? null,
    epciId: `E${description.epci.siren}`,
    communesEdition: nationalCommunesEdition(),
  });
  await sql`
    INSERT INTO territories AS t (id, name, settings)
    VALUES (${description.territory}, ${JSON.stringify(description.name)}::jsonb, ${settings}::jsonb)
    ON CONFLICT (id) DO UPDATE SET name = excluded.name, settings = t.settings || excluded.settings
    WHERE (t.name, t.settings) IS DISTINCT FROM (excluded.name, t.settings || excluded.settings)`.execute(tx);
}

/** Adds and changes; an authority that is no longer among them is closed, unless an act of the territory opened it. */
export async function writeAuthorities(tx: Tx, territoryId: string, rows: ReturnType<typeof authorityRows>) {
  const counts = await countChanges(rows, (chunk) =>
    sql<{ added: boolean }>`
      INSERT INTO authorities AS a (id, territory_id, kind, slug, name, short_name, siren, commune_code, contact, hours,
        hours_note, accent, welcome, hosts)
      SELECT id, ${territoryId}, kind, slug, name, short_name, siren, commune_code, contact, hours,
        nullif(hours_note, 'null'), accent, nullif(welcome, 'null'), hosts
      FROM jsonb_to_recordset(${JSON.stringify(chunk)}::jsonb)
        AS r (id text, kind text, slug text, name text, short_name text, siren text, commune_code text, contact jsonb,
          hours jsonb, hours_note jsonb, accent text, welcome jsonb, hosts text[])
      ON CONFLICT (id) DO UPDATE
      SET territory_id = excluded.territory_id, slug = excluded.slug, name = excluded.name, short_name = excluded.short_name,
        siren = excluded.siren, commune_code = excluded.commune_code, hosts = excluded.hosts,
        contact = CASE WHEN a.own_texts THEN a.contact ELSE excluded.contact END,
        hours = CASE WHEN a.own_texts THEN a.hours ELSE excluded.hours END,
        hours_note = CASE WHEN a.own_texts THEN a.hours_note ELSE excluded.hours_note END,
        accent = CASE WHEN a.own_texts THEN a.accent ELSE excluded.accent END,
        welcome = CASE WHEN a.own_texts THEN a.welcome ELSE excluded.welcome END,
        active = true, updated_at = now()
      WHERE (a.territory_id, a.slug, a.name, a.short_name, a.siren, a.commune_code, a.hosts, a.active)
        IS DISTINCT FROM (excluded.territory_id, excluded.slug, excluded.name, excluded.short_name, excluded.siren,
          excluded.commune_code, excluded.hosts, true)
        OR NOT a.own_texts AND (a.contact, a.hours, a.hours_note, a.accent, a.welcome)
          IS DISTINCT FROM (excluded.contact, excluded.hours, excluded.hours_note, excluded.accent, excluded.welcome)
      RETURNING (xmax = 0) AS added`.execute(tx),
  );
  const closed = await tx
    .updateTable('authorities')
    .set({ active: false, updated_at: sql<Date>`now()` })
    .where('territory_id', '=', territoryId)
    .where('active', '=', true)
    .where('opened_at', 'is', null)
    .where(sql<boolean>`id <> ALL (${rows.map((row) => row.id)}::text[])`)
    .executeTakeFirst();
  return { ...counts, closed: Number(closed.numUpdatedRows) };
}

async function writeHolders(tx: Tx, codes: readonly string[], rows: readonly HolderRow[]) {
  const counts = await countChanges(rows, (chunk) =>
    sql<{ added: boolean }>`
      INSERT INTO competence_holders AS h (commune_code, competence_id, authority_id, relay_id, reason)
      SELECT commune_code, competence_id, authority_id, relay_id, reason
      FROM jsonb_to_recordset(${JSON.stringify(chunk)}::jsonb)
        AS r (commune_code text, competence_id text, authority_id text, relay_id text, reason jsonb)
      ON CONFLICT (commune_code, competence_id) DO UPDATE
      SET authority_id = excluded.authority_id, relay_id = excluded.relay_id, reason = excluded.reason
      WHERE (h.authority_id, h.relay_id, h.reason)
        IS DISTINCT FROM (excluded.authority_id, excluded.relay_id, excluded.reason)
      RETURNING (xmax = 0) AS added`.execute(tx),
  );
  const kept = JSON.stringify(rows.map(({ commune_code, competence_id }) => ({ commune_code, competence_id })));
  const removed = await sql`
    DELETE FROM competence_holders h
    WHERE h.commune_code = ANY (${codes}::text[])
      AND NOT EXISTS (SELECT FROM jsonb_to_recordset(${kept}::jsonb) AS r (commune_code text, competence_id text)
        WHERE r.commune_code = h.commune_code AND r.competence_id = h.competence_id)`.execute(tx);
  return { ...counts, removed: Number(removed.numAffectedRows ?? 0) };
}

/** Writes rows by large statements that return one row for each line added or changed. */
async function countChanges<T>(
  rows: readonly T[],
  write: (chunk: readonly T[]) => Promise<{ rows: { added: boolean }[] }>,
): Promise<ChangeCount> {
  let added = 0;
  let changed = 0;
  for (let start = 0; start < rows.length; start += rowsAStatement) {
    const written = await write(rows.slice(start, start + rowsAStatement));
    const fresh = written.rows.filter((row) => row.added).length;
    added += fresh;
    changed += written.rows.length - fresh;
  }
  return { added, changed, unchanged: rows.length - added - changed };
}
