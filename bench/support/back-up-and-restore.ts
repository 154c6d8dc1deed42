import { mkdirSync, rmSync } from 'node:fs';
import pg from 'pg';
import { backupParts } from '#app/backup/backup-command.ts';
import { jobQueues } from '#app/job-queues.ts';
import { buildPlatform, prepareDatabase } from '#app/platform-parts.ts';
import { createDocuments } from '#modules/documents/index.ts';
import { openBackupFolder } from '#platform/backup/backup-folder.ts';
import { makeBackup } from '#platform/backup/make-backup.ts';
import { restoreFiles } from '#platform/backup/restore-files.ts';
import { restoreTables } from '#platform/backup/restore-tables.ts';
import { verifyBackup } from '#platform/backup/verify-backup.ts';
import { loadConfig } from '#platform/config/config.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#platform/database/embedded-postgres.ts';
import { migrate } from '#platform/database/migrate.ts';
import { migrateJobs } from '#platform/jobs/jobs.ts';
import { createLogger } from '#platform/log/logger.ts';
import { createLocalFileStore } from '#platform/storage/local-file-store.ts';
import type { BenchCase } from './figures.ts';
import { attachment } from './filing.ts';
import { fillInbox } from './many-dossiers.ts';

const folder = process.env.BENCH_FOLDER ?? 'var/bench-backup';
const key = 'ab'.repeat(32);
const vernon = 'C27681';

/**
 * A backup and its restoration on databases of their own, and how long 100 GB would take at these rates: of which a fifth
 * is the database as it lies on the disk, and the rest attachments of 200 KB. `npm run bench -- backup [dossiers] [files]`.
 */
export async function backUpAndRestore(args: string[], report: (figures: BenchCase) => void): Promise<void> {
  const dossiers = Number(args[0] ?? 100_000);
  const files = Number(args[1] ?? 2000);
  mkdirSync(folder, { recursive: true });
  for (const one of ['files', 'restored', 'backups']) rmSync(`${folder}/${one}`, { recursive: true, force: true });
  const postgres = await startEmbeddedPostgres({ folder: `${folder}/postgres` });
  try {
    const from = await emptyDatabase(postgres, 'backed_up');
    await prepareDatabase(from, { territory: true });
    await fillInbox(from.ownerUrl, vernon, dossiers);
    const config = loadConfig(
      { LOG_LEVEL: 'silent', STORAGE_DIR: `${folder}/files`, DATABASE_BACKUP_URL: from.backupUrl },
      { DATABASE_URL: from.appUrl, SESSION_SECRET: 'x'.repeat(32), ENCRYPTION_KEY: '01'.repeat(32) },
    );
    const platform = await buildPlatform(config, { log: createLogger('silent') });
    const documents = createDocuments(platform);
    for (let n = 0; n < files; n += 1)
      await platform.database.transaction([vernon], (tx) =>
        documents.storeGenerated(tx, vernon, {
          name: 'scan.pdf',
          mediaType: 'application/pdf',
          content: attachment(200_000),
        }),
      );
    const size = await databaseSize(from.ownerUrl);
    const backups = await openBackupFolder(`${folder}/backups`, key, { create: true });
    const cpu = cpuSince();
    const made = await makeBackup(
      backupParts(platform, from.ownerUrl, () => undefined),
      backups,
    );
    const { tables, files: copying } = made.milliseconds;
    const bytes = made.copied.bytes;
    report(caseOf('backup: tables, of the size on disk', size, tables, { cpuSeconds: cpu() }));
    report(caseOf('backup: files of 200 KB, new', bytes, copying, { perSecond: (files / copying) * 1000 }));
    const beganAgain = performance.now();
    const again = await makeBackup(
      backupParts(platform, from.ownerUrl, () => undefined),
      backups,
    );
    report(
      caseOf('backup: the second night, nothing new', size + bytes, performance.now() - beganAgain, {
        filesMs: again.milliseconds.files,
      }),
    );
    await platform.jobs.stop();
    await platform.database.close();

    const beganVerifying = performance.now();
    const verified = await verifyBackup(backups, made.manifest.name);
    if (verified.found > 0) throw new Error('The backup is not intact');
    report(caseOf('backup: verified', size + bytes, performance.now() - beganVerifying, {}));

    const to = await emptyDatabase(postgres, 'restored');
    await migrate(to.ownerUrl);
    await migrateJobs(to.ownerUrl, jobQueues);
    const beganFiles = performance.now();
    const store = createLocalFileStore(`${folder}/restored`);
    await restoreFiles(backups, made.manifest, store, { again: false, say: () => undefined });
    const restoringFiles = performance.now() - beganFiles;
    report(
      caseOf('restoration: files of 200 KB', bytes, restoringFiles, { perSecond: (files / restoringFiles) * 1000 }),
    );
    const client = new pg.Client({ connectionString: to.ownerUrl });
    await client.connect();
    const beganTables = performance.now();
    await restoreTables(client, backups, made.manifest, async () => undefined);
    await client.query('ANALYZE');
    const restoringTables = performance.now() - beganTables;
    await client.end();
    report(caseOf('restoration: tables with their indexes and references', size, restoringTables, {}));
    const hoursOf = (database: number, attachments: number) =>
      ((database * 20e9) / size + (attachments * 80e9) / bytes) / 3_600_000;
    report({
      ...caseOf('100 GB, of which 20 of database: hours', 100e9, 0, {}),
      throughput: 0,
      backupHours: hoursOf(tables, copying),
      restorationHours: hoursOf(restoringTables, restoringFiles),
      rows: verified.rows,
      memory: process.memoryUsage.rss() / 1e6,
    });
  } finally {
    await postgres.stop();
  }
}

/** Throughput in MB a second. */
function caseOf(name: string, bytes: number, milliseconds: number, more: Record<string, unknown>): BenchCase {
  const throughput = milliseconds === 0 ? 0 : bytes / 1000 / milliseconds;
  return { name, throughput, p50: milliseconds, p95: milliseconds, p99: milliseconds, errors: 0, bytes, ...more };
}

function cpuSince(): () => number {
  const began = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(began);
    return (user + system) / 1e6;
  };
}

async function databaseSize(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ size: string }>('SELECT pg_database_size(current_database()) AS size');
  await client.end();
  return Number(rows[0]?.size ?? 0);
}

async function emptyDatabase(server: EmbeddedPostgres, name: string) {
  const client = new pg.Client({ connectionString: server.superUrl });
  await client.connect();
  await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await client.query(`CREATE DATABASE ${name} OWNER parvis_owner`);
  await client.end();
  const named = (url: string): string => {
    const parsed = new URL(url);
    parsed.pathname = `/${name}`;
    return parsed.href;
  };
  return { appUrl: named(server.appUrl), ownerUrl: named(server.ownerUrl), backupUrl: named(server.backupUrl) };
}
