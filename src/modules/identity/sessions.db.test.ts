import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDirectory } from '#modules/directory/index.ts';
import { type TestPlatform, testPlatform } from '#tests/support/test-platform.ts';
import { createAccount, createAgent, createIdentity, type IdentityService } from './index.ts';
import { endOldSessions } from './jobs/identity-jobs.ts';
import { findTokenOwner, issueToken } from './usecases/one-time-tokens.ts';
import { openAgentSession, openResidentSession } from './usecases/open-session.ts';

let platform: TestPlatform;
let identity: IdentityService;
beforeAll(async () => {
  platform = await testPlatform({ territory: true });
  identity = createIdentity(platform, createDirectory(platform));
});
afterAll(() => platform.close());

const now = () => new Date(platform.clock.now().epochMilliseconds);

async function session(email: string, remembered: boolean): Promise<{ id: string; token: string }> {
  const id = await createAccount(platform, { email, password: 'cheval brouette' });
  const { token } = await platform.database.transaction([], (tx) =>
    openResidentSession(tx, id, remembered, { now: now(), userAgent: '' }),
  );
  return { id, token };
}

test('a remembered session goes on from visit to visit, 90 days at most', async () => {
  const { token } = await session('a@exemple.fr', true);
  for (let visit = 0; visit < 3; visit += 1) {
    platform.clock.advance({ days: 29 });
    expect((await identity.resolve(token, undefined)).resident?.email).toBe('a@exemple.fr');
  }
  platform.clock.advance({ days: 4 });
  expect(await identity.resolve(token, undefined)).toEqual({ resident: undefined, agent: undefined });
});

test('a remembered session ends after 30 days without a visit; one of a shared computer after two hours', async () => {
  const remembered = await session('b@exemple.fr', true);
  const passing = await session('c@exemple.fr', false);
  platform.clock.advance({ hours: 2, minutes: 1 });
  expect((await identity.resolve(passing.token, undefined)).resident).toBeUndefined();
  expect((await identity.resolve(remembered.token, undefined)).resident).toBeDefined();
  platform.clock.advance({ days: 30, minutes: 1 });
  expect((await identity.resolve(remembered.token, undefined)).resident).toBeUndefined();
});

test('where notices are not heard, what another process withdraws holds five seconds more at most', async () => {
  const { id, token } = await session('d@exemple.fr', true);
  const database = { ...platform.database, listen: () => undefined };
  const deaf = createIdentity({ ...platform, database }, createDirectory(platform));
  expect((await deaf.resolve(token, undefined)).resident).toBeDefined();
  await platform.database.open.deleteFrom('sessions').where('account_id', '=', id).execute();
  expect((await deaf.resolve(token, undefined)).resident).toBeDefined();
  platform.clock.advance({ seconds: 6 });
  expect((await deaf.resolve(token, undefined)).resident).toBeUndefined();
});

test('two hats are never mixed: a cookie of one opens nothing as the other', async () => {
  const { token } = await session('e@exemple.fr', true);
  const agentId = await createAgent(platform, {
    email: 'e@exemple.fr',
    name: 'Élise Martin',
    password: 'cheval brouette',
    roles: [{ authorityId: 'C27681', role: 'agent' }],
  });
  const agent = await platform.database.transaction([], (tx) =>
    openAgentSession(tx, agentId, 'C27681', { now: now(), userAgent: '' }),
  );
  expect(await identity.resolve(agent.token, token)).toEqual({ resident: undefined, agent: undefined });
  const both = await identity.resolve(token, agent.token);
  expect(both.resident?.label).toBe('e@exemple.fr');
  expect(both.agent).toMatchObject({
    agentId,
    name: 'Élise Martin',
    authorityId: 'C27681',
    role: 'agent',
    rights: [],
    scope: ['C27681'],
  });
  platform.clock.advance({ hours: 12, seconds: 1 });
  expect((await identity.resolve(undefined, agent.token)).agent).toBeUndefined();
});

test('an agent who is away four hours signs in again; an open page that asks of itself is nobody’s visit', async () => {
  const agentId = await createAgent(platform, {
    email: 'absente@exemple.fr',
    name: 'Anne Durand',
    password: 'cheval brouette',
    roles: [{ authorityId: 'C27681', role: 'agent' }],
  });
  const open = (former?: { createdAt: Date; expiresAt: Date }) =>
    platform.database.transaction([], (tx) =>
      openAgentSession(tx, agentId, 'C27681', { now: now(), userAgent: '', former }),
    );
  const found = async (token: string, unattended = false) =>
    (await identity.resolve(undefined, token, unattended)).agent !== undefined;
  const began = now();
  const { token } = await open();
  platform.clock.advance({ hours: 3 });
  expect(await found(token)).toBe(true);
  // The desk of an open browser asks for news every so often.
  platform.clock.advance({ hours: 3 });
  expect(await found(token, true)).toBe(true);
  platform.clock.advance({ hours: 1, seconds: 1 });
  expect(await found(token, true)).toBe(false);
  expect(await found(token)).toBe(false);

  // Whoever goes on for another employer has no more than the twelve hours.
  const other = await open({ createdAt: began, expiresAt: new Date(now().getTime() + 3600_000) });
  platform.clock.advance({ minutes: 30 });
  expect(await found(other.token)).toBe(true);
  platform.clock.advance({ hours: 4, minutes: 29 });
  expect(now().getTime() - began.getTime()).toBeLessThan(12 * 3600_000);
  expect(await found(other.token)).toBe(false);
  const busy = await open();
  for (let visit = 0; visit < 6; visit += 1) {
    platform.clock.advance({ hours: 1, minutes: 59 });
    expect(await found(busy.token)).toBe(true);
  }
  platform.clock.advance({ minutes: 7 });
  expect(await found(busy.token)).toBe(false);
});

test('garbage in a cookie asks nothing of the database and opens nothing', async () => {
  expect(await identity.resolve("' OR 1=1", 'x'.repeat(5000))).toEqual({ resident: undefined, agent: undefined });
});

test('an agent has the rights of the teams of the employer of the session only', async () => {
  const [here, there, delegating] = ['C27681', 'E200072312', 'C27285'] as const;
  const teamHere = '01939f6e-0000-7000-8000-00000000000a';
  const teamThere = '01939f6e-0000-7000-8000-00000000000b';
  await platform.database.transaction([here, there, delegating], async (tx) => {
    await tx
      .insertInto('teams')
      .values([
        { authority_id: here, id: teamHere, name: 'Essai ici' },
        { authority_id: there, id: teamThere, name: 'Essai là' },
      ])
      .execute();
    await tx
      .insertInto('processing_rights')
      .values([
        { authority_id: here, team_authority_id: here, team_id: teamHere, procedure_id: 'essai' },
        { authority_id: delegating, team_authority_id: there, team_id: teamThere, procedure_id: '*' },
        {
          authority_id: there,
          team_authority_id: there,
          team_id: teamThere,
          procedure_id: 'fini',
          valid_from: new Date('2019-01-01'),
          valid_until: new Date('2020-01-01'),
        },
      ])
      .execute();
  });
  const agentId = await createAgent(platform, {
    email: 'itinerante@exemple.fr',
    name: 'Anne Weber',
    password: 'cheval brouette',
    roles: [
      { authorityId: here, role: 'agent' },
      { authorityId: there, role: 'team-leader' },
    ],
    teams: [
      { authorityId: here, teamId: teamHere },
      { authorityId: there, teamId: teamThere, leader: true },
    ],
  });
  const open = (authorityId: string) =>
    platform.database.transaction([], (tx) =>
      openAgentSession(tx, agentId, authorityId, { now: now(), userAgent: '' }),
    );
  const atHere = (await identity.resolve(undefined, (await open(here)).token)).agent;
  expect(atHere).toMatchObject({
    role: 'agent',
    scope: [here],
    rights: [{ authorityId: here, procedureId: 'essai', leader: false }],
  });
  const atThere = (await identity.resolve(undefined, (await open(there)).token)).agent;
  expect(atThere).toMatchObject({
    role: 'team-leader',
    scope: [there, delegating],
    rights: [{ authorityId: delegating, procedureId: '*', teamAuthorityId: there, teamId: teamThere, leader: true }],
  });
});

test('an account has another pseudonym at each authority, whatever the secrets that change', async () => {
  const other = createIdentity(
    { ...platform, config: { ...platform.config, sessionSecret: 'x'.repeat(40), encryptionKey: 'f'.repeat(64) } },
    createDirectory(platform),
  );
  const account = '01939f6e-0000-7000-8000-0000000000ff';
  expect(identity.pseudonymOf(account, 'C27681')).toEqual(other.pseudonymOf(account, 'C27681'));
  expect(identity.pseudonymOf(account, 'C27681')).not.toEqual(identity.pseudonymOf(account, 'E200072312'));
  const rekeyed = createIdentity(
    { ...platform, config: { ...platform.config, identityKey: 'f'.repeat(64) } },
    createDirectory(platform),
  );
  expect(rekeyed.pseudonymOf(account, 'C27681')).not.toEqual(identity.pseudonymOf(account, 'C27681'));
});

test('links of drafts and dossiers are a person’s own, and harmless when repeated', async () => {
  const { id } = await session('f@exemple.fr', true);
  const { id: somebodyElse } = await session('g@exemple.fr', true);
  const thing = '01939f6e-0000-7000-8000-000000000123';
  await platform.database.transaction(['C27681'], async (tx) => {
    for (let time = 0; time < 2; time += 1) {
      await identity.linkDossier(tx, id, 'C27681', thing);
      await identity.linkDraft(tx, id, 'C27681', thing);
    }
    await identity.unlinkDraft(tx, somebodyElse, 'C27681', thing);
  });
  expect(await identity.listDossierLinks(id)).toEqual([{ authorityId: 'C27681', dossierId: thing }]);
  expect(await identity.listDraftLinks(id)).toEqual([{ authorityId: 'C27681', draftId: thing }]);
  expect(await identity.listDossierLinks(somebodyElse)).toEqual([]);
  await platform.database.transaction(['C27681'], (tx) => identity.unlinkDraft(tx, id, 'C27681', thing));
  expect(await identity.listDraftLinks(id)).toEqual([]);
});

test('the nightly job erases what has ended and nothing else', async () => {
  const living = await session('h@exemple.fr', true);
  const ended = await session('i@exemple.fr', false);
  const link = await issueToken(platform.database.open, 'reset-password', { accountId: living.id }, now());
  const pending = await createAccount(platform, { email: 'j@exemple.fr', password: 'cheval brouette' });
  await platform.database.open
    .updateTable('accounts')
    .set({ email_verified_at: null })
    .where('id', '=', pending)
    .execute();
  platform.clock.advance({ hours: 3 });
  const fresh = await issueToken(platform.database.open, 'reset-password', { accountId: living.id }, now());
  await endOldSessions(platform);
  const sessions = await platform.database.open.selectFrom('sessions').select('account_id').execute();
  expect(sessions.map((row) => row.account_id)).toContain(living.id);
  expect(sessions.map((row) => row.account_id)).not.toContain(ended.id);
  expect(await findTokenOwner(platform.database.open, 'reset-password', link, now())).toBeUndefined();
  expect(await findTokenOwner(platform.database.open, 'reset-password', fresh, now())).toBeDefined();
  const ofAccount = () =>
    platform.database.open.selectFrom('accounts').select('id').where('id', '=', pending).executeTakeFirst();
  expect(await ofAccount()).toBeDefined();
  platform.clock.advance({ days: 7 });
  await endOldSessions(platform);
  expect(await ofAccount()).toBeUndefined();
  await expect(identity.getProfile(living.id)).resolves.toBeDefined();
});
