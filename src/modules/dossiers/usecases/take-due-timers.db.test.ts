import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AdoptedProcedure } from '#modules/catalogue/index.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { type TestPlatform, testPlatform } from '#tests/support/test-platform.ts';
import { withWorkflow } from '../effects/testing/with-workflow.ts';
import { type AgentBench, agentBench } from '../web/agent/testing/agent-bench.ts';
import { applySystemEvent, applyTransition } from './apply-transition.ts';
import type { DossierRow } from './lock-dossier.ts';
import { takeDueTimers } from './take-due-timers.ts';
import { undoTransition } from './undo-transition.ts';

let platform: TestPlatform;
let bench: AgentBench;
let question: AdoptedProcedure;
let agent: AgentPrincipal;

beforeAll(async () => {
  platform = await testPlatform({ territory: true });
  bench = await agentBench(platform);
  question = await bench.procedure('question');
  agent = await bench.makeAgent('Aline Roux', [{ authorityId: question.teamAuthorityId, teamId: question.teamId }]);
});
afterAll(() => bench.close());
beforeEach(async () => {
  platform.clock.set('2026-11-23T10:00:00+01:00');
  await inVernon((tx) => tx.deleteFrom('dossier_timers').execute());
});

function inVernon<T>(work: Parameters<typeof bench.platform.database.transaction<T>>[1]): Promise<T> {
  return bench.platform.database.transaction(['C27681'], work);
}

function act(dossier: DossierRow, transitionId: string, form: Record<string, string> = {}) {
  return inVernon((tx) =>
    applyTransition(tx, bench.parts, {
      authorityId: dossier.authority_id,
      dossierId: dossier.id,
      transitionId,
      actor: { kind: 'agent', role: 'agent', id: agent.agentId, name: agent.name },
      channel: 'web',
      form,
      origin: 'https://guichet.example.fr',
    }),
  );
}

const timersOf = (dossier: DossierRow) =>
  inVernon((tx) =>
    tx
      .selectFrom('dossier_timers')
      .select(['kind', 'name', 'due_on'])
      .where('dossier_id', '=', dossier.id)
      .orderBy('name')
      .execute(),
  );
const stateOf = async (dossier: DossierRow) => (await bench.read(dossier)).state;

const states = [
  { id: 'waiting', phase: 'waiting-applicant', label: 'Attend', explanation: 'Attend.' },
  { id: 'late', phase: 'in-progress', label: 'En retard', explanation: 'En retard.' },
];
const messages = [{ id: 'reminder', subject: 'Rappel', body: 'Bonjour {{applicant.name}}' }];
const delays = [
  {
    id: 'ask',
    to: 'waiting',
    form: [{ id: 'answer_before', type: 'date', label: 'Avant le', optional: true }],
  },
  { id: 'back', from: ['waiting'], to: 'new' },
  {
    id: 'remind',
    from: ['waiting'],
    to: 'waiting',
    by: ['system'],
    on: 'delay',
    after: '3wd',
    effects: [{ effect: 'notify', message: 'reminder' }],
  },
  { id: 'lapse', from: ['waiting'], to: 'late', by: ['system'], on: 'delay', after: '1m' },
  { id: 'expire', from: ['waiting'], to: 'late', by: ['system'], on: 'delay', after: '0d', since: 'answer_before' },
];

describe('a transition by delay', () => {
  test('is planned when the state is entered: working days, months, a date that was given', async () => {
    const dossier = await bench.file(await withWorkflow(bench, question, { states, messages, transitions: delays }));
    expect(await timersOf(dossier)).toEqual([]);
    await act(dossier, 'ask', { answer_before: '2026-12-05' });
    // From Monday 23 November: three working days end on Thursday 26; one month ends on 23 December.
    expect(await timersOf(dossier)).toEqual([
      { kind: 'transition', name: 'expire', due_on: '2026-12-06' },
      { kind: 'transition', name: 'lapse', due_on: '2026-12-24' },
      { kind: 'transition', name: 'remind', due_on: '2026-11-27' },
    ]);
    await act(dossier, 'back');
    expect(await timersOf(dossier)).toEqual([]);
  });

  test('is taken once its day has come, a reminder once only, and missed runs are caught up', async () => {
    const dossier = await bench.file(await withWorkflow(bench, question, { states, messages, transitions: delays }));
    await act(dossier, 'ask');
    expect(await takeDueTimers(bench.parts)).toEqual({ taken: 0, dropped: 0, postponed: 0 });
    bench.platform.clock.advance({ hours: 4 * 24 });
    expect(await takeDueTimers(bench.parts)).toMatchObject({ taken: 1 });
    expect(await takeDueTimers(bench.parts)).toMatchObject({ taken: 0 });
    expect(await timersOf(dossier)).toMatchObject([{ name: 'lapse', due_on: '2026-12-24' }]);
    const reminders = await inVernon((tx) =>
      tx.selectFrom('outgoing_messages').select('subject').where('dossier_id', '=', dossier.id).execute(),
    );
    expect(reminders).toEqual([{ subject: 'Rappel' }]);
    bench.platform.clock.advance({ hours: 90 * 24 });
    await takeDueTimers(bench.parts);
    expect(await stateOf(dossier)).toBe('late');
    expect(await timersOf(dossier)).toEqual([]);
  });

  test('is taken by one of two nodes', async () => {
    const dossier = await bench.file(await withWorkflow(bench, question, { states, messages, transitions: delays }));
    await act(dossier, 'ask');
    bench.platform.clock.advance({ hours: 40 * 24 });
    const before = (await bench.read(dossier)).revision;
    const reports = await Promise.all([takeDueTimers(bench.parts), takeDueTimers(bench.parts)]);
    // The reminder, then the move: each once.
    expect(reports[0].taken + reports[1].taken).toBe(2);
    expect((await bench.read(dossier)).revision).toBe(before + 2);
    expect(await stateOf(dossier)).toBe('late');
  });

  test('waits another day when its condition does not hold', async () => {
    const transitions = [
      { id: 'ask', to: 'waiting' },
      {
        id: 'lapse',
        from: ['waiting'],
        to: 'late',
        by: ['system'],
        on: 'delay',
        after: '1d',
        when: 'today >= "2026-12-01"',
      },
    ];
    const dossier = await bench.file(await withWorkflow(bench, question, { states, transitions }));
    await act(dossier, 'ask');
    bench.platform.clock.advance({ hours: 5 * 24 });
    expect(await takeDueTimers(bench.parts)).toMatchObject({ taken: 0, postponed: 1 });
    expect(await timersOf(dossier)).toMatchObject([{ due_on: '2026-11-29' }]);
    bench.platform.clock.advance({ hours: 5 * 24 });
    expect(await takeDueTimers(bench.parts)).toMatchObject({ taken: 1 });
  });

  test('of the first state is planned with the filing, and an undone act puts its delay back', async () => {
    const transitions = [
      { id: 'take', to: 'late', effects: [{ effect: 'assign-actor' }] },
      { id: 'forgotten', to: 'late', by: ['system'], on: 'delay', after: '10d', since: 'submitted' },
    ];
    const dossier = await bench.file(await withWorkflow(bench, question, { states: states.slice(1), transitions }));
    expect(await timersOf(dossier)).toMatchObject([{ name: 'forgotten', due_on: '2026-12-04' }]);
    const { seq } = await act(dossier, 'take');
    expect(await timersOf(dossier)).toEqual([]);
    const now = new Date(bench.platform.clock.now().epochMilliseconds);
    await inVernon((tx) =>
      undoTransition(tx, bench.parts, { agent, authorityId: 'C27681', dossierId: dossier.id, seq, now }),
    );
    expect(await timersOf(dossier)).toMatchObject([{ name: 'forgotten', due_on: '2026-12-04' }]);
  });
});

describe('a clock suspended for missing documents (CRPA L114-5)', () => {
  async function asked() {
    const adopted = (await bench.parts.catalogue.listAdopted('C27681')).find(
      ({ procedure, workflow }) => workflow.definition.workflow === 'request' && procedure.silence.rule === 'reject',
    );
    if (adopted === undefined) throw new Error('Vernon has no request whose silence rejects');
    const dossier = await bench.file(adopted);
    await act(dossier, 'ask-documents', { request: 'Un justificatif de domicile.', answer_before: '2026-12-13' });
    return dossier;
  }

  test('runs again by itself when the applicant lets the time given go by', async () => {
    const dossier = await asked();
    expect(await bench.read(dossier)).toMatchObject({ due_on: null });
    bench.platform.clock.advance({ hours: 20 * 24 });
    await takeDueTimers(bench.parts);
    expect(await bench.read(dossier)).toMatchObject({ due_on: null });
    bench.platform.clock.advance({ hours: 24 });
    await takeDueTimers(bench.parts);
    const due = Temporal.PlainDate.from(dossier.due_on ?? '').add({ days: 20 });
    expect(await bench.read(dossier)).toMatchObject({
      state: 'waiting-applicant',
      due_on: due.toString(),
      clock_suspended_at: null,
    });
    expect(await takeDueTimers(bench.parts)).toMatchObject({ taken: 0 });
  });

  test('is left alone once the applicant has answered', async () => {
    const dossier = await asked();
    bench.platform.clock.advance({ hours: 48 });
    await inVernon((tx) =>
      applySystemEvent(tx, bench.parts, {
        authorityId: 'C27681',
        dossierId: dossier.id,
        on: 'applicant-answered',
        channel: 'web',
        origin: 'https://guichet.example.fr',
      }),
    );
    expect(await timersOf(dossier)).toEqual([]);
  });
});
