import type { JobDefinition } from '#platform/jobs/jobs.ts';
import type { Platform } from '#platform/platform.ts';
import { createAuthorityKeys } from '../authority-keys.ts';
import { createContentStorage } from '../content-storage.ts';
import { removeUnusedFile } from './remove-unused-file.ts';

const portion = 500;
/** Milliseconds within which the act that wrote a file has ended, one way or the other. */
const anHour = 3600 * 1000;

/**
 * Removes bytes that no document has: those of an act that a power cut, or the end of the database, undid between the
 * writing of the file and the commit. An act that is undone while the process lives looks after its own.
 * @param options `olderThan`: milliseconds since a file was written, by the clock of the machine that holds it
 * @returns how many were removed
 */
export async function removeOrphanFiles(
  platform: Pick<Platform, 'database' | 'files' | 'config' | 'clock'>,
  options: { olderThan: number },
): Promise<number> {
  const storage = createContentStorage(platform.files, createAuthorityKeys(platform));
  const waiting = new Map<string, string[]>();
  let removed = 0;
  const look = async (authorityId: string, names: readonly string[]): Promise<void> => {
    const { rows } = await platform.database.read([authorityId], async (tx) => ({
      rows: await tx
        .selectFrom('documents')
        .select('sha256')
        .where('authority_id', '=', authorityId)
        .where(
          'sha256',
          'in',
          names.map((name) => Buffer.from(name, 'hex')),
        )
        .execute(),
    }));
    const known = new Set(rows.map(({ sha256 }) => sha256.toString('hex')));
    for (const name of names) {
      // Asked again under the lock of the content: somebody may have sent the same file meanwhile.
      // Held by a backup: the next night takes it.
      if (!known.has(name) && (await removeUnusedFile(platform, storage, { authorityId, sha256: name })) === 'removed')
        removed += 1;
    }
  };
  for await (const key of platform.files.list(Date.now() - options.olderThan)) {
    const [, authorityId, name] = /^([0-9A-Z]{2,20})\/[0-9a-f]{2}\/([0-9a-f]{64})$/.exec(key) ?? [];
    if (authorityId === undefined || name === undefined) continue;
    const names = waiting.get(authorityId) ?? [];
    names.push(name);
    waiting.set(authorityId, names);
    if (names.length < portion) continue;
    waiting.delete(authorityId);
    await look(authorityId, names);
  }
  for (const [authorityId, names] of waiting) await look(authorityId, names);
  return removed;
}

/** Every night. */
export function orphanFileJob(platform: Platform): JobDefinition<object> {
  return {
    name: 'remove-orphan-files',
    schedule: '10 2 * * *',
    concurrency: 1,
    run: async () => {
      const removed = await removeOrphanFiles(platform, { olderThan: anHour });
      if (removed > 0) platform.log.warn({ removed }, 'files without a document were removed');
    },
  };
}
