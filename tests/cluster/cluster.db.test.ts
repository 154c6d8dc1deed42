import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { prepareDatabase } from '#app/platform-parts.ts';
import { migrate } from '#platform/database/migrate.ts';
import { templateUrlsFor } from '#tests/support/test-database.ts';
import { Visitor } from '../../bench/support/browser-like-client.ts';
import { expectReceipt, questionFields, questionPath, sendForm, step } from '../../bench/support/filing.ts';
import { type ChaosMailServer, startMailServer } from '../../chaos/mail-server.ts';
import { type Cluster, readiness, startCluster } from '../../scripts/cluster/cluster.ts';

// Processes are started and replaced: as long as the machine needs.
vi.setConfig({ testTimeout: 1_200_000, hookTimeout: 1_200_000 });

let cluster: Cluster;
let database: pg.Client;
let mail: ChaosMailServer;
let ownerUrl: string;
let folder: string;
const undo: (() => Promise<unknown>)[] = [];

/** The built site: two processes of pages, two of jobs, a proxy, on a database with the demonstration. */
beforeAll(async () => {
  const server = templateUrlsFor(process.env.TEST_DATABASE_SUPER_URL as string);
  const template = await server.ensureTemplate('territory', (urls) => prepareDatabase(urls, { territory: true }));
  const made = await server.clone(template);
  undo.push(() => made.drop());
  folder = mkdtempSync(join(tmpdir(), 'parvis-cluster-'));
  undo.push(async () => rmSync(folder, { recursive: true, force: true }));
  ownerUrl = made.ownerUrl;
  mail = await startMailServer();
  undo.push(() => mail.close());
  const superUrl = new URL(process.env.TEST_DATABASE_SUPER_URL as string);
  superUrl.pathname = new URL(made.ownerUrl).pathname;
  database = new pg.Client({ connectionString: superUrl.href });
  await database.connect();
  undo.push(() => database.end());
  cluster = await startCluster({
    web: 2,
    workers: 2,
    port: 0,
    env: {
      DATABASE_URL: made.appUrl,
      DATABASE_OWNER_URL: made.ownerUrl,
      STORAGE_DIR: join(folder, 'files'),
      DATABASE_POOL: '3',
      SMTP_URL: mail.url,
      LOG_LEVEL: 'error',
    },
    say: (name, line) => {
      if (/"level":[56]0/.test(line)) console.error(name, line);
    },
  });
  undo.push(() => cluster.stop());
});

afterAll(async () => {
  vi.resetConfig();
  for (const step of undo.reverse()) await step();
});

const portOf = (node: number): number => cluster.web[node]?.port ?? 0;

/** Somebody at an address of their own, at one of the nodes. */
function visitorAt(node: number, address: string): Visitor {
  return new Visitor(portOf(node), { headers: { 'x-forwarded-for': address } });
}

async function signIn(visitor: Visitor, email: string): Promise<void> {
  const path = '/agents/connexion';
  const answer = await sendForm(visitor, await visitor.get(path), path, [
    ['email', email],
    ['password', 'parvis-demonstration'],
  ]);
  expect(answer.status).toBe(303);
}

const who = (visitor: Visitor) => visitor.get('/agents').then(({ status }) => status);

test('who signs in at one node is known at the other, and who signs out is known nowhere', async () => {
  const here = visitorAt(0, '203.0.113.1');
  await signIn(here, 'secretariat@vernon.example');
  const there = here.twin({ 'x-forwarded-for': '203.0.113.1' });
  const elsewhere = here.at(portOf(1));
  expect(await who(elsewhere)).toBe(200);
  expect(await who(there)).toBe(200);
  const page = (await elsewhere.get('/agents')).body.toString();
  const token = /name="_csrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
  const out = /action="([^"]*deconnexion[^"]*)"/.exec(page)?.[1] ?? '';
  expect((await elsewhere.postForm(out, [['_csrf', token]])).status).toBe(303);
  // The other node believes what it knew for less than a second, and is told by the database before.
  await setTimeout(1000);
  expect(await who(there)).toBe(303);
});

test('who looks at a dossier at one node is seen at the other', async () => {
  const { rows } = await database.query(
    "SELECT id FROM dossiers WHERE authority_id = 'C27681' AND closed_at IS NULL LIMIT 1",
  );
  const path = `/agents/dossiers/vernon/${rows[0]?.id}`;
  const first = visitorAt(0, '203.0.113.2');
  const second = visitorAt(1, '203.0.113.3');
  await signIn(first, 'responsable@vernon.example');
  await signIn(second, 'admin@vernon.example');
  const look = async (visitor: Visitor) => {
    const page = await visitor.get(path);
    expect(page.status).toBe(200);
    const token = /name="_csrf" value="([^"]+)"/.exec(page.body.toString())?.[1] ?? '';
    const answer = await visitor.postForm(`${path}/presence`, [['_csrf', token]]);
    return JSON.parse(answer.body.toString()) as { names: string[] };
  };
  await look(first);
  expect((await look(second)).names).toEqual(['Nadia Cherif']);
});

test('a limit is that of all nodes together: a narrow one to the request, a broad one within the second', async () => {
  const nodes = [visitorAt(0, '203.0.113.4'), visitorAt(1, '203.0.113.4')];
  const statuses: number[] = [];
  const pages = await Promise.all(nodes.map((visitor) => visitor.get('/suivi')));
  for (let n = 0; n < 14; n += 1) {
    const visitor = nodes[n % 2] as Visitor;
    const answer = await sendForm(visitor, pages[n % 2] as (typeof pages)[0], '/suivi', [['code', '2222-2222-222']]);
    statuses.push(answer.status);
  }
  expect(statuses.filter((status) => status === 429)).toHaveLength(4);
  expect(statuses.slice(10)).toEqual([429, 429, 429, 429]);
  // 600 a minute: what one node has not told yet of the other is a fiftieth at most.
  const [one, other] = [visitorAt(0, '203.0.113.5'), visitorAt(1, '203.0.113.5')];
  const remaining = async (visitor: Visitor) => Number((await visitor.get('/')).headers.get('x-ratelimit-remaining'));
  for (let n = 0; n < 399; n += 1) await one.get('/');
  await other.get('/');
  for (let n = 0; n < 12; n += 1) await other.get('/');
  await setTimeout(1500);
  expect(await remaining(other)).toBeLessThan(600 - 399 - 12 + 12);
  // Another address is another visitor.
  expect(await remaining(visitorAt(1, '203.0.113.6'))).toBe(599);
});

test('what is filed at one node is announced to who has the list open at another', async () => {
  const desk = visitorAt(1, '203.0.113.8');
  await signIn(desk, 'responsable@vernon.example');
  const list = (await desk.get('/agents?vue=tous')).body.toString();
  const asked = /data-fresh-url="([^"]*)"/.exec(list)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const announced = async () => JSON.parse((await desk.get(asked)).body.toString()) as { fresh: number; words: string };
  expect((await announced()).fresh).toBe(0);
  const visitor = visitorAt(0, '203.0.113.9');
  const fields = questionFields({ email: 'roulement-avant@exemple.fr', message: 'Une question ?' });
  await expectReceipt(visitor, await step(visitor, questionPath, fields));
  expect((await announced()).fresh).toBe(1);
});

/** People read and file through the proxy while `work` is done. */
async function underSteadyUse(name: string, work: () => Promise<void>) {
  const failures: string[] = [];
  let reads = 0;
  let filed = 0;
  let going = true;
  const tell = (what: string, error: unknown) => failures.push(`${what}: ${(error as Error).message}`);
  const readers = Array.from({ length: 3 }, async (_, n) => {
    const visitor = new Visitor(cluster.proxy.port, { from: `127.0.1.${n + 1}` });
    while (going) {
      const path = ['/', '/vernon', '/vernon/demarches/question-a-la-mairie'][n % 3] as string;
      try {
        const { status } = await visitor.get(path);
        if (status !== 200) throw new Error(`status ${status}`);
        reads += 1;
      } catch (error) {
        tell(path, error);
      }
      await setTimeout(120);
    }
  });
  const filers = Array.from({ length: 2 }, async (_, n) => {
    const visitor = new Visitor(cluster.proxy.port, { from: `127.0.2.${n + 1}` });
    for (let nth = 0; going; nth += 1) {
      visitor.forgetCookies();
      const fields = questionFields({ email: `${name}-${n}-${nth}@exemple.fr`, message: `Question ${n}-${nth} ?` });
      try {
        await expectReceipt(visitor, await step(visitor, questionPath, fields));
        filed += 1;
      } catch (error) {
        tell('filing', error);
      }
      // Thirty a minute from one address are not too many.
      await setTimeout(5000);
    }
  });
  await until(async () => reads > 10 && filed > 1);
  const [readBefore, filedBefore] = [reads, filed];
  try {
    await work();
    await until(async () => reads > readBefore + 10 && filed > filedBefore + 1);
  } finally {
    going = false;
    await Promise.all([...readers, ...filers]);
  }
  expect(failures).toEqual([]);
  const { rows } = await database.query('SELECT count(*)::int AS n FROM dossiers WHERE applicant_email LIKE $1', [
    `${name}-_-%`,
  ]);
  expect(rows[0]?.n).toBe(filed);
}

test('a rolling update fails no request, and no filing is lost', async () => {
  const before = cluster.web.map(({ process }) => process.pid);
  await underSteadyUse('roulement', () => cluster.rollingRestart());
  for (const [n, { process }] of cluster.web.entries()) expect(process.pid).not.toBe(before[n]);
});

test('the version that runs goes on while the migrations of the next one are applied to its tables', async () => {
  const tables = (
    await database.query<{ name: string }>(
      "SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition ORDER BY 1",
    )
  ).rows.map(({ name }) => name);
  expect(tables).toContain('dossiers');
  const next = join(folder, 'next-version');
  mkdirSync(next);
  // What the check lets through, in every table at once: a column that may be empty, one that fills itself, a table.
  const columns = tables.map(
    (table) =>
      `ALTER TABLE "${table}" ADD COLUMN of_next_version text, ADD COLUMN counted_by_next_version integer NOT NULL DEFAULT 0;`,
  );
  writeFileSync(
    join(next, '9001_expand.sql'),
    `${columns.join('\n')}\nCREATE TABLE of_next_version (id uuid PRIMARY KEY);\n`,
  );
  writeFileSync(
    join(next, '9002_index.sql'),
    '-- outside a transaction\nCREATE INDEX CONCURRENTLY IF NOT EXISTS of_next_version_idx ON dossiers (of_next_version);\n',
  );
  await underSteadyUse('migration', async () => {
    expect(await migrate(ownerUrl, next)).toEqual(['9001_expand.sql', '9002_index.sql']);
  });
});

test('an act is done once whatever the number of workers, and what is due by the clock once', async () => {
  const question = async () =>
    (
      await database.query(
        "SELECT d.id, count(m.id)::int AS mails, count(m.id) FILTER (WHERE m.state = 'sent')::int AS sent FROM dossiers d LEFT JOIN outgoing_messages m ON m.authority_id = d.authority_id AND m.dossier_id = d.id WHERE d.applicant_email LIKE 'roulement-%' GROUP BY d.id",
      )
    ).rows as { mails: number; sent: number }[];
  await until(async () => (await question()).every(({ sent }) => sent > 0));
  for (const row of await question()) expect(row).toMatchObject({ mails: 1, sent: 1 });
  // What the table says once could have left twice: the mail server counts as well.
  const received = Map.groupBy(
    mail.delivered.filter(({ to }) => to.startsWith('roulement-')),
    ({ to }) => to,
  );
  expect(received.size).toBe((await question()).length);
  for (const [to, mails] of received) expect(mails.length, to).toBe(1);
  // Each worker tells what is due by the clock; of those who tell the same minute, one is heard.
  const scheduled = async () =>
    (
      await database.query(`SELECT
        (SELECT count(*) FROM pgboss.job WHERE name = 'fetch-mailboxes')::int AS jobs,
        (SELECT count(DISTINCT data->>'slot') FROM pgboss.job
         WHERE name = '__pgboss__send-it' AND data->>'name' = 'fetch-mailboxes')::int AS minutes`)
    ).rows[0] as { jobs: number; minutes: number };
  await until(async () => (await scheduled()).jobs > 0);
  const { jobs, minutes } = await scheduled();
  expect(minutes).toBeGreaterThan(0);
  expect(jobs).toBeLessThanOrEqual(minutes);
});

test('a worker shows its figures and says that it is ready, and has no pages', async () => {
  const [port = 0] = cluster.figures;
  const probe = new Visitor(port);
  expect((await probe.get('/health/ready')).status).toBe(200);
  expect((await probe.get('/metrics')).body.toString()).toContain('parvis_jobs{');
  expect((await probe.get('/')).status).toBe(404);
});

test('a process that is asked to end says no, serves what still comes, and ends within its bound', async () => {
  const { process, port } = cluster.web[0] as Cluster['web'][0];
  const visitor = visitorAt(0, '203.0.113.7');
  expect((await visitor.get('/')).status).toBe(200);
  const ended = process.end();
  const probe = new Visitor(port);
  await until(async () => (await probe.get('/health/ready').catch(() => ({ status: 503 }))).status === 503);
  const late = await visitor.get('/');
  expect(late.status).toBe(200);
  expect(late.headers.get('connection')).toBe('close');
  expect(await ended).toBe(0);
  process.start();
  await readiness(cluster.proxy, [port]);
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await setTimeout(200);
}
