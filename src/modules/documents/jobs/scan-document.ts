import type { Tx } from '#platform/database/database.ts';
import type { JobDefinition, JobKind } from '#platform/jobs/jobs.ts';
import type { Platform } from '#platform/platform.ts';
import { mayRemoveFiles } from '#platform/storage/held-files.ts';
import { createAuthorityKeys } from '../authority-keys.ts';
import { lockContents } from '../content-lock.ts';
import { type ContentStorage, createContentStorage } from '../content-storage.ts';
import { documentMessages as say } from '../messages.ts';
import { removeInfectedLater } from './remove-unused-file.ts';

export interface ScanDocumentData {
  readonly authorityId: string;
  /** Hexadecimal. */
  readonly sha256: string;
}

const scanDocumentKind: JobKind<ScanDocumentData> = { name: 'scan-document' };

/** Has a content looked through once the antivirus is back; tried again until it answers. */
export async function scanLater(
  platform: Pick<Platform, 'jobs'>,
  tx: Tx,
  authorityId: string,
  sha256: Buffer,
): Promise<void> {
  await platform.jobs.enqueue(tx, scanDocumentKind, { authorityId, sha256: sha256.toString('hex') });
}

/**
 * What was taken while the antivirus was away: its documents are opened from now on, or are refused with their reason,
 * and their bytes are gone.
 * @throws AntivirusAwayError when it still does not answer
 */
export async function scanDocument(
  platform: Pick<Platform, 'database' | 'antivirus' | 'log' | 'jobs'>,
  storage: ContentStorage,
  data: ScanDocumentData,
): Promise<void> {
  const { antivirus } = platform;
  const sha256 = Buffer.from(data.sha256, 'hex');
  // Taken out of the settings since: nothing is left to wait for, and the page says that nobody looked.
  const verdict =
    antivirus === undefined || !(await storage.exists(data.authorityId, sha256))
      ? undefined
      : await antivirus.scan(await storage.open(data.authorityId, sha256));
  await platform.database.transaction([data.authorityId], async (tx) => {
    await lockContents(tx, data.authorityId, [sha256]);
    const found = tx
      .updateTable('documents')
      .where('authority_id', '=', data.authorityId)
      .where('sha256', '=', sha256)
      .where('scan', '=', 'pending');
    if (verdict?.infected !== true) {
      await found.set({ scan: verdict === undefined ? 'none' : 'clean' }).execute();
      return;
    }
    await found
      .set({
        scan: 'infected',
        review: 'refused',
        review_reason: say('fr', 'refused-infected', { virus: verdict.virus }),
      })
      .execute();
    if (await mayRemoveFiles(tx)) await storage.remove(data.authorityId, sha256);
    else await removeInfectedLater(platform, tx, data);
    platform.log.warn({ authority: data.authorityId, virus: verdict.virus }, 'a file with a virus is removed');
  });
}

/** For the process that runs jobs. */
export function scanJob(platform: Platform): JobDefinition<ScanDocumentData> {
  const storage = createContentStorage(platform.files, createAuthorityKeys(platform));
  return {
    name: scanDocumentKind.name,
    concurrency: 2,
    run: (data) => scanDocument(platform, storage, data),
  };
}
