import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type BackupFlags, runBackupCommand } from '#app/backup/backup-command.ts';
import { type RestoreFlags, runRestoreCommand } from '#app/backup/restore-command.ts';
import { buildPlatform } from '#app/platform-parts.ts';
import { type Config, loadConfig } from '#platform/config/config.ts';
import { createLogger } from '#platform/log/logger.ts';
import type { Platform } from '#platform/platform.ts';

export const backupKey = 'ab'.repeat(32);

export interface Told {
  readonly status: number | undefined;
  readonly text: string;
  /** What the command was stopped by, in words. */
  readonly problem?: string | undefined;
}

const superUrl = (): URL => new URL(process.env.TEST_DATABASE_SUPER_URL ?? '');

function urlOf(user: string, database: string): string {
  const url = superUrl();
  url.username = user;
  url.pathname = `/${database}`;
  return url.href;
}

const databaseOf = (platform: Pick<Platform, 'config'>): string =>
  new URL(platform.config.databaseUrl).pathname.slice(1);

/** As superuser, in the database of that platform or in that of the server itself. */
export async function asSuper<T>(database: string | undefined, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: urlOf('postgres', database ?? 'postgres') });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** `backup` as the command line runs it, on that platform. */
export async function backUp(
  platform: Platform & { readonly ownerUrl: string },
  folder: string,
  options: { words?: readonly string[]; flags?: BackupFlags; key?: string; databaseUrl?: string } = {},
): Promise<Told> {
  const { words = [folder], flags = {}, key = backupKey } = options;
  const config = {
    ...platform.config,
    DATABASE_BACKUP_URL: options.databaseUrl ?? urlOf('parvis_backup', databaseOf(platform)),
  };
  return hear((print) =>
    runBackupCommand(
      {
        place: (given) => ({ folder: given ?? folder, key }),
        withDatabase: (work) => work({ platform: { ...platform, config }, ownerUrl: platform.ownerUrl }),
        print,
        say: () => undefined,
      },
      words,
      flags,
    ),
  );
}

async function hear(run: (print: (line: string) => void) => Promise<number | undefined>): Promise<Told> {
  const lines: string[] = [];
  try {
    const status = await run((line) => lines.push(line));
    return { status, text: lines.join('\n') };
  } catch (error) {
    const { name, message } = error as Error;
    if (!/Problems?Error$/.test(name)) throw error;
    return { status: 1, text: lines.join('\n'), problem: message };
  }
}

/** A machine that has nothing: a database and a folder, both empty. */
export interface EmptyMachine {
  readonly config: Config;
  readonly ownerUrl: string;
  readonly database: string;
  restore(
    folder: string,
    options?: { flags?: RestoreFlags; key?: string; migrations?: string; beforeChecks?: () => Promise<void> },
  ): Promise<Told>;
  /** What was restored, as the product sees it. */
  open(): Promise<Platform>;
  close(): Promise<void>;
}

export async function emptyMachine(env: Record<string, string> = {}): Promise<EmptyMachine> {
  const database = `test_${process.env.TEST_RUN_ID ?? process.pid}_${randomBytes(6).toString('hex')}`;
  await asSuper(undefined, (client) => client.query(`CREATE DATABASE ${database} OWNER parvis_owner`));
  const storage = mkdtempSync(join(tmpdir(), 'parvis-restored-'));
  const ownerUrl = urlOf('parvis_owner', database);
  const config = loadConfig(
    { LOG_LEVEL: 'silent', RATE_LIMITS: 'off', ...env },
    {
      DATABASE_URL: urlOf('parvis_app', database),
      SESSION_SECRET: 'a secret that only tests know, 32 characters',
      ENCRYPTION_KEY: '0123456789abcdef'.repeat(4),
      STORAGE_DIR: join(storage, 'files'),
    },
  );
  const opened: Platform[] = [];
  const open = async (): Promise<Platform> => {
    const platform = await buildPlatform(config, { log: createLogger('silent') });
    opened.push(platform);
    return platform;
  };
  const closeOne = async (platform: Platform): Promise<void> => {
    await platform.jobs.stop();
    await platform.database.close();
  };
  return {
    config,
    ownerUrl,
    database,
    open,
    restore: (folder, { flags = {}, key = backupKey, migrations, beforeChecks } = {}) =>
      hear((print) =>
        runRestoreCommand(
          {
            place: (given) => ({ folder: given ?? folder, key }),
            withSettings: (work) => work({ config, ownerUrl }),
            withPlatform: async (settings, work) => {
              await beforeChecks?.();
              const platform = await buildPlatform(settings, { log: createLogger('silent') });
              try {
                return await work(platform);
              } finally {
                await closeOne(platform);
              }
            },
            print,
            say: () => undefined,
            ...(migrations === undefined ? {} : { migrations }),
          },
          [folder],
          flags,
        ),
      ),
    close: async () => {
      for (const platform of opened) await closeOne(platform);
      await asSuper(undefined, (client) => client.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`));
      rmSync(storage, { recursive: true, force: true });
    },
  };
}
