import { afterAll, beforeAll, expect, test } from 'vitest';
import { workflowSchema } from '#modules/workflow/index.ts';
import { newId } from '#platform/crypto/ids.ts';
import { type TestCounter, testCounter } from '#tests/support/test-counter.ts';
import { applyTransition } from '../../usecases/apply-transition.ts';

let counter: TestCounter;
beforeAll(async () => {
  counter = await testCounter();
}, 180_000);
afterAll(() => counter?.close());

const vernon = 'C27681';
const start = '/vernon/demarches/question-a-la-mairie/commencer';
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

/** The question with a workflow that asks for two documents. */
async function publishTrial(): Promise<void> {
  const adopted = await counter.catalogue.findAdopted(vernon, 'question');
  if (adopted === undefined) throw new Error('Vernon answers questions');
  const state = (id: string, phase: string) => ({ id, phase, label: id, explanation: 'Explication.' });
  const workflow = workflowSchema.parse({
    workflow: 'trial',
    version: 1,
    title: 'Essai',
    initial: 'received',
    states: [state('received', 'received'), state('waiting', 'waiting-applicant'), state('done', 'closed')],
    transitions: [
      {
        id: 'ask',
        from: ['received'],
        to: 'waiting',
        by: ['agent'],
        label: 'Demander',
        effects: [{ effect: 'request-documents', documents: ['Un plan', 'Une photo'] }],
      },
      { id: 'answered', from: ['waiting'], to: 'received', by: ['system'], on: 'applicant-answered', label: 'Répondu' },
      { id: 'end', from: ['received', 'waiting'], to: 'done', by: ['agent'], label: 'Finir' },
    ],
  });
  await counter.platform.database.open
    .insertInto('procedure_versions')
    .values({
      procedure_id: 'question',
      version: 900,
      definition: JSON.stringify({ ...adopted.procedure, version: 900 }),
      workflow: JSON.stringify(workflow),
      content_hash: 'trial',
    })
    .execute();
}

test('each document asked for has its own input; the list is ticked as they come', async () => {
  await publishTrial();
  const visitor = counter.visitor();
  const page = await visitor.get(start);
  const sent = await visitor.post(start, {
    subject: 'services',
    message: 'Une question bien assez longue',
    given_names: 'Zoé',
    family_name: 'Martin',
    email: 'zoe@example.fr',
    _idempotency: /name="_idempotency" value="([^"]*)"/.exec(page.body)?.[1] ?? '',
  });
  const path = (sent.location ?? '').replace('/recu', '');
  const dossierId = path.split('/').at(-1) ?? '';
  await counter.platform.database.transaction([vernon], async (tx) => {
    await tx.updateTable('dossiers').set({ procedure_version: 900 }).where('id', '=', dossierId).execute();
    await applyTransition(tx, counter.parts, {
      authorityId: vernon,
      dossierId,
      transitionId: 'ask',
      actor: { kind: 'agent', role: 'agent', id: newId(), name: 'Une agente' },
      channel: 'web',
      form: {},
      origin: 'http://localhost',
    });
  });
  const asked = await visitor.get(path);
  const inputs = [...asked.body.matchAll(/<input[^>]*name="(piece-[0-9a-f-]+)"/g)].map((match) => match[1] ?? '');
  expect(inputs).toHaveLength(2);
  expect(asked.body).toContain('Un plan');
  const send = (field: string) =>
    visitor.postFiles(`${path}/messages`, { message: '', _idempotency: newId() }, [
      { field, name: 'plan.png', type: 'image/png', content: png },
    ]);
  expect((await send(inputs[0] ?? '')).status).toBe(303);
  const partly = await visitor.get(path);
  expect(partly.body).not.toContain(`name="${inputs[0]}"`);
  expect(partly.body).toContain(`name="${inputs[1]}"`);
  expect(partly.body).toContain('Reçu');
  await send(inputs[1] ?? '');
  const state = await counter.platform.database.transaction([vernon], (tx) =>
    tx.selectFrom('dossiers').select('state').where('id', '=', dossierId).executeTakeFirstOrThrow(),
  );
  expect(state.state).toBe('received');
  expect((await visitor.get(path)).body).not.toContain('name="piece-');
});
