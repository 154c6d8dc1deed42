import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#platform/database/embedded-postgres.ts';
import { atWork, type Cluster, startCluster } from '../scripts/cluster/cluster.ts';
import type { SiteProcess } from '../scripts/cluster/site-process.ts';
import { type ChaosMailServer, startMailServer } from './mail-server.ts';
import type { Fault } from './plan.ts';

const run = promisify(execFile);

/** Keys of this stage alone: nothing of it is kept. */
export const secrets = {
  SESSION_SECRET: 'a secret that only a run of faults knows, 32 and more',
  ENCRYPTION_KEY: 'c4a05'.padEnd(64, '0'),
};

/** Where a run takes place: a PostgreSQL with its durable settings, two nodes, two workers, a mail server. */
export interface Stage {
  readonly cluster: Cluster;
  readonly mail: ChaosMailServer;
  readonly postgres: EmbeddedPostgres;
  readonly files: string;
  /** What the processes of the site have said that is a fault of ours. */
  readonly complaints: readonly string[];
  /** Processes that were at work and ended by themselves. */
  readonly fallen: readonly string[];
  /** How many processes were killed. */
  kills(): number;
  /** What the fault is to strike is up: what lies on the ground cannot be killed. */
  victimIsUp(fault: Fault): Promise<void>;
  /** Breaks what the fault says, waits, puts it right. */
  inflict(fault: Fault): Promise<void>;
  /** Everything is up again and nothing is refused. */
  heal(): Promise<void>;
  stop(): Promise<void>;
}

export async function openStage(folder: string): Promise<Stage> {
  const home = resolve(folder);
  rmSync(home, { recursive: true, force: true });
  mkdirSync(home, { recursive: true });
  const files = join(home, 'files');
  const clockFile = join(home, 'clock');
  const settings = { max_connections: '200', shared_buffers: '128MB' };
  const postgres = await startEmbeddedPostgres({ folder: join(home, 'postgres'), settings });
  const port = Number(new URL(postgres.ownerUrl).port);
  const mail = await startMailServer();
  const complaints: string[] = [];
  const fallen: string[] = [];
  const cluster = await startCluster({
    web: 2,
    workers: 2,
    port: 0,
    flags: ['--import', resolve('chaos/shifted-clock.mjs')],
    env: {
      ...secrets,
      CHAOS_CLOCK_FILE: clockFile,
      DATABASE_URL: postgres.appUrl,
      DATABASE_OWNER_URL: postgres.ownerUrl,
      DATABASE_POOL: '5',
      STORAGE_DIR: files,
      SMTP_URL: mail.url,
      LOG_LEVEL: 'error',
      RATE_LIMITS: 'off',
    },
    say: (name, line) => {
      if (line.includes('"level":50') || line.includes('"level":60') || /^\s+at |Error/.test(line)) {
        complaints.push(`${name} ${line}`);
      }
    },
    fell: (name, how) => fallen.push(`${name}: ${how}`),
  }).catch(async (error) => {
    await mail.close();
    await postgres.stop();
    throw error;
  });
  const processes = [...cluster.web.map((node) => node.process), ...cluster.workers];
  const processOf = (name: string): SiteProcess => {
    const found = processes.find((one) => one.name === name);
    if (found === undefined) throw new Error(`No process ${name}`);
    return found;
  };

  /** A server whose last processes have not let go of its memory yet refuses to start: tried until it does. */
  const startDatabase = async (): Promise<void> => {
    for (let tries = 0; ; tries += 1) {
      try {
        await startEmbeddedPostgres({ folder: join(home, 'postgres'), settings, port });
        return;
      } catch (error) {
        if (tries > 100) throw error;
        await setTimeout(100);
      }
    }
  };

  /** One thing at a time is done to the database, and to the disk. */
  let database: Promise<void> = Promise.resolve();
  const onDatabase = (work: () => Promise<void>): Promise<void> => {
    database = database.then(work);
    return database;
  };
  let disk: Promise<void> = Promise.resolve();

  /** The kernel refuses what a file holds beyond that, in the middle of the writing, as when a disk is full. */
  const limitFiles = async (bytes: string): Promise<void> => {
    for (const { pid } of processes) {
      if (pid === undefined) continue;
      await run('prlimit', ['--pid', String(pid), `--fsize=${bytes}:unlimited`]).catch(() => undefined);
    }
  };
  const fillDisk = async (seconds: number): Promise<void> => {
    // Those that are started meanwhile find it full as well.
    for (const until = performance.now() + seconds * 1000; performance.now() < until; await setTimeout(500)) {
      await limitFiles('4096');
    }
    await limitFiles('unlimited');
  };

  let kills = 0;
  const killed = (pid: number): void => {
    process.kill(pid, 'SIGKILL');
    kills += 1;
  };

  const inflict = async (fault: Fault): Promise<void> => {
    const wait = () => setTimeout(fault.lasts * 1000);
    switch (fault.kind) {
      case 'kill-web-1':
      case 'kill-web-2':
      case 'kill-worker-1':
      case 'kill-worker-2': {
        const victim = processOf(fault.kind.slice('kill-'.length));
        if (victim.running) kills += 1;
        await victim.kill();
        await wait();
        victim.start();
        return;
      }
      case 'kill-postgres':
        return onDatabase(async () => {
          killed(Number(readFileSync(join(postgres.dataFolder, 'postmaster.pid'), 'utf8').split('\n')[0]));
          await wait();
          await startDatabase();
        });
      case 'kill-backend':
        return onDatabase(async () => {
          const pid = await anyBackend(postgres.superUrl);
          if (pid !== undefined) killed(pid);
          await wait();
        });
      case 'mail-refused':
        mail.setMode('refuse');
        break;
      case 'mail-hangs':
        mail.setMode('hang');
        break;
      case 'mail-repeated':
        mail.setMode('repeat');
        break;
      case 'disk-full':
        disk = disk.then(() => fillDisk(fault.lasts));
        return disk;
      case 'clock-jumps':
        writeFileSync(clockFile, String((fault.by ?? 0) * 1000));
        await wait();
        writeFileSync(clockFile, '0');
        return;
      case 'connections-drop':
        for (const until = performance.now() + fault.lasts * 1000; performance.now() < until; ) {
          cluster.proxy.dropConnections();
          await setTimeout(250);
        }
        return;
    }
    await wait();
    mail.setMode('accept');
  };

  const answers = async (): Promise<boolean> => {
    const client = new pg.Client({ connectionString: postgres.superUrl });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return true;
    } catch {
      return false;
    } finally {
      await client.end().catch(() => undefined);
    }
  };

  const isUp = async ({ kind, early }: Fault): Promise<boolean> => {
    if (kind === 'kill-postgres' || kind === 'kill-backend') {
      await database;
      return answers();
    }
    const victim = processOf(kind.slice('kill-'.length));
    return early === true ? victim.running : victim.working;
  };

  return {
    cluster,
    mail,
    postgres,
    files,
    complaints,
    fallen,
    inflict,
    kills: () => kills,
    victimIsUp: async (fault) => {
      if (!fault.kind.startsWith('kill-')) return;
      for (const until = performance.now() + 600_000; !(await isUp(fault)); await setTimeout(100)) {
        if (performance.now() > until) throw new Error(`${fault.kind}: its victim does not come back`);
      }
    },
    heal: async () => {
      mail.setMode('accept');
      writeFileSync(clockFile, '0');
      await limitFiles('unlimited');
      await database;
      for (const process of processes) process.start();
      for (const process of processes) await atWork(process);
    },
    stop: async () => {
      await cluster.stop();
      await mail.close();
      await postgres.stop();
    },
  };
}

/** A process of the server that works for the site. Its end by SIGKILL makes the server begin anew. */
async function anyBackend(superUrl: string): Promise<number | undefined> {
  const client = new pg.Client({ connectionString: superUrl });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ pid: number }>(
      "SELECT pid FROM pg_stat_activity WHERE usename = 'parvis_app' ORDER BY state = 'active' DESC, random() LIMIT 1",
    );
    return rows[0]?.pid;
  } catch {
    return undefined;
  } finally {
    await client.end().catch(() => undefined);
  }
}
