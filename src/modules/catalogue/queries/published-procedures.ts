import { createBoundedCache } from '#modules/directory/index.ts';
import { compileForm } from '#modules/forms/index.ts';
import { compileWorkflow, type WorkflowDefinition } from '#modules/workflow/index.ts';
import type { Reader } from '#platform/database/database.ts';
import type { ProcedureVersion } from '../domain/adopted-procedure.ts';
import type { Procedure } from '../domain/procedure-schema.ts';
import { UnknownProcedureError } from '../errors.ts';
import { listWithdrawals } from '../usecases/publish-procedure.ts';

/** The procedures as they were published, ready to be run; each version is compiled once, when it is first run. */
export interface PublishedProcedures {
  /** @throws UnknownProcedureError */
  getVersion(procedureId: string, version: number): Promise<ProcedureVersion>;
  /** The latest version of each procedure. */
  listLatest(): Promise<readonly Procedure[]>;
  /** Every version with the moment of its publication. */
  listVersions(): Promise<readonly { procedureId: string; version: number; publishedAt: Date }[]>;
  /** Those that nobody can begin any more, wherever they are offered. */
  listWithdrawn(): Promise<ReadonlyMap<string, Date>>;
  refresh(): void;
}

export function createPublishedProcedures(open: Reader): PublishedProcedures {
  // A version never changes: only room limits how long it is kept.
  const versions = createBoundedCache<ProcedureVersion>(
    async (key) => {
      const [procedureId = '', version = ''] = key.split(' ');
      const row = await open
        .selectFrom('procedure_versions')
        .select(['definition', 'workflow'])
        .where('procedure_id', '=', procedureId)
        .where('version', '=', Number(version))
        .executeTakeFirst();
      if (row === undefined) throw new UnknownProcedureError();
      return versionOf(row);
    },
    { max: 1000, seconds: 24 * 3600 },
  );
  let known: { readonly key: string; readonly list: readonly Procedure[] } | undefined;
  const latest = createBoundedCache<readonly Procedure[]>(
    async () => {
      const heads = await open
        .selectFrom('procedure_versions')
        .select(({ fn }) => ['procedure_id', fn.max('version').as('version')])
        .groupBy('procedure_id')
        .orderBy('procedure_id')
        .execute();
      const key = heads.map((head) => `${head.procedure_id} ${head.version}`).join('\n');
      // The same list as before: what is worked out from it (the words that needs are found by) stays good.
      if (known?.key === key) return known.list;
      const rows = await open
        .selectFrom('procedure_versions')
        .select(['procedure_id', 'version', 'definition', 'workflow'])
        .distinctOn('procedure_id')
        .orderBy('procedure_id')
        .orderBy('version', 'desc')
        .execute();
      const list = rows.map((row) => {
        const version = versionOf(row);
        versions.keep(`${row.procedure_id} ${row.version}`, version);
        return version.procedure;
      });
      known = { key, list };
      return list;
    },
    { max: 1, seconds: 60 },
  );
  const withdrawn = createBoundedCache(() => listWithdrawals(open), { max: 1, seconds: 20 });
  return {
    getVersion: (procedureId, version) => versions.get(`${procedureId} ${version}`),
    listLatest: () => latest.get(''),
    listVersions: async () => {
      const rows = await open
        .selectFrom('procedure_versions')
        .select(['procedure_id', 'version', 'created_at'])
        .orderBy('procedure_id')
        .orderBy('version')
        .execute();
      return rows.map((row) => ({
        procedureId: row.procedure_id,
        version: row.version,
        publishedAt: row.created_at,
      }));
    },
    listWithdrawn: () => withdrawn.get(''),
    refresh: () => {
      known = undefined;
      withdrawn.clear();
      versions.clear();
      latest.clear();
    },
  };
}

/** Compiled when it is run: a portal lists a hundred procedures of which a visitor fills in one. */
function versionOf(row: {
  readonly definition: Record<string, unknown>;
  readonly workflow: Record<string, unknown>;
}): ProcedureVersion {
  const procedure = asPublished(row.definition);
  let form: ProcedureVersion['form'] | undefined;
  let workflow: ProcedureVersion['workflow'] | undefined;
  return {
    procedure,
    get form() {
      form ??= compileForm(procedure.form, { fees: procedure.fees });
      return form;
    },
    get workflow() {
      workflow ??= compileWorkflow(row.workflow as unknown as WorkflowDefinition);
      return workflow;
    },
  };
}

/** Checked by its schema when it was published; what the schema has gained since then has its default. */
function asPublished(definition: Record<string, unknown>): Procedure {
  return { agentsOnly: false, fees: [], ...definition } as unknown as Procedure;
}
