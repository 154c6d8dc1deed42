import { sql } from 'kysely';
import type { LocalizedText } from '#platform/i18n/text.ts';
import type { Platform } from '#platform/platform.ts';
import type { Authority, Commune, Holder, Territory } from '../domain/authority.ts';
import type { Competence, Relay } from '../domain/territory-schema.ts';
import { NoHolderError, NoTerritoryError, UnknownAuthorityError } from '../errors.ts';
import { type DirectoryLibrary, readDirectoryLibrary } from '../usecases/read-directory-library.ts';
import { authorityOf, type CommuneRow, communeOf } from './authority-rows.ts';
import { createBoundedCache } from './bounded-cache.ts';
import { searchCommunes } from './search-communes.ts';

/** Who is who and who answers for what. Answers are kept in memory for some seconds, the most asked only. */
export interface Directory {
  findAuthorityBySlug(slug: string): Promise<Authority | undefined>;
  /** The authority whose portal opens on that name of host. */
  findAuthorityByHost(host: string): Promise<Authority | undefined>;
  findAuthority(id: string): Promise<Authority | undefined>;
  /** @throws UnknownAuthorityError */
  getAuthority(id: string): Promise<Authority>;
  /** @throws NoTerritoryError */
  getTerritory(): Promise<Territory>;
  /** The territory's authorities, by name. */
  listAuthorities(): Promise<readonly Authority[]>;
  /** The territory's communes, by name. */
  listTerritoryCommunes(): Promise<readonly Commune[]>;
  findCommune(code: string): Promise<Commune | undefined>;
  /** By name (typos, no accents, "St Marcel") or postcode; those of the territory first. 10 at most when not said. */
  searchCommunes(text: string, options?: { inTerritory?: boolean; limit?: number }): Promise<Commune[]>;
  /** The authority that is the commune's own town hall, when it is one of the territory. */
  findTownHall(communeCode: string): Promise<Authority | undefined>;
  /** @throws NoHolderError for a commune outside the territory or an unknown competence */
  holderOf(communeCode: string, competenceId: string): Promise<Holder>;
  findHolder(communeCode: string, competenceId: string): Promise<Holder | undefined>;
  /** INSEE codes of the communes for which the authority holds a competence at least. */
  listServedCommunes(authorityId: string): Promise<readonly string[]>;
  findCompetence(id: string): Competence | undefined;
  findRelay(id: string): Relay | undefined;
  listRelays(): readonly Relay[];
  /** Forgets what is kept in memory: after a load, in tests. */
  refresh(): void;
}

export interface DirectoryOptions {
  /** Those of the folder `library` when not given. */
  library?: DirectoryLibrary;
  /** When the database holds several territories; the first one otherwise. */
  territoryId?: string;
}

interface StoredHolder {
  competence: Competence;
  reason: LocalizedText;
  authorityId: string | null;
  relayId: string | null;
}

interface TerritorySettings {
  accent: string;
  welcome: LocalizedText;
  exampleContacts: boolean;
  epciId: string;
  hosting: Territory['hosting'] | null;
  dataProtectionOfficer: Territory['dataProtectionOfficer'] | null;
}

const seconds = 20;

export function createDirectory(platform: Pick<Platform, 'database'>, options: DirectoryOptions = {}): Directory {
  const { open } = platform.database;
  const library = options.library ?? readDirectoryLibrary();

  const authorities = createBoundedCache<Authority | undefined>(
    async (id) => {
      const row = await open.selectFrom('authorities').selectAll().where('id', '=', id).executeTakeFirst();
      return row && authorityOf(row);
    },
    { max: 4000, seconds },
  );

  const slugs = createBoundedCache<Authority | undefined>(
    async (slug) => {
      const row = await open
        .selectFrom('authorities')
        .selectAll()
        .where('slug', '=', slug)
        .where('active', '=', true)
        .executeTakeFirst();
      return row && authorityOf(row);
    },
    { max: 4000, seconds },
  );

  const hosts = createBoundedCache<ReadonlyMap<string, Authority>>(
    async () => {
      const rows = await open
        .selectFrom('authorities')
        .selectAll()
        .where('active', '=', true)
        .where(sql<boolean>`hosts <> '{}'`)
        .execute();
      return new Map(rows.flatMap((row) => row.hosts.map((host) => [host, authorityOf(row)] as const)));
    },
    { max: 1, seconds },
  );

  const territory = createBoundedCache<Territory>(
    async () => {
      let query = open.selectFrom('territories').selectAll().orderBy('id').limit(1);
      if (options.territoryId !== undefined) query = query.where('id', '=', options.territoryId);
      const row = await query.executeTakeFirst();
      if (row === undefined) throw new NoTerritoryError();
      // Written by loadTerritory.
      const settings = row.settings as unknown as TerritorySettings;
      return {
        id: row.id,
        name: row.name,
        accent: settings.accent,
        welcome: settings.welcome,
        exampleContacts: settings.exampleContacts,
        epci: await getAuthority(settings.epciId),
        hosting: settings.hosting ?? undefined,
        dataProtectionOfficer: settings.dataProtectionOfficer ?? undefined,
      };
    },
    { max: 1, seconds },
  );

  const territoryAuthorities = createBoundedCache<readonly Authority[]>(
    async (territoryId) => {
      const rows = await open
        .selectFrom('authorities')
        .selectAll()
        .where('territory_id', '=', territoryId)
        .where('active', '=', true)
        .execute();
      return rows.map(authorityOf).sort((a, b) => a.shortName.localeCompare(b.shortName, 'fr'));
    },
    { max: 1, seconds },
  );

  const territoryCommunes = createBoundedCache<readonly Commune[]>(
    async (territoryId) => {
      const result = await sql<CommuneRow>`
        SELECT c.code, c.name, c.postcodes, c.department, c.population, c.lat, c.lon, true AS in_territory
        FROM authorities a JOIN communes c ON c.code = a.commune_code
        WHERE a.territory_id = ${territoryId} AND a.kind = 'commune' AND a.active`.execute(open);
      return result.rows.map(communeOf).sort((a, b) => a.name.localeCompare(b.name, 'fr'));
    },
    { max: 1, seconds },
  );

  const communes = createBoundedCache<Commune | undefined>(
    async (code) => {
      const { id } = await getTerritory();
      const result = await sql<CommuneRow>`
        SELECT c.code, c.name, c.postcodes, c.department, c.population, c.lat, c.lon,
          EXISTS (SELECT FROM authorities a WHERE a.commune_code = c.code AND a.kind = 'commune' AND a.active
            AND a.territory_id = ${id}) AS in_territory
        FROM communes c WHERE c.code = ${code}`.execute(open);
      return result.rows[0] && communeOf(result.rows[0]);
    },
    { max: 4000, seconds },
  );

  const holders = createBoundedCache<ReadonlyMap<string, StoredHolder>>(
    async (communeCode) => {
      const rows = await open
        .selectFrom('competence_holders')
        .selectAll()
        .where('commune_code', '=', communeCode)
        .execute();
      const found = new Map<string, StoredHolder>();
      for (const row of rows) {
        const competence = library.competences.get(row.competence_id);
        if (competence === undefined) continue;
        found.set(row.competence_id, {
          competence,
          reason: row.reason ?? competence.reason,
          authorityId: row.authority_id,
          relayId: row.relay_id,
        });
      }
      return found;
    },
    { max: 4000, seconds },
  );

  const served = createBoundedCache<readonly string[]>(
    async (authorityId) => {
      const rows = await open
        .selectFrom('competence_holders')
        .select('commune_code')
        .distinct()
        .where('authority_id', '=', authorityId)
        .orderBy('commune_code')
        .execute();
      return rows.map((row) => row.commune_code);
    },
    { max: 1000, seconds },
  );

  // The same few letters are typed by all, in suggestions and in searches.
  const searches = createBoundedCache<Commune[]>(
    async (key) => {
      const { text, inTerritory, limit } = JSON.parse(key) as { text: string; inTerritory?: boolean; limit: number };
      const { id } = await getTerritory();
      return searchCommunes(open, text, { territoryId: id, inTerritory, limit, own: () => territoryCommunes.get(id) });
    },
    { max: 2000, seconds },
  );

  const getTerritory = () => territory.get('');
  const getAuthority = async (id: string) => {
    const found = await authorities.get(id);
    if (found === undefined) throw new UnknownAuthorityError();
    return found;
  };
  const findHolder = async (communeCode: string, competenceId: string): Promise<Holder | undefined> => {
    const stored = (await holders.get(communeCode)).get(competenceId);
    if (stored === undefined) return undefined;
    const { competence, reason } = stored;
    if (stored.authorityId !== null) return { competence, reason, authority: await getAuthority(stored.authorityId) };
    const relay = library.relays.get(stored.relayId ?? '');
    return relay && { competence, reason, relay };
  };

  return {
    findAuthorityBySlug: (slug) => (isSlug(slug) ? slugs.get(slug) : Promise.resolve(undefined)),
    findAuthorityByHost: async (host) => (await hosts.get('')).get(host.toLowerCase().replace(/:\d+$/, '')),
    findAuthority: (id) => authorities.get(id),
    getAuthority,
    getTerritory,
    listAuthorities: async () => territoryAuthorities.get((await getTerritory()).id),
    listTerritoryCommunes: async () => territoryCommunes.get((await getTerritory()).id),
    findCommune: (code) => (isInseeCode(code) ? communes.get(code) : Promise.resolve(undefined)),
    searchCommunes: (text, { inTerritory, limit = 10 } = {}) =>
      searches.get(JSON.stringify({ text: text.slice(0, 80).trim().toLowerCase(), inTerritory, limit })),
    findTownHall: (communeCode) =>
      isInseeCode(communeCode) ? authorities.get(`C${communeCode}`) : Promise.resolve(undefined),
    findHolder,
    holderOf: async (communeCode, competenceId) => {
      const found = await findHolder(communeCode, competenceId);
      if (found === undefined) throw new NoHolderError();
      return found;
    },
    listServedCommunes: (authorityId) => served.get(authorityId),
    findCompetence: (id) => library.competences.get(id),
    findRelay: (id) => library.relays.get(id),
    listRelays: () => [...library.relays.values()],
    refresh: () => {
      for (const cache of [
        authorities,
        slugs,
        hosts,
        territory,
        territoryAuthorities,
        territoryCommunes,
        communes,
        holders,
        served,
        searches,
      ]) {
        cache.clear();
      }
    },
  };
}

/** Kept out of the caches and of the database: what is typed in an address may be anything. */
function isSlug(text: string): boolean {
  return /^[a-z0-9-]{1,100}$/.test(text);
}

function isInseeCode(code: string): boolean {
  return /^(\d{5}|2[AB]\d{3})$/.test(code);
}
