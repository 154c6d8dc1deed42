import type { BackupFolder } from './backup-folder.ts';
import { BackupProblemError } from './backup-problem.ts';
import { filesPlace } from './make-backup.ts';
import { type Manifest, tableNameOf } from './manifest.ts';
import { readPapers } from './papers.ts';
import { decompressed, eachOf, linesOf, type Measure, measured, newMeasure } from './streams.ts';

export interface BackupVerified {
  readonly manifest: Manifest;
  readonly rows: number;
  readonly files: number;
  readonly bytes: number;
  /** What does not open or is not there, in words; the first of them. */
  readonly problems: readonly string[];
  readonly found: number;
}

const saidAtMost = 1000;

/** Reads a whole backup, each byte of which is authenticated, without restoring anything. Asks for no database. */
export async function verifyBackup(folder: BackupFolder, name: string): Promise<BackupVerified> {
  const manifest = await folder.readManifest(name);
  const problems: string[] = [];
  let found = 0;
  const tell = (words: string) => {
    found += 1;
    if (problems.length < saidAtMost) problems.push(words);
  };
  const attempt = async (work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof BackupProblemError)) throw error;
      tell(error.message);
    }
  };
  let rows = 0;
  let files = 0;
  let bytes = 0;
  for (const [index, table] of manifest.tables.entries())
    await attempt(async () => {
      const measure = await measureOf(decompressed(folder.readPiece(tablePlace(manifest, index))));
      if (!sameMeasure(measure, table)) tell(`the table ${tableNameOf(table)}: not what the manifest says.`);
      rows += measure.rows;
      bytes += measure.bytes;
    });
  const missing = new Set(manifest.missing.first.map(({ key }) => key));
  const look = async (key: string) => {
    // Said when the backup was made: no fault of the folder.
    if (missing.has(key) && !(await folder.hasFile(key))) return;
    await attempt(async () => {
      bytes += (await measureOf(folder.readFile(key))).bytes;
      files += 1;
    });
  };
  await attempt(async () => {
    const measure = newMeasure();
    await eachOf(linesOf(measured(decompressed(folder.readPiece(filesPlace(manifest))), measure)), 4, look);
    if (!sameMeasure(measure, manifest.files)) tell('the list of the files: not what the manifest says.');
  });
  await attempt(async () => {
    for await (const { key } of readPapers(folder, manifest)) await look(key);
  });
  return { manifest, rows, files, bytes, problems, found };
}

/** Where the rows of a table lie, by its place in the manifest. */
export function tablePlace(manifest: Manifest, index: number) {
  const table = manifest.tables[index];
  const words = table === undefined ? 'a table' : `the table ${tableNameOf(table)}`;
  return { backup: manifest, piece: `t${index + 1}`, words };
}

async function measureOf(content: AsyncIterable<Buffer>): Promise<Measure> {
  const measure = newMeasure();
  for await (const piece of measured(content, measure)) void piece;
  return measure;
}

const sameMeasure = (a: Measure, b: Measure): boolean =>
  a.bytes === b.bytes && a.rows === b.rows && a.sha256 === b.sha256;
