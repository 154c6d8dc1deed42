import type { Tx } from '#platform/database/database.ts';
import type { JobDefinition, JobKind } from '#platform/jobs/jobs.ts';
import type { Platform } from '#platform/platform.ts';
import { mayRemoveFiles } from '#platform/storage/held-files.ts';
import { createAuthorityKeys } from '../authority-keys.ts';
import { lockContents } from '../content-lock.ts';
import { type ContentStorage, createContentStorage } from '../content-storage.ts';

export interface RemoveUnusedFileData {
  readonly authorityId: string;
  /** Hexadecimal. */
  readonly sha256: string;
  /** The bytes had a virus: they go although rows name them. */
  readonly infected?: boolean;
}

const removeUnusedFileKind: JobKind<RemoveUnusedFileData> = { name: 'remove-unused-file' };

/** Looks later, once the act is committed, whether the bytes still serve, and removes them otherwise. */
export async function checkLater(
  platform: Pick<Platform, 'jobs'>,
  tx: Tx,
  authorityId: string,
  sha256: Buffer,
): Promise<void> {
  await platform.jobs.enqueue(tx, removeUnusedFileKind, { authorityId, sha256: sha256.toString('hex') });
}

/** Removes the bytes of a file in which a virus was found, once no backup copies files any more. */
export async function removeInfectedLater(
  platform: Pick<Platform, 'jobs'>,
  tx: Tx,
  data: Omit<RemoveUnusedFileData, 'infected'>,
): Promise<void> {
  await platform.jobs.enqueue(tx, removeUnusedFileKind, { ...data, infected: true });
}

/**
 * Removes the bytes when no document of the authority has them.
 * @returns `held` while a backup copies files: to be asked again
 */
export async function removeUnusedFile(
  platform: Pick<Platform, 'database'>,
  storage: ContentStorage,
  data: RemoveUnusedFileData,
): Promise<'removed' | 'used' | 'held'> {
  const sha256 = Buffer.from(data.sha256, 'hex');
  return platform.database.transaction([data.authorityId], async (tx) => {
    await lockContents(tx, data.authorityId, [sha256]);
    if (!(await mayRemoveFiles(tx))) return 'held';
    if (data.infected !== true && (await hasDocument(tx, data.authorityId, sha256))) return 'used';
    await storage.remove(data.authorityId, sha256);
    return 'removed';
  });
}

async function hasDocument(tx: Tx, authorityId: string, sha256: Buffer): Promise<boolean> {
  const user = await tx
    .selectFrom('documents')
    .select('id')
    .where('authority_id', '=', authorityId)
    .where('sha256', '=', sha256)
    .limit(1)
    .executeTakeFirst();
  return user !== undefined;
}

/** Seconds after which a file that a backup held is looked at again. */
const askedAgainAfter = 600;

/** For the process that runs jobs. */
export function unusedFileJob(platform: Platform): JobDefinition<RemoveUnusedFileData> {
  const storage = createContentStorage(platform.files, createAuthorityKeys(platform));
  return {
    name: removeUnusedFileKind.name,
    concurrency: 1,
    run: async (data) => {
      if ((await removeUnusedFile(platform, storage, data)) !== 'held') return;
      await platform.database.transaction([data.authorityId], (tx) =>
        platform.jobs.enqueue(tx, removeUnusedFileKind, data, { startAfter: askedAgainAfter }),
      );
    },
  };
}
