import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { AdoptedProcedure } from '#modules/catalogue/index.ts';
import type { Answers } from '#modules/forms/index.ts';
import { resolveWorkflows, type SystemEvent, workflowSourceSchema } from '#modules/workflow/index.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { type TestPlatform, testPlatform } from '#tests/support/test-platform.ts';
import { applySystemEvent, applyTransition } from '../usecases/apply-transition.ts';
import type { DossierRow } from '../usecases/lock-dossier.ts';
import { takeDueTimers } from '../usecases/take-due-timers.ts';
import { type AgentBench, agentBench } from '../web/agent/testing/agent-bench.ts';
import { publishTrial } from './testing/with-workflow.ts';

let platform: TestPlatform;
let bench: AgentBench;
let question: AdoptedProcedure;
let agent: AgentPrincipal;

beforeAll(async () => {
  platform = await testPlatform({ territory: true });
  bench = await agentBench(platform);
  question = await bench.procedure('question');
  agent = await bench.makeAgent('Aline Roux', [
    { authorityId: question.teamAuthorityId, teamId: question.teamId, leader: true },
  ]);
  const mayor = await bench.makeAgent('Léa Maire', [{ authorityId: 'C27681', teamId: question.teamId }]);
  await inVernon((tx) =>
    tx.updateTable('agent_roles').set({ role: 'administrator' }).where('agent_id', '=', mayor.agentId).execute(),
  );
});
afterAll(() => bench.close());

async function filed(workflow: string): Promise<DossierRow> {
  const sources = ['request', workflow].map((id) =>
    workflowSourceSchema.parse(parse(readFileSync(`library/workflows/${id}.yaml`, 'utf8'))),
  );
  const definition = resolveWorkflows(new Map(sources.map((one) => [one.workflow, one]))).workflows.get(workflow);
  if (definition === undefined) throw new Error(`The library has no workflow ${workflow}`);
  return bench.file(await publishTrial(bench, question, definition));
}

const inVernon = <T>(work: Parameters<typeof platform.database.transaction<T>>[1]) =>
  platform.database.transaction(['C27681'], work);
const origin = 'https://guichet.example.fr';

function act(dossier: DossierRow, transitionId: string, form: Answers = {}, by: 'agent' | 'applicant' = 'agent') {
  return inVernon((tx) =>
    applyTransition(tx, bench.parts, {
      authorityId: 'C27681',
      dossierId: dossier.id,
      transitionId,
      actor:
        by === 'applicant'
          ? { kind: 'applicant', role: 'applicant', name: 'Zoé Martin' }
          : { kind: 'agent', role: 'team-leader', id: agent.agentId, name: agent.name },
      channel: 'web',
      form,
      origin,
    }),
  );
}

function happens(dossier: DossierRow, on: Exclude<SystemEvent, 'delay'>) {
  return inVernon((tx) =>
    applySystemEvent(tx, bench.parts, { authorityId: 'C27681', dossierId: dossier.id, on, channel: 'web', origin }),
  );
}

const stateOf = async (dossier: DossierRow) => (await bench.read(dossier)).state;
const subjectsOf = async (dossier: DossierRow) =>
  (
    await inVernon((tx) =>
      tx.selectFrom('outgoing_messages').select('subject').where('dossier_id', '=', dossier.id).execute(),
    )
  ).map(({ subject }) => subject);

test('payment-request: the sum is asked, reminded, paid, and what was asked for is given', async () => {
  const dossier = await filed('payment-request');
  await act(dossier, 'ask-payment', { amount: 1250 });
  expect(await stateOf(dossier)).toBe('to-pay');
  platform.clock.advance({ hours: 16 * 24 });
  await takeDueTimers(bench.parts);
  expect(await subjectsOf(dossier)).toContainEqual(expect.stringMatching(/^Rappel.*paiement$/));
  await happens(dossier, 'payment-made');
  expect(await stateOf(dossier)).toBe('paid');
  await act(dossier, 'accept');
  expect(await stateOf(dossier)).toBe('accepted');
});

test('payment-request: what is not paid comes back to the agent', async () => {
  const dossier = await filed('payment-request');
  await act(dossier, 'ask-payment', { amount: 1250 });
  platform.clock.advance({ hours: 46 * 24 });
  await takeDueTimers(bench.parts);
  expect(await stateOf(dossier)).toBe('in-progress');
});

test('appointment-request: an appointment is offered, booked and held', async () => {
  const dossier = await filed('appointment-request');
  await act(dossier, 'offer-appointment', { bring: 'Une photo' });
  await happens(dossier, 'appointment-booked');
  expect(await stateOf(dossier)).toBe('appointment-booked');
  await happens(dossier, 'appointment-held');
  expect(await stateOf(dossier)).toBe('in-progress');
});

test('opinion-request: an opinion is asked of somebody and comes, or does not', async () => {
  const dossier = await filed('opinion-request');
  await act(dossier, 'ask-opinion', { opinion_email: 'abf@example.fr', opinion_question: 'La façade convient-elle ?' });
  expect(await stateOf(dossier)).toBe('opinion');
  await happens(dossier, 'opinion-given');
  expect(await stateOf(dossier)).toBe('in-progress');
  await act(dossier, 'ask-opinion', { opinion_email: 'abf@example.fr' });
  platform.clock.advance({ hours: 17 * 24 });
  await takeDueTimers(bench.parts);
  expect(await stateOf(dossier)).toBe('in-progress');
});

test('signature-request: the order goes round, and is given once signed', async () => {
  const dossier = await filed('signature-request');
  await act(dossier, 'send-to-sign', { grounds: 'Vu le code de la route,', articles: 'Article 1 : …' });
  expect(await stateOf(dossier)).toBe('signing');
  await happens(dossier, 'signature-refused');
  expect(await stateOf(dossier)).toBe('in-progress');
  await act(dossier, 'send-to-sign', { grounds: 'Vu le code de la route,', articles: 'Article 1 : …' });
  await happens(dossier, 'signed');
  expect(await stateOf(dossier)).toBe('accepted');
});

test('declaration: it is recorded, with a receipt', async () => {
  const dossier = await filed('declaration');
  const { letters } = await act(dossier, 'record', {});
  expect(letters[0]?.name).toMatch(/^Récépissé de votre déclaration/);
  expect(await stateOf(dossier)).toBe('recorded');
});

test('internal-request: the hierarchy approves, the service does', async () => {
  const dossier = await filed('internal-request');
  await act(dossier, 'approve');
  await act(dossier, 'take');
  await act(dossier, 'finish', { note: 'Livré ce matin.' });
  expect(await stateOf(dossier)).toBe('done');
});

test('waiting-list: a place is accepted in time, or offered to somebody else', async () => {
  const taken = await filed('waiting-list');
  await act(taken, 'rank', { rank: 12 });
  const today = Temporal.Instant.fromEpochMilliseconds(platform.clock.now().epochMilliseconds);
  const limit = today.toZonedDateTimeISO('Europe/Paris').toPlainDate().add({ days: 7 }).toString();
  await act(taken, 'offer', { offer: 'Crèche des Lilas, le 4 janvier.', answer_before: limit });
  await act(taken, 'accept-offer', {}, 'applicant');
  expect(await stateOf(taken)).toBe('accepted');
  const left = await filed('waiting-list');
  await act(left, 'offer', { offer: 'Crèche des Lilas, le 4 janvier.', answer_before: limit });
  platform.clock.advance({ hours: 7 * 24 });
  await takeDueTimers(bench.parts);
  expect(await stateOf(left)).toBe('offered');
  platform.clock.advance({ hours: 24 });
  await takeDueTimers(bench.parts);
  expect(await stateOf(left)).toBe('lapsed');
  expect(await subjectsOf(left)).toContainEqual(expect.stringMatching(/^Une place est à nouveau libre/));
  await act(left, 'stay-on-list');
  expect(await stateOf(left)).toBe('ranked');
});
