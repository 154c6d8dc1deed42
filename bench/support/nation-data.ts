import pg from 'pg';
import { makeNextIndex, recordIndexes } from './dropped-indexes.ts';
import {
  countsSql,
  daysSql,
  durationsSql,
  modelsSql,
  monthsSql,
  peopleSql,
  placesSql,
  schemaSql,
  sliceSql,
} from './nation-sql.ts';

export interface NationData {
  /** To the database that holds the territory and its library. */
  readonly superUrl: string;
  readonly dossiers: number;
  /** Competences that an EPCI holds where nothing says otherwise; the others are the town hall's. */
  readonly intercommunal: readonly string[];
  /** Argon2id, of the agents made. */
  readonly passwordHash: string;
  /** How many at once. */
  readonly connections: number;
}

/** Tables that are filled without indexes. */
const filled = [
  'dossiers',
  'dossier_words',
  'dossier_events',
  'tracking_codes',
  'dossier_days',
  'dossier_durations',
] as const;

/**
 * Fills a whole country: dossiers in proportion to the population of each commune, a fifth of them at its EPCI, filed over
 * three years, some hundredths of them open, with one to three events each and what is counted of them every night. Written
 * in the order of time, so that the dossiers of a village lie as far apart as they do in a database that grew. The same
 * number gives the same data. What is done is written down in the schema `bench`: who is interrupted goes on from there.
 */
export async function fillNation(data: NationData): Promise<void> {
  const clients = await Promise.all(Array.from({ length: data.connections }, () => connect(data.superUrl)));
  const [first] = clients;
  if (first === undefined) throw new Error('Data are made by one connection at least');
  try {
    if (await isMade(first, data.dossiers)) return;
    await once(first, 'places', placesSql(data));
    await once(first, 'people', peopleSql(data.passwordHash));
    await once(first, 'models', modelsSql);
    await recordIndexes(first, filled);
    const slices = slicesOf(data.dossiers);
    await shared(
      clients,
      Array.from({ length: slices }, (_, n) => n),
      (client, n) => once(client, `slice ${n} of ${slices}`, sliceSql(n, slices)),
    );
    await Promise.all([
      once(first, 'months', monthsSql),
      once(clients.at(-1) ?? first, 'days', daysSql).then(() =>
        once(clients.at(-1) ?? first, 'durations', durationsSql),
      ),
    ]);
    await once(first, 'counts', countsSql);
    await Promise.all(
      clients.map(async (client) => {
        while (await timed('index', () => makeNextIndex(client))) {
          // The next one.
        }
      }),
    );
    await shared(clients, [...filled], async (client, table) => {
      await timed(`vacuum ${table}`, () => client.query(`VACUUM (ANALYZE, FREEZE) ${table}`));
    });
    await first.query('ANALYZE; CHECKPOINT');
    await once(first, 'made', 'DROP TABLE bench.models, bench.states, bench.places');
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}

/** @throws when the database holds another number of dossiers */
async function isMade(client: pg.Client, dossiers: number): Promise<boolean> {
  await client.query(schemaSql);
  await client.query('INSERT INTO bench.wanted (dossiers, base) VALUES ($1, now()) ON CONFLICT DO NOTHING', [dossiers]);
  const { rows } = await client.query<{ dossiers: string; made: boolean }>(
    "SELECT dossiers, EXISTS (SELECT FROM bench.steps WHERE name = 'made') AS made FROM bench.wanted",
  );
  const known = Number(rows[0]?.dossiers);
  if (known !== dossiers) throw new Error(`This folder is for ${known} dossiers: use another BENCH_FOLDER`);
  return rows[0]?.made === true;
}

/** Some eighty thousand dossiers in a transaction; a year has at least four parts. */
function slicesOf(dossiers: number): number {
  return Math.min(120, Math.max(12, Math.round(dossiers / 80_000)));
}

async function connect(superUrl: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: superUrl });
  await client.connect();
  await client.query(
    `SET session_replication_role = replica; SET maintenance_work_mem = '1200MB'; SET work_mem = '256MB';
     SET synchronous_commit = off; SET max_parallel_maintenance_workers = 0; SET max_parallel_workers_per_gather = 0;
     SET client_min_messages = warning`,
  );
  return client;
}

/** A step and the note that it is done, in one transaction. */
async function once(client: pg.Client, name: string, text: string): Promise<void> {
  const { rowCount } = await client.query('SELECT FROM bench.steps WHERE name = $1', [name]);
  if (rowCount !== 0) return;
  await timed(name, async () => {
    await client.query('BEGIN');
    try {
      await client.query(text);
      await client.query('INSERT INTO bench.steps (name) VALUES ($1)', [name]);
      await client.query('COMMIT');
    } catch (error) {
      await client.query('ROLLBACK');
      throw error;
    }
  });
}

async function timed<T>(name: string, work: () => Promise<T>): Promise<T> {
  const began = performance.now();
  const result = await work();
  const said = typeof result === 'string' ? ` ${result.slice(0, 80)}` : '';
  process.stderr.write(`${name}${said}: ${((performance.now() - began) / 1000).toFixed(1)} s\n`);
  return result;
}

/** Each connection takes the next thing to do. */
async function shared<T>(
  clients: readonly pg.Client[],
  things: T[],
  work: (client: pg.Client, thing: T) => Promise<void>,
): Promise<void> {
  await Promise.all(
    clients.map(async (client) => {
      for (let thing = things.shift(); thing !== undefined; thing = things.shift()) await work(client, thing);
    }),
  );
}
