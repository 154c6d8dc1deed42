import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AdoptedProcedure } from '#modules/catalogue/index.ts';
import { compileWorkflow, workflowSchema } from '#modules/workflow/index.ts';
import { testPlatform } from '#tests/support/test-platform.ts';
import { withWorkflow } from '../effects/testing/with-workflow.ts';
import { type AgentBench, agentBench } from '../web/agent/testing/agent-bench.ts';
import { applyTransition } from './apply-transition.ts';
import { carryOverDossiers } from './carry-over-dossiers.ts';

let bench: AgentBench;
let question: AdoptedProcedure;

beforeAll(async () => {
  bench = await agentBench(await testPlatform({ territory: true }));
  question = await bench.procedure('question');
});
afterAll(() => bench.close());

const by = { id: '01920000-0000-7000-8000-00000000000a', name: 'Aline Roux' };

/** Another version: the same workflow and one of the form's fields less. */
async function nextVersion(version: number, workflow: AdoptedProcedure, without: string) {
  const { form, ...head } = workflow.procedure;
  const pages = form.pages.map((page) => ({ ...page, fields: page.fields.filter((field) => field.id !== without) }));
  await bench.platform.database.open
    .insertInto('procedure_versions')
    .values({
      procedure_id: 'question',
      version,
      definition: JSON.stringify({ ...head, version, form: { ...form, pages } }),
      workflow: JSON.stringify(workflow.workflow.definition),
      content_hash: `next ${version}`,
    })
    .execute();
}

test('dossiers go on under another version where they can, and say why where they cannot', async () => {
  const states = [{ id: 'late', phase: 'in-progress', label: 'En retard', explanation: 'En retard.' }];
  const former = await withWorkflow(bench, question, {
    states,
    transitions: [{ id: 'wait', to: 'late' }],
  });
  const delay = { id: 'give-up', to: 'done', by: ['system'], on: 'delay', after: '10d' };
  const next = await withWorkflow(bench, question, { transitions: [delay] });
  const open = await bench.file(former, { not_asked: 'x' });
  bench.platform.clock.advance({ minutes: 1 });
  const stuck = await bench.file(former);
  const over = await bench.file(former);
  const act = (dossierId: string, transitionId: string) =>
    bench.platform.database.transaction(['C27681'], (tx) =>
      applyTransition(tx, bench.parts, {
        authorityId: 'C27681',
        dossierId,
        transitionId,
        actor: { kind: 'agent', role: 'agent', ...by },
        channel: 'web',
        form: {},
        origin: 'https://guichet.example.fr',
      }),
    );
  await act(stuck.id, 'wait');
  await act(over.id, 'finish');
  const request = {
    authorityId: 'C27681',
    procedureId: 'question',
    fromVersion: former.version,
    toVersion: next.version,
    by,
    origin: 'https://guichet.example.fr',
  };
  const dry = await carryOverDossiers(bench.parts, { ...request, dryRun: true });
  expect(dry).toMatchObject([
    { dossierId: open.id, carried: true, keptApart: ['not_asked'] },
    { dossierId: stuck.id, carried: false, reason: 'unknown-state' },
  ]);
  expect((await bench.read(open)).procedure_version).toBe(former.version);
  expect(await carryOverDossiers(bench.parts, request)).toEqual(dry);
  const after = await bench.read(open);
  expect(after).toMatchObject({ procedure_version: next.version, state: 'new' });
  expect(after.answers).not.toHaveProperty('not_asked');
  const { events, timers } = await bench.platform.database.transaction(['C27681'], async (tx) => ({
    events: await tx
      .selectFrom('dossier_events')
      .selectAll()
      .where('dossier_id', '=', open.id)
      .orderBy('seq')
      .execute(),
    timers: await tx.selectFrom('dossier_timers').selectAll().where('dossier_id', '=', open.id).execute(),
  }));
  expect(events.at(-1)).toMatchObject({ kind: 'carried-over', data: { keptApart: { not_asked: 'x' } } });
  expect(timers).toMatchObject([{ name: 'give-up', due_on: '2026-12-03' }]);
  expect((await bench.read(over)).procedure_version).toBe(former.version);
  // Run again, it finds only what could not follow.
  expect(await carryOverDossiers(bench.parts, request)).toMatchObject([{ dossierId: stuck.id, carried: false }]);
});

test('an answer that the new form does not know is kept apart, one that it misses is told', async () => {
  const former = await withWorkflow(bench, question, { transitions: [] as Record<string, unknown>[] });
  const fields = former.form.pages.flatMap((page) => page.fields.map((field) => field.id));
  const removed = former.procedure.applicant.email ?? fields[0] ?? '';
  await nextVersion(990, former, removed);
  const dossier = await bench.file(former);
  const [line] = await carryOverDossiers(bench.parts, {
    authorityId: 'C27681',
    procedureId: 'question',
    fromVersion: former.version,
    toVersion: 990,
    by,
    origin: 'https://guichet.example.fr',
  });
  expect(line).toMatchObject({ dossierId: dossier.id, carried: true, keptApart: expect.arrayContaining([removed]) });
  expect(line?.carried === true && line.missing.length).toBeGreaterThan(0);
  const workflow = compileWorkflow(workflowSchema.parse(former.workflow.definition));
  expect(workflow.statesById.has((await bench.read(dossier)).state)).toBe(true);
});
