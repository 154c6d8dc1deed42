import { sql } from 'kysely';
import { workflowSchema } from '#modules/workflow/index.ts';
import type { Database } from '#platform/database/database.ts';
import { contentHash } from '../domain/content-hash.ts';
import { type Library, LibraryProblemsError, type LibraryProcedure } from '../domain/library.ts';
import { procedureSchema } from '../domain/procedure-schema.ts';

export interface PublishReport {
  added: number;
  unchanged: number;
  /** Procedures that got a new version, with its number. */
  changed: { procedure: string; version: number }[];
}

/**
 * Writes the procedures whose content is new as versions that will never change: dossiers point at the version they were
 * filed with. A file whose content changed must raise its `version`.
 * @param options `renumber` (demonstration mode): takes the next number by itself instead of asking for it
 * @throws LibraryProblemsError naming the files whose `version` is to be raised; nothing is then written
 */
export async function publishLibrary(
  database: Database,
  library: Pick<Library, 'procedures'>,
  options: { renumber?: boolean } = {},
): Promise<PublishReport> {
  return database.transaction([], async (tx) => {
    const rowsOfAll = await tx
      .selectFrom('procedure_versions')
      .select(['procedure_id', 'version', 'content_hash', 'definition', 'workflow'])
      .where('procedure_id', 'in', [...library.procedures.keys(), ''])
      .orderBy('procedure_id')
      .orderBy('version', 'desc')
      .execute();
    const published = Map.groupBy(rowsOfAll, (row) => row.procedure_id);
    const report: PublishReport = { added: 0, unchanged: 0, changed: [] };
    const problems: string[] = [];
    const rows: object[] = [];
    for (const [id, entry] of library.procedures) {
      const hash = contentHash(entry);
      const versions = published.get(id) ?? [];
      const [known] = versions;
      // A file as it was published once: what an administrator published since is newer.
      if (versions.some((row) => row.content_hash === hash) || versions.some((row) => presentHash(row) === hash)) {
        report.unchanged += 1;
        continue;
      }
      let { version } = entry.procedure;
      if (known !== undefined) {
        if (version <= known.version) {
          if (options.renumber !== true) {
            problems.push(
              `${entry.file}: the content differs from version ${known.version}, already published: write "version: ${known.version + 1}"`,
            );
            continue;
          }
          version = known.version + 1;
        }
        report.changed.push({ procedure: id, version });
      } else {
        report.added += 1;
      }
      rows.push(rowOf(entry, version, hash));
    }
    if (problems.length > 0) throw new LibraryProblemsError(problems);
    if (rows.length > 0) {
      await sql`
        INSERT INTO procedure_versions (procedure_id, version, definition, workflow, content_hash)
        SELECT procedure_id, version, definition, workflow, content_hash
        FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          AS r (procedure_id text, version integer, definition jsonb, workflow jsonb, content_hash text)`.execute(tx);
    }
    return report;
  });
}

/** What the hash of a published version would be today: the format may have gained properties since then. */
function presentHash(row: {
  definition: Record<string, unknown>;
  workflow: Record<string, unknown>;
}): string | undefined {
  const procedure = procedureSchema.safeParse(row.definition);
  const workflow = workflowSchema.safeParse(row.workflow);
  if (!procedure.success || !workflow.success) return undefined;
  return contentHash({ procedure: procedure.data, workflow: workflow.data });
}

function rowOf({ procedure, workflow }: LibraryProcedure, version: number, hash: string): object {
  return {
    procedure_id: procedure.procedure,
    version,
    definition: { ...procedure, version },
    workflow,
    content_hash: hash,
  };
}
