import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { verifyChain } from '#modules/dossiers/index.ts';
import { newId } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import { type Filed, makeWorld, vernon, type World } from '#tests/security/world.ts';
import { warnOfDelays } from './usecases/warn-of-delays.ts';
import { watchClock } from './usecases/watch-clock.ts';

let world: World;
const origin = 'https://guichet.example.fr';
beforeAll(async () => {
  world = await makeWorld();
}, 180_000);
afterAll(() => world?.close());
beforeEach(() => {
  world.counter.platform.mail.sent.length = 0;
});

const inVernon = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  world.counter.platform.database.transaction([vernon], work);

/** A dossier received in October whose date is given; its acknowledgement and messages are sent. */
async function due(on: string | null, change: Record<string, unknown> = {}): Promise<Filed> {
  const filed = await world.dossier('visitor');
  await world.counter.runJobs();
  await inVernon((tx) =>
    tx
      .updateTable('dossiers')
      .set({ due_on: on, submitted_at: new Date('2026-10-01T08:00:00Z'), silence_rule: 'accept', ...change })
      .where('authority_id', '=', vernon)
      .where('id', '=', filed.id)
      .execute(),
  );
  world.counter.platform.mail.sent.length = 0;
  return filed;
}

const eventsOf = ({ id }: Filed, kind: string) =>
  inVernon((tx) =>
    tx
      .selectFrom('dossier_events')
      .selectAll()
      .where('authority_id', '=', vernon)
      .where('dossier_id', '=', id)
      .where('kind', '=', kind)
      .execute(),
  );

test('what silence decided is noted once, the day after, and the chain holds', async () => {
  const { platform, parts } = world.counter;
  const dossier = await due('2026-11-22');
  await watchClock(parts, origin);
  expect(await eventsOf(dossier, 'silence')).toEqual([]);
  platform.clock.set('2026-11-23T00:17');
  await watchClock(parts, origin);
  await watchClock(parts, origin);
  const events = await eventsOf(dossier, 'silence');
  expect(events).toHaveLength(1);
  expect(events[0]?.data).toMatchObject({ rule: 'accept', on: '2026-11-22' });
  const all = await inVernon((tx) =>
    tx.selectFrom('dossier_events').selectAll().where('dossier_id', '=', dossier.id).orderBy('seq').execute(),
  );
  expect(
    verifyChain(
      all.map((event) => ({
        authorityId: event.authority_id,
        dossierId: event.dossier_id,
        seq: event.seq,
        at: event.at,
        kind: event.kind,
        actor: {
          kind: event.actor_kind,
          ...(event.actor_id === null ? {} : { id: event.actor_id }),
          ...(event.actor_name === '' ? {} : { name: event.actor_name }),
        },
        channel: event.channel,
        visibility: event.visibility,
        data: event.data,
        previousHash: event.previous_hash,
        hash: event.hash,
      })),
    ),
  ).toBeUndefined();
});

test('a tacit acceptance: the applicant asks for the attestation, twice gets the same, and finds it in the documents', async () => {
  world.counter.platform.clock.set('2026-11-23T10:00');
  const dossier = await due('2026-11-20');
  const visitor = await world.browser(world.people.visitor);
  const before = (await visitor.get(dossier.path)).body;
  expect(before).toContain('Votre demande est acceptée');
  expect(before).toContain('Obtenir mon attestation (PDF)');
  const first = await visitor.post(`${dossier.path}/attestation`);
  const again = await visitor.post(`${dossier.path}/attestation`);
  expect([first.status, again.status]).toEqual([303, 303]);
  expect(again.location).toBe(first.location);
  const pdf = await visitor.get(first.location ?? '');
  expect(pdf.headers['content-type']).toBe('application/pdf');
  expect(pdf.raw.subarray(0, 5).toString()).toBe('%PDF-');
  expect(await eventsOf(dossier, 'attestation')).toHaveLength(1);
  const after = (await visitor.get(dossier.path)).body;
  expect(after).toContain('Télécharger l’attestation d’acceptation (PDF)');
  expect(after).not.toContain('Obtenir mon attestation');
});

test('no attestation while the delay runs, once decided, or where silence rejects', async () => {
  world.counter.platform.clock.set('2026-11-23T10:00');
  const visitor = await world.browser(world.people.visitor);
  const cases = [
    await due('2026-11-23'),
    await due('2026-11-20', { silence_rule: 'reject' }),
    await due('2026-11-20', { silence_rule: 'none' }),
    await due('2026-11-20', { phase: 'refused', decided_at: new Date(), closed_at: new Date() }),
    await due(null, { clock_suspended_at: new Date('2026-11-01T08:00:00Z') }),
  ];
  for (const dossier of cases) {
    await visitor.get(dossier.path);
    expect((await visitor.post(`${dossier.path}/attestation`)).status).toBe(409);
    expect(await eventsOf(dossier, 'attestation')).toEqual([]);
  }
});

test('a tacit rejection tells the remedies, until when, and that the reasons may be asked for', async () => {
  world.counter.platform.clock.set('2026-11-23T10:00');
  const dossier = await due('2026-11-20', { silence_rule: 'reject' });
  const page = (await (await world.browser(world.people.visitor)).get(dossier.path)).body;
  expect(page).toContain('Votre demande est rejetée');
  // Two months without counting the days of both ends: 21 January 2027, a Thursday.
  expect(page).toContain('jusqu’au 21 janvier 2027');
  expect(page).toContain('tribunal administratif de Rouen');
  expect(page).toContain('article L232-4');
});

test('agents read why the date is what it is, and can make the attestation at the counter', async () => {
  world.counter.platform.clock.set('2026-11-23T10:00');
  const dossier = await due('2026-11-20');
  const agent = await world.browser(world.people.agent);
  const page = (await agent.get(dossier.agentPath)).body;
  expect(page).toContain('Pourquoi cette date');
  expect(page).toContain('CRPA, art. L232-3');
  expect(page).toContain('CRPA, art. L112-3, L112-11 et R112-11-1');
  expect((await agent.post(`${dossier.agentPath}/attestation`)).location).toBe(dossier.agentPath);
  expect(await eventsOf(dossier, 'attestation')).toHaveLength(1);
});

test('dates that draw near are told twice, once at each threshold, to whoever is in charge and the leader', async () => {
  const { platform, parts } = world.counter;
  platform.clock.set('2027-03-01T09:00');
  const agentId = world.people.agent.agent?.id ?? '';
  const leaderId = world.people['team leader'].agent?.id ?? '';
  const dossier = await due('2027-03-12', { assignee_id: agentId });
  const told = async (day: string) => {
    platform.mail.sent.length = 0;
    const count = await warnOfDelays(parts, vernon, day, origin);
    await world.counter.runJobs();
    return { count, to: platform.mail.sent.map((mail) => mail.to).sort() };
  };
  const both = [`${agentId}@example.fr`, `${leaderId}@example.fr`].sort();
  expect(await told('2027-03-01')).toEqual({ count: 0, to: [] });
  expect(await told('2027-03-02')).toEqual({ count: 1, to: both });
  expect(await told('2027-03-03')).toEqual({ count: 0, to: [] });
  expect(await told('2027-03-09')).toEqual({ count: 1, to: both });
  expect(await told('2027-03-12')).toEqual({ count: 0, to: [] });
  // The date has moved: it is told anew.
  await inVernon((tx) =>
    tx.updateTable('dossiers').set({ due_on: '2027-03-22' }).where('id', '=', dossier.id).execute(),
  );
  expect(await told('2027-03-12')).toEqual({ count: 1, to: both });
  // Away: the substitute is told in their place.
  await inVernon((tx) =>
    tx
      .insertInto('agent_absences')
      .values({
        authority_id: vernon,
        id: newId(),
        agent_id: agentId,
        from_day: '2027-03-15',
        to_day: '2027-03-31',
        substitute_id: leaderId,
        noted_by: agentId,
        noted_at: new Date(),
      })
      .execute(),
  );
  expect(await told('2027-03-19')).toEqual({ count: 1, to: [`${leaderId}@example.fr`] });
});

test('nobody is warned of what came in too late to be seen coming', async () => {
  const { parts } = world.counter;
  await due('2027-05-04', { submitted_at: new Date('2027-05-03T08:00:00Z') });
  expect(await warnOfDelays(parts, vernon, '2027-05-03', origin)).toBe(0);
});

test('a filing whose acknowledgement was lost is acknowledged within the delay of the law', async () => {
  const { platform, parts } = world.counter;
  platform.clock.set('2027-06-01T09:00');
  const dossier = await world.dossier('visitor');
  await inVernon((tx) => tx.selectFrom('dossiers').select('id').execute());
  const lost = await platform.jobs.takeOne(['acknowledge-dossier']);
  expect(lost?.data).toMatchObject({ dossierId: dossier.id });
  platform.clock.advance({ hours: 2 });
  await watchClock(parts, origin);
  await world.counter.runJobs();
  expect(await eventsOf(dossier, 'acknowledged')).toHaveLength(1);
});

test('only the authorities that have something on the clock are looked at', async () => {
  const { platform } = world.counter;
  const withWork = async (today: string, since: string) => {
    const { rows } = await sql<{ id: string }>`
      SELECT authority_id AS id FROM authorities_with_clock_work(${today}::date, ${since}::timestamptz)`.execute(
      platform.database.open,
    );
    return rows.map(({ id }) => id);
  };
  await due('2031-01-10', { submitted_at: new Date('2030-10-01T08:00:00Z') });
  expect(await withWork('2031-01-01', '2031-01-01T00:00:00Z')).toContain(vernon);
  expect(await withWork('2031-01-01', '2031-01-01T00:00:00Z')).not.toContain('C27399');
  await inVernon((tx) => tx.updateTable('dossiers').set({ due_on: null }).where('authority_id', '=', vernon).execute());
  expect(await withWork('2031-01-01', '2031-01-01T00:00:00Z')).not.toContain(vernon);
  expect(await withWork('2031-01-01', '2026-01-01T00:00:00Z')).toContain(vernon);
});
