import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AdoptedProcedure } from '#modules/catalogue/index.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { testPlatform } from '#tests/support/test-platform.ts';
import { formatTrackingCode } from '../domain/tracking-code.ts';
import type { DossierRow } from '../usecases/lock-dossier.ts';
import { type AgentBench, type AgentBrowser, agentBench, vernon } from '../web/agent/testing/agent-bench.ts';

let bench: AgentBench;
let question: AdoptedProcedure;
let agent: AgentPrincipal;
let colleague: AgentPrincipal;
let stranger: AgentPrincipal;
let browser: AgentBrowser;
let other: AgentBrowser;

beforeAll(async () => {
  bench = await agentBench(await testPlatform({ territory: true }));
  question = await bench.procedure('question');
  const place = { authorityId: question.teamAuthorityId, teamId: question.teamId };
  agent = await bench.makeAgent('Aline Roux', [place]);
  colleague = await bench.makeAgent('Bruno Petit', [place]);
  stranger = await bench.makeAgent('Carl Autre', []);
  browser = await bench.browser(agent);
  other = await bench.browser(colleague);
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await other?.close();
  await bench?.close();
});

const file = () => bench.file(question, { subject: 'services', message: 'À quelle heure ouvre la mairie ?' });
const pathOf = (dossier: DossierRow, rest = '') => `/agents/dossiers/vernon/${dossier.id}${rest}`;

test('a task is added once, is late after its day, done, and open again', async () => {
  const dossier = await file();
  await browser.get(pathOf(dossier));
  const task = { tache: 'Appeler le notaire', echeance: '2026-11-20', pour: agent.agentId, _idempotency: 'k1' };
  expect((await browser.post(pathOf(dossier, '/taches'), task)).status).toBe(303);
  await browser.post(pathOf(dossier, '/taches'), task);
  const { body } = await browser.get(pathOf(dossier));
  // Once in the list, once in its history, once for those who hear the button.
  expect(body.match(/<strong>Appeler le notaire<\/strong>/g)).toHaveLength(1);
  const desk = await browser.get('/agents/taches');
  expect(desk.body).toContain('Appeler le notaire');
  expect(desk.body).toContain('En retard');
  expect(desk.body).toContain(formatTrackingCode(dossier.code));
  const id = /\/taches\/([0-9a-f-]{36})/.exec(desk.body)?.[1] ?? '';
  const done = await browser.post(pathOf(dossier, `/taches/${id}`), { faite: 'oui', retour: '/agents/taches' });
  expect(done.location).toBe('/agents/taches');
  expect((await browser.get('/agents/taches')).body).not.toContain('Appeler le notaire');
  expect((await browser.get(pathOf(dossier))).body).toContain('faite par Aline Roux');
  await browser.post(pathOf(dossier, `/taches/${id}`), { faite: 'non' });
  expect((await browser.get('/agents/taches')).body).toContain('Appeler le notaire');
});

test('a task of the team waits for anybody of it; one without words or with a date that is none comes back', async () => {
  const dossier = await file();
  await browser.get(pathOf(dossier));
  await browser.post(pathOf(dossier, '/taches'), { tache: 'Vérifier le plan', echeance: '', pour: 'service' });
  expect((await other.get('/agents/taches')).body).not.toContain('Vérifier le plan');
  expect((await other.get('/agents/taches?qui=service')).body).toContain('Vérifier le plan');
  const wrong = await browser.post(pathOf(dossier, '/taches'), {
    tache: 'Relancer',
    echeance: '2026-02-30',
    pour: 'service',
  });
  expect(wrong.status).toBe(422);
  expect(wrong.body).toContain('Écrivez une date qui existe.');
  expect(wrong.body).toContain('value="Relancer"');
});

test('nobody else adds or ends a task, and none is given to somebody who does not see the dossier', async () => {
  const dossier = await file();
  await browser.get(pathOf(dossier));
  const given = await browser.post(pathOf(dossier, '/taches'), {
    tache: 'Lire',
    echeance: '',
    pour: stranger.agentId,
  });
  expect(given.status).toBe(403);
  const outside = await bench.browser(stranger);
  await outside.get('/agents/taches');
  expect((await outside.post(pathOf(dossier, '/taches'), { tache: 'x', pour: 'service' })).status).toBe(404);
  await outside.close();
});

test('a colleague named in a note is written to, has it among the mentions, and has read it once the dossier is opened', async () => {
  const dossier = await file();
  await browser.get(pathOf(dossier));
  const sent = await browser.post(pathOf(dossier, '/notes'), {
    note: 'Affaire délicate. @bruno petit, tu connais cette rue ?',
    _idempotency: 'n1',
  });
  expect(sent.status).toBe(303);
  const mails = await bench.platform.database.transaction([vernon], (tx) =>
    tx
      .selectFrom('outgoing_messages')
      .select(['recipient', 'body'])
      .where('dossier_id', '=', dossier.id)
      .where('recipient', '=', colleague.email)
      .execute(),
  );
  expect(mails).toHaveLength(1);
  expect(mails[0]?.body).not.toContain('délicate');
  expect((await other.get('/agents/mentions')).body).toContain('Non lue');
  const page = await other.get(pathOf(dossier));
  expect(page.body).toContain('Prévenus');
  const after = await other.get('/agents/mentions');
  expect(after.body).toContain('Affaire délicate');
  expect(after.body).not.toContain('Non lue');
  expect((await browser.get('/agents/mentions')).body).not.toContain('Affaire délicate');
});

test('a name of nobody comes back with the note', async () => {
  const dossier = await file();
  await browser.get(pathOf(dossier));
  const wrong = await browser.post(pathOf(dossier, '/notes'), { note: 'Voir avec @Martine', _idempotency: 'n2' });
  expect(wrong.status).toBe(422);
  expect(wrong.body).toContain('Voir avec @Martine');
  expect(wrong.body).toContain('Personne du service');
});

test('what others did since the last visit is told, and marked', async () => {
  const dossier = await file();
  expect((await browser.get(pathOf(dossier))).body).not.toContain('Depuis votre dernière visite');
  bench.platform.clock.advance({ hours: 3 });
  await other.get(pathOf(dossier));
  await other.post(pathOf(dossier, '/notes'), { note: 'Vu avec la famille', _idempotency: 'n3' });
  const { body } = await browser.get(pathOf(dossier));
  expect(body).toContain('Depuis votre dernière visite');
  expect(body).toContain('1 note interne');
  expect(body).toContain('Nouveau');
  // The visit lasts: the page opened again still says it. At the next visit it is old.
  expect((await browser.get(pathOf(dossier))).body).toContain('1 note interne');
  bench.platform.clock.advance({ hours: 1 });
  expect((await browser.get(pathOf(dossier))).body).not.toContain('Depuis votre dernière visite');
});

test('at 300 events the page stays short: older days are folded, kinds are filtered, everything can be shown', async () => {
  const dossier = await file();
  await bench.platform.database.transaction([vernon], async (tx) => {
    await tx
      .insertInto('dossier_events')
      .values(
        Array.from({ length: 300 }, (_, index) => ({
          authority_id: vernon,
          dossier_id: dossier.id,
          seq: index + 2,
          at: new Date(Date.UTC(2026, 5, 1 + Math.floor(index / 3), 8, index % 60)),
          kind: index % 3 === 0 ? 'message' : 'note',
          actor_kind: 'agent' as const,
          actor_id: colleague.agentId,
          actor_name: 'Bruno Petit',
          visibility: index % 3 === 0 ? ('public' as const) : ('internal' as const),
          data: JSON.stringify({ body: `Texte ${index}`, from: 'Vernon' }),
          previous_hash: Buffer.alloc(32),
          hash: Buffer.alloc(32),
        })),
      )
      .execute();
  });
  const { body, status } = await browser.get(pathOf(dossier));
  expect(status).toBe(200);
  expect(body).toContain('Tout afficher');
  expect(body).toContain('messages précédents');
  const all = await browser.get(`${pathOf(dossier)}?tout=oui`);
  expect(all.body).toContain('Replier les jours anciens');
  const exchanges = await browser.get(`${pathOf(dossier)}?historique=echanges&tout=oui`);
  expect(exchanges.body.match(/id="evenement-/g)).toHaveLength(100);
  const ids = [...all.body.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
  expect(new Set(ids).size).toBe(ids.length);
});
