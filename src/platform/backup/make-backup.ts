import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { copyOut } from '#platform/database/copy-rows.ts';
import { heldFilesLock } from '#platform/storage/held-files.ts';
import type { RegisterFolder } from '#platform/storage/register-folder.ts';
import { type BackupFolder, backupNameOf } from './backup-folder.ts';
import { BackupProblemError, problemOf } from './backup-problem.ts';
import {
  copyTarget,
  jobsVersionOf,
  listMigrations,
  listSequences,
  listTables,
  setPlainValues,
} from './describe-tables.ts';
import type { Manifest, ManifestTable } from './manifest.ts';
import { writePapers } from './papers.ts';
import { StoredFileError, type StoredFiles } from './stored-files.ts';
import { compressed, decompressed, eachOf, linesOf, measured, newMeasure } from './streams.ts';

export interface BackupParts {
  /** postgresql://… of a role that reads everything, straight to the server: locks are held by its session. */
  readonly databaseUrl: string;
  readonly files: StoredFiles;
  readonly register: RegisterFolder;
  readonly software: string;
  readonly encryptionKeyCheck: string;
  now(): Date;
  say(line: string): void;
  /** Called between two acts, for tests of what happens meanwhile. */
  reached?(stage: 'looked' | 'tables' | 'files'): Promise<void>;
}

export interface BackupMade {
  readonly manifest: Manifest;
  /** Of the files that no backup of the folder had yet. */
  readonly copied: { readonly files: number; readonly bytes: number };
  readonly milliseconds: { readonly tables: number; readonly files: number };
}

/** One backup at a time. */
const turnLock = 720277;
/** Files copied at once: enough to keep a disk busy, few enough to leave it to the site. */
const together = 4;
/** Missing files named in the manifest; the others are counted. */
const namedAtMost = 1000;

/**
 * Takes a backup: the tables as they are at one instant, then every file that those rows name, then the register. The
 * site goes on. The tables are read in one REPEATABLE READ transaction, which ends before the files are copied; files are not
 * removed from the storage in the meantime (`held-files.ts`). Memory does not grow with what is read. A backup that does
 * not come to its end is none; the files that it copied serve the next one.
 * @throws BackupProblemError
 */
export async function makeBackup(parts: BackupParts, folder: BackupFolder): Promise<BackupMade> {
  const client = new pg.Client({
    connectionString: parts.databaseUrl,
    keepAlive: true,
    application_name: 'parvis backup',
  });
  // Said by the statement that meets it.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await takeIn(parts, folder, client);
  } catch (error) {
    throw explained(problemOf(error, 'The backup was not made'));
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function takeIn(parts: BackupParts, folder: BackupFolder, client: pg.Client): Promise<BackupMade> {
  await holdFiles(client);
  for (const name of await folder.listUnfinished()) await folder.remove(name);
  const backup = { name: backupNameOf(parts.now()), id: randomUUID() };
  if ((await folder.list()).includes(backup.name))
    throw new BackupProblemError(`There is a backup ${backup.name} already.`);
  try {
    const began = performance.now();
    const looked = await copyTables(parts, folder, client, backup);
    const tablesDone = performance.now();
    await parts.reached?.('tables');
    const { copied, missing } = await copyFiles(parts, folder, backup, looked.read);
    const papers = await writePapers(folder, backup, parts.register);
    await parts.reached?.('files');
    // The lock is gone with a session that was cut: files may have been removed since.
    await client.query('SELECT 1');
    const manifest: Manifest = { ...looked.manifest, papers, missing };
    await folder.writeManifest(manifest);
    return {
      manifest,
      copied,
      milliseconds: { tables: tablesDone - began, files: performance.now() - tablesDone },
    };
  } catch (error) {
    await folder.remove(backup.name).catch(() => undefined);
    throw error;
  }
}

/** From here on no file is removed, until this session ends. */
async function holdFiles(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ ours: boolean }>('SELECT pg_try_advisory_lock($1) AS ours', [turnLock]);
  if (rows[0]?.ours !== true) throw new BackupProblemError('Another backup of this database is under way.');
  // Removals under way take milliseconds.
  await client.query("SET lock_timeout = '60s'");
  await client.query('SELECT pg_advisory_lock($1)', [heldFilesLock]);
}

async function copyTables(
  parts: BackupParts,
  folder: BackupFolder,
  client: pg.Client,
  backup: Pick<Manifest, 'name' | 'id'>,
) {
  // A policy that would hide rows is an error, never a smaller backup.
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL row_security = off');
  await setPlainValues(client);
  const migrations = await listMigrations(client);
  const takenAt = parts.now().toISOString();
  await parts.reached?.('looked');
  const tables: ManifestTable[] = [];
  for (const { schema, name, columns } of await listTables(client)) {
    const measure = newMeasure();
    const rows = copyOut(client, `COPY ${copyTarget({ schema, name, columns })} TO STDOUT`);
    const place = { backup, piece: `t${tables.length + 1}`, words: `the table ${schema}.${name}` };
    await folder.writePiece(place, compressed(measured(rows, measure)));
    tables.push({ schema, name, columns: [...columns], ...measure });
  }
  const files = newMeasure();
  const names = copyOut(client, `COPY (${parts.files.query}) TO STDOUT`);
  await folder.writePiece(filesPlace(backup), compressed(measured(names, files)));
  const read = await parts.files.reader(client);
  const sequences = await listSequences(client);
  const jobsVersion = await jobsVersionOf(client);
  await client.query('COMMIT');
  const { software, encryptionKeyCheck } = parts;
  const manifest = {
    format: 1 as const,
    ...backup,
    takenAt,
    software,
    migrations,
    jobsVersion,
    encryptionKeyCheck,
    tables,
    sequences,
    files,
  };
  return { manifest, read };
}

export function filesPlace(backup: Pick<Manifest, 'name' | 'id'>) {
  return { backup, piece: 'files', words: 'the list of the files' };
}

async function copyFiles(
  parts: BackupParts,
  folder: BackupFolder,
  backup: Pick<Manifest, 'name' | 'id'>,
  read: (key: string) => AsyncIterable<Buffer>,
): Promise<{ copied: { files: number; bytes: number }; missing: Manifest['missing'] }> {
  const copied = { files: 0, bytes: 0 };
  const missing: Manifest['missing'] = { count: 0, first: [] };
  const keys = linesOf(decompressed(folder.readPiece(filesPlace(backup))));
  await eachOf(keys, together, async (key) => {
    if (await folder.hasFile(key)) return;
    const measure = newMeasure();
    try {
      await folder.writeFile(key, measured(asBuffers(read(key)), measure));
    } catch (error) {
      if (!(error instanceof StoredFileError)) throw error;
      missing.count += 1;
      if (missing.first.length < namedAtMost) missing.first.push({ key, reason: error.reason });
      return;
    }
    copied.files += 1;
    copied.bytes += measure.bytes;
    if (copied.files % 10_000 === 0) parts.say(`${copied.files} files copied`);
  });
  return { copied, missing };
}

async function* asBuffers(content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield* content;
}

function explained(error: unknown): unknown {
  const { code } = error as { code?: string };
  if (code === '42501')
    return new BackupProblemError(
      'The role of DATABASE_BACKUP_URL may not read everything: it must be a member of pg_read_all_data and bypass row-level security (docs/operations.md, "Backups").',
      error,
    );
  if (code === '55P03')
    return new BackupProblemError('Files are being removed and it does not end. Run the command again.', error);
  if (code === '28P01' || code === '28000' || code === '3D000')
    return new BackupProblemError(
      'DATABASE_BACKUP_URL: PostgreSQL does not let this role in, or there is no such database.',
      error,
    );
  return error;
}
