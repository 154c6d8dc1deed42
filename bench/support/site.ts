import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import pg from 'pg';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#platform/database/embedded-postgres.ts';
import { buildAll } from '../../scripts/build.ts';
import { servingFlags, thriftyMalloc } from '../../scripts/setup.mjs';

/** The site under load: the product as it ships, pages only, on a PostgreSQL with its durable settings. */
export interface BenchSite {
  readonly port: number;
  readonly pids: { readonly web: number; readonly database: number };
  readonly superUrl: string;
  readonly ownerUrl: string;
  readonly appUrl: string;
  /**
   * Has PostgreSQL count its tables, as autovacuum does within a minute of their growth: a bench that fills a new database
   * for ten seconds would else measure plans made by guesses.
   */
  countRows(): Promise<void>;
  stop(): Promise<void>;
}

/** Of its own when two measures run at once. */
const folder = process.env.BENCH_FOLDER ?? 'var/bench';

/**
 * Of the bench, for each of its processes: a folder of data outlives the secrets of the demonstration beside it, and a
 * database refuses other keys than its own.
 */
export const benchSecrets = {
  SESSION_SECRET: 'a secret that only benches know, 32 characters',
  ENCRYPTION_KEY: 'be7c4'.padEnd(64, '0'),
} as const;

/** Starts the built site in a process of its own, without rate limits and without workers. */
export async function startBenchSite(): Promise<BenchSite> {
  await buildAll();
  mkdirSync(folder, { recursive: true });
  const postgres = await startEmbeddedPostgres({ folder: `${folder}/postgres` });
  return serveBuilt(postgres);
}

/** The site that was built, on that database; stopping it stops the database server as well. */
export async function serveBuilt(postgres: EmbeddedPostgres): Promise<BenchSite> {
  const env = {
    // As `npm start` sets it.
    ...thriftyMalloc,
    ...process.env,
    ...benchSecrets,
    DATABASE_URL: postgres.appUrl,
    DATABASE_OWNER_URL: postgres.ownerUrl,
    STORAGE_DIR: `${folder}/files`,
    PROCESS: 'web',
    RATE_LIMITS: 'off',
    LOG_LEVEL: 'error',
    PORT: '0',
    HOST: '127.0.0.1',
    NODE_ENV: 'production',
  };
  const web = spawn(process.execPath, [...servingFlags, ...profilingFlags(), 'build/server/main.js'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const port = await announcedPort(web);
    return {
      port,
      pids: { web: web.pid as number, database: databasePid(postgres.dataFolder) },
      superUrl: postgres.superUrl,
      ownerUrl: postgres.ownerUrl,
      appUrl: postgres.appUrl,
      countRows: async () => {
        const client = new pg.Client({ connectionString: postgres.ownerUrl });
        await client.connect();
        await client.query('ANALYZE');
        await client.end();
      },
      stop: async () => {
        await ended(web);
        await postgres.stop();
      },
    };
  } catch (error) {
    web.kill('SIGKILL');
    await postgres.stop();
    throw error;
  }
}

/** With BENCH_PROFILE the site writes where its time went, in a file to be opened with the tools of Chromium. */
function profilingFlags(): string[] {
  return process.env.BENCH_PROFILE === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${folder}/profiles`];
}

function announcedPort(web: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let said = '';
    web.stdout?.on('data', (chunk: Buffer) => {
      said += chunk;
      // What goes wrong under load is worth more than the figures.
      if (chunk.includes('"level":50')) process.stderr.write(chunk);
      const port = /http:\/\/[^\s:]+:(\d+)/.exec(said)?.[1];
      if (port !== undefined) resolve(Number(port));
    });
    web.once('exit', () => reject(new Error(`The site did not start:\n${said}`)));
  });
}

function databasePid(dataFolder: string): number {
  return Number(readFileSync(`${dataFolder}/postmaster.pid`, 'utf8').split('\n')[0]);
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
