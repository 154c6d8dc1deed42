import { afterAll, beforeAll, expect, test } from 'vitest';
import { absentMembers } from '#modules/identity/index.ts';
import { newId } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import { agglomeration, makeWorld, vernon, type World } from '#tests/security/world.ts';

let world: World;
let agentId: string;
let leaderId: string;
beforeAll(async () => {
  world = await makeWorld();
  world.counter.platform.clock.set('2026-11-23T09:00');
  agentId = world.people.agent.agent?.id ?? '';
  leaderId = world.people['team leader'].agent?.id ?? '';
}, 180_000);
afterAll(() => world?.close());

const inVernon = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  world.counter.platform.database.transaction([vernon], work);

const assigneeOf = (id: string) =>
  inVernon(async (tx) => {
    const row = await tx.selectFrom('dossiers').select('assignee_id').where('id', '=', id).executeTakeFirstOrThrow();
    return row.assignee_id;
  });

async function heldBy(holder: string, change: Record<string, unknown> = {}) {
  const filed = await world.dossier('visitor');
  await inVernon((tx) =>
    tx
      .updateTable('dossiers')
      .set({ assignee_id: holder, ...change })
      .where('id', '=', filed.id)
      .execute(),
  );
  return filed;
}

test('an absence: not in the past, not overlapping, not of somebody else, ended or removed', async () => {
  const leader = await world.browser(world.people['team leader']);
  const agent = await world.browser(world.people.agent);
  await leader.get('/agents/absences');
  await agent.get('/agents/absences');
  const typed = { agent: agentId, from: '2026-11-24', to: '2026-12-04', substitute: leaderId, note: '' };
  expect((await agent.post('/agents/absences', { ...typed, from: '2026-11-22' })).body).toContain('déjà passé');
  expect((await agent.post('/agents/absences', { ...typed, to: '2026-11-23' })).status).toBe(422);
  expect((await agent.post('/agents/absences', { ...typed, substitute: agentId })).status).toBe(422);
  expect((await agent.post('/agents/absences', { ...typed, agent: leaderId, substitute: '' })).status).toBe(403);
  const twice = await Promise.all([1, 2].map(() => agent.post('/agents/absences', typed)));
  expect(twice.map((answer) => answer.status).sort()).toEqual([303, 422]);
  const overlap = await leader.post('/agents/absences', { ...typed, from: '2026-12-04', to: '2026-12-05' });
  expect(overlap.body).toContain('est déjà absent du 24 novembre 2026 au 4 décembre 2026');
  const id = /absences\/([0-9a-f-]{36})\/fin/.exec((await leader.get('/agents/absences')).body)?.[1];
  expect((await leader.post(`/agents/absences/${id}/fin`)).status).toBe(303);
  expect((await agent.get('/agents/absences')).body).toContain('Aucune absence prévue');
});

test('the absences of a team that processes for another authority are known to that authority', async () => {
  const delegate = world.people['agent by delegation'].agent?.id ?? '';
  await world.counter.platform.database.transaction([agglomeration], (tx) =>
    tx
      .insertInto('agent_absences')
      .values({
        authority_id: agglomeration,
        id: newId(),
        agent_id: delegate,
        from_day: '2026-11-23',
        to_day: '2026-11-24',
        noted_by: delegate,
        noted_at: new Date(),
      })
      .execute(),
  );
  const filed = await world.dossier('delegate');
  const away = await inVernon(async (tx) => {
    const { team_id: id } = await tx
      .selectFrom('dossiers')
      .select('team_id')
      .where('id', '=', filed.id)
      .executeTakeFirstOrThrow();
    return absentMembers(tx, { authorityId: agglomeration, id }, '2026-11-23');
  });
  expect([...away.keys()]).toEqual([delegate]);
});

test('during an absence the substitute finds the new answers, and the dossier says who is away', async () => {
  const absent = await heldBy(agentId, {
    submitted_at: new Date('2026-11-20T08:00:00Z'),
    updated_at: new Date('2026-11-21T08:00:00Z'),
    last_applicant_act_at: new Date('2026-11-21T08:00:00Z'),
  });
  const leader = await world.browser(world.people['team leader']);
  expect((await leader.get('/agents/remplacements')).body).toContain('Personne à remplacer');
  await leader.get('/agents/absences');
  await leader.post('/agents/absences', {
    agent: agentId,
    from: '2026-11-23',
    to: '2026-11-27',
    substitute: leaderId,
  });
  const page = (await leader.get('/agents/remplacements')).body;
  expect(page).toContain('Nouvelle réponse');
  expect(page).toContain(absent.agentPath);
  expect((await leader.get(absent.agentPath)).body).toContain('est absent jusqu’au 27 novembre 2026');
});

test('dossiers are handed over by procedure, with a note, and given back the same day unless they have moved', async () => {
  const [kept, moved] = [await heldBy(agentId), await heldBy(agentId)];
  const leader = await world.browser(world.people['team leader']);
  const shown = (await leader.get(`/agents/passation?de=${agentId}`)).body;
  expect(shown).toContain('Quelles démarches');
  expect((await leader.post('/agents/passation', { from: agentId, to: leaderId })).status).toBe(422);
  const given = await leader.post('/agents/passation', {
    from: agentId,
    to: leaderId,
    procedures: 'question',
    note: 'Rappeler lundi.',
  });
  expect(given.status).toBe(303);
  expect([await assigneeOf(kept.id), await assigneeOf(moved.id)]).toEqual([leaderId, leaderId]);
  expect((await leader.get(kept.agentPath)).body).toContain('Rappeler lundi.');
  await inVernon((tx) => tx.updateTable('dossiers').set({ assignee_id: null }).where('id', '=', moved.id).execute());
  const id = /passation\/([0-9a-f-]{36})\/annuler/.exec((await leader.get('/agents/passation')).body)?.[1];
  expect((await leader.post(`/agents/passation/${id}/annuler`)).status).toBe(303);
  expect([await assigneeOf(kept.id), await assigneeOf(moved.id)]).toEqual([agentId, null]);
  expect((await leader.post(`/agents/passation/${id}/annuler`)).status).toBe(409);
});

test('the day after, a handover is no longer undone', async () => {
  await heldBy(agentId);
  const leader = await world.browser(world.people['team leader']);
  await leader.get('/agents/passation');
  await leader.post('/agents/passation', { from: agentId, to: 'service', procedures: 'question' });
  const id = /passation\/([0-9a-f-]{36})\/annuler/.exec((await leader.get('/agents/passation')).body)?.[1];
  world.counter.platform.clock.set('2026-11-24T00:01');
  const tomorrow = await world.browser(world.people['team leader']);
  await tomorrow.get('/agents/passation');
  expect((await tomorrow.post(`/agents/passation/${id}/annuler`)).status).toBe(409);
  world.counter.platform.clock.set('2026-11-23T09:30');
});

test('the calendar, and its secret address: no name of an applicant, nothing once it is revoked', async () => {
  await heldBy(agentId, { due_on: '2026-12-04', applicant_name: 'Zoé Martin' });
  const agent = await world.browser(world.people.agent);
  expect((await agent.get('/agents/echeances?miens=oui')).body).toContain('4 décembre 2026');
  expect((await agent.get('/agents/echeances?mois=2026-12')).body).toContain('jour=2026-12-04');
  expect((await agent.get('/agents/echeances?mois=2026-12-99&jour=hier&apres=x&service=1')).status).toBe(200);
  const made = await agent.post('/agents/echeances/agenda', { act: 'make' });
  const address = /\/agenda\/[\w-]{43}\.ics/.exec(made.body)?.[0] ?? '';
  const stranger = world.counter.visitor();
  const feed = await stranger.get(address);
  expect(feed.headers['content-type']).toContain('text/calendar');
  expect(feed.body).toContain('DTSTART;VALUE=DATE:20261204');
  expect(feed.body).not.toContain('Zoé');
  await agent.post('/agents/echeances/agenda', { act: 'revoke' });
  expect((await stranger.get(address)).status).toBe(404);
});

test('a note begun with a template', async () => {
  const leader = await world.browser(world.people['team leader']);
  await leader.get('/agents/modeles-de-notes');
  expect((await leader.post('/agents/modeles-de-notes', { act: 'save', name: '', body: 'x' })).status).toBe(422);
  await leader.post('/agents/modeles-de-notes', { act: 'save', name: 'Relance', body: 'Relancé par téléphone.' });
  const filed = await world.dossier('visitor');
  const link = /notes\/nouvelle\?modele=[0-9a-f-]{36}/.exec(
    (await leader.get(`${filed.agentPath}/notes/nouvelle`)).body,
  );
  expect((await leader.get(`${filed.agentPath}/${link?.[0]}`)).body).toContain('>Relancé par téléphone.</textarea>');
});
