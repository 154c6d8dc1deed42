import { sql } from 'kysely';
import type { Catalogue } from '#modules/catalogue/index.ts';
import type { Documents } from '#modules/documents/index.ts';
import type { JobKind } from '#platform/jobs/jobs.ts';
import type { Platform } from '#platform/platform.ts';
import { type AuditKeys, createAuditKeys } from '../audit/audit-keys.ts';
import { makeProof } from '../retention/make-proof.ts';
import { eraseReceivedWords, listReceivedOf } from './erase-received-words.ts';

/** The queue of the documents' module that removes bytes that no row refers to any more. */
export const removeUnusedFileKind: JobKind<{ authorityId: string; sha256: string }> = { name: 'remove-unused-file' };

export interface PurgeDeps {
  readonly platform: Pick<Platform, 'database' | 'jobs' | 'clock' | 'config'>;
  readonly documents: Pick<Documents, 'listOfDossier'>;
  readonly catalogue: Pick<Catalogue, 'getVersionOf'>;
}

const dossiersAtOnce = 200;

/**
 * Erases the dossiers of an authority whose time is over and that nothing holds, and leaves a proof of each (`purges`). The bytes of their
 * documents follow by a job of the module that keeps them, unless another dossier holds the same file.
 * @param today civil date in France, YYYY-MM-DD
 * @returns how many
 */
export async function purgeDossiers(deps: PurgeDeps, authorityId: string, today: string): Promise<number> {
  const keys = createAuditKeys(deps.platform.config);
  let purged = 0;
  for (;;) {
    const due = await deps.platform.database.transaction([authorityId], (tx) =>
      tx
        .selectFrom('dossiers')
        .select('id')
        .where('authority_id', '=', authorityId)
        .where('purge_on', '<=', today)
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('dossier_holds as h')
                .select('h.id')
                .whereRef('h.authority_id', '=', 'dossiers.authority_id')
                .whereRef('h.dossier_id', '=', 'dossiers.id')
                .where('h.lifted_at', 'is', null),
            ),
          ),
        )
        .limit(dossiersAtOnce)
        .execute(),
    );
    let done = 0;
    for (const { id } of due) if (await purgeDossier({ ...deps, keys }, authorityId, id, today)) done += 1;
    purged += done;
    // A dossier reopened meanwhile is not purged: never loop on it.
    if (due.length < dossiersAtOnce || done === 0) return purged;
  }
}

/** One dossier, one transaction: the rows and the proof in one act of the database. */
function purgeDossier(
  deps: PurgeDeps & { readonly keys: AuditKeys },
  authorityId: string,
  dossierId: string,
  today: string,
): Promise<boolean> {
  return deps.platform.database.transaction([authorityId], async (tx) => {
    const attached = await deps.documents.listOfDossier(tx, authorityId, dossierId);
    const received = await listReceivedOf(tx, authorityId, dossierId);
    const now = new Date(deps.platform.clock.now().epochMilliseconds);
    const proof = await makeProof(tx, deps, { authorityId, dossierId, now, again: false });
    if (proof === undefined) return false;
    const result = await sql<{ purged: boolean }>`
      SELECT purge_due_dossier(${authorityId}, ${dossierId}::uuid, ${today}::date, ${proof}::jsonb) AS purged`.execute(
      tx,
    );
    if (result.rows[0]?.purged !== true) return false;
    await eraseReceivedWords(tx, authorityId, received);
    for (const document of attached) {
      await deps.platform.jobs.enqueue(tx, removeUnusedFileKind, {
        authorityId,
        sha256: document.sha256.toString('hex'),
      });
    }
    return true;
  });
}
