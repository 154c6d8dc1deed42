import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AdoptedProcedure } from '#modules/catalogue/index.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { testPlatform } from '#tests/support/test-platform.ts';
import { callHook } from '../../effects/hooks/call-hook.ts';
import { withWorkflow } from '../../effects/testing/with-workflow.ts';
import { applyTransition } from '../../usecases/apply-transition.ts';
import { type AgentBench, type AgentBrowser, agentBench } from './testing/agent-bench.ts';

let bench: AgentBench;
let browser: AgentBrowser;
let trial: AdoptedProcedure;
let agent: AgentPrincipal;

beforeAll(async () => {
  bench = await agentBench(await testPlatform({ territory: true }));
  const question = await bench.procedure('question');
  agent = await bench.makeAgent('Aline Roux', [{ authorityId: question.teamAuthorityId, teamId: question.teamId }]);
  browser = await bench.browser(agent);
  trial = await withWorkflow(bench, question, {
    states: [{ id: 'waiting', phase: 'waiting-applicant', label: 'Attend une pièce', explanation: 'Attend.' }],
    transitions: [
      {
        id: 'ask',
        to: 'waiting',
        effects: [
          { effect: 'request-documents', documents: ['Un plan'] },
          { effect: 'webhook', hook: 'permits' },
        ],
      },
      { id: 'lapse', label: 'Le délai est passé', from: ['waiting'], by: ['system'], on: 'delay', after: '10d' },
    ],
  });
});
afterAll(async () => {
  await browser.close();
  await bench.close();
});

test('an agent sees what happens by itself, and calls a system that failed again', async () => {
  const dossier = await bench.file(trial);
  const path = `/agents/dossiers/vernon/${dossier.id}`;
  expect((await browser.get(path)).body).not.toContain('Ce qui se fait tout seul');
  await bench.platform.database.transaction(['C27681'], (tx) =>
    applyTransition(tx, bench.parts, {
      authorityId: 'C27681',
      dossierId: dossier.id,
      transitionId: 'ask',
      actor: { kind: 'agent', role: 'agent', id: agent.agentId, name: agent.name },
      channel: 'web',
      form: {},
      origin: 'https://guichet.example.fr',
    }),
  );
  const call = await bench.platform.database.transaction(['C27681'], (tx) =>
    tx.selectFrom('hook_calls').select('id').where('dossier_id', '=', dossier.id).executeTakeFirstOrThrow(),
  );
  const data = { authorityId: 'C27681', callId: call.id };
  await callHook(bench.parts, data);
  const { body } = await browser.get(path);
  expect(body).toContain('passera à «\u00a0Reçu\u00a0» le 3 décembre 2026');
  expect(body).toContain('Documents demandés et pas encore reçus\u00a0: 1');
  expect(body).toContain('Le logiciel «\u00a0permits\u00a0» n’a pas pu être joint\u00a0: adresse non configurée');
  const replay = `${path}/appels/${call.id}/rejouer`;
  expect(body).toContain(`action="${replay}"`);
  expect(await browser.post(replay, {})).toMatchObject({ status: 303, location: path });
  expect((await browser.post(replay, {})).status).toBe(404);
  expect((await browser.get(path)).body).toContain('En attente');
});
