import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AdoptedProcedure } from '#modules/catalogue/index.ts';
import { testPlatform } from '#tests/support/test-platform.ts';
import type { DossierRow } from '../../usecases/lock-dossier.ts';
import { type AgentBench, type AgentBrowser, agentBench, vernon } from './testing/agent-bench.ts';

let bench: AgentBench;
let question: AdoptedProcedure;
let browser: AgentBrowser;
let other: AgentBrowser;
const otherTeam = '0190a0a0-0000-7000-8000-00000000cccc';

beforeAll(async () => {
  bench = await agentBench(await testPlatform({ territory: true }));
  question = await bench.procedure('question');
  const place = { authorityId: question.teamAuthorityId, teamId: question.teamId };
  browser = await bench.browser(await bench.makeAgent('Aline Roux', [place]));
  other = await bench.browser(await bench.makeAgent('Bruno Petit', [place]));
  await bench.platform.database.transaction([vernon], (tx) =>
    tx.insertInto('teams').values({ authority_id: vernon, id: otherTeam, name: 'Affaires réservées' }).execute(),
  );
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await other?.close();
  await bench?.close();
});

const file = () => bench.file(question, { subject: 'services', message: 'À quelle heure ouvre la mairie ?' });
const pathOf = (dossier: DossierRow, rest = '') => `/agents/dossiers/vernon/${dossier.id}${rest}`;
const seen = (body: string, name: string) => new RegExp(`name="${name}" value="(\\d+)"`).exec(body)?.[1] ?? '';

test('a dossier that has just gone elsewhere says where, and keeps what was typed; to a stranger it does not exist', async () => {
  const dossier = await file();
  await browser.get(pathOf(dossier));
  await bench.platform.database.transaction([vernon], (tx) =>
    tx.updateTable('dossiers').set({ team_id: otherTeam }).where('id', '=', dossier.id).execute(),
  );
  for (const [path, fields] of [
    ['/notes', { note: 'J’ai eu la personne au téléphone.' }],
    ['/taches', { tache: 'J’ai eu la personne au téléphone.', echeance: '', pour: 'service' }],
    ['/corriger/family_name', { family_name: 'Martinez', motif: 'J’ai eu la personne au téléphone.' }],
  ] as const) {
    const answer = await browser.post(pathOf(dossier, path), fields);
    expect(answer.status, path).toBe(409);
    expect(answer.body).toContain('Affaires réservées');
    expect(answer.body).toContain('J’ai eu la personne au téléphone.');
  }
  const message = await browser.postFiles(pathOf(dossier, '/messages'), { message: 'Bonjour, voici la réponse.' }, []);
  expect(message.status).toBe(409);
  expect(message.body).toContain('Bonjour, voici la réponse.');
  await other.get('/agents/taches');
  const stranger = await other.post(pathOf(dossier, '/notes'), { note: 'Rien à voir ici' });
  expect(stranger.status).toBe(404);
});

test('a message written while a colleague decided does not leave before it is read again', async () => {
  const dossier = await file();
  const mine = await browser.get(pathOf(dossier));
  const theirs = await other.get(pathOf(dossier));
  const act = /actes\/([a-z-]+)"[^>]*>\s*(?:<input[^>]*>)*/.exec(theirs.body)?.[1] ?? 'take';
  const acted = await other.post(pathOf(dossier, `/actes/${act}`), {
    revision: seen(theirs.body, 'revision'),
    seq: seen(theirs.body, 'seq'),
  });
  expect(acted.status).toBe(303);
  const fields = { message: 'Nous regardons votre question.', seq: seen(mine.body, 'seq'), _idempotency: 'm1' };
  const held = await browser.postFiles(pathOf(dossier, '/messages'), fields, []);
  expect(held.status).toBe(409);
  expect(held.body).toContain('Bruno Petit');
  expect(held.body).toContain('Nous regardons votre question.');
  const again = await browser.postFiles(
    pathOf(dossier, '/messages'),
    {
      ...fields,
      seq:
        held.body
          .match(/name="seq" value="(\d+)"/g)
          ?.at(-1)
          ?.match(/\d+/)?.[0] ?? '',
    },
    [],
  );
  expect(again.status).toBe(303);
});
