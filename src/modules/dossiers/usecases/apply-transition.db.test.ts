import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AdoptedProcedure } from '#modules/catalogue/index.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { testPlatform } from '#tests/support/test-platform.ts';
import { verifyChain } from '../domain/event-chain.ts';
import { DossierChangedError, DossierNotFoundError } from '../errors.ts';
import { type AgentBench, agentBench } from '../web/agent/testing/agent-bench.ts';
import { applySystemEvent, applyTransition, TransitionUnavailableError } from './apply-transition.ts';
import type { DossierRow } from './lock-dossier.ts';
import { UndoImpossibleError, undoTransition } from './undo-transition.ts';

let bench: AgentBench;
let request: AdoptedProcedure;
let agent: AgentPrincipal;
let colleague: AgentPrincipal;

beforeAll(async () => {
  bench = await agentBench(await testPlatform({ territory: true }));
  const adopted = await bench.parts.catalogue.listAdopted('C27681');
  const found = adopted.find(
    // With the remedies of administrative decisions, not its own.
    ({ procedure, workflow }) =>
      workflow.definition.workflow === 'request' &&
      procedure.silence.rule === 'reject' &&
      procedure.legal.remedies === undefined,
  );
  if (found === undefined) throw new Error('Vernon has no request whose silence rejects');
  request = found;
  const place = { authorityId: found.teamAuthorityId, teamId: found.teamId };
  agent = await bench.makeAgent('Aline Roux', [place]);
  colleague = await bench.makeAgent('Bruno Petit', [place]);
});
afterAll(() => bench.close());

function act(
  dossier: DossierRow,
  transitionId: string,
  options: {
    form?: Record<string, string>;
    revision?: number;
    by?: AgentPrincipal;
    role?: 'agent' | 'team-leader' | 'applicant';
  } = {},
) {
  const by = options.by ?? agent;
  const role = options.role ?? 'agent';
  return bench.platform.database.transaction([dossier.authority_id], (tx) =>
    applyTransition(tx, bench.parts, {
      authorityId: dossier.authority_id,
      dossierId: dossier.id,
      transitionId,
      expectedRevision: options.revision ?? dossier.revision,
      actor:
        role === 'applicant'
          ? { kind: 'applicant', role, name: 'Zoé Martin' }
          : { kind: 'agent', role, id: by.agentId, name: by.name },
      channel: 'web',
      form: options.form ?? {},
      origin: 'https://guichet.example.fr',
    }),
  );
}

async function eventsOf(dossier: DossierRow) {
  return bench.platform.database.transaction([dossier.authority_id], (tx) =>
    tx.selectFrom('dossier_events').selectAll().where('dossier_id', '=', dossier.id).orderBy('seq').execute(),
  );
}

async function messagesOf(dossier: DossierRow) {
  return bench.platform.database.transaction([dossier.authority_id], (tx) =>
    tx.selectFrom('outgoing_messages').selectAll().where('dossier_id', '=', dossier.id).execute(),
  );
}

test('taking charge moves the dossier, gives it to the agent and tells nobody', async () => {
  const dossier = await bench.file(request);
  await act(dossier, 'take');
  const after = await bench.read(dossier);
  expect(after).toMatchObject({ state: 'in-progress', phase: 'in-progress', assignee_id: agent.agentId, revision: 2 });
  expect(await messagesOf(dossier)).toEqual([]);
  const events = await eventsOf(dossier);
  expect(events.map(({ kind }) => kind)).toEqual(['submitted', 'transition']);
  expect(events[1]?.data).toMatchObject({
    transition: 'take',
    from: 'submitted',
    to: 'in-progress',
    assignedTo: 'Aline Roux',
  });
});

test('a refusal writes the letter, numbers it, attaches it to the message and keeps an unbroken history', async () => {
  const dossier = await bench.file(request);
  const reason = 'La demande ne remplit pas les conditions.';
  const done = await act(dossier, 'refuse', { form: { reason } });
  const after = await bench.read(dossier);
  expect(after).toMatchObject({ phase: 'refused', due_on: null });
  expect(after.decided_at).not.toBeNull();
  expect(after.purge_on).not.toBeNull();
  const [message] = await messagesOf(dossier);
  expect(message?.recipient).toBe('zoe.martin@example.fr');
  expect(message?.body).toContain(reason);
  expect(message?.body).toContain('tribunal administratif de Rouen');
  expect(message?.attachments).toEqual([{ documentId: done.letters[0]?.id, name: done.letters[0]?.name }]);
  const events = await eventsOf(dossier);
  expect(events.map(({ kind }) => kind)).toEqual(['submitted', 'transition', 'letter', 'message']);
  expect(String(events[2]?.data.number)).toMatch(/^2026-\d{4}$/);
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
});

test('numbers of letters have no hole when an act fails after its letter', async () => {
  const first = await bench.file(request);
  const second = await bench.file(request);
  const reason = 'La demande ne remplit pas les conditions.';
  const broken = {
    ...bench.parts,
    platform: {
      ...bench.platform,
      jobs: { ...bench.platform.jobs, enqueue: async () => Promise.reject(new Error('queue')) },
    },
  };
  await expect(
    bench.platform.database.transaction([first.authority_id], (tx) =>
      applyTransition(tx, broken, {
        authorityId: first.authority_id,
        dossierId: first.id,
        transitionId: 'refuse',
        actor: { kind: 'agent', role: 'agent', id: agent.agentId, name: agent.name },
        channel: 'web',
        form: { reason },
        origin: 'https://guichet.example.fr',
      }),
    ),
  ).rejects.toThrow('queue');
  expect((await bench.read(first)).state).toBe('submitted');
  expect(await eventsOf(first)).toHaveLength(1);
  const before = await lastNumber();
  await act(second, 'refuse', { form: { reason } });
  expect(await lastNumber()).toBe(before + 1);
});

async function lastNumber(): Promise<number> {
  const row = await bench.platform.database.transaction(['C27681'], (tx) =>
    tx
      .selectFrom('registers')
      .select('last_number')
      .where('authority_id', '=', 'C27681')
      .where('kind', '=', 'decision-decision')
      .executeTakeFirst(),
  );
  return row?.last_number ?? 0;
}

describe('two agents at once', () => {
  test('the second, who saw the former state, changes nothing and is told', async () => {
    const dossier = await bench.file(request);
    const outcomes = await Promise.allSettled([
      act(dossier, 'accept', { by: agent }),
      act(dossier, 'refuse', { by: colleague, form: { reason: 'La demande ne remplit pas les conditions.' } }),
    ]);
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refused).toHaveLength(1);
    expect(refused[0]?.reason).toBeInstanceOf(DossierChangedError);
    expect((await bench.read(dossier)).revision).toBe(2);
    expect(await messagesOf(dossier)).toHaveLength(1);
  });
});

test('who may do what is the workflow’s to say', async () => {
  const dossier = await bench.file(request);
  await expect(act(dossier, 'withdraw')).rejects.toThrow(TransitionUnavailableError);
  await expect(act(dossier, 'take', { role: 'applicant' })).rejects.toThrow(TransitionUnavailableError);
  await expect(act(dossier, 'close')).rejects.toThrow(TransitionUnavailableError);
  await act(dossier, 'accept');
  const decided = await bench.read(dossier);
  await expect(act(decided, 'reopen', { form: { reason: 'x' } })).rejects.toThrow(TransitionUnavailableError);
  await act(decided, 'reopen', { role: 'team-leader', form: { reason: 'Erreur.' } });
  expect(await bench.read(dossier)).toMatchObject({ phase: 'in-progress', decided_at: null, purge_on: null });
});

test('another authority’s transaction does not see the dossier', async () => {
  const dossier = await bench.file(request);
  const attempt = bench.platform.database.transaction(['E200072312'], (tx) =>
    applyTransition(tx, bench.parts, {
      authorityId: dossier.authority_id,
      dossierId: dossier.id,
      transitionId: 'take',
      actor: { kind: 'agent', role: 'agent', id: agent.agentId, name: agent.name },
      channel: 'web',
      form: {},
      origin: 'https://guichet.example.fr',
    }),
  );
  await expect(attempt).rejects.toThrow(DossierNotFoundError);
});

test('the clock stops while the applicant is asked for documents and goes on with the answer', async () => {
  const dossier = await bench.file(request);
  await act(dossier, 'ask-documents', {
    form: { request: 'Un justificatif de domicile.', answer_before: '2026-12-22' },
  });
  expect(await bench.read(dossier)).toMatchObject({ phase: 'waiting-applicant', complete: false, due_on: null });
  bench.platform.clock.advance({ days: 10 });
  await bench.platform.database.transaction([dossier.authority_id], (tx) =>
    applySystemEvent(tx, bench.parts, {
      authorityId: dossier.authority_id,
      dossierId: dossier.id,
      channel: 'web',
      origin: 'https://guichet.example.fr',
      on: 'applicant-answered',
    }),
  );
  const after = await bench.read(dossier);
  const due = Temporal.PlainDate.from(dossier.due_on ?? '')
    .add({ days: 10 })
    .toString();
  expect(after).toMatchObject({ phase: 'in-progress', complete: null, due_on: due, clock_suspended_at: null });
  expect(after.last_applicant_act_at).toEqual(after.updated_at);
});

describe('undoing', () => {
  const undo = (dossier: DossierRow, seq: number, by = agent, minutes = 0) =>
    bench.platform.database.transaction(by.scope, (tx) =>
      undoTransition(tx, bench.parts, {
        agent: by,
        authorityId: dossier.authority_id,
        dossierId: dossier.id,
        seq,
        now: new Date(bench.platform.clock.now().epochMilliseconds + minutes * 60_000),
      }),
    );

  test('puts everything back as it was', async () => {
    const dossier = await bench.file(request);
    const { seq } = await act(dossier, 'take');
    await undo(dossier, seq);
    const after = await bench.read(dossier);
    expect(after).toMatchObject({
      state: dossier.state,
      phase: dossier.phase,
      assignee_id: null,
      due_on: dossier.due_on,
      revision: 3,
    });
    await expect(undo(dossier, seq)).rejects.toThrow(UndoImpossibleError);
  });

  test('is for whoever did it, for ten minutes, and for what was not sent', async () => {
    const dossier = await bench.file(request);
    const { seq } = await act(dossier, 'take');
    await expect(undo(dossier, seq, colleague)).rejects.toThrow(UndoImpossibleError);
    await expect(undo(dossier, seq, agent, 11)).rejects.toThrow(UndoImpossibleError);
    const told = await bench.file(request);
    const accepted = await act(told, 'accept');
    await expect(undo(told, accepted.seq)).rejects.toThrow(UndoImpossibleError);
  });
});

test('without an e-mail address the message waits in the dossier, and says so', async () => {
  const dossier = await bench.file(request);
  await bench.platform.database.transaction([dossier.authority_id], (tx) =>
    sql`UPDATE dossiers SET applicant_email = NULL WHERE authority_id = ${dossier.authority_id} AND id = ${dossier.id}::uuid`.execute(
      tx,
    ),
  );
  const done = await act(dossier, 'accept');
  expect(done).toMatchObject({ queuedMessages: 0, unsentMessages: 1 });
  expect(await messagesOf(dossier)).toEqual([]);
  expect((await eventsOf(dossier)).at(-1)?.data).toMatchObject({ unsent: true });
});
