import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { type TestCounter, testCounter } from '#tests/support/test-counter.ts';
import { eraseCapabilities } from '../effects/erase-capabilities.ts';
import { listPublicEvents } from '../queries/list-public-events.ts';
import type { DossierRow } from '../usecases/lock-dossier.ts';
import { sendMessage } from '../usecases/send-message.ts';
import { type AgentBench, agentBench, vernon } from '../web/agent/testing/agent-bench.ts';
import { contactToken, readContactToken } from './contact-link.ts';

let counter: TestCounter;
let bench: AgentBench;
let aline: AgentPrincipal;
let dossier: DossierRow;

beforeAll(async () => {
  counter = await testCounter();
  bench = await agentBench(counter.platform);
  const question = await bench.procedure('question');
  aline = await bench.makeAgent('Aline Roux', [{ authorityId: question.teamAuthorityId, teamId: question.teamId }]);
  dossier = await bench.file(question, { subject: 'streets', message: 'Trottoir cassé', email: 'Jeanne@Example.fr' });
  await bench.platform.database.transaction([vernon], (tx) =>
    tx
      .updateTable('dossiers')
      .set({ applicant_email: 'Jeanne@Example.fr' })
      .where('authority_id', '=', vernon)
      .where('id', '=', dossier.id)
      .execute(),
  );
}, 60_000);
afterAll(() => counter?.close());

/** The service writes; answers the address in the mail to rate it by, when the mail asks. */
async function write(body: string): Promise<string | undefined> {
  const { platform, parts } = bench;
  // Each message at its own moment: the last one is found by it.
  platform.clock.advance({ seconds: 1 });
  const now = new Date(platform.clock.now().epochMilliseconds);
  await platform.database.transaction([vernon], (tx) =>
    sendMessage(tx, parts, {
      agent: aline,
      authorityId: vernon,
      dossierId: dossier.id,
      body,
      files: [],
      origin: 'https://parvis.example',
      key: '',
      now,
    }),
  );
  const [mail] = await platform.database.transaction([vernon], (tx) =>
    tx
      .selectFrom('outgoing_messages')
      .select('body')
      .where('dossier_id', '=', dossier.id)
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(1)
      .execute(),
  );
  expect(mail?.body).toContain(body);
  return /https:\/\/parvis\.example(\/reponse\/\S+)/.exec(mail?.body ?? '')?.[1];
}

const events = () => bench.platform.database.transaction([vernon], (tx) => listPublicEvents(tx, vernon, dossier.id));
const rated = async () => (await events()).filter(({ kind }) => kind === 'rated').map(({ data }) => data);

let link = '';

test('the mail of a message asks; opening the page writes nothing, one touch gives the mark, once for each message', async () => {
  link = (await write('Nous venons mardi.')) ?? '';
  expect(link).not.toBe('');
  const visitor = counter.visitor();
  const page = await visitor.get(link);
  expect(page.status).toBe(200);
  expect(page.body).toContain('name="mark"');
  expect(await rated()).toEqual([]);
  expect((await visitor.post(link, { mark: '9' })).status).toBe(422);
  expect((await visitor.post(link, { mark: '4' })).location).toBe(link);
  expect((await visitor.post(link, { mark: '4' })).location).toBe(link);
  expect(await rated()).toEqual([{ rating: 4, contact: expect.any(String) }]);
  const long = await visitor.post(link, { mark: '4', comment: 'x'.repeat(1001) });
  expect(long.status).toBe(422);
  expect(long.body).toContain('x'.repeat(1001));
  await visitor.post(link, { mark: '4', comment: 'Merci, mais tard.' });
  expect((await rated()).at(-1)).toMatchObject({ rating: 4, comment: 'Merci, mais tard.' });
  const agent = await bench.browser(aline);
  const { body } = await agent.get(`/agents/dossiers/vernon/${dossier.id}`);
  expect(body).toContain('Avis sur notre réponse\u00a0: 4 sur 5');
  expect(body).toContain('Merci, mais tard.');
  await agent.close();
});

test('a second message within the week does not ask by mail; a week later one does', async () => {
  expect(await write('Ce sera mercredi.')).toBeUndefined();
  bench.platform.clock.advance({ days: 8 });
  expect(await write('C’est fait.')).toBeDefined();
});

test('whoever does not want to be asked is not, at any address form, until they say so', async () => {
  bench.platform.clock.advance({ days: 8 });
  const visitor = counter.visitor();
  await visitor.get(link);
  const refused = await visitor.post(`${link}/ne-plus-demander`, { refus: 'oui' });
  expect(refused.location).toBe(link);
  expect((await visitor.get(link)).body).toContain('Me le demander à nouveau');
  expect(await write('Encore un mot.')).toBeUndefined();
  await visitor.post(`${link}/ne-plus-demander`, { refus: 'non' });
  bench.platform.clock.advance({ days: 8 });
  expect(await write('Et un autre.')).toBeDefined();
});

test('a link that was changed, or whose dossier is gone, opens nothing', async () => {
  const visitor = counter.visitor();
  const changed = `${link.slice(0, -2)}${link.endsWith('AA') ? 'BB' : 'AA'}`;
  expect((await visitor.get(changed)).status).toBe(404);
  expect((await visitor.get('/reponse/x')).status).toBe(404);
  const secret = bench.platform.config.sessionSecret;
  const contact = { authorityId: vernon, dossierId: dossier.id, contactId: '01970000-0000-7000-8000-000000000000' };
  expect(readContactToken(secret, contactToken(secret, contact))).toEqual(contact);
  expect(readContactToken(`${secret}x`, contactToken(secret, contact))).toBeUndefined();
  // Well signed, but of no message.
  expect((await visitor.get(`/reponse/${contactToken(secret, contact)}`)).status).toBe(404);
});

test('anonymising the dossier takes the words away and keeps the mark', async () => {
  await bench.platform.database.transaction([vernon], (tx) => eraseCapabilities(tx, dossier));
  const rows = await bench.platform.database.transaction([vernon], (tx) =>
    tx.selectFrom('contact_ratings').select(['mark', 'comment']).execute(),
  );
  expect(rows).toEqual([{ mark: 4, comment: '' }]);
});
