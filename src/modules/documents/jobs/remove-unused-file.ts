import type { Tx } from '#platform/database/database.ts';
import type { JobDefinition, JobKind } from '#platform/jobs/jobs.ts';
import type { Platform } from '#platform/platform.ts';
import { createAuthorityKeys } from '../authority-keys.ts';
import { lockContents } from '../content-lock.ts';
import { type ContentStorage, createContentStorage } from '../content-storage.ts';
import { type ScanDocumentData, scanJob } from './scan-document.ts';

export interface RemoveUnusedFileData {
  readonly authorityId: string;
  /** Hexadecimal. */
  readonly sha256: string;
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

/** Removes the bytes when no document of the authority has them. @returns whether they were removed */
export async function removeUnusedFile(
  platform: Pick<Platform, 'database'>,
  storage: ContentStorage,
  data: RemoveUnusedFileData,
): Promise<boolean> {
  const sha256 = Buffer.from(data.sha256, 'hex');
  return platform.database.transaction([data.authorityId], async (tx) => {
    await lockContents(tx, data.authorityId, [sha256]);
    const user = await tx
      .selectFrom('documents')
      .select('id')
      .where('authority_id', '=', data.authorityId)
      .where('sha256', '=', sha256)
      .limit(1)
      .executeTakeFirst();
    if (user !== undefined) return false;
    await storage.remove(data.authorityId, sha256);
    return true;
  });
}

/** The jobs of this module, for the process that runs jobs. */
export function documentJobs(
  platform: Platform,
): [JobDefinition<RemoveUnusedFileData>, JobDefinition<ScanDocumentData>] {
  const storage = createContentStorage(platform.files, createAuthorityKeys(platform));
  return [
    {
      name: removeUnusedFileKind.name,
      concurrency: 1,
      run: async (data) => {
        await removeUnusedFile(platform, storage, data);
      },
    },
    scanJob(platform),
  ];
}
