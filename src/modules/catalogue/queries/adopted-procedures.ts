import { createBoundedCache, type Directory } from '#modules/directory/index.ts';
import type { Database } from '#platform/database/database.ts';
import { type AdoptedProcedure, withOverrides } from '../domain/adopted-procedure.ts';
import type { PublishedProcedures } from './published-procedures.ts';

/** The procedures of one authority, by what they are asked for. */
export interface Adoptions {
  readonly list: readonly AdoptedProcedure[];
  /** Without the internal ones. */
  readonly listPublic: readonly AdoptedProcedure[];
  readonly byName: ReadonlyMap<string, AdoptedProcedure>;
}

/** What each authority offers, read again every twenty seconds for those that are asked for. */
export function createAdoptions(database: Database, directory: Directory, published: PublishedProcedures) {
  return createBoundedCache<Adoptions>(
    async (authorityId) => {
      const authority = await directory.getAuthority(authorityId);
      const rows = await database.readOnce([authorityId], (tx) =>
        tx.selectFrom('adoptions').selectAll().where('authority_id', '=', authorityId).execute(),
      );
      const list = await Promise.all(
        rows.map(async (row): Promise<AdoptedProcedure> => {
          const version = await published.getVersion(row.procedure_id, row.version);
          return {
            ...version,
            procedure: withOverrides(version.procedure, row.overrides),
            authority,
            version: row.version,
            open: row.open,
            closedBy: row.open ? undefined : 'authority',
            teamAuthorityId: row.team_authority_id,
            teamId: row.team_id,
          };
        }),
      );
      list.sort((a, b) => a.procedure.title.fr.localeCompare(b.procedure.title.fr, 'fr'));
      return {
        list,
        listPublic: list.filter((entry) => !entry.procedure.agentsOnly),
        byName: new Map(
          list.flatMap((entry) => [
            [entry.procedure.procedure, entry] as const,
            [entry.procedure.slug, entry] as const,
          ]),
        ),
      };
    },
    { max: 1500, seconds: 20 },
  );
}
