import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AdoptedProcedure } from '#modules/catalogue/index.ts';
import { isCorrectable } from '#modules/forms/index.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { testPlatform } from '#tests/support/test-platform.ts';
import { verifyChain } from '../domain/event-chain.ts';
import type { DossierRow } from '../usecases/lock-dossier.ts';
import { type AgentBench, type AgentBrowser, agentBench, vernon } from '../web/agent/testing/agent-bench.ts';

let bench: AgentBench;
let question: AdoptedProcedure;
let agent: AgentPrincipal;
let stranger: AgentPrincipal;
let browser: AgentBrowser;

beforeAll(async () => {
  bench = await agentBench(await testPlatform({ territory: true }));
  question = await bench.procedure('question');
  agent = await bench.makeAgent('Aline Roux', [{ authorityId: question.teamAuthorityId, teamId: question.teamId }]);
  stranger = await bench.makeAgent('Carl Autre', []);
  browser = await bench.browser(agent);
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await bench?.close();
});

const answers = { subject: 'services', message: 'À quelle heure ouvre la mairie le samedi ?' };
const pathOf = (dossier: DossierRow, rest = '') => `/agents/dossiers/vernon/${dossier.id}${rest}`;
const hidden = (body: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? '';

async function eventsOf(dossier: DossierRow) {
  return bench.platform.database.transaction([vernon], (tx) =>
    tx
      .selectFrom('dossier_events')
      .selectAll()
      .where('authority_id', '=', vernon)
      .where('dossier_id', '=', dossier.id)
      .orderBy('seq')
      .execute(),
  );
}

async function openCorrection(dossier: DossierRow, field: string) {
  const { status, body } = await browser.get(pathOf(dossier, `/corriger/${field}`));
  expect(status).toBe(200);
  return { revision: hidden(body, 'revision'), seq: hidden(body, 'seq') };
}

test('a name is corrected: the dossier follows, both answers are in the chain, the resident is written to', async () => {
  const dossier = await bench.file(question, answers);
  const page = await browser.get(pathOf(dossier));
  expect(page.body).toContain(pathOf(dossier, '/corriger/family_name'));
  const seen = await openCorrection(dossier, 'family_name');
  const sent = await browser.post(pathOf(dossier, '/corriger/family_name'), {
    ...seen,
    family_name: 'Martinez',
    motif: 'Orthographe confirmée par téléphone.',
  });
  expect(sent.status).toBe(303);
  const row = await bench.read(dossier);
  expect(row.answers).toMatchObject({ family_name: 'Martinez', message: answers.message });
  expect(row.applicant_name).toBe('Zoé Martinez');
  const events = await eventsOf(dossier);
  const corrected = events.at(-1);
  expect(corrected).toMatchObject({ kind: 'corrected', visibility: 'public', actor_name: 'Aline Roux' });
  expect(corrected?.data).toMatchObject({
    reason: 'Orthographe confirmée par téléphone.',
    changes: [{ field: 'family_name', before: 'Martin', after: 'Martinez', old: 'Martin', new: 'Martinez' }],
  });
  expect(
    verifyChain(
      events.map((event) => ({
        authorityId: event.authority_id,
        dossierId: event.dossier_id,
        seq: event.seq,
        at: event.at,
        kind: event.kind,
        actor: { kind: event.actor_kind, id: event.actor_id, name: event.actor_name },
        channel: event.channel,
        visibility: event.visibility,
        data: event.data,
        previousHash: event.previous_hash,
        hash: event.hash,
      })),
    ),
  ).toBeUndefined();
  const letters = await bench.platform.database.transaction([vernon], (tx) =>
    tx.selectFrom('outgoing_messages').select(['subject', 'body']).where('dossier_id', '=', dossier.id).execute(),
  );
  expect(letters.some(({ body }) => body.includes('Martinez (avant\u00a0: Martin)'))).toBe(true);
  const after = await browser.get(pathOf(dossier));
  expect(after.body).toContain('Corrigé le');
  expect(after.body).toContain('Orthographe confirmée par téléphone.');
  // Another correction undoes it.
  const again = await openCorrection(dossier, 'family_name');
  await browser.post(pathOf(dossier, '/corriger/family_name'), { ...again, family_name: 'Martin', motif: 'Erreur.' });
  expect((await bench.read(dossier)).applicant_name).toBe('Zoé Martin');
});

test('a wrong answer or a missing reason comes back with what was typed, and nothing is kept', async () => {
  const dossier = await bench.file(question, answers);
  const seen = await openCorrection(dossier, 'email');
  const wrong = await browser.post(pathOf(dossier, '/corriger/email'), {
    ...seen,
    email: 'pas une adresse',
    motif: 'x',
  });
  expect(wrong.status).toBe(422);
  expect(wrong.body).toContain('pas une adresse');
  const noReason = await browser.post(pathOf(dossier, '/corriger/email'), {
    ...seen,
    email: 'zoe@example.org',
    motif: '',
  });
  expect(noReason.status).toBe(422);
  expect(noReason.body).toContain('Écrivez le motif de la correction.');
  expect((await bench.read(dossier)).applicant_email).toBe('zoe.martin@example.fr');
});

test('the address that is corrected is told at both addresses', async () => {
  const dossier = await bench.file(question, answers);
  const seen = await openCorrection(dossier, 'email');
  await browser.post(pathOf(dossier, '/corriger/email'), {
    ...seen,
    email: 'zoe@example.org',
    motif: 'Faute de frappe.',
  });
  const told = await bench.platform.database.transaction([vernon], (tx) =>
    tx
      .selectFrom('outgoing_messages')
      .select('recipient')
      .where('dossier_id', '=', dossier.id)
      .where('subject', 'like', 'Vos réponses ont été corrigées%')
      .execute(),
  );
  expect(told.map(({ recipient }) => recipient).sort()).toEqual(['zoe.martin@example.fr', 'zoe@example.org']);
});

test('when a colleague acted meanwhile, nothing is corrected and what was typed is kept', async () => {
  const dossier = await bench.file(question, answers);
  const seen = await openCorrection(dossier, 'family_name');
  await browser.post(pathOf(dossier, '/notes'), { note: 'Je rappelle la personne', _idempotency: 'k1' });
  const late = await browser.post(pathOf(dossier, '/corriger/family_name'), {
    ...seen,
    family_name: 'Martinez',
    motif: 'Orthographe',
  });
  expect(late.status).toBe(409);
  expect(late.body).toContain('Martinez');
  expect(late.body).toContain('Orthographe');
  expect((await bench.read(dossier)).applicant_name).toBe('Zoé Martin');
});

test('once it is over, and for those who do not process it, nothing is corrected', async () => {
  const dossier = await bench.file(question, answers);
  const outside = await bench.browser(stranger);
  expect((await outside.get(pathOf(dossier, '/corriger/family_name'))).status).toBe(404);
  await outside.close();
  const seen = await openCorrection(dossier, 'family_name');
  await bench.platform.database.transaction([vernon], (tx) =>
    tx
      .updateTable('dossiers')
      .set({ closed_at: new Date(), phase: 'closed' })
      .where('authority_id', '=', vernon)
      .where('id', '=', dossier.id)
      .execute(),
  );
  const late = await browser.post(pathOf(dossier, '/corriger/family_name'), {
    ...seen,
    family_name: 'Martinez',
    motif: 'Trop tard',
  });
  expect(late.status).toBe(303);
  expect((await bench.read(dossier)).applicant_name).toBe('Zoé Martin');
  expect((await browser.get(pathOf(dossier))).body).not.toContain('/corriger/');
});

test('documents and what is computed are not corrected here', () => {
  const files = [...question.form.fieldsById.values()].filter((entry) => !isCorrectable(entry));
  expect(
    files.every(({ definition }) => definition.agentOnly || ['file', 'computed', 'info'].includes(definition.type)),
  ).toBe(true);
});
