import type { FileStore } from '#platform/storage/file-store.ts';
import type { BackupFolder } from './backup-folder.ts';
import { filesPlace } from './make-backup.ts';
import type { Manifest } from './manifest.ts';
import { decompressed, eachOf, linesOf } from './streams.ts';

const together = 4;

/**
 * Puts the files of a backup in the storage. One that is there came whole: an interrupted restoration goes on.
 * @param options `again`: those that are there are written anew, as they may be of another installation
 * @returns how many were written and were there, and how many the backup itself lacks, as it says
 */
export async function restoreFiles(
  folder: BackupFolder,
  manifest: Manifest,
  files: FileStore,
  options: { readonly again: boolean; say(line: string): void },
): Promise<{ written: number; there: number; lacking: number }> {
  const told = { written: 0, there: 0, lacking: 0 };
  const keys = linesOf(decompressed(folder.readPiece(filesPlace(manifest))));
  await eachOf(keys, together, async (key) => {
    if (!options.again && (await files.exists(key))) {
      told.there += 1;
      return;
    }
    if (manifest.missing.count > told.lacking && !(await folder.hasFile(key))) {
      told.lacking += 1;
      return;
    }
    await files.put(key, folder.readFile(key));
    told.written += 1;
    if (told.written % 10_000 === 0) options.say(`${told.written} files restored`);
  });
  return told;
}
