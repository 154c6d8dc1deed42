import { sql } from 'kysely';
import type { Documents } from '#modules/documents/index.ts';
import { newId } from '#platform/crypto/ids.ts';
import type { JobKind } from '#platform/jobs/jobs.ts';
import type { Platform } from '#platform/platform.ts';
import { eraseReceivedWords, listReceivedOf } from './erase-received-words.ts';

/** The queue of the documents' module that removes bytes that no row refers to any more. */
export const removeUnusedFileKind: JobKind<{ authorityId: string; sha256: string }> = { name: 'remove-unused-file' };

const dossiersAtOnce = 200;

/**
 * Erases the dossiers of an authority whose time is over, and leaves a proof of each (`purges`). The bytes of their
 * documents follow by a job of the module that keeps them, unless another dossier holds the same file.
 * @param today civil date in France, YYYY-MM-DD
 * @returns how many
 */
export async function purgeDossiers(
  deps: { platform: Pick<Platform, 'database' | 'jobs'>; documents: Documents },
  authorityId: string,
  today: string,
): Promise<number> {
  let purged = 0;
  for (;;) {
    const due = await deps.platform.database.transaction([authorityId], (tx) =>
      tx
        .selectFrom('dossiers')
        .select('id')
        .where('authority_id', '=', authorityId)
        .where('purge_on', '<=', today)
        .limit(dossiersAtOnce)
        .execute(),
    );
    let done = 0;
    for (const { id } of due) if (await purgeDossier(deps, authorityId, id, today)) done += 1;
    purged += done;
    // A dossier reopened meanwhile is not purged: never loop on it.
    if (due.length < dossiersAtOnce || done === 0) return purged;
  }
}

/** One dossier, one transaction: the rows and the proof in one act of the database. */
function purgeDossier(
  deps: { platform: Pick<Platform, 'database' | 'jobs'>; documents: Documents },
  authorityId: string,
  dossierId: string,
  today: string,
): Promise<boolean> {
  return deps.platform.database.transaction([authorityId], async (tx) => {
    const attached = await deps.documents.listOfDossier(tx, authorityId, dossierId);
    const received = await listReceivedOf(tx, authorityId, dossierId);
    const result = await sql<{ purged: boolean }>`
      SELECT purge_dossier(${authorityId}, ${dossierId}::uuid, ${today}::date, ${newId()}::uuid) AS purged`.execute(tx);
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
