import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import { makeWorld, vernon, type World } from '#tests/security/world.ts';
import type { Lead } from './domain/scope.ts';
import { readBoard } from './queries/read-board.ts';
import { countDays } from './usecases/count-days.ts';
import { sendMorningMails } from './usecases/send-morning-mails.ts';

let world: World;
beforeAll(async () => {
  world = await makeWorld();
}, 180_000);
afterAll(() => world?.close());

const inVernon = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  world.counter.platform.database.transaction([vernon], work);
const all: Lead[] = [{ authority_id: vernon, team_id: null }];

async function dossier(change: Record<string, unknown>): Promise<string> {
  const { id } = await world.dossier('visitor');
  await inVernon((tx) =>
    tx.updateTable('dossiers').set(change).where('authority_id', '=', vernon).where('id', '=', id).execute(),
  );
  return id;
}

const question = (board: Awaited<ReturnType<typeof readBoard>>) =>
  board.procedures.find((line) => line.procedureId === 'question');

test('a period is the same whether its days were counted or not, and counting again changes nothing', async () => {
  const { platform } = world.counter;
  platform.clock.set('2026-11-25T10:00');
  const at = (day: string) => new Date(`${day}T09:00:00Z`);
  const ended = (from: string, to: string, more = {}) =>
    dossier({
      submitted_at: at(from),
      closed_at: at(to),
      decided_at: at(to),
      phase: 'accepted',
      due_on: null,
      ...more,
    });
  await ended('2026-11-01', '2026-11-11');
  await ended('2026-11-02', '2026-11-04', { rating: 5 });
  const late = await ended('2026-11-03', '2026-11-23', { rating: 2 });
  await ended('2026-11-03', '2026-11-24', { phase: 'withdrawn' });
  await dossier({ submitted_at: at('2026-11-20'), due_on: '2026-11-24' });
  await dossier({ submitted_at: at('2026-11-25') });
  await inVernon((tx) =>
    tx
      .insertInto('clock_notices')
      .values({ authority_id: vernon, dossier_id: late, kind: 'silence', due_on: '2026-11-20', at: new Date() })
      .execute(),
  );
  const period = { from: '2026-11-01', to: '2026-11-25' };
  const read = () => inVernon((tx) => readBoard(tx, all, period, '2026-11-25'));
  const live = await read();
  await countDays(platform, vernon);
  const counted = await read();
  await countDays(platform, vernon);
  expect(await read()).toEqual(counted);
  const sorted = (board: typeof live) => ({
    ...board,
    procedures: board.procedures.map((line) => ({
      ...line,
      durations: [...line.durations].sort((a, b) => a.lasted - b.lasted),
    })),
  });
  expect(sorted(counted)).toEqual(sorted(live));
  expect(question(counted)).toMatchObject({ received: 6, handled: 3, handledLate: 1 });
  expect(
    sorted(counted)
      .procedures.find((line) => line.procedureId === 'question')
      ?.durations.map(({ lasted, dossiers }) => [lasted, dossiers]),
  ).toEqual([
    [2, 1],
    [10, 1],
    [20, 1],
  ]);
  expect(counted.load).toMatchObject([{ agentId: null, open: 2, late: 1 }]);
  expect(counted.load[0]?.oldest).toEqual(at('2026-11-20'));
  expect(counted.days).toHaveLength(25);
  const { average, answers } = await inVernon((tx) =>
    tx
      .selectFrom('procedure_satisfaction')
      .selectAll()
      .where('procedure_id', '=', 'question')
      .executeTakeFirstOrThrow(),
  );
  expect([answers, average]).toEqual([2, 350]);
});

test('what was counted long ago stays when its dossiers are erased', async () => {
  const { platform } = world.counter;
  platform.clock.set('2027-03-01T10:00');
  await countDays(platform, vernon);
  await world.counter.platform.database.transaction([vernon], (tx) =>
    tx.deleteFrom('dossiers').where('authority_id', '=', vernon).where('phase', '=', 'accepted').execute(),
  );
  await countDays(platform, vernon);
  const board = await inVernon((tx) => readBoard(tx, all, { from: '2026-11-01', to: '2026-11-30' }, '2027-03-01'));
  expect(question(board)).toMatchObject({ received: 6, handled: 3 });
});

test('the morning e-mail: at its hour, on working days, once, to who wants it and is there, when there is something', async () => {
  const { platform } = world.counter;
  const leader = world.people['team leader'];
  const browser = await world.browser(leader);
  await browser.get('/agents/alertes');
  expect((await browser.post('/agents/alertes/courriel', { wanted: 'yes' })).location).toBe('/agents/alertes');
  await dossier({ submitted_at: new Date('2027-02-01T09:00:00Z'), due_on: '2027-03-01' });
  await world.counter.runJobs();
  const send = async (at: string) => {
    platform.clock.set(at);
    platform.mail.sent.length = 0;
    const count = await sendMorningMails(
      { ...world.counter, site: world.counter.parts.site },
      vernon,
      'https://guichet.example.fr',
    );
    await world.counter.runJobs();
    return [count, platform.mail.sent.map((mail) => mail.to)];
  };
  const to = `${leader.agent?.id}@example.fr`;
  expect(await send('2027-03-06T08:02')).toEqual([0, []]);
  expect(await send('2027-03-29T08:02')).toEqual([0, []]);
  expect(await send('2027-03-30T07:02')).toEqual([0, []]);
  expect(await send('2027-03-30T08:02')).toEqual([1, [to]]);
  expect(await send('2027-03-30T09:02')).toEqual([0, []]);
  await inVernon((tx) =>
    tx
      .insertInto('agent_absences')
      .values({
        authority_id: vernon,
        id: newId(),
        agent_id: leader.agent?.id ?? '',
        from_day: '2027-03-31',
        to_day: '2027-03-31',
        noted_by: leader.agent?.id ?? '',
        noted_at: new Date(),
      })
      .execute(),
  );
  expect(await send('2027-03-31T08:02')).toEqual([0, []]);
  expect((await send('2027-04-01T11:02'))[0]).toBe(1);
});

test('the pages say what they are, with nothing and with something', async () => {
  world.counter.platform.clock.set('2026-11-25T10:00');
  const leader = await world.browser(world.people['team leader']);
  for (const [path, text] of [
    ['/agents/tableau-de-bord', 'Charge par agent'],
    ['/agents/tableau-de-bord?jours=365', 'Mois par mois'],
    ['/agents/alertes', 'Alertes du moment'],
    ['/agents/satisfaction', 'Avis des demandeurs'],
  ] as const) {
    const answer = await leader.get(path);
    expect(answer.status).toBe(200);
    expect(answer.body).toContain(text);
  }
  const agent = await world.browser(world.people.agent);
  expect((await agent.get('/agents/tableau-de-bord')).status).toBe(403);
});

test('settings of delays: what is wrong is said, a procedure has its own and gives it up', async () => {
  const administrator = await world.browser(world.people.administrator);
  const path = '/agents/administration/delais';
  await administrator.get(path);
  const typed = {
    act: 'save',
    procedure: 'question',
    first: '5',
    last: '2',
    target: '4',
    unassigned: '1',
    answer: '1',
  };
  expect((await administrator.post(path, { ...typed, last: '5' })).status).toBe(422);
  expect((await administrator.post(path, { ...typed, first: 'dix' })).status).toBe(422);
  expect((await administrator.post(path, { ...typed, procedure: 'nowhere' })).status).toBe(422);
  expect((await administrator.post(path, typed)).status).toBe(303);
  expect((await administrator.get(path)).body).toContain('5 et 2\u00a0jours avant');
  expect((await administrator.post(path, { act: 'reset', procedure: 'question' })).status).toBe(303);
  expect((await administrator.get(path)).body).not.toContain('5 et 2\u00a0jours avant');
});

test('a closing is previewed, published, shown on the portal, and never twice on the same day', async () => {
  world.counter.platform.clock.set('2026-11-25T10:00');
  const administrator = await world.browser(world.people.administrator);
  const path = '/agents/administration/horaires';
  await administrator.get(path);
  const typed = { from: '2026-11-25', to: '2026-11-26', spans: '', reason: 'Travaux dans le hall' };
  const preview = await administrator.post(path, { ...typed, act: 'preview' });
  expect(preview.body).toContain('Fermé du 25 novembre 2026 au 26 novembre 2026\u00a0: Travaux dans le hall');
  expect((await administrator.post(path, { ...typed, act: 'publish' })).status).toBe(303);
  expect((await administrator.post(path, { ...typed, act: 'publish' })).status).toBe(422);
  expect((await administrator.post(path, { ...typed, from: '2026-11-01', act: 'publish' })).status).toBe(422);
  const filed = await world.dossier('visitor');
  const visitor = await world.browser(world.people.visitor);
  expect((await visitor.get(filed.path)).body).toContain('Travaux dans le hall');
  world.counter.platform.mail.sent.length = 0;
  await world.counter.runJobs();
  expect(world.counter.platform.mail.sent.map((mail) => mail.text).join()).toContain('Travaux dans le hall');
});
