import { sql } from 'kysely';
import type { LocalizedText } from '#platform/i18n/text.ts';
import type { Platform } from '#platform/platform.ts';
import type { Authority, Commune, Holder, Territory } from '../domain/authority.ts';
import type { Competence, Relay } from '../domain/territory-schema.ts';
import { type CommuneBodies, usualHolder } from '../domain/usual-holder.ts';
import { NoHolderError, NoTerritoryError, UnknownAuthorityError } from '../errors.ts';
import { type DirectoryLibrary, readDirectoryLibrary } from '../usecases/read-directory-library.ts';
import { authorityOf, type CommuneRow, communeOf } from './authority-rows.ts';
import { createBoundedCache } from './bounded-cache.ts';
import { readHeldCompetences } from './held-competences.ts';
import { searchCommunes } from './search-communes.ts';
import { readExtent, type TerritoryExtent } from './territory-extent.ts';

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
  /** The territory's open authorities, by name; none when they are too many to be listed (all France). */
  listAuthorities(): Promise<readonly Authority[]>;
  /** The communes whose counter is open, by name; none when they are too many to be listed. */
  listTerritoryCommunes(): Promise<readonly Commune[]>;
  findCommune(code: string): Promise<Commune | undefined>;
  /** By name (typos, no accents, "St Marcel") or postcode; those of the territory first. 10 at most when not said. */
  searchCommunes(text: string, options?: { inTerritory?: boolean; limit?: number }): Promise<Commune[]>;
  /** The authority that is the commune's own town hall, when it is one of the territory. */
  findTownHall(communeCode: string): Promise<Authority | undefined>;
  /** @throws NoHolderError for a commune outside the territory or an unknown competence */
  holderOf(communeCode: string, competenceId: string): Promise<Holder>;
  findHolder(communeCode: string, competenceId: string): Promise<Holder | undefined>;
  /** The open communes for which the authority holds a competence at least, by name. */
  listServedCommunes(authorityId: string): Promise<readonly Commune[]>;
  /** Ids of the competences that the authority holds for a commune at least. */
  listHeldCompetences(authorityId: string): Promise<ReadonlySet<string>>;
  /** INSEE codes of the territory's communes and the box that holds those whose place is known; read anew each time. */
  readExtent(): Promise<TerritoryExtent>;
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

/** Who answers in a commune: its bodies, by which the general rule of law is read, and what its territory says otherwise. */
interface CommuneHolders {
  readonly bodies: CommuneBodies;
  readonly exceptions: ReadonlyMap<string, StoredHolder>;
}

interface StoredHolder {
  competence_id: string;
  authority_id: string | null;
  relay_id: string | null;
  reason: LocalizedText | null;
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

/** Above it nobody reads a list: people look for their commune by its name. */
const mostListed = 2000;

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
      if (row === undefined) return undefined;
      const authority = authorityOf(row);
      // The page of a portal asks for it by its identifier next.
      authorities.keep(authority.id, authority);
      return authority;
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
        .where('closed_at', 'is', null)
        .limit(mostListed + 1)
        .execute();
      if (rows.length > mostListed) return [];
      return rows.map(authorityOf).sort((a, b) => a.shortName.localeCompare(b.shortName, 'fr'));
    },
    { max: 1, seconds },
  );

  const territoryCommunes = createBoundedCache<readonly Commune[]>(
    async (territoryId) => {
      const result = await sql<CommuneRow>`
        SELECT c.code, c.name, c.postcodes, c.department, c.population, c.lat, c.lon, true AS in_territory
        FROM authorities a JOIN communes c ON c.code = a.commune_code
        WHERE a.territory_id = ${territoryId} AND a.kind = 'commune' AND a.active AND a.closed_at IS NULL
        LIMIT ${mostListed + 1}`.execute(open);
      if (result.rows.length > mostListed) return [];
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
            AND a.closed_at IS NULL AND a.territory_id = ${id}) AS in_territory
        FROM communes c WHERE c.code = ${code}`.execute(open);
      return result.rows[0] && communeOf(result.rows[0]);
    },
    { max: 4000, seconds },
  );

  const holders = createBoundedCache<CommuneHolders | undefined>(
    async (communeCode) => {
      const result = await sql<{
        town_hall: string;
        epci: string | null;
        belongs: boolean;
        exceptions: StoredHolder[];
      }>`
        SELECT t.id AS town_hall, e.id AS epci, c.epci_siren IS NOT NULL AS belongs,
          (SELECT coalesce(jsonb_agg(h), '[]') FROM competence_holders h WHERE h.commune_code = c.code) AS exceptions
        FROM communes c
        JOIN authorities t ON t.id = 'C' || c.code AND t.active
        LEFT JOIN authorities e ON e.id = 'E' || c.epci_siren AND e.active
        WHERE c.code = ${communeCode}`.execute(open);
      const row = result.rows[0];
      return (
        row && {
          bodies: { townHall: row.town_hall, epci: row.epci ?? undefined, belongs: row.belongs },
          exceptions: new Map(row.exceptions.map((line) => [line.competence_id, line])),
        }
      );
    },
    { max: 4000, seconds },
  );

  const held = createBoundedCache<ReadonlySet<string>>(
    async (authorityId) =>
      (await readHeldCompetences(open, library.competences, [authorityId])).get(authorityId) ?? new Set(),
    { max: 4000, seconds },
  );

  const served = createBoundedCache<readonly Commune[]>(
    async (authorityId) => {
      const result = await sql<CommuneRow>`
        SELECT c.code, c.name, c.postcodes, c.department, c.population, c.lat, c.lon, true AS in_territory
        FROM communes c
        JOIN authorities t ON t.id = 'C' || c.code AND t.active AND t.closed_at IS NULL
        WHERE c.code IN (
          SELECT m.code FROM authorities a JOIN communes m ON m.epci_siren = a.siren
            WHERE a.id = ${authorityId} AND a.kind = 'epci'
          UNION SELECT a.commune_code FROM authorities a WHERE a.id = ${authorityId} AND a.kind = 'commune'
          UNION SELECT h.commune_code FROM competence_holders h WHERE h.authority_id = ${authorityId})`.execute(open);
      return result.rows.map(communeOf).sort((a, b) => a.name.localeCompare(b.name, 'fr'));
    },
    { max: 200, seconds },
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
    const competence = library.competences.get(competenceId);
    const commune = competence && (await holders.get(communeCode));
    if (competence === undefined || commune === undefined) return undefined;
    const exception = commune.exceptions.get(competenceId);
    const reason = exception?.reason ?? competence.reason;
    const authorityId = exception === undefined ? usualHolder(competence, commune.bodies) : exception.authority_id;
    if (authorityId === undefined) return undefined;
    if (authorityId !== null) return { competence, reason, authority: await getAuthority(authorityId) };
    const relay = library.relays.get(exception?.relay_id ?? '');
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
    listHeldCompetences: (authorityId) => held.get(authorityId),
    readExtent: async () => readExtent(open, (await getTerritory()).id),
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
        held,
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
