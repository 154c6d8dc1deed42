import { afterAll, beforeAll, expect, test } from 'vitest';
import { signCall } from '#modules/dossiers/index.ts';
import { newId } from '#platform/crypto/ids.ts';
import { hidden } from '#tests/security/ask.ts';
import { makeWorld, vernon, type World } from '#tests/security/world.ts';
import type { Visitor } from '#tests/support/test-counter.ts';

const secret = 'a secret shared with the provider of SMS';
const phone = '+33612345678';
const mailboxes = '/agents/administration/boites-aux-lettres';
let world: World;
let agent: Visitor;
let administrator: Visitor;
beforeAll(async () => {
  world = await makeWorld({ env: { SMS_WEBHOOK_SECRET: secret } });
  agent = await world.browser(world.people.agent);
  administrator = await world.browser(world.people.administrator);
}, 180_000);
afterAll(() => world?.close());

const clockNow = () => new Date(world.counter.platform.clock.now().epochMilliseconds);
function handOver(sms: object, more: { secret?: string; at?: Date; body?: string } = {}) {
  const body = JSON.stringify(sms);
  return world.counter.server.inject({
    method: 'POST',
    url: '/api/sms/recus',
    headers: {
      'content-type': 'application/json',
      'parvis-signature': signCall(Buffer.from(more.secret ?? secret), body, more.at ?? clockNow()),
    },
    payload: more.body ?? body,
  });
}
/** A dossier that wrote by SMS so many days ago. */
async function wroteTo(recipient: string, daysAgo: number): Promise<{ id: string; path: string }> {
  const dossier = await world.dossier('resident');
  await world.counter.platform.database.transaction([vernon], (tx) =>
    tx
      .insertInto('outgoing_messages')
      .values({
        authority_id: vernon,
        id: newId(),
        dossier_id: dossier.id,
        medium: 'sms',
        recipient,
        body: 'Venez',
        created_at: new Date(clockNow().getTime() - daysAgo * 86_400_000),
      })
      .execute(),
  );
  return { id: dossier.id, path: dossier.agentPath };
}
const receivedBySms = () =>
  world.counter.platform.database.read([vernon], (tx) =>
    tx.selectFrom('received_messages').selectAll().where('medium', '=', 'sms').execute(),
  );

test('an SMS joins the last dossier that wrote to the number, once, and is read there', async () => {
  const dossier = await wroteTo(phone, 1);
  await wroteTo(phone, 20);
  const sms = { id: 'sms-1', from: '06 12 34 56 78', text: 'Oui, jeudi me convient' };
  expect((await handOver(sms)).statusCode).toBe(202);
  expect((await handOver(sms)).statusCode).toBe(202);
  const rows = await receivedBySms();
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({ verdict: 'joined', dossier_id: dossier.id, sender: phone });
  expect((await agent.get(dossier.path)).body).toContain('Oui, jeudi me convient');
});

test('when two dossiers wrote the same days, an agent decides', async () => {
  const other = '+33698765432';
  await wroteTo(other, 2);
  const last = await wroteTo(other, 1);
  await handOver({ id: 'sms-2', from: other, text: 'Je viendrai' });
  const row = (await receivedBySms()).find(({ sender }) => sender === other);
  expect(row).toMatchObject({ verdict: 'unattached', state: 'waiting', suggested_dossier_id: last.id });
  const list = (await agent.get('/agents/courriels')).body;
  expect(list).toContain('Je viendrai');
  expect(list).toContain('À rattacher');
});

test('an SMS that is not signed, signed long ago, altered or malformed is not taken', async () => {
  const sms = { id: 'sms-3', from: phone, text: 'Faux' };
  expect((await handOver(sms, { secret: 'another secret' })).statusCode).toBe(403);
  expect((await handOver(sms, { at: new Date(clockNow().getTime() - 3_600_000) })).statusCode).toBe(403);
  expect((await handOver(sms, { body: JSON.stringify({ ...sms, text: 'Autre' }) })).statusCode).toBe(403);
  expect((await world.counter.server.inject({ method: 'POST', url: '/api/sms/recus', payload: {} })).statusCode).toBe(
    403,
  );
  expect((await handOver({ from: phone })).statusCode).toBe(400);
  for (const odd of ['\u0000', 'sms\u0000', '\ud800', 'sms\n3', '\udc00 3'])
    for (const field of ['id', 'from'])
      expect((await handOver({ ...sms, [field]: `${odd}000` })).statusCode, JSON.stringify(odd)).toBe(400);
  expect((await receivedBySms()).some(({ body }) => body === 'Faux')).toBe(false);
  // In its text they are taken away.
  expect((await handOver({ ...sms, text: 'Vrai\u0000 \ud800!' })).statusCode).toBe(202);
  expect((await receivedBySms()).map(({ body }) => body)).toContain('Vrai \ufffd!');
});

async function waiting(fields: Partial<{ sender: string; subject: string; body: string }> = {}): Promise<string> {
  const id = newId();
  await world.counter.platform.database.transaction([vernon], (tx) =>
    tx
      .insertInto('received_messages')
      .values({
        authority_id: vernon,
        id,
        medium: 'email',
        identity: Buffer.from(id),
        sender: 'lucie@exemple.fr',
        sender_name: 'Lucie Petit',
        subject: 'Un arbre tombé',
        body: 'Il barre le chemin <script>alert(1)</script>',
        quoted: '> ancien',
        verdict: 'to-verify',
        state: 'waiting',
        received_at: new Date(clockNow().getTime() - 2 * 86_400_000),
        ...fields,
      })
      .execute(),
  );
  return id;
}

test('an agent joins a message to a dossier, and says it twice without harm', async () => {
  const path = `/agents/courriels/${await waiting()}`;
  const page = (await agent.get(path)).body;
  expect(page).toContain('À vérifier');
  expect(page).toContain('Texte cité');
  expect(page).not.toContain('<script>alert');
  const dossier = await world.dossier('resident');
  const { code } = await world.counter.platform.database.read([vernon], (tx) =>
    tx.selectFrom('dossiers').select('code').where('id', '=', dossier.id).executeTakeFirstOrThrow(),
  );
  const wrong = await agent.post(`${path}/joindre`, { code: 'XXXX' });
  expect(wrong.status).toBe(422);
  expect(wrong.body).toContain('Aucun dossier de vos équipes');
  expect((await agent.post(`${path}/joindre`, { code })).status).toBe(303);
  expect((await agent.post(`${path}/joindre`, { code })).status).toBe(303);
  expect((await agent.post(`${path}/suite`, { to: 'binned' })).status).toBe(409);
  const shown = (await agent.get(dossier.agentPath)).body;
  expect(shown.split('Il barre le chemin').length).toBeGreaterThan(1);
  const events = await world.counter.platform.database.read([vernon], (tx) =>
    tx
      .selectFrom('dossier_events')
      .select('data')
      .where('dossier_id', '=', dossier.id)
      .where('kind', '=', 'message')
      .execute(),
  );
  expect(events).toHaveLength(1);
  expect(events[0]?.data).toMatchObject({ address: 'lucie@exemple.fr', quoted: '> ancien' });
});

test('an agent makes a request of a message: its delays run from the day it arrived', async () => {
  const id = await waiting();
  await agent.get(`/agents/courriels/${id}`);
  expect((await agent.post(`/agents/courriels/${id}/ouvrir`, { procedure: 'question' })).status).toBe(303);
  const row = await world.counter.platform.database.read([vernon], (tx) =>
    tx
      .selectFrom('received_messages as m')
      .innerJoin('dossiers as d', 'd.id', 'm.dossier_id')
      .select(['m.verdict', 'd.submitted_at', 'd.channel', 'd.applicant_name', 'd.applicant_email'])
      .where('m.id', '=', id)
      .executeTakeFirstOrThrow(),
  );
  expect(row).toMatchObject({ verdict: 'opened', channel: 'email', applicant_name: 'Lucie Petit' });
  expect(clockNow().getTime() - row.submitted_at.getTime()).toBe(2 * 86_400_000);
});

test('what is put aside can be taken back, and is erased after thirty days', async () => {
  const id = await waiting();
  await agent.get(`/agents/courriels/${id}`);
  await agent.post(`/agents/courriels/${id}/suite`, { to: 'binned' });
  expect((await agent.get('/agents/courriels?vue=ecartes')).body).toContain(id);
  await agent.post(`/agents/courriels/${id}/suite`, { to: 'waiting' });
  expect((await agent.get('/agents/courriels')).body).toContain(id);
  await agent.post(`/agents/courriels/${id}/suite`, { to: 'binned' });
  const job = world.counter.jobs.find(({ name }) => name === 'purge-received-messages');
  await world.counter.platform.database.transaction([vernon], (tx) =>
    tx
      .updateTable('received_messages')
      .set({ decided_at: new Date(clockNow().getTime() - 31 * 86_400_000) })
      .where('id', '=', id)
      .execute(),
  );
  await job?.run({} as never);
  expect((await agent.get(`/agents/courriels/${id}`)).status).toBe(404);
});

test('a mailbox whose server does not answer is told in words, its password is never shown', async () => {
  await administrator.get(`${mailboxes}/ajouter`);
  const typed = {
    address: 'mairie@vernon.example.fr',
    host: '127.0.0.1',
    port: '1',
    security: 'tls',
    username: 'mairie',
    secret: 'Trois pommes vertes',
  };
  const empty = await administrator.post(`${mailboxes}/ajouter`, {});
  expect(empty.status).toBe(422);
  for (const words of ['Saisissez une adresse comme', 'Saisissez le nom du serveur', 'Saisissez le mot de passe']) {
    expect(empty.body).toContain(words);
  }
  const tried = await administrator.post(`${mailboxes}/ajouter`, typed);
  expect(tried.status).toBe(422);
  expect(tried.body).toContain('Le serveur refuse la connexion');
  expect(tried.body).not.toContain('Trois pommes vertes');
  expect((await administrator.post(`${mailboxes}/ajouter`, { ...typed, untried: 'true' })).status).toBe(303);
  const list = (await administrator.get(mailboxes)).body;
  expect(list).toContain('mairie@vernon.example.fr');
  expect(list).toContain('Pas encore relevée');
  const path = new RegExp(`${mailboxes}/[0-9a-f-]{36}`).exec(list)?.[0] ?? '';
  const page = (await administrator.get(path)).body;
  expect(page).not.toContain('Trois pommes vertes');
  // The password of one server is not sent to another.
  const moved = await administrator.post(path, { ...typed, secret: '', host: 'ailleurs.example.fr' });
  expect(moved.body).toContain('saisissez de nouveau le mot de passe');
  await administrator.get(path);
  expect((await administrator.post(`${path}/releve`, { act: 'fetch' })).status).toBe(303);
  expect(await world.counter.runJobs()).toBeGreaterThan(0);
  expect((await administrator.get(mailboxes)).body).toContain('Ne peut pas être relevée');
  expect((await administrator.post(`${path}/retirer`)).status).toBe(303);
  // Said once, and then it is gone.
  expect((await administrator.get(mailboxes)).body).toContain('mairie@vernon.example.fr est retirée');
  expect((await administrator.get(mailboxes)).body).not.toContain('mairie@vernon.example.fr');
});

test('in a demonstration an SMS is answered where it is read', async () => {
  const dossier = await wroteTo('+33677777777', 1);
  const id = newId();
  await world.counter.platform.database.open
    .insertInto('demo_messages')
    .values({ id, medium: 'sms', recipient: '+33677777777', subject: '', body: 'Venez', attachments: '[]' })
    .execute();
  const resident = world.counter.visitor();
  const page = (await resident.get(`/demo/messages/${id}`)).body;
  const fields = { reponse: 'Bien reçu', _idempotency: hidden(page, '_idempotency') };
  await resident.post(`/demo/messages/${id}/reponse`, fields);
  await resident.post(`/demo/messages/${id}/reponse`, fields);
  const rows = (await receivedBySms()).filter(({ body }) => body === 'Bien reçu');
  expect(rows).toMatchObject([{ verdict: 'joined', dossier_id: dossier.id }]);
});
