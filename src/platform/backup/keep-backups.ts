import type { BackupFolder } from './backup-folder.ts';
import { filesPlace } from './make-backup.ts';
import { readPapers } from './papers.ts';
import { decompressed, linesOf } from './streams.ts';

/** Names held in memory at once while looking for files that no backup names: some 100 MB. */
const heldAtMost = 500_000;

/**
 * Keeps the last backups and removes the older ones, with the files that none of those kept names.
 * @param keep at least 1
 */
export async function keepBackups(
  folder: BackupFolder,
  keep: number,
): Promise<{ readonly removed: readonly string[]; readonly files: number }> {
  const names = await folder.list();
  const removed = names.slice(0, Math.max(0, names.length - keep));
  if (removed.length === 0) return { removed, files: 0 };
  for (const name of removed) await folder.remove(name);
  const kept = await Promise.all(names.slice(-keep).map((name) => folder.readManifest(name)));
  const most = kept.reduce((sum, { files, papers }) => sum + files.rows + papers.rows, 0);
  // Names are spread evenly: each pass looks at those that begin with some of the 256 pairs of digits.
  const passes = Math.min(256, Math.max(1, Math.ceil(most / heldAtMost)));
  const width = Math.ceil(256 / passes);
  let files = 0;
  for (let from = 0; from < 256; from += width) {
    const named = new Set<string>();
    const add = (key: string) => {
      const name = folder.nameOf(key);
      const start = Number.parseInt(name.slice(0, 2), 16);
      if (start >= from && start < from + width) named.add(name);
    };
    for (const manifest of kept) {
      for await (const key of linesOf(decompressed(folder.readPiece(filesPlace(manifest))))) add(key);
      for await (const { key } of readPapers(folder, manifest)) add(key);
    }
    for (let start = from; start < Math.min(256, from + width); start += 1) {
      for (const name of await folder.listFiles(start.toString(16).padStart(2, '0'))) {
        if (named.has(name)) continue;
        await folder.removeFile(name);
        files += 1;
      }
    }
  }
  return { removed, files };
}
