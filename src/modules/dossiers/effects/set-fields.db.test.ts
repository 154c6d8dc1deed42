import { afterAll, beforeAll, expect, test } from 'vitest';
import { fieldSchema } from '#modules/forms/index.ts';
import { testPlatform } from '#tests/support/test-platform.ts';
import { applyTransition } from '../usecases/apply-transition.ts';
import { type AgentBench, agentBench } from '../web/agent/testing/agent-bench.ts';
import { withWorkflow } from './testing/with-workflow.ts';

let bench: AgentBench;
beforeAll(async () => {
  bench = await agentBench(await testPlatform({ territory: true }));
});
afterAll(() => bench?.close());

test('an act fills in fields for agents alone from the answers and its own form, and the history says so to agents', async () => {
  const question = await bench.procedure('question');
  const [first, ...others] = question.procedure.form.pages;
  if (first === undefined) throw new Error('The procedure has a page');
  const number = fieldSchema.parse({ id: 'file_number', type: 'text', label: 'Référence', agentOnly: true });
  const fields = [...first.fields, number] as typeof first.fields;
  const procedure = { ...question.procedure, form: { pages: [{ ...first, fields }, ...others] } };
  const adopted = await withWorkflow(
    bench,
    { ...question, procedure },
    {
      transitions: [
        {
          id: 'number',
          form: [{ id: 'number', type: 'text', label: 'Numéro' }],
          effects: [
            {
              effect: 'set-fields',
              values: { file_number: 'form.number + " " + given_names', given_names: '"x"' },
            },
          ],
        },
      ],
    },
  );
  const dossier = await bench.file(adopted);
  const agent = await bench.makeAgent('Aline Roux', [
    { authorityId: question.teamAuthorityId, teamId: question.teamId },
  ]);
  const after = await bench.platform.database.transaction([dossier.authority_id], async (tx) => {
    await applyTransition(tx, bench.parts, {
      authorityId: dossier.authority_id,
      dossierId: dossier.id,
      transitionId: 'number',
      actor: { kind: 'agent', role: 'agent', id: agent.agentId, name: agent.name },
      channel: 'web',
      form: { number: '2026-12' },
      origin: 'https://guichet.example.fr',
    });
    const { answers } = await tx
      .selectFrom('dossiers')
      .select('answers')
      .where('id', '=', dossier.id)
      .executeTakeFirstOrThrow();
    const events = await tx.selectFrom('dossier_events').selectAll().where('dossier_id', '=', dossier.id).execute();
    return { answers: answers as Record<string, unknown>, events };
  });
  expect(after.answers.file_number).toBe('2026-12 Zoé');
  // What the applicant wrote is never written over.
  expect(after.answers.given_names).toBe('Zoé');
  const told = after.events.find(({ kind }) => kind === 'completed');
  expect(told).toMatchObject({ visibility: 'internal', actor_name: 'Aline Roux' });
  expect(JSON.stringify(told?.data)).toContain('Référence');
});
