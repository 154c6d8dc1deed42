import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestCounter, testCounter, type Visitor } from '#tests/support/test-counter.ts';
import { createAgent } from './index.ts';
import { takeBackEnded } from './usecases/delegations.ts';
import { createTeam } from './usecases/manage-teams.ts';

const vernon = 'C27681';
const agglomeration = 'E200072312';
const phrase = 'cheval brouette parapluie';
const href = '/agents/equipe/delegations';

let counter: TestCounter;
let administrator: Visitor;
let ownTeam: string;
beforeAll(async () => {
  counter = await testCounter();
  await makeAgent('Chef Mairie', vernon, { role: 'administrator' });
  administrator = await signIn('chef.mairie@exemple.fr');
  const adopted = await counter.catalogue.findAdopted(vernon, 'question');
  ownTeam = adopted?.teamId ?? '';
}, 120_000);
afterAll(() => counter?.close());

async function makeAgent(
  name: string,
  authorityId: string,
  {
    role = 'agent',
    teams = [],
  }: { role?: 'agent' | 'administrator'; teams?: { teamId: string; leader?: boolean }[] } = {},
): Promise<string> {
  return createAgent(counter.platform, {
    email: `${name.toLowerCase().replace(' ', '.')}@exemple.fr`,
    name,
    password: phrase,
    roles: [{ authorityId, role }],
    teams: teams.map((team) => ({ authorityId, ...team })),
  });
}

async function signIn(email: string): Promise<Visitor> {
  const visitor = counter.visitor();
  await visitor.get('/agents/connexion');
  expect((await visitor.post('/agents/connexion', { email, password: phrase })).status).toBe(303);
  await visitor.get('/agents/compte');
  return visitor;
}

async function fileQuestion(): Promise<string> {
  // The newest is found by its time.
  counter.platform.clock.advance({ seconds: 1 });
  const visitor = counter.visitor();
  const page = await visitor.get('/vernon/demarches/question-a-la-mairie/commencer');
  const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page.body)?.[1] ?? '';
  const sent = await visitor.post('/vernon/demarches/question-a-la-mairie/commencer', {
    _idempotency: hidden('_idempotency'),
    subject: 'thanks',
    message: 'Bonjour',
    given_names: 'Claire',
    family_name: 'Petit',
    email: 'claire@exemple.fr',
  });
  expect(sent.status, sent.body.slice(0, 2000)).toBe(303);
  const rows = await counter.platform.database.read([vernon], (tx) =>
    tx
      .selectFrom('dossiers')
      .select(['id'])
      .where('authority_id', '=', vernon)
      .orderBy('submitted_at', 'desc')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow(),
  );
  return rows.id;
}

const dossier = (id: string) =>
  counter.platform.database.read([vernon], (tx) =>
    tx
      .selectFrom('dossiers')
      .select(['team_authority_id', 'team_id', 'assignee_id'])
      .where('authority_id', '=', vernon)
      .where('id', '=', id)
      .executeTakeFirstOrThrow(),
  );

async function makeDelegateTeam(name: string): Promise<string> {
  const email = `chef.${name.toLowerCase()}@exemple.fr`;
  await createAgent(counter.platform, {
    email,
    name: `Chef ${name}`,
    password: phrase,
    roles: [{ authorityId: agglomeration, role: 'administrator' }],
  });
  const visitor = await signIn(email);
  const { agent } = await counter.identity.resolve(undefined, visitor.cookie('parvis_agent'));
  if (agent === undefined) throw new Error('not signed in');
  return createTeam(counter.identity.parts, agent, { name, email: '' });
}

const today = () => {
  const { day, month, year } = counter.platform.clock.now().toZonedDateTimeISO('Europe/Paris');
  return { 'from-day': String(day), 'from-month': String(month), 'from-year': String(year) };
};

async function delegate(teamId: string, fields: Record<string, string> = {}): Promise<number> {
  await administrator.get(`${href}/nouvelle?collectivite=${await slugOf()}`);
  const answer = await administrator.post(`${href}/nouvelle?collectivite=${await slugOf()}`, {
    team: teamId,
    scope: 'some',
    procedures: 'question',
    ...today(),
    ...fields,
  });
  return answer.status;
}
const slugOf = async () => (await counter.directory.getAuthority(agglomeration)).slug;

test('a delegation gives the new requests to the team, and nothing an instant after its end', async () => {
  const teamId = await makeDelegateTeam('Polyvalents');
  await makeAgent('Ines Roy', agglomeration, { teams: [{ teamId }] });
  const delegate1 = await signIn('ines.roy@exemple.fr');
  const before = await fileQuestion();
  expect((await dossier(before)).team_id).toBe(ownTeam);
  expect(await delegate(teamId)).toBe(303);

  const id = await fileQuestion();
  expect(await dossier(id)).toMatchObject({ team_authority_id: agglomeration, team_id: teamId });
  counter.platform.clock.advance({ seconds: 1 });
  expect((await delegate1.get(`/agents/dossiers/vernon/${id}`)).status).toBe(200);
  // What Vernon kept stays Vernon's.
  expect((await delegate1.get(`/agents/dossiers/vernon/${before}`)).status).toBe(404);

  await administrator.get(href);
  const ended = await administrator.post(`${href}/fin`, {
    procedure: 'question',
    authority: agglomeration,
    team: teamId,
  });
  expect(ended.status).toBe(303);
  expect((await delegate1.get(`/agents/dossiers/vernon/${id}`)).status).toBe(404);
  expect(await dossier(id)).toMatchObject({ team_authority_id: vernon, team_id: ownTeam, assignee_id: null });
  const after = await fileQuestion();
  expect((await dossier(after)).team_id).toBe(ownTeam);
  expect((await administrator.get(href)).body).toContain('Terminée');
});

test('a delegation that ends by its date: what was under way comes back by the job', async () => {
  const teamId = await makeDelegateTeam('Renfort');
  expect(await delegate(teamId)).toBe(303);
  const id = await fileQuestion();
  expect((await dossier(id)).team_id).toBe(teamId);
  const end = new Date(counter.platform.clock.now().epochMilliseconds);
  await counter.platform.database.transaction([vernon], (tx) =>
    tx
      .updateTable('processing_rights')
      .set({ valid_until: end })
      .where('authority_id', '=', vernon)
      .where('team_id', '=', teamId)
      .execute(),
  );
  counter.platform.clock.advance({ seconds: 1 });
  expect(await takeBackEnded(counter)).toBeGreaterThan(0);
  expect((await dossier(id)).team_id).toBe(ownTeam);
  // A filing that was on its way is looked for once more, then no more.
  counter.platform.clock.advance({ minutes: 3 });
  expect(await takeBackEnded(counter)).toBeGreaterThan(0);
  expect(await takeBackEnded(counter)).toBe(0);
});

test('wrong dates, no team, no procedure: nothing is given, each is said', async () => {
  const teamId = await makeDelegateTeam('Essais');
  expect(await delegate(teamId, { team: ownTeam })).toBe(422);
  expect(await delegate(teamId, { procedures: 'inconnue' })).toBe(422);
  expect(await delegate(teamId, { 'from-day': '31', 'from-month': '2' })).toBe(422);
  expect(await delegate(teamId, { 'until-day': '1', 'until-month': '1', 'until-year': '2020' })).toBe(422);
  const rights = await counter.platform.database.read([vernon], (tx) =>
    tx
      .selectFrom('processing_rights')
      .select('procedure_id')
      .where('authority_id', '=', vernon)
      .where('team_id', '=', teamId)
      .execute(),
  );
  expect(rights).toEqual([]);
});

test('whoever leaves hands over to a colleague of the team; leaders are told and nothing opens any more', async () => {
  const leader = await makeAgent('Luc Chef', vernon, { teams: [{ teamId: ownTeam, leader: true }] });
  const heir = await makeAgent('Awa Suite', vernon, { teams: [{ teamId: ownTeam }] });
  const leaving = await makeAgent('Max Part', vernon, { teams: [{ teamId: ownTeam }] });
  const stranger = await makeAgent('Zoe Ailleurs', agglomeration);
  const [one, two] = [await fileQuestion(), await fileQuestion()];
  await counter.platform.database.transaction([vernon], (tx) =>
    tx
      .updateTable('dossiers')
      .set({ assignee_id: leaving })
      .where('authority_id', '=', vernon)
      .where('id', 'in', [one, two])
      .execute(),
  );
  const browser = await signIn('max.part@exemple.fr');
  expect((await browser.get('/agents')).status).toBe(200);

  const path = `/agents/equipe/agents/${leaving}/retirer`;
  const page = await administrator.get(path);
  expect(page.body).toContain('Demandes qui lui sont attribuées');
  expect((await administrator.post(path, {})).status).toBe(422);
  expect((await administrator.post(path, { heir: 'colleague', colleague: stranger })).status).toBe(404);
  expect((await browser.get('/agents')).status).toBe(200);
  expect((await administrator.post(path, { heir: 'colleague', colleague: heir })).status).toBe(303);

  expect((await dossier(one)).assignee_id).toBe(heir);
  expect((await dossier(two)).assignee_id).toBe(heir);
  expect((await browser.get('/agents')).location).toContain('/agents/connexion');
  await counter.runJobs();
  const told = counter.platform.mail.sent.filter((mail) => mail.subject.includes('Max Part'));
  expect(told.map((mail) => mail.to).sort()).toEqual(['awa.suite@exemple.fr', 'luc.chef@exemple.fr']);
  expect(told[0]?.text).toContain('Demandes confiées à Awa Suite');

  // Nobody takes over: they are the team's again.
  const again = `/agents/equipe/agents/${heir}/retirer`;
  await administrator.get(again);
  expect((await administrator.post(again, { heir: 'team' })).status).toBe(303);
  expect(await dossier(one)).toMatchObject({ team_id: ownTeam, assignee_id: null });
  expect(leader).toBeDefined();
});
