import type {
  KyselyPlugin,
  PluginTransformQueryArgs,
  PluginTransformResultArgs,
  QueryResult,
  RootOperationNode,
  UnknownRow,
} from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { composeCounter } from '#app/composition.ts';
import { agentBench } from '#modules/dossiers/web/agent/testing/agent-bench.ts';
import { newId } from '#platform/crypto/ids.ts';
import type { Database, Tx } from '#platform/database/database.ts';
import { type TestCounter, testCounter, Visitor } from '#tests/support/test-counter.ts';

const vernon = 'C27681';
let counter: TestCounter;
beforeAll(async () => {
  counter = await testCounter();
}, 180_000);
afterAll(() => counter?.close());

const start = '/vernon/demarches/question-a-la-mairie/commencer';

async function file(visitor: Visitor): Promise<{ path: string; id: string }> {
  const page = await visitor.get(start);
  const sent = await visitor.post(start, {
    subject: 'services',
    message: 'Une question bien assez longue',
    given_names: 'Zoé',
    family_name: 'Martin',
    email: `zoe-${newId()}@example.fr`,
    _idempotency: /name="_idempotency" value="([^"]*)"/.exec(page.body)?.[1] ?? '',
  });
  const path = (sent.location ?? '').replace('/recu', '');
  return { path, id: path.split('/').at(-1) ?? '' };
}

const write = (work: (tx: Tx) => Promise<unknown>) => counter.platform.database.transaction([vernon], work);

/** Twice, so that the second answer is the page that was kept. */
async function readTwice(visitor: Visitor, path: string, headers: Record<string, string> = {}) {
  await visitor.get(path, headers);
  return visitor.get(path, headers);
}

test('another browser does not see the page that was kept for the first, nor the first one after signing out', async () => {
  const mine = counter.visitor();
  const { path } = await file(mine);
  expect((await readTwice(mine, path)).status).toBe(200);
  const stranger = counter.visitor();
  const refused = await stranger.get(path);
  expect(refused.status).toBe(404);
  expect(refused.body).not.toContain('Une question bien assez longue');
  mine.setCookie('parvis_visitor', 'x'.repeat(43));
  expect((await mine.get(path)).status).toBe(404);
});

test('a dossier that goes to an account is closed to the browser that filed it', async () => {
  const mine = counter.visitor();
  const { path, id } = await file(mine);
  await readTwice(mine, path);
  await write((tx) =>
    tx
      .updateTable('dossiers')
      .set({ visitor_hash: null, account_pseudonym: Buffer.alloc(32, 7) })
      .where('authority_id', '=', vernon)
      .where('id', '=', id)
      .execute(),
  );
  mine.setCookie('parvis_suivi', '');
  expect((await mine.get(path)).status).toBe(404);
});

test('a change of the dossier, and of what is written beside it, shows at once', async () => {
  const visitor = counter.visitor();
  const { path, id } = await file(visitor);
  await readTwice(visitor, path);
  const dossier = { authority_id: vernon, dossier_id: id };
  const changes: [string, (tx: Tx) => Promise<unknown>][] = [
    ['follow.past', (tx) => tx.updateTable('dossiers').set({ due_on: '2020-01-31' }).where('id', '=', id).execute()],
    [
      'reçu ailleurs',
      (tx) =>
        tx
          .insertInto('dossier_transfers')
          .values({
            ...dossier,
            direction: 'received',
            other_authority_id: vernon,
            other_dossier_id: newId(),
            other_code: 'ABCDEFGHJKM',
            first_submitted_at: new Date(),
            at: new Date(),
          })
          .execute(),
    ],
  ];
  let before = (await visitor.get(path)).body;
  for (const [name, change] of changes) {
    await write(change);
    const after = (await visitor.get(path)).body;
    expect(withoutKeys(after), name).not.toBe(withoutKeys(before));
    before = after;
  }
});

/** A page without what each answer gets anew. */
function withoutKeys(body: string): string {
  return body.replace(/name="_idempotency" value="[^"]*"/g, '');
}

test('a page that was kept changes with the language and with the day', async () => {
  const visitor = counter.visitor();
  const { path, id } = await file(visitor);
  await write((tx) =>
    tx
      .updateTable('dossiers')
      .set({ due_on: '2026-11-30', silence_rule: 'reject' })
      .where('authority_id', '=', vernon)
      .where('id', '=', id)
      .execute(),
  );
  const inTime = await readTwice(visitor, path);
  expect((await visitor.get(path, { 'accept-language': 'en' })).body).toContain('lang="en"');
  expect((await visitor.get(path)).body).toContain('<html lang="fr"');
  counter.platform.clock.advance({ hours: 24 * 9 });
  const late = await visitor.get(path);
  counter.platform.clock.advance({ hours: -24 * 9 });
  expect(withoutKeys(late.body)).not.toBe(withoutKeys(inTime.body));
});

test('each answer carries a key that no other has: two messages written in two tabs are both taken', async () => {
  const visitor = counter.visitor();
  const { path } = await file(visitor);
  const keyOf = (body: string) => /name="_idempotency" value="([^"]*)"/.exec(body)?.[1] ?? '';
  await visitor.get(path);
  const [one, two] = [keyOf((await visitor.get(path)).body), keyOf((await visitor.get(path)).body)];
  expect(one).not.toBe(two);
  for (const [key, message] of [
    [one, 'Premier message'],
    [two, 'Second message'],
  ] as const)
    await visitor.postFiles(`${path}/messages`, { message, _idempotency: key }, []);
  const { body } = await visitor.get(path);
  expect(body).toContain('Premier message');
  expect(body).toContain('Second message');
});

/** Names the tables of the statements that run through it, those of the traces apart. */
class Recorder implements KyselyPlugin {
  readonly read = new Set<string>();
  readonly traced = new Set<string>();

  transformQuery({ node }: PluginTransformQueryArgs): RootOperationNode {
    const tables = new Set<string>();
    const texts: string[] = [];
    collect(node, tables, texts);
    const text = texts.join(' ');
    for (const [, name] of text.matchAll(/\b(?:FROM|JOIN) ([a-z_]{4,})\b/g)) tables.add(name as string);
    // One letter is the alias of a table that is named beside it.
    for (const table of [...tables].filter((name) => name.length > 3))
      (text.includes('AS trace') ? this.traced : this.read).add(table);
    return node;
  }

  transformResult({ result }: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    return Promise.resolve(result);
  }

  clear(): void {
    this.read.clear();
    this.traced.clear();
  }

  on(database: Database): Database {
    const seen =
      <T>(work: (tx: Tx) => Promise<T>) =>
      (tx: Tx) =>
        work(tx.withPlugin(this) as Tx);
    return {
      ...database,
      transaction: (authorities, work) => database.transaction(authorities, seen(work)),
      read: (authorities, work) => database.read(authorities, seen(work)),
      readOnce: (authorities, work) => database.readOnce(authorities, seen(work)),
    };
  }
}

function collect(node: unknown, tables: Set<string>, texts: string[]): void {
  if (typeof node !== 'object' || node === null) return;
  const { kind } = node as { kind?: string };
  if (kind === 'TableNode') tables.add((node as { table: { identifier: { name: string } } }).table.identifier.name);
  if (kind === 'RawNode') texts.push(...(node as { sqlFragments: readonly string[] }).sqlFragments);
  for (const child of Object.values(node))
    for (const one of Array.isArray(child) ? child : [child]) collect(one, tables, texts);
}

/** The tables that only the making of the page reads. */
async function tablesOfPage(recorder: Recorder, id: string, ask: () => Promise<{ status: number }>) {
  await ask();
  await ask();
  recorder.clear();
  expect((await ask()).status).toBe(200);
  const keptReads = new Set(recorder.read);
  await write((tx) =>
    tx
      .updateTable('dossiers')
      .set((eb) => ({ revision: eb('revision', '+', 1) }))
      .where('authority_id', '=', vernon)
      .where('id', '=', id)
      .execute(),
  );
  recorder.clear();
  expect((await ask()).status).toBe(200);
  return { page: [...recorder.read].filter((table) => !keptReads.has(table)), traced: recorder.traced };
}

test('the trace of the applicant’s page holds every table that the page reads', async () => {
  const recorder = new Recorder();
  const recorded = await composeCounter({ ...counter.platform, database: recorder.on(counter.platform.database) });
  const server = await recorded.createServer();
  const visitor = new Visitor(server);
  const { path, id } = await file(visitor);
  const { page, traced } = await tablesOfPage(recorder, id, () => visitor.get(path));
  await server.close();
  expect(page.length).toBeGreaterThan(6);
  expect(page.filter((table) => !traced.has(table))).toEqual([]);
});

test('the trace of the desk’s page holds every table that the page reads', async () => {
  const recorder = new Recorder();
  const bench = await agentBench({ ...counter.platform, database: recorder.on(counter.platform.database) });
  const { path, id } = await file(counter.visitor());
  const adopted = await bench.procedure('question');
  const agent = await bench.makeAgent('Aline Roux', [{ authorityId: adopted.teamAuthorityId, teamId: adopted.teamId }]);
  const browser = await bench.browser(agent);
  const { page, traced } = await tablesOfPage(recorder, id, () =>
    browser.get(`/agents${path.replace(/^\/vernon\/dossiers/, '/dossiers/vernon')}`),
  );
  await browser.close();
  expect(page.length).toBeGreaterThan(10);
  expect(page.filter((table) => !traced.has(table))).toEqual([]);
});

test('the desk sees at once what changes elsewhere than in the dossier: names, colleagues, other requests', async () => {
  const bench = await agentBench(counter.platform);
  const { path, id } = await file(counter.visitor());
  const adopted = await bench.procedure('question');
  const place = { authorityId: adopted.teamAuthorityId, teamId: adopted.teamId };
  const browser = await bench.browser(await bench.makeAgent('Aline Roux', [place]));
  const address = `/agents${path.replace(/^\/vernon\/dossiers/, '/dossiers/vernon')}`;
  for (let n = 0; n < 3; n += 1) await browser.get(address);
  const colleague = await bench.makeAgent('Bruno Nouveau', [place]);
  expect((await browser.get(address)).body).toContain('Bruno Nouveau');
  await counter.platform.database.open
    .updateTable('agents')
    .set({ name: 'Bruno Renommé' })
    .where('id', '=', colleague.agentId)
    .execute();
  expect((await browser.get(address)).body).toContain('Bruno Renommé');
  await write((tx) =>
    tx.updateTable('teams').set({ name: 'Service rebaptisé' }).where('id', '=', place.teamId).execute(),
  );
  expect((await browser.get(address)).body).toContain('Service rebaptisé');
  const other = await file(counter.visitor());
  await write((tx) =>
    tx
      .updateTable('dossiers')
      .set((eb) => ({
        applicant_email: eb.selectFrom('dossiers as d').select('d.applicant_email').where('d.id', '=', id),
      }))
      .where('id', '=', other.id)
      .execute(),
  );
  expect((await browser.get(address)).body).toContain(other.id);
  const stranger = await bench.browser(await bench.makeAgent('Carl Autre', []));
  expect((await stranger.get(address)).status).toBe(404);
  await Promise.all([browser.close(), stranger.close()]);
});

test('the inbox that was kept shows at once what changes in its rows, and to each agent their own', async () => {
  const bench = await agentBench(counter.platform);
  const adopted = await bench.procedure('question');
  const place = { authorityId: adopted.teamAuthorityId, teamId: adopted.teamId };
  const { id } = await file(counter.visitor());
  const [one, two] = [await bench.makeAgent('Une Agente', [place]), await bench.makeAgent('Un Agent', [place])];
  const [first, second] = [await bench.browser(one), await bench.browser(two)];
  await first.get('/agents');
  const kept = await first.get('/agents');
  expect(kept.body).toContain(id);
  expect((await second.get('/agents')).body).toContain('Un Agent');
  expect((await first.get('/agents')).body).toBe(kept.body);
  await write((tx) => tx.updateTable('dossiers').set({ applicant_name: 'Nom Corrigé' }).where('id', '=', id).execute());
  expect((await first.get('/agents')).body).toContain('Nom Corrigé');
  const stranger = await bench.browser(await bench.makeAgent('Carl Autre', []));
  expect((await stranger.get('/agents')).body).not.toContain('Nom Corrigé');
  await Promise.all([first.close(), second.close(), stranger.close()]);
});
