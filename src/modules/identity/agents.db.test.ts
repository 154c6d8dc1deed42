import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AgentRole } from '#platform/http/principals.ts';
import { type TestCounter, testCounter, type Visitor } from '#tests/support/test-counter.ts';
import { createAccount, createAgent, identityRoutes } from './index.ts';
import { agentCookieName, residentCookieName } from './sessions.ts';
import { changeAgentRole, endAgentAccess, inviteAgent } from './usecases/manage-agents.ts';
import { createTeam, putInTeam } from './usecases/manage-teams.ts';

const town = 'C27681';
const agglomeration = 'E200072312';
const phrase = 'cheval brouette parapluie';
const otherPhrase = 'tortue fraise 7 horizons';

let counter: TestCounter;
beforeAll(async () => {
  counter = await testCounter();
});
afterAll(() => counter.close());

let made = 0;
async function newAgent(
  role: AgentRole,
  authorityIds: readonly string[] = [town],
): Promise<{ id: string; email: string; name: string }> {
  made += 1;
  const email = `agent${made}@exemple.fr`;
  const name = `Agent ${made}`;
  const roles = authorityIds.map((authorityId) => ({ authorityId, role }));
  return { id: await createAgent(counter.platform, { email, name, password: phrase, roles }), email, name };
}

async function signedIn(email: string, password = phrase): Promise<Visitor> {
  const visitor = counter.visitor();
  await visitor.get('/agents/connexion');
  expect((await visitor.post('/agents/connexion', { email, password })).status).toBe(303);
  await visitor.get('/agents/compte');
  return visitor;
}

async function principalOf(visitor: Visitor) {
  const { agent } = await counter.identity.resolve(undefined, visitor.cookie(agentCookieName));
  if (agent === undefined) throw new Error('not signed in');
  return agent;
}

async function linkTo(email: string): Promise<string> {
  await counter.runJobs();
  const mail = counter.platform.mail.sent.filter((sent) => sent.to === email).at(-1);
  const link = /https?:\/\/\S+/.exec(mail?.text ?? '')?.[0];
  expect(link, mail?.text).toBeDefined();
  return new URL(link as string).pathname;
}

const roleOf = async (authorityId: string, agentId: string) =>
  (
    await counter.platform.database.transaction([authorityId], (tx) =>
      tx
        .selectFrom('agent_roles')
        .select('role')
        .where('authority_id', '=', authorityId)
        .where('agent_id', '=', agentId)
        .executeTakeFirst(),
    )
  )?.role;

const routes = () => identityRoutes({ site: counter.parts.site, identity: counter.identity });
const someId = '01939f6e-0000-7000-8000-0000000000aa';
const concrete = (path: string) =>
  path.replace(':agent', someId).replace(':team', someId).replace(':token', 'x'.repeat(43));

test('every page of the administration is refused to all but administrators', async () => {
  const { email: residentEmail } = { email: 'curieux@exemple.fr' };
  await createAccount(counter.platform, { email: residentEmail, password: phrase });
  const resident = counter.visitor();
  await resident.get('/connexion');
  await resident.post('/connexion', { email: residentEmail, password: phrase });
  await resident.get('/mon-espace/profil');
  const people = {
    stranger: counter.visitor(),
    resident,
    agent: await signedIn((await newAgent('agent')).email),
    leader: await signedIn((await newAgent('team-leader')).email),
    administrator: await signedIn((await newAgent('administrator')).email),
  };
  const administration = routes().filter((route) => route.access === 'administrator');
  expect(administration.length).toBeGreaterThan(12);
  for (const route of administration) {
    const path = concrete(route.path);
    const statuses: Record<string, number> = {};
    for (const [who, visitor] of Object.entries(people)) {
      const answer = route.method === 'GET' ? await visitor.get(path) : await visitor.post(path);
      statuses[who] = answer.status;
      if (who === 'stranger' || who === 'resident') expect(answer.location).toContain('/agents/connexion');
    }
    expect(statuses, route.id).toMatchObject({ stranger: 303, resident: 303, agent: 403, leader: 403 });
    expect([200, 303, 404, 422], `${route.id} ${statuses.administrator}`).toContain(statuses.administrator);
    await people.administrator.get('/agents/compte');
  }
});

test('every page of a resident is refused to an agent, and the other way round', async () => {
  const agent = await signedIn((await newAgent('administrator')).email);
  for (const route of routes().filter((known) => known.access === 'resident' && known.method === 'GET')) {
    expect((await agent.get(concrete(route.path))).location, route.id).toContain('/connexion?suite=');
  }
  const swapped = counter.visitor();
  swapped.setCookie(residentCookieName, agent.cookie(agentCookieName) as string);
  expect((await swapped.get('/mon-espace/profil')).status).toBe(303);
});

test('an administrator reaches nobody and no team of another authority', async () => {
  const administrator = await signedIn((await newAgent('administrator')).email);
  const foreign = await newAgent('administrator', [agglomeration]);
  const foreignAdministrator = await principalOf(await signedIn(foreign.email));
  const team = await createTeam(counter.identity.parts, foreignAdministrator, {
    name: 'Service d’ailleurs',
    email: '',
  });
  expect((await administrator.get('/agents/equipe')).body).not.toContain(foreign.name);
  expect((await administrator.get('/agents/equipe/services')).body).not.toContain('Service d’ailleurs');
  for (const path of [
    `/agents/equipe/agents/${foreign.id}`,
    `/agents/equipe/agents/${foreign.id}/retirer`,
    `/agents/equipe/services/${team}`,
  ]) {
    expect((await administrator.get(path)).status, path).toBe(404);
    await administrator.get('/agents/compte');
    expect(
      (await administrator.post(path, { role: 'agent', name: 'Pris', act: 'add', agent: foreign.id })).status,
      path,
    ).toBe(404);
  }
  const by = await principalOf(administrator);
  await expect(changeAgentRole(counter.identity.parts, by, foreign.id, 'agent')).rejects.toThrow('agent-not-found');
  await expect(endAgentAccess(counter.identity.parts, by, foreign.id)).rejects.toThrow('agent-not-found');
  await expect(putInTeam(counter.identity.parts, by, team, by.agentId, true)).rejects.toThrow('team-not-found');
  expect(await roleOf(agglomeration, foreign.id)).toBe('administrator');
});

test('use cases of the administration refuse whoever is no administrator', async () => {
  const by = await principalOf(await signedIn((await newAgent('team-leader')).email));
  const { parts } = counter.identity;
  const invitation = { email: 'x@exemple.fr', name: 'X', role: 'agent', teamIds: [], locale: 'fr' } as const;
  await expect(inviteAgent(parts, by, invitation)).rejects.toThrow('administrators-only');
  await expect(createTeam(parts, by, { name: 'X', email: '' })).rejects.toThrow('administrators-only');
  await expect(changeAgentRole(parts, by, by.agentId, 'administrator')).rejects.toThrow('administrators-only');
});

test('an invitation opens an access once, with the role and the teams that were chosen', async () => {
  const administrator = await signedIn((await newAgent('administrator')).email);
  const team = await createTeam(counter.identity.parts, await principalOf(administrator), {
    name: 'État civil d’essai',
    email: '',
  });
  await administrator.get('/agents/equipe/agents/nouveau');
  const email = 'invitee@mairie.exemple.fr';
  const fields = { email, name: 'Inès Morel', role: 'agent', teams: [team] };
  expect((await administrator.post('/agents/equipe/agents/nouveau', fields)).location).toBe('/agents/equipe');
  const twice = await administrator.post('/agents/equipe/agents/nouveau', fields);
  expect(twice.status).toBe(422);
  expect(twice.body).toContain('travaille déjà pour votre collectivité');
  expect((await administrator.get('/agents/equipe')).body).toContain('Invitation envoyée');
  const link = await linkTo(email);
  const visitor = counter.visitor();
  expect((await visitor.get(link)).body).toContain('value="Inès Morel"');
  const answers = { name: 'Inès Morel-Petit', 'new-password': otherPhrase, 'repeat-password': otherPhrase };
  expect((await visitor.post(link, answers)).location).toBe('/agents/connexion');
  expect((await visitor.post(link, answers)).status).toBe(404);
  const agent = await signedIn(email, otherPhrase);
  expect(await principalOf(agent)).toMatchObject({ name: 'Inès Morel-Petit', role: 'agent', authorityId: town });
  const members = await counter.platform.database.transaction([town], (tx) =>
    counter.identity.listAgentsOfTeam(tx, town, team),
  );
  expect(members.map((member) => member.name)).toEqual(['Inès Morel-Petit']);
});

test('an invitation holds for seven days', async () => {
  const administrator = await principalOf(await signedIn((await newAgent('administrator')).email));
  const email = 'tardif@mairie.exemple.fr';
  await inviteAgent(counter.identity.parts, administrator, {
    email,
    name: 'Tardif',
    role: 'agent',
    teamIds: [],
    locale: 'fr',
  });
  const link = await linkTo(email);
  counter.platform.clock.advance({ days: 7, minutes: 1 });
  expect((await counter.visitor().get(link)).status).toBe(404);
});

test('an agent whose access is removed loses the session at once, here and not elsewhere', async () => {
  const administrator = await signedIn((await newAgent('administrator')).email);
  const both = await newAgent('agent', [town, agglomeration]);
  const only = await newAgent('agent');
  const atTown = await signedIn(both.email);
  const elsewhere = await signedIn(both.email);
  await elsewhere.get('/agents/collectivite');
  await elsewhere.post('/agents/collectivite', { authority: agglomeration });
  const gone = await signedIn(only.email);
  expect((await gone.get('/agents/compte')).status).toBe(200);
  for (const id of [both.id, only.id]) {
    await administrator.get(`/agents/equipe/agents/${id}/retirer`);
    expect((await administrator.post(`/agents/equipe/agents/${id}/retirer`)).location).toBe('/agents/equipe');
  }
  expect((await gone.get('/agents/compte')).location).toContain('/agents/connexion');
  expect((await atTown.get('/agents/compte')).location).toContain('/agents/connexion');
  expect((await elsewhere.get('/agents/compte')).status).toBe(200);
  const visitor = counter.visitor();
  await visitor.get('/agents/connexion');
  expect((await visitor.post('/agents/connexion', { email: only.email, password: phrase })).status).toBe(422);
  expect((await visitor.post('/agents/connexion', { email: both.email, password: phrase })).status).toBe(303);
});

test('who comes back after having left finds neither the password nor the passkeys of before', async () => {
  const [administrator, back] = [await newAgent('administrator'), await newAgent('agent')];
  const by = await principalOf(await signedIn(administrator.email));
  const { open } = counter.platform.database;
  const now = new Date(counter.platform.clock.now().epochMilliseconds);
  await open
    .insertInto('passkeys')
    .values({
      agent_id: back.id,
      credential_id: Buffer.from(`retour ${back.id}`),
      public_key: Buffer.alloc(1),
      counter: 0,
      label: 'Ancien poste',
      created_at: now,
    })
    .execute();
  const { parts } = counter.identity;
  await endAgentAccess(parts, by, back.id);
  await inviteAgent(parts, by, { email: back.email, name: back.name, role: 'agent', teamIds: [], locale: 'fr' });
  const left = await open.selectFrom('passkeys').select('label').where('agent_id', '=', back.id).execute();
  expect(left).toEqual([]);
  const visitor = counter.visitor();
  await visitor.get('/agents/connexion');
  expect((await visitor.post('/agents/connexion', { email: back.email, password: phrase })).status).toBe(422);
});

test('the last administrator can neither leave nor step down, and two cannot remove each other at once', async () => {
  const place = 'C27285';
  const [one, two] = [await newAgent('administrator', [place]), await newAgent('administrator', [place])];
  const byOne = await principalOf(await signedIn(one.email));
  const byTwo = await principalOf(await signedIn(two.email));
  const { parts } = counter.identity;
  const outcomes = await Promise.allSettled([
    endAgentAccess(parts, byOne, two.id),
    endAgentAccess(parts, byTwo, one.id),
  ]);
  expect(outcomes.filter((outcome) => outcome.status === 'fulfilled').length).toBe(1);
  const left = outcomes[0]?.status === 'fulfilled' ? one : two;
  const visitor = await signedIn(left.email);
  await visitor.get(`/agents/equipe/agents/${left.id}`);
  const stepDown = await visitor.post(`/agents/equipe/agents/${left.id}`, { role: 'agent' });
  const leave = await visitor.post(`/agents/equipe/agents/${left.id}/retirer`);
  for (const answer of [stepDown, leave]) {
    expect(answer.status).toBe(422);
    expect(answer.body).toContain('dernier administrateur');
  }
  const invitation = {
    email: 'jamais.venu@exemple.fr',
    name: 'Jamais',
    role: 'administrator',
    teamIds: [],
    locale: 'fr',
  } as const;
  await inviteAgent(parts, await principalOf(visitor), invitation);
  expect((await visitor.post(`/agents/equipe/agents/${left.id}/retirer`)).status).toBe(422);
  expect(await roleOf(place, left.id)).toBe('administrator');
});

test.each([
  ['a passkey', 'passkeys'],
  ['ProConnect', 'agent_federations'],
] as const)('an administrator who signs in with %s alone is one like another', async (_way, table) => {
  const place = table === 'passkeys' ? 'C27004' : 'C27231';
  const [one, other] = [await newAgent('administrator', [place]), await newAgent('administrator', [place])];
  const byOne = await principalOf(await signedIn(one.email));
  const { parts } = counter.identity;
  const { open } = counter.platform.database;
  await open.updateTable('agents').set({ password_hash: null }).where('id', '=', other.id).execute();
  await expect(endAgentAccess(parts, byOne, one.id)).rejects.toThrow('last-administrator');
  const now = new Date(counter.platform.clock.now().epochMilliseconds);
  const common = { agent_id: other.id };
  if (table === 'passkeys')
    await open
      .insertInto(table)
      .values({
        ...common,
        credential_id: Buffer.from(other.id),
        public_key: Buffer.alloc(1),
        counter: 0,
        label: 'Clé',
        created_at: now,
      })
      .execute();
  else
    await open
      .insertInto(table)
      .values({ ...common, subject_hash: Buffer.from(other.id), idp_id: 'idp', linked_at: now, used_at: now })
      .execute();
  await changeAgentRole(parts, byOne, one.id, 'agent');
  expect(await roleOf(place, one.id)).toBe('agent');
});

test('a change of role counts at the next page', async () => {
  const administrator = await signedIn((await newAgent('administrator')).email);
  const agent = await newAgent('agent');
  const visitor = await signedIn(agent.email);
  expect((await visitor.get('/agents/equipe')).status).toBe(403);
  await administrator.get(`/agents/equipe/agents/${agent.id}`);
  await administrator.post(`/agents/equipe/agents/${agent.id}`, { role: 'administrator' });
  expect((await visitor.get('/agents/equipe')).status).toBe(200);
  await administrator.get(`/agents/equipe/agents/${agent.id}`);
  await administrator.post(`/agents/equipe/agents/${agent.id}`, { role: 'agent' });
  expect((await visitor.get('/agents/equipe')).status).toBe(403);
});

test('who leads a team is a team leader, and leads none any more as a plain agent', async () => {
  const administrator = await signedIn((await newAgent('administrator')).email);
  const agent = await newAgent('agent');
  await administrator.get('/agents/equipe/services/nouveau');
  const created = await administrator.post('/agents/equipe/services/nouveau', {
    name: 'Voirie d’essai',
    email: 'voirie@exemple.fr',
  });
  const path = created.location as string;
  expect(
    (await administrator.post('/agents/equipe/services/nouveau', { name: 'Voirie d’essai', email: '' })).status,
  ).toBe(422);
  await administrator.get(path);
  await administrator.post(`${path}/membres`, { act: 'add', agent: agent.id, leader: 'true' });
  expect(await roleOf(town, agent.id)).toBe('team-leader');
  expect((await administrator.get(path)).body).toContain('Ne plus nommer responsable');
  await administrator.get(`/agents/equipe/agents/${agent.id}`);
  await administrator.post(`/agents/equipe/agents/${agent.id}`, { role: 'agent' });
  expect((await administrator.get(path)).body).toContain('Nommer responsable');
  await administrator.post(`${path}/membres`, { act: 'remove', agent: agent.id });
  expect((await administrator.get(path)).body).toContain('Personne n’est dans ce service');
});

test('an agent of several authorities chooses one, and never one of others', async () => {
  const agent = await newAgent('agent', [town, agglomeration]);
  const visitor = counter.visitor();
  await visitor.get('/agents/connexion?suite=/agents/compte');
  const chosen = await visitor.post('/agents/connexion', {
    email: agent.email,
    password: phrase,
    suite: '/agents/compte',
  });
  expect(chosen.location).toBe('/agents/collectivite?suite=%2Fagents%2Fcompte');
  await visitor.get(chosen.location as string);
  const before = visitor.cookie(agentCookieName);
  expect(
    (await visitor.post('/agents/collectivite', { authority: agglomeration, suite: '/agents/compte' })).location,
  ).toBe('/agents/compte');
  expect(visitor.cookie(agentCookieName)).not.toBe(before);
  expect(await principalOf(visitor)).toMatchObject({ authorityId: agglomeration });
  expect((await visitor.get('/agents/compte')).body).toContain('/agents/collectivite');
  await visitor.get('/agents/collectivite');
  expect((await visitor.post('/agents/collectivite', { authority: 'C27285' })).status).toBe(403);
  expect(await principalOf(visitor)).toMatchObject({ authorityId: agglomeration });
});

test('a resident’s account opens no agent’s session, nor the other way round', async () => {
  const agent = await newAgent('agent');
  const visitor = counter.visitor();
  await visitor.get('/connexion');
  expect((await visitor.post('/connexion', { email: agent.email, password: phrase })).status).toBe(422);
  await createAccount(counter.platform, { email: 'usager.seul@exemple.fr', password: phrase });
  expect((await visitor.post('/agents/connexion', { email: 'usager.seul@exemple.fr', password: phrase })).status).toBe(
    422,
  );
});

test('an agent changes name and password; the other sessions end', async () => {
  const agent = await newAgent('agent');
  const other = await signedIn(agent.email);
  const visitor = await signedIn(agent.email);
  expect((await visitor.post('/agents/compte', { name: 'Anne Weber', language: 'en' })).location).toBe(
    '/agents/compte?lang=en',
  );
  expect((await visitor.get('/agents/compte?lang=en')).body).toContain('Anne Weber');
  const changed = await visitor.post('/agents/compte/mot-de-passe', {
    password: phrase,
    'new-password': otherPhrase,
    'repeat-password': otherPhrase,
  });
  expect(changed.location).toBe('/agents/compte');
  expect((await visitor.get('/agents/compte')).status).toBe(200);
  expect((await other.get('/agents/compte')).status).toBe(303);
  await signedIn(agent.email, otherPhrase);
});

test('delegations name the team that processes, of one’s own authority or of another', async () => {
  const foreign = await principalOf(await signedIn((await newAgent('administrator', [agglomeration])).email));
  const team = await createTeam(counter.identity.parts, foreign, { name: 'Service délégué d’essai', email: '' });
  await counter.platform.database.transaction([town], (tx) =>
    tx
      .insertInto('processing_rights')
      .values({ authority_id: town, team_authority_id: agglomeration, team_id: team, procedure_id: '*' })
      .execute(),
  );
  const administrator = await signedIn((await newAgent('administrator')).email);
  const { body } = await administrator.get('/agents/equipe/delegations');
  expect(body).toContain('Service délégué d’essai');
  expect(body).toContain('Toutes les démarches');
});
