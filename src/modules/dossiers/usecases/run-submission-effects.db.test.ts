import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AdoptedProcedure } from '#modules/catalogue/index.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { testPlatform } from '#tests/support/test-platform.ts';
import { verifyChain } from '../domain/event-chain.ts';
import { withWorkflow } from '../effects/testing/with-workflow.ts';
import { type AgentBench, agentBench } from '../web/agent/testing/agent-bench.ts';
import type { DossierRow } from './lock-dossier.ts';

let bench: AgentBench;
let question: AdoptedProcedure;
let leader: AgentPrincipal;

beforeAll(async () => {
  bench = await agentBench(await testPlatform({ territory: true }));
  question = await bench.procedure('question');
  const place = { authorityId: question.teamAuthorityId, teamId: question.teamId };
  await bench.platform.database.transaction(['C27681'], (tx) => tx.deleteFrom('team_members').execute());
  await bench.makeAgent('Aline Roux', [place]);
  leader = await bench.makeAgent('Chloé Denis', [{ ...place, leader: true }]);
});
afterAll(() => bench.close());

const read = (dossier: DossierRow) =>
  bench.platform.database.transaction(['C27681'], async (tx) => ({
    events: await tx
      .selectFrom('dossier_events')
      .selectAll()
      .where('dossier_id', '=', dossier.id)
      .orderBy('seq')
      .execute(),
    messages: await tx.selectFrom('outgoing_messages').selectAll().where('dossier_id', '=', dossier.id).execute(),
    calls: await tx.selectFrom('hook_calls').selectAll().where('dossier_id', '=', dossier.id).execute(),
  }));

const effects = {
  messages: [
    { id: 'hello', subject: 'Bonjour {{dossier.code}}', body: 'Bonjour {{applicant.name}}.' },
    { id: 'alert', subject: 'Danger', body: '{{dossier.link}}' },
  ],
  onSubmission: [
    { effect: 'assign', rule: 'leader' },
    { effect: 'note', text: 'Déposé par {{applicant.name}}' },
    { effect: 'notify', message: 'hello' },
    { effect: 'webhook', hook: 'registers' },
    { effect: 'mark-complete' },
    { effect: 'mail', to: 'alert@example.fr', message: 'alert', when: 'subject == "danger"' },
  ],
};

test('what the workflow says of a filing is done with it, where its condition holds', async () => {
  const adopted = await withWorkflow(bench, question, { transitions: [], ...effects });
  const dossier = await bench.file(adopted, {
    subject: 'other',
    given_names: 'Zoé',
    family_name: 'Martin',
    email: 'zoe@example.fr',
  });
  expect(dossier).toMatchObject({ assignee_id: leader.agentId, complete: true, state: 'new', phase: 'received' });
  const { events, messages, calls } = await read(dossier);
  expect(events.map(({ kind }) => kind)).toEqual(['submitted', 'assigned', 'note', 'hook-called', 'message']);
  expect(events[1]?.data).toEqual({ agentId: leader.agentId, name: 'Chloé Denis' });
  expect(events[2]?.data).toEqual({ body: 'Déposé par Zoé Martin' });
  expect(messages.map(({ recipient }) => recipient)).toEqual(['zoe@example.fr']);
  expect(calls).toMatchObject([{ hook: 'registers', transition: 'submission', state: 'queued' }]);
  expect(
    verifyChain(
      events.map((row) => ({
        authorityId: row.authority_id,
        dossierId: row.dossier_id,
        seq: row.seq,
        at: row.at,
        kind: row.kind,
        actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
        channel: row.channel,
        visibility: row.visibility,
        data: row.data as Record<string, unknown>,
        previousHash: row.previous_hash,
        hash: row.hash,
      })),
    ),
  ).toBeUndefined();
});

test('an effect that fails takes the whole filing with it', async () => {
  const adopted = await withWorkflow(bench, question, {
    transitions: [],
    onSubmission: [{ effect: 'open-dossier', procedure: 'nobody-offers-this' }],
  });
  const countAll = () =>
    bench.platform.database.transaction(['C27681'], (tx) =>
      tx
        .selectFrom('dossiers')
        .select(({ fn }) => fn.countAll<number>().as('all'))
        .executeTakeFirstOrThrow(),
    );
  const before = await countAll();
  await expect(bench.file(adopted)).rejects.toThrow();
  expect(await countAll()).toEqual(before);
});

test('a workflow that does nothing then reads and writes nothing more', async () => {
  const dossier = await bench.file(await withWorkflow(bench, question, { transitions: [] }));
  expect(dossier.revision).toBe(1);
  expect((await read(dossier)).events.map(({ kind }) => kind)).toEqual(['submitted']);
});
