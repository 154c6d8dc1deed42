import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { type BackupFolder, openBackupFolder } from '#platform/backup/backup-folder.ts';
import { BackupProblemError, problemOf } from '#platform/backup/backup-problem.ts';
import { jobsVersionOf, listMigrations, listTables, quoted } from '#platform/backup/describe-tables.ts';
import type { Manifest } from '#platform/backup/manifest.ts';
import { restorePapers } from '#platform/backup/papers.ts';
import { restoreFiles } from '#platform/backup/restore-files.ts';
import { restoreTables } from '#platform/backup/restore-tables.ts';
import type { Config } from '#platform/config/config.ts';
import { newId } from '#platform/crypto/ids.ts';
import { encryptionKeys } from '#platform/crypto/keyring.ts';
import { listMigrationFiles, migrate } from '#platform/database/migrate.ts';
import { migrateJobs } from '#platform/jobs/jobs.ts';
import type { Platform } from '#platform/platform.ts';
import { createLocalFileStore } from '#platform/storage/local-file-store.ts';
import { createRegisterFolder } from '#platform/storage/register-folder.ts';
import { runAuditCommand } from '../audit-command.ts';
import { jobQueues } from '../job-queues.ts';
import { runRetentionCommand } from '../retention-command.ts';
import { chosen, encryptionKeyCheck, summaryOf, withFindings } from './backup-command.ts';

export const restoreUsage = 'restore [FOLDER] [--name NAME] [--replace] [--json]';

export interface RestoreFlags {
  readonly json?: boolean | undefined;
  readonly name?: string | undefined;
  readonly replace?: boolean | undefined;
}

export interface RestoreTools {
  place(folder: string | undefined): { folder: string; key: string };
  withSettings<T>(work: (parts: { config: Config; ownerUrl: string }) => Promise<T>): Promise<T>;
  withPlatform<T>(config: Config, work: (platform: Platform) => Promise<T>): Promise<T>;
  print(line: string): void;
  say(line: string): void;
  /** Where the migrations of this version lie, for tests of another one. */
  readonly migrations?: string;
}

/** Signed-in people sign in again: what has been ended or revoked since the backup must not come back to life. */
const ended = ['sessions', 'sso_session_bindings', 'sso_records', 'pending_sign_ins', 'passkey_challenges'];

/** In the storage while its files are put there. */
const markerName = '.restoring';

/**
 * `restore`: an empty database and an empty folder become what a backup holds; then what had been purged since is purged
 * again and the histories are verified. Interrupted, it is run again and goes on.
 * @returns the exit status: 0 done, 1 not done, 3 done with findings; undefined for a wrong usage
 */
export async function runRestoreCommand(
  tools: RestoreTools,
  [given, ...more]: readonly string[],
  flags: RestoreFlags,
): Promise<number | undefined> {
  if (more.length > 0) return undefined;
  const { folder: path, key } = tools.place(given);
  const folder = await openBackupFolder(path, key, { create: false });
  const manifest = await folder.readManifest(await chosen(folder, flags.name));
  return tools.withSettings(async ({ config, ownerUrl }) => {
    try {
      return await restore(tools, folder, manifest, flags, config, ownerUrl);
    } catch (error) {
      throw problemOf(error, 'The restoration is not done');
    }
  });
}

async function restore(
  tools: RestoreTools,
  folder: BackupFolder,
  manifest: Manifest,
  flags: RestoreFlags,
  config: Config,
  ownerUrl: string,
): Promise<number> {
  const migrations = tools.migrations ?? 'migrations';
  await checkSoftware(manifest, config, migrations);
  const client = new pg.Client({ connectionString: ownerUrl, keepAlive: true, application_name: 'parvis restore' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await takeTurn(client);
    const goesOn = await wasLoaded(client, manifest);
    if (!goesOn) await checkEmpty(client, manifest, config, flags);
    const marker = await mark(config, manifest, flags);
    const files = await restoreFiles(folder, manifest, createLocalFileStore(config.storageDir), {
      again: flags.replace === true && !goesOn,
      say: tools.say,
    });
    tools.say(`${files.written} files restored, ${files.there} were there`);
    const papers = await restorePapers(folder, await withLaterOnes(folder, manifest), registerOf(config));
    if (!goesOn) {
      await migrate(ownerUrl, migrations, { only: manifest.migrations });
      await migrateJobs(ownerUrl, jobQueues);
      await checkJobs(client, manifest);
      await restoreTables(client, folder, manifest, endSessions(manifest));
      tools.say(`${manifest.tables.length} tables restored`);
    }
    const migrated = await migrate(ownerUrl, migrations);
    await migrateJobs(ownerUrl, jobQueues);
    await client.query('ANALYZE');
    const checks = await tools.withPlatform(config, (platform) => checkAfter(platform, ownerUrl));
    const restored: Restored = { manifest, files, papers, migrated, goesOn, ...checks };
    const findings = findingsOf(restored);
    await client.query(
      "UPDATE backup_runs SET ended_at = now(), findings = $2 WHERE kind = 'restoration' AND name = $1 AND ended_at IS NULL",
      [manifest.name, findings],
    );
    await rm(marker, { force: true });
    if (flags.json === true)
      tools.print(
        JSON.stringify({ ...restored, manifest: undefined, ...summaryOf(manifest), files, papers, findings }),
      );
    else for (const line of linesOf(restored)) tools.print(line);
    return findings > 0 ? withFindings : 0;
  } finally {
    await client.end().catch(() => undefined);
  }
}

const registerOf = (config: Config) => createRegisterFolder(config.registerDir);

async function checkSoftware(manifest: Manifest, config: Config, folder: string): Promise<void> {
  const known = new Set(await listMigrationFiles(folder));
  const unknown = manifest.migrations.find((name) => !known.has(name));
  if (unknown !== undefined)
    throw new BackupProblemError(
      `The backup ${manifest.name} was made by a newer Parvis (${manifest.software}, migration ${unknown}): install that version or a later one, then restore.`,
    );
  const keys = encryptionKeys(config).map((encryptionKey) => encryptionKeyCheck({ encryptionKey }));
  if (!keys.includes(manifest.encryptionKeyCheck))
    throw new BackupProblemError(
      'ENCRYPTION_KEY is not that of the installation that was backed up: no attachment could be opened. Set the key of then, or give it in ENCRYPTION_KEYS_PREVIOUS.',
    );
}

async function takeTurn(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ ours: boolean }>('SELECT pg_try_advisory_lock(720277) AS ours');
  if (rows[0]?.ours !== true) throw new BackupProblemError('A backup or a restoration of this database is under way.');
}

/** Whether the rows of this very backup were restored by a run that did not come to its end. */
async function wasLoaded(client: pg.Client, manifest: Manifest): Promise<boolean> {
  if (!(await isThere(client, 'public.backup_runs'))) return false;
  const { rowCount } = await client.query(
    "SELECT FROM backup_runs WHERE kind = 'restoration' AND name = $1 AND ended_at IS NULL",
    [manifest.name],
  );
  return (rowCount ?? 0) > 0;
}

async function isThere(client: pg.Client, table: string): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>('SELECT to_regclass($1) IS NOT NULL AS there', [table]);
  return rows[0]?.there === true;
}

async function checkEmpty(client: pg.Client, manifest: Manifest, config: Config, flags: RestoreFlags): Promise<void> {
  const anew = 'Make an empty one (DROP DATABASE, CREATE DATABASE … OWNER parvis_owner) and restore there.';
  const tables = await listTables(client);
  if (await isThere(client, 'public.schema_migrations')) {
    const known = new Set(manifest.migrations);
    const newer = (await listMigrations(client)).find((name) => !known.has(name));
    if (newer !== undefined)
      throw new BackupProblemError(
        `This database is newer than the backup: it has had the migration ${newer}. ${anew}`,
      );
  } else if (tables.some(({ schema }) => schema === 'public'))
    throw new BackupProblemError(`This database holds the tables of something else. ${anew}`);
  if (flags.replace === true) return;
  for (const { schema, name, secured } of tables) {
    if (schema !== 'public' || secured) continue;
    const { rowCount } = await client.query(`SELECT FROM ${quoted(schema)}.${quoted(name)} LIMIT 1`);
    if ((rowCount ?? 0) > 0)
      throw new BackupProblemError(
        `This database is not empty (${name}). Give an empty one, or say --replace: everything that it holds will be lost.`,
      );
  }
  const entries = await readdir(config.storageDir).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const authority = entries.find((name) => /^[0-9A-Z]{2,20}$/.test(name));
  if (authority !== undefined && (await readMarker(config)) !== manifest.name)
    throw new BackupProblemError(
      `STORAGE_DIR (${config.storageDir}) is not empty: it holds files of ${authority}. Give an empty folder, or say --replace.`,
    );
}

const markerPath = (config: Config): string => join(config.storageDir, markerName);

async function readMarker(config: Config): Promise<string | undefined> {
  return readFile(markerPath(config), 'utf8').catch(() => undefined);
}

/** Says in an empty storage which backup is being put there, so that an interrupted run may go on. */
async function mark(config: Config, manifest: Manifest, flags: RestoreFlags): Promise<string> {
  const path = markerPath(config);
  await mkdir(config.storageDir, { recursive: true, mode: 0o700 });
  if (flags.replace !== true) await writeFile(path, manifest.name, { mode: 0o600 });
  return path;
}

/** The backup, and those taken after it: their papers say what was purged since. */
async function withLaterOnes(folder: BackupFolder, manifest: Manifest): Promise<[Manifest, ...Manifest[]]> {
  const names = (await folder.list()).filter((name) => name > manifest.name);
  const later: Manifest[] = [];
  for (const name of names) later.push(await folder.readManifest(name));
  return [manifest, ...later];
}

async function checkJobs(client: pg.Client, manifest: Manifest): Promise<void> {
  const version = await jobsVersionOf(client);
  if (version !== manifest.jobsVersion)
    throw new BackupProblemError(
      `The tables of jobs of the backup are of version ${manifest.jobsVersion}, those of this Parvis of version ${version}: restore with Parvis ${manifest.software}, then update.`,
    );
}

const endSessions = (manifest: Manifest) => async (client: pg.Client) => {
  for (const table of ended) await client.query(`DELETE FROM ${table}`);
  await client.query("INSERT INTO backup_runs (id, kind, name, began_at) VALUES ($1, 'restoration', $2, now())", [
    newId(),
    manifest.name,
  ]);
};

interface Checks {
  /** One report an authority of the register. */
  readonly replayed: readonly { authorityId: string; purged: number; refused: number }[];
  readonly verified: readonly { authorityId: string; found: number; dossiers: number; events: number }[];
}

/** What had been purged since is purged again; every history, seal and proof is verified. */
async function checkAfter(platform: Platform, ownerUrl: string): Promise<Checks> {
  const replayed: Checks['replayed'][number][] = [];
  const verified: Checks['verified'][number][] = [];
  const json = true;
  await runRetentionCommand({ platform, ownerUrl }, ['replay'], { json }, (line) => replayed.push(JSON.parse(line)));
  await runAuditCommand(platform, ['verify'], { json }, (line) => verified.push(JSON.parse(line)));
  return { replayed, verified };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

interface Restored extends Checks {
  readonly manifest: Manifest;
  readonly files: { readonly written: number; readonly there: number; readonly lacking: number };
  readonly papers: { readonly written: number; readonly different: readonly string[] };
  readonly migrated: readonly string[];
  /** A run before this one had restored the rows. */
  readonly goesOn: boolean;
}

function findingsOf({ files, papers, replayed, verified }: Restored): number {
  return (
    files.lacking +
    papers.different.length +
    sum(replayed.map(({ refused }) => refused)) +
    sum(verified.map(({ found }) => found))
  );
}

function linesOf(restored: Restored): string[] {
  const { manifest, files, papers, migrated, replayed, verified } = restored;
  const { name, takenAt, rows } = summaryOf(manifest);
  const altered = verified.filter(({ found }) => found > 0);
  return [
    `${name} (${takenAt}) is restored: ${rows} rows, ${files.written + files.there} files, ${papers.written} papers of the register.`,
    ...(migrated.length === 0 ? [] : [`Migrated since: ${migrated.join(', ')}`]),
    `Purged again: ${sum(replayed.map(({ purged }) => purged))} dossiers.`,
    `Histories: ${sum(verified.map(({ dossiers }) => dossiers))} dossiers, ${sum(verified.map(({ events }) => events))} events: ${altered.length === 0 ? 'intact' : 'ALTERED'}.`,
    ...altered.map(
      ({ authorityId, found }) =>
        `  ${authorityId}: ${found} findings; see npm run cli -- audit verify --authority ${authorityId}`,
    ),
    ...replayed
      .filter(({ refused }) => refused > 0)
      .map(
        ({ authorityId, refused }) =>
          `  ${authorityId}: ${refused} papers of the register are not authentic and were not followed`,
      ),
    ...papers.different.map((paper) => `  REGISTER_DIR holds another paper than the backup: ${paper}`),
    ...(files.lacking === 0
      ? []
      : [`  ${files.lacking} files were not in the storage when the backup was made, and are not here:`]),
    ...(files.lacking === 0 ? [] : manifest.missing.first.map(({ key, reason }) => `    ${reason}: ${key}`)),
    'Everybody signs in again.',
  ];
}
