import { readFileSync } from 'node:fs';
import { documentFilesQuery, storedFileReader } from '#modules/documents/index.ts';
import { exportFilesQuery } from '#modules/dossiers/index.ts';
import { type BackupFolder, openBackupFolder } from '#platform/backup/backup-folder.ts';
import { BackupProblemError } from '#platform/backup/backup-problem.ts';
import { keepBackups } from '#platform/backup/keep-backups.ts';
import { type BackupParts, makeBackup } from '#platform/backup/make-backup.ts';
import type { Manifest } from '#platform/backup/manifest.ts';
import { verifyBackup } from '#platform/backup/verify-backup.ts';
import { hmac } from '#platform/crypto/digests.ts';
import { newId } from '#platform/crypto/ids.ts';
import type { Platform } from '#platform/platform.ts';
import { createRegisterFolder } from '#platform/storage/register-folder.ts';

export const backupUsage =
  'backup [FOLDER] [--keep N] [--json] | backup list [FOLDER] [--json] | backup verify [FOLDER] [--name NAME] [--json]';

/** Done, and something is to be looked at. */
export const withFindings = 3;

export interface BackupFlags {
  readonly json?: boolean | undefined;
  readonly keep?: string | undefined;
  readonly name?: string | undefined;
}

export interface BackupTools {
  /** Folder and key, by the environment or by the command. */
  place(folder: string | undefined): { folder: string; key: string };
  withDatabase<T>(work: (parts: { platform: Platform; ownerUrl: string }) => Promise<T>): Promise<T>;
  print(line: string): void;
  /** What is said while it goes on. */
  say(line: string): void;
}

/** @returns the exit status: 0 done, 1 not done, 3 done with findings; undefined for a wrong usage */
export async function runBackupCommand(
  tools: BackupTools,
  positionals: readonly string[],
  flags: BackupFlags,
): Promise<number | undefined> {
  const [first, ...rest] = positionals;
  const verb = first === 'verify' || first === 'list' ? first : 'make';
  const [given, ...more] = verb === 'make' ? positionals : rest;
  if (more.length > 0 || (flags.keep !== undefined && !/^[1-9]\d{0,3}$/.test(flags.keep))) return undefined;
  const { folder: path, key } = tools.place(given);
  const folder = await openBackupFolder(path, key, { create: verb === 'make' });
  if (verb === 'list') return listBackups(tools, folder, flags);
  if (verb === 'verify') return verify(tools, folder, flags);
  return tools.withDatabase(({ platform, ownerUrl }) => make(tools, folder, flags, platform, ownerUrl));
}

/** What a backup needs of this installation. */
export function backupParts(platform: Platform, ownerUrl: string, say: (line: string) => void): BackupParts {
  return {
    databaseUrl: platform.config.DATABASE_BACKUP_URL ?? ownerUrl,
    files: {
      query: `${documentFilesQuery} UNION ALL ${exportFilesQuery}`,
      reader: (snapshot) => storedFileReader(platform, snapshot),
    },
    register: createRegisterFolder(platform.config.registerDir),
    software: softwareVersion(),
    encryptionKeyCheck: encryptionKeyCheck(platform.config),
    now: () => new Date(platform.clock.now().epochMilliseconds),
    say,
  };
}

/** The same for the same key, and nothing by which it could be found. */
export function encryptionKeyCheck({ encryptionKey }: { readonly encryptionKey: string }): string {
  return hmac(encryptionKey.toLowerCase(), 'parvis backup').toString('hex');
}

function softwareVersion(): string {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  return version;
}

async function make(
  { print, say }: BackupTools,
  folder: BackupFolder,
  flags: BackupFlags,
  platform: Platform,
  ownerUrl: string,
): Promise<number> {
  const began = new Date(platform.clock.now().epochMilliseconds);
  const { manifest, copied, milliseconds } = await makeBackup(backupParts(platform, ownerUrl, say), folder);
  const { missing } = manifest;
  await platform.database.open
    .insertInto('backup_runs')
    .values({
      id: newId(began.getTime()),
      kind: 'backup',
      name: manifest.name,
      began_at: began,
      ended_at: new Date(platform.clock.now().epochMilliseconds),
      findings: missing.count,
    })
    .execute();
  const kept = flags.keep === undefined ? undefined : await keepBackups(folder, Number(flags.keep));
  const told = { ...summaryOf(manifest), copied, milliseconds, removed: kept?.removed ?? [] };
  if (flags.json === true) print(JSON.stringify({ ...told, missing: missing.first }));
  else {
    const { rows, bytes } = told;
    print(`${manifest.name}: ${manifest.tables.length} tables, ${rows} rows (${inMegabytes(bytes)}),`);
    print(
      `  ${manifest.files.rows} files, of which ${copied.files} new (${inMegabytes(copied.bytes)}), ${manifest.papers.rows} papers of the register`,
    );
    if (kept !== undefined && kept.removed.length > 0)
      print(`  removed: ${kept.removed.join(', ')}, and ${kept.files} files that only they named`);
    for (const { key, reason } of missing.first) print(`  ${reason}: ${key}`);
    if (missing.count > 0)
      print(
        `${missing.count} FILES COULD NOT BE READ in the storage: the backup is there without them (docs/operations.md).`,
      );
  }
  return missing.count > 0 ? withFindings : 0;
}

export function summaryOf(manifest: Manifest) {
  const { name, takenAt, software, tables, files, papers, missing } = manifest;
  return {
    name,
    takenAt,
    software,
    migration: manifest.migrations.at(-1),
    tables: tables.length,
    rows: tables.reduce((sum, table) => sum + table.rows, 0),
    bytes: tables.reduce((sum, table) => sum + table.bytes, 0),
    files: files.rows,
    papers: papers.rows,
    missingFiles: missing.count,
  };
}

const inMegabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

async function listBackups({ print }: BackupTools, folder: BackupFolder, flags: BackupFlags): Promise<number> {
  const names = await folder.list();
  for (const name of names) {
    const told = summaryOf(await folder.readManifest(name));
    if (flags.json === true) print(JSON.stringify(told));
    else print(`${name}: ${told.rows} rows, ${told.files} files, Parvis ${told.software} (${told.migration})`);
  }
  if (names.length === 0 && flags.json !== true) print('There is no backup yet.');
  return names.length > 0 ? 0 : 1;
}

async function verify({ print }: BackupTools, folder: BackupFolder, flags: BackupFlags): Promise<number> {
  const { rows, files, bytes, problems, found, manifest } = await verifyBackup(
    folder,
    await chosen(folder, flags.name),
  );
  if (flags.json === true)
    print(JSON.stringify({ ...summaryOf(manifest), read: { rows, files, bytes }, found, problems }));
  else {
    for (const problem of problems) print(problem);
    print(`${manifest.name}: ${rows} rows and ${files} files read (${inMegabytes(bytes)}).`);
    print(found === 0 ? 'Intact.' : `NOT INTACT: ${found} pieces.`);
  }
  return found === 0 ? 0 : 1;
}

/** The backup of that name, or the last one. */
export async function chosen(folder: BackupFolder, name: string | undefined): Promise<string> {
  const names = await folder.list();
  const found = name === undefined ? names.at(-1) : names.find((one) => one === name);
  if (found !== undefined) return found;
  throw new BackupProblemError(
    name === undefined
      ? `${folder.path}: there is no complete backup in this folder.`
      : `${folder.path}: there is no complete backup ${name}. There are: ${names.join(', ') || 'none'}.`,
  );
}
