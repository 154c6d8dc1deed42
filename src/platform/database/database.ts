import type { Socket } from 'node:net';
import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient, sql, type Transaction } from 'kysely';
import pg from 'pg';
import type { Logger } from '#platform/log/logger.ts';
import { createNotices, type Listener } from './notices.ts';
import { isStalePlan, queryPrepared } from './prepared-statements.ts';
import { boundCommand, otherBound, type StatementBounds, setBound } from './statement-bounds.ts';
import { type SlowStatements, type StatementWatch, watchConnection, watched } from './statement-watch.ts';
import type { Tables } from './tables.ts';

// Dates of the calendar stay texts YYYY-MM-DD: a day has no time zone.
pg.types.setTypeParser(pg.types.builtins.DATE, (value) => value);

/** A transaction in which the database shows the rows of the given authorities and no other. */
export type Tx = Transaction<Tables>;

/** Reads of tables that belong to no authority (directory, catalogue, accounts, sessions). */
export type Reader = Kysely<Tables>;

export interface Database {
  /** Outside any authority: every tenant table looks empty. */
  readonly open: Reader;
  /** One transaction for these authorities. All is undone when `work` throws. */
  transaction<T>(authorities: readonly string[], work: (tx: Tx) => Promise<T>): Promise<T>;
  /**
   * Reads for these authorities: as `transaction`, without waiting for its end. Statements started together
   * (`Promise.all`) travel together. PostgreSQL refuses a write.
   */
  read<T>(authorities: readonly string[], work: (tx: Tx) => Promise<T>): Promise<T>;
  /**
   * One statement for these authorities, in one round trip: its transaction is opened and closed around it without being
   * waited for. A second statement is refused.
   */
  readOnce<T>(authorities: readonly string[], work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Hears what transactions say on a channel (`NOTIFY`), whichever process they are of; until the database is closed. */
  listen(channel: string, listener: Listener): void;
  ping(): Promise<void>;
  /** The connections of this process, pool by pool. */
  connections(): readonly PoolFigures[];
  /** The statements of this process that took longer than they should. */
  slowStatements(): readonly SlowStatements[];
  /** Closing twice is closing once. */
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** How long statements may take; as long as the server lets them when not said. */
  readonly bounds?: StatementBounds;
  /** Sees each statement of the three pools. */
  readonly watch?: StatementWatch;
}

export interface PoolFigures {
  readonly pool: 'transactions' | 'reads' | 'statements';
  readonly used: number;
  readonly idle: number;
  /** Callers that wait for a connection. */
  readonly waiting: number;
}

const authorityIdPattern = /^[0-9A-Z]{2,20}$/;

/**
 * The text of the command that names the authorities of a transaction. A command and not `set_config()`, which a
 * distributed PostgreSQL does not carry to its workers; hence the strict check of what is put in it.
 */
export function scopeCommand(authorities: readonly string[]): string {
  for (const id of authorities) {
    if (!authorityIdPattern.test(id)) throw new Error('An authority id has capitals and digits only');
  }
  return `SET LOCAL app.authorities = '${authorities.join(',')}'`;
}

/**
 * Connects as the application role, which owns nothing.
 *
 * Three pools, so that nobody waits for a connection while holding one that others wait for: a transaction may read, a
 * read may run single statements, and a single statement waits for nothing.
 * @param poolSize connections for transactions; half as many for each kind of reading
 */
export function connectDatabase(
  url: string,
  poolSize: number,
  log: Logger,
  { bounds, watch }: DatabaseOptions = {},
): Database {
  const half = Math.ceil(poolSize / 2);
  const create = (pool: PoolFigures['pool'], size: number): pg.Pool => {
    const made = createPool(url, size, log);
    made.on('connect', (client) => {
      if (bounds !== undefined) setBound(client, bounds.request);
      if (watch !== undefined) watchConnection(client, pool, watch);
    });
    return made;
  };
  const transactions = create('transactions', poolSize);
  const reads = create('reads', half);
  const statements = create('statements', half);
  const open = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: preparingPool(statements, bounds) }) });
  const scoped = (authorities: readonly string[]) => `${scopeCommand(authorities)}${boundCommand(bounds)}`;
  const notices = createNotices(url, log);
  let closed: Promise<void> | undefined;
  return {
    open,
    transaction: (authorities, work) => runScoped(transactions, scoped(authorities), work),
    read: (authorities, work) => runScoped(reads, scoped(authorities), work, { readOnly: true }),
    readOnce: (authorities, work) => readScoped(statements, scoped(authorities), work),
    listen: notices.listen,
    ping: async () => {
      await statements.query('SELECT 1');
    },
    connections: () =>
      Object.entries({ transactions, reads, statements }).map(([pool, { totalCount, idleCount, waitingCount }]) => ({
        pool: pool as PoolFigures['pool'],
        used: totalCount - idleCount,
        idle: idleCount,
        waiting: waitingCount,
      })),
    slowStatements: () => watch?.slow() ?? [],
    close: () => {
      closed ??= Promise.all([transactions.end(), reads.end(), open.destroy(), notices.close()]).then(() => undefined);
      return closed;
    },
  };
}

function createPool(url: string, size: number, log: Logger): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 10_000,
    // A statement is sent without waiting for the answer to the one before: BEGIN costs no round trip.
    pipeline: true,
  } as pg.PoolConfig);
  // Without a listener a lost connection would end the process.
  pool.on('error', (error) => log.error({ code: (error as { code?: string }).code }, 'idle database connection lost'));
  // The same for one that is lost while a transaction holds it, between two statements: the next one fails and says so.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** The pool as Kysely sees it, with statements that are prepared when they come again. */
function preparingPool(pool: pg.Pool, bounds: StatementBounds | undefined): PostgresPool {
  return {
    connect: async () => {
      const client = await pool.connect();
      const bound = otherBound(bounds);
      if (bounds === undefined || bound === undefined) return preparingClient(client, () => client.release());
      // A single statement has no transaction to put its bound in.
      setBound(client, bound);
      return preparingClient(client, () => {
        setBound(client, bounds.request);
        client.release();
      });
    },
    end: () => pool.end(),
    options: {},
  };
}

function preparingClient(client: pg.PoolClient, release: () => void): PostgresPoolClient {
  return {
    query: (text: string, values: readonly unknown[] = []) => queryPrepared(client, text, values),
    release,
  } as unknown as PostgresPoolClient;
}

/**
 * Runs `work` on one connection. Kysely's own transaction would take a round trip for BEGIN and another for the scope;
 * here both travel with the first statement of `work`.
 */
async function runScoped<T>(
  pool: pg.Pool,
  scope: string,
  work: (tx: Tx) => Promise<T>,
  options: { readOnly?: boolean } = {},
): Promise<T> {
  const client = await pool.connect();
  const tx = transactionOn(client);
  const running: RunningTransaction = { last: [], remedies: [] };
  // A reading has no end to wait for.
  if (options.readOnly !== true) runningOnes.set(tx, running);
  let broken: Error | undefined;
  try {
    holdWrites(client);
    const begun = client.query(`BEGIN${options.readOnly === true ? ' READ ONLY' : ''}; ${scope}`);
    // Its failure is that of the whole; the statements behind it fail as well and are the first to be waited for.
    begun.catch(() => undefined);
    const result = await work(tx);
    await begun;
    if (options.readOnly === true) {
      client.query('COMMIT').catch(() => undefined);
      return result;
    }
    const committed = await commit(client, running.last);
    // PostgreSQL answers COMMIT with ROLLBACK when a statement had failed and its error was swallowed.
    if (committed.command !== 'COMMIT') throw new Error('The transaction was aborted by an earlier error');
    return result;
  } catch (error) {
    if (isStalePlan(error)) broken = error as Error;
    try {
      await client.query('ROLLBACK');
    } catch (rollbackError) {
      broken = rollbackError as Error;
    }
    for (const putRight of running.remedies) putRight();
    throw error;
  } finally {
    runningOnes.delete(tx);
    client.release(broken);
  }
}

/** What a transaction of `runScoped` carries until its end. */
interface RunningTransaction {
  /** Statements that leave with COMMIT. */
  readonly last: Statement[];
  /** What is to be put right outside the database when it is undone. */
  readonly remedies: (() => void)[];
}

export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** By its Kysely instance, which belongs to the connection: one transaction at a time. */
const runningOnes = new WeakMap<Tx, RunningTransaction>();

/** COMMIT, with the last statements in the same write. The first of their errors is that of the transaction. */
async function commit(client: pg.PoolClient, last: readonly Statement[]): Promise<pg.QueryResult> {
  if (last.length === 0) return watched(client, 'COMMIT', client.query('COMMIT'));
  const { stream } = socketOf(client);
  stream.cork();
  const written = last.map(({ text, values }) => queryPrepared(client, text, values));
  const committed = watched(client, 'COMMIT', client.query('COMMIT'));
  // Of a connection that is lost all fail, and the first that did is waited for alone: unheard, this one would end the process.
  committed.catch(ignore);
  stream.uncork();
  await Promise.all(written);
  return committed;
}

/**
 * Runs a statement whose answer nobody needs, at the end of the transaction: it leaves in one write with COMMIT, and its
 * failure undoes the whole. What the transaction still reads does not see it.
 */
export async function runWithCommit(tx: Tx, text: string, values: readonly unknown[]): Promise<void> {
  const running = runningOnes.get(tx);
  if (running === undefined) await runStatement(tx, text, values);
  else running.last.push({ text, values });
}

/** Runs a statement that is written out once and for all: nothing is built or compiled for it. */
export async function runStatement<Row>(tx: Tx, text: string, values: readonly unknown[]): Promise<readonly Row[]> {
  const run = directly.get(tx);
  // An instance made from ours: what is plugged in it sees the statement as well.
  if (run === undefined)
    return (await tx.executeQuery<Row>({ ...sql.raw<Row>(text).compile(tx), parameters: [...values] })).rows;
  const { rows } = await run(text, values);
  return rows as Row[];
}

/** A statement with its values in place, its text made once: `statement\`SELECT … WHERE id = ${id}\``. */
export function statement(strings: TemplateStringsArray, ...values: readonly unknown[]): Statement {
  let text = texts.get(strings);
  if (text === undefined) {
    text = strings.reduce((before, after, index) => `${before}$${index}${after}`);
    texts.set(strings, text);
  }
  return { text, values };
}

const texts = new WeakMap<TemplateStringsArray, string>();

type Run = (text: string, values: readonly unknown[]) => Promise<pg.QueryResult>;

/** The connection behind a Kysely instance of ours. */
const directly = new WeakMap<Tx, Run>();

/**
 * Calls `putRight`, once, if the transaction is undone, after it is: for what an act has done outside the database. It
 * starts work of its own and is not waited for.
 */
export function whenUndone(tx: Tx, putRight: () => void): void {
  runningOnes.get(tx)?.remedies.push(putRight);
}

const ignore = () => undefined;

/** Kysely for one statement, which takes its transaction along; others may be under way on the same connection. */
class SingleReading {
  readonly #client: pg.PoolClient;
  readonly tx: Tx;
  /** What the statement is to be shown; nothing before and after it. */
  #scope: string | undefined;

  constructor(client: pg.PoolClient) {
    this.#client = client;
    const run: Run = (text, values) => this.#query(text, values ?? []);
    this.tx = kyselyOn({ query: run, release: ignore } as unknown as PostgresPoolClient);
    directly.set(this.tx, run);
  }

  begin(scope: string): void {
    this.#scope = scope;
  }

  end(): void {
    this.#scope = undefined;
  }

  /** Its BEGIN, its scope, itself and its COMMIT are put down in one go: nothing of another's comes between. */
  #query(text: string, values: readonly unknown[]): Promise<pg.QueryResult> {
    if (this.#scope === undefined) throw new Error('readOnce runs one statement');
    const { stream } = socketOf(this.#client);
    stream.cork();
    this.#client.query(`BEGIN; ${this.#scope}`).catch(ignore);
    this.#scope = undefined;
    const answer = queryPrepared(this.#client, text, values);
    this.#client.query('COMMIT').catch(ignore);
    stream.uncork();
    return answer;
  }
}

/** How many statements share a connection at most: a slow one keeps those behind it waiting. */
const mostTogether = 6;

/**
 * A connection for the statements that the requests of one turn of the event loop send: they leave in one write, and the
 * other side is woken once. What a write costs is mostly the waking.
 */
class SharedConnection {
  readonly #client: pg.PoolClient;
  readonly #idle: SingleReading[];
  #users = 0;
  #turnIsOver = false;
  #broken: Error | undefined;

  constructor(client: pg.PoolClient) {
    this.#client = client;
    this.#idle = readings.get(client) ?? [];
    readings.set(client, this.#idle);
    const { stream } = socketOf(client);
    stream.cork();
    setImmediate(() => {
      stream.uncork();
      this.#turnIsOver = true;
      this.#releaseWhenLeft();
    });
  }

  /** @returns whether there is room for one more; who enters runs */
  enter(): boolean {
    if (this.#turnIsOver || this.#users >= mostTogether) return false;
    this.#users += 1;
    return true;
  }

  async run<T>(scope: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    const reading = this.#idle.pop() ?? new SingleReading(this.#client);
    reading.begin(scope);
    try {
      return await work(reading.tx);
    } catch (error) {
      if (isStalePlan(error)) this.#broken = error as Error;
      throw error;
    } finally {
      reading.end();
      this.#idle.push(reading);
      this.#users -= 1;
      this.#releaseWhenLeft();
    }
  }

  #releaseWhenLeft(): void {
    if (this.#turnIsOver && this.#users === 0) this.#client.release(this.#broken);
  }
}

const readings = new WeakMap<pg.PoolClient, SingleReading[]>();

/** The connection that the statements of this turn share, by its pool. */
const sharedNow = new WeakMap<pg.Pool, SharedConnection>();

/** Only the statement's answer is waited for. */
async function readScoped<T>(pool: pg.Pool, scope: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  let shared = sharedNow.get(pool);
  if (shared?.enter() !== true) {
    shared = new SharedConnection(await pool.connect());
    shared.enter();
    sharedNow.set(pool, shared);
  }
  return shared.run(scope, work);
}

function kyselyOn(client: PostgresPoolClient): Tx {
  const pool: PostgresPool = { connect: async () => client, end: async () => undefined, options: {} };
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }) as unknown as Tx;
}

function socketOf(client: pg.PoolClient): { stream: Socket } {
  return (client as unknown as { connection: { stream: Socket } }).connection;
}

/** Holds what is sent until the end of this turn of the event loop: BEGIN and the first statement leave in one write. */
function holdWrites(client: pg.PoolClient): void {
  const { stream } = socketOf(client);
  stream.cork();
  setImmediate(() => stream.uncork());
}

const bound = new WeakMap<pg.PoolClient, Tx>();

/** A Kysely instance bound to one connection on which a transaction is already open; made once for each connection. */
function transactionOn(client: pg.PoolClient): Tx {
  const known = bound.get(client);
  if (known !== undefined) return known;
  // Kysely may query with the connection, not give back what the transaction holds.
  const tx = kyselyOn(preparingClient(client, () => undefined));
  bound.set(client, tx);
  directly.set(tx, (text, values) => queryPrepared(client, text, values));
  return tx;
}
