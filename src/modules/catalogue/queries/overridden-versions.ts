import type { Database } from '#platform/database/database.ts';
import type { ProcedureVersion } from '../domain/adopted-procedure.ts';
import { applyOverrides, type OverriddenProcedure } from '../domain/apply-overrides.ts';
import { parseOverrides } from '../domain/overrides-schema.ts';
import { UnknownProcedureError } from '../errors.ts';

/** What a draft or a dossier was begun with: the library's version and the authority's revision of it, 0 for none. */
export interface FiledVersion {
  readonly authorityId: string;
  readonly procedureId: string;
  readonly procedureVersion: number;
  readonly overridesRevision: number;
}

/** Versions with an authority's own words and fields; compiled once and kept, the least recently asked going first. */
export interface OverriddenVersions {
  apply(filed: FiledVersion, library: ProcedureVersion, stored: Record<string, unknown>): OverriddenProcedure;
  /** Reads the revision that the dossier names. @throws UnknownProcedureError */
  get(filed: FiledVersion, library: ProcedureVersion): Promise<OverriddenProcedure>;
}

const kept = 500;

export function createOverriddenVersions(database: Database): OverriddenVersions {
  const known = new Map<string, OverriddenProcedure>();
  const keyOf = (filed: FiledVersion) =>
    `${filed.authorityId} ${filed.procedureId} ${filed.procedureVersion} ${filed.overridesRevision}`;
  const find = (key: string) => {
    const found = known.get(key);
    if (found === undefined) return undefined;
    known.delete(key);
    known.set(key, found);
    return found;
  };
  const apply: OverriddenVersions['apply'] = (filed, library, stored) => {
    const key = keyOf(filed);
    const found = find(key);
    if (found !== undefined) return found;
    const overrides = parseOverrides(stored);
    const result: OverriddenProcedure =
      overrides === undefined
        ? { ...library, misfits: [{ path: '', reason: 'not-understood' }] }
        : applyOverrides(library, overrides);
    if (known.size >= kept) {
      const [oldest] = known.keys();
      if (oldest !== undefined) known.delete(oldest);
    }
    known.set(key, result);
    return result;
  };
  return {
    apply,
    get: async (filed, library) => {
      const found = find(keyOf(filed));
      if (found !== undefined) return found;
      const row = await database.readOnce([filed.authorityId], (tx) =>
        tx
          .selectFrom('adoption_overrides')
          .select('overrides')
          .where('authority_id', '=', filed.authorityId)
          .where('procedure_id', '=', filed.procedureId)
          .where('revision', '=', filed.overridesRevision)
          .executeTakeFirst(),
      );
      if (row === undefined) throw new UnknownProcedureError();
      return apply(filed, library, row.overrides);
    },
  };
}
