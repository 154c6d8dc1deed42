import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCommuneCommand } from '#app/commune-command.ts';
import { type TestCounter, testCounter } from '#tests/support/test-counter.ts';

let counter: TestCounter;
const flags = { json: true, yes: false };
const run = async (verb: string, code: string, more: object = {}) => {
  const { status, text } = await runCommuneCommand(counter.platform, [verb, code], { ...flags, ...more });
  counter.directory.refresh();
  counter.catalogue.refresh();
  return { status, text, said: text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : undefined };
};

beforeAll(async () => {
  counter = await testCounter();
});
afterAll(() => counter.close());

/** As if the territory's description had never named it. */
async function forget(code: string): Promise<void> {
  const { database } = counter.platform;
  const id = `C${code}`;
  await database.transaction([id], async (tx) => {
    await tx.deleteFrom('processing_rights').where('authority_id', '=', id).execute();
    await tx.deleteFrom('teams').where('authority_id', '=', id).execute();
  });
  await database.open.deleteFrom('competence_holders').where('commune_code', '=', code).execute();
  await database.open.deleteFrom('authorities').where('id', '=', id).execute();
  counter.directory.refresh();
  counter.catalogue.refresh();
}

test('a commune that is open stays as it is', async () => {
  const { status, said } = await run('open', '27681');
  expect(status).toBe(0);
  expect(said).toMatchObject({ authorityId: 'C27681', outcome: 'already-open', slug: 'vernon', invitation: 'none' });
});

test('one act opens a commune: portal, library, team, first agent, and the list of what remains', async () => {
  await forget('27554');
  expect((await counter.visitor().get('/la-chapelle-longueville')).status).toBe(404);
  const first = await run('open', '27554', { adminEmail: 'Mairie@Chapelle.example', adminName: 'Anne Petit' });
  expect(first.status).toBe(0);
  expect(first.said).toMatchObject({
    authorityId: 'C27554',
    outcome: 'opened',
    slug: 'la-chapelle-longueville',
    name: 'Mairie de La Chapelle-Longueville',
    invitation: 'sent',
  });
  // All that a commune answers for by the rule of law: more than Vernon, whose CCAS answers for social help.
  const answers = await Promise.all(
    (await counter.catalogue.listProcedures()).map((procedure) => counter.catalogue.answerFor(procedure, '27554')),
  );
  const own = answers.filter(({ holder }) => holder?.authority?.id === 'C27554');
  expect(first.said.procedures).toBe(own.length);
  expect(own.length).toBeGreaterThan(50);
  const todo = first.said.checklist
    .filter((item: { done: boolean }) => !item.done)
    .map((item: { id: string }) => item.id);
  expect(todo).toEqual(expect.arrayContaining(['agent', 'contact', 'hours', 'welcome', 'procedures']));
  for (const item of first.said.checklist) expect(item.href).toMatch(/^\/agents\//);

  const visitor = counter.visitor();
  expect((await visitor.get('/la-chapelle-longueville')).status).toBe(200);
  expect((await visitor.get('/la-chapelle-longueville/demarches/acte-de-naissance')).body).toContain('/commencer');
  expect(await counter.runJobs()).toBeGreaterThan(0);
  expect(counter.platform.mail.sent.map((mail) => mail.to)).toContain('mairie@chapelle.example');

  const again = await run('open', '27554', { adminEmail: 'mairie@chapelle.example', adminName: 'Anne Petit' });
  expect(again.said).toMatchObject({ outcome: 'already-open', invitation: 'already-agent' });
});

test('closing says where to go, keeps dossiers followed, and is undone by opening', async () => {
  expect((await run('close', '27554')).status).toBe(2);
  expect((await run('close', '27554', { yes: true })).said).toMatchObject({ outcome: 'closed' });
  const visitor = counter.visitor();
  // Another address than the one that was asked for a moment ago: public pages are kept for ten seconds.
  const portal = await visitor.get('/la-chapelle-longueville?vue=1');
  expect(portal.status).toBe(200);
  expect(portal.body.includes('Ce guichet en ligne est fermé')).toBe(true);
  const page = await visitor.get('/la-chapelle-longueville/demarches/acte-de-naissance?vue=1');
  expect(page.body.includes('/commencer"')).toBe(false);
  expect((await counter.directory.listTerritoryCommunes()).map((commune) => commune.code)).not.toContain('27554');
  expect((await run('close', '27554', { yes: true })).said).toMatchObject({ refused: 'not-open' });
  expect((await run('open', '27554')).said).toMatchObject({ outcome: 'reopened' });
  const back = await counter.visitor().get('/la-chapelle-longueville?vue=2');
  expect(back.body.includes('Ce guichet en ligne est fermé')).toBe(false);
});

test.each([
  ['99999', 'unknown-commune'],
  ['75056', 'outside-territory'],
])('the commune %s is refused: %s', async (code, refused) => {
  const answer = await run('open', code);
  expect(answer.status).toBe(1);
  expect(answer.said).toMatchObject({ refused, message: expect.stringContaining(code) });
});

test.each([
  [['open', 'Vernon'], {}],
  [['open'], {}],
  [['explode', '27681'], {}],
  [['open', '27681'], { adminEmail: 'nobody' }],
  [['open', '27681'], { adminEmail: 'a@b.example' }],
])('wrong usage %j %j is told', async (words, more) => {
  const answer = await runCommuneCommand(counter.platform, words, { ...flags, ...more });
  expect(answer.status).toBe(2);
});

test('a territory that is loaded again leaves alone what was opened by an act', async () => {
  const { database } = counter.platform;
  const row = await database.open
    .selectFrom('authorities')
    .select('opened_at')
    .where('id', '=', 'C27554')
    .executeTakeFirst();
  expect(row?.opened_at).not.toBeNull();
});
