import { expect, test } from 'vitest';
import { compileWorkflow, workflowSchema } from '#modules/workflow/index.ts';
import { planTimers, readStay } from './plan-timers.ts';

const at = (day: string) => new Date(`${day}T09:00:00Z`);
const event = (seq: number, kind: string, day: string, data: Record<string, unknown> = {}, actor = 'agent') => ({
  seq,
  kind,
  at: at(day),
  actor_kind: actor,
  data,
});
const moved = (seq: number, day: string, from: string, to: string, more: Record<string, unknown> = {}) =>
  event(seq, 'transition', day, { transition: `t${seq}`, from, to, ...more });

test('a stay begins with the act that entered the state, not with those that left it as it was', () => {
  const stay = readStay([
    event(1, 'submitted', '2026-11-02'),
    moved(2, '2026-11-04', 'new', 'waiting', { dates: { answer_before: '2026-12-01' } }),
    moved(3, '2026-11-06', 'waiting', 'waiting', { marks: 'complete' }),
  ]);
  expect(stay).toMatchObject({
    since: at('2026-11-04'),
    completeSince: at('2026-11-06'),
    dates: { answer_before: '2026-12-01' },
  });
});

test('an undone act is as if it had not been', () => {
  const stay = readStay([
    event(1, 'submitted', '2026-11-02'),
    moved(2, '2026-11-04', 'new', 'waiting'),
    moved(3, '2026-11-06', 'waiting', 'new'),
    event(4, 'undone', '2026-11-06', { seq: 3 }),
  ]);
  expect(stay.since).toEqual(at('2026-11-04'));
});

test('a reminder that time has sent is not planned again in the same stay', () => {
  const reminder = event(
    3,
    'transition',
    '2026-11-09',
    { transition: 'remind', from: 'waiting', to: 'waiting' },
    'system',
  );
  const events = [event(1, 'submitted', '2026-11-02'), moved(2, '2026-11-04', 'new', 'waiting'), reminder];
  expect([...readStay(events).taken]).toEqual(['remind']);
  const back = [...events, moved(4, '2026-11-10', 'waiting', 'new'), moved(5, '2026-11-11', 'new', 'waiting')];
  expect([...readStay(back).taken]).toEqual([]);
});

function planned(after: string, since?: string, stay: Partial<ReturnType<typeof readStay>> = {}) {
  const workflow = compileWorkflow(
    workflowSchema.parse({
      workflow: 'sample',
      version: 1,
      title: 'Essai',
      initial: 'new',
      states: [
        { id: 'new', phase: 'received', label: 'Nouveau', explanation: 'Reçu.' },
        { id: 'done', phase: 'closed', label: 'Fait', explanation: 'Fini.' },
      ],
      transitions: [
        { id: 'end', from: ['new'], to: 'done', by: ['agent'], label: 'Finir' },
        { id: 'lapse', from: ['new'], to: 'done', by: ['system'], on: 'delay', after, since, label: 'Fin' },
      ],
    }),
  );
  const dossier = { state: 'new', submittedAt: at('2026-10-30'), answers: { event_date: '2026-12-31' } };
  const base = { since: at('2026-11-10'), completeSince: undefined, dates: {}, taken: new Set<string>() };
  return planTimers(workflow, dossier, { ...base, ...stay })[0]?.dueOn;
}

test.each([
  // The last day belongs to the person: the act is done the day after.
  ['10d', undefined, '2026-11-21'],
  // 11 November is a holiday: 12, 13 and 16 are the three working days.
  ['3wd', undefined, '2026-11-17'],
  ['2m', undefined, '2027-01-11'],
  ['1m', 'submitted', '2026-12-01'],
  ['0d', 'event_date', '2027-01-01'],
  ['2m', 'event_date', '2027-03-01'],
])('%s since %s: %s', (after, since, expected) => {
  expect(planned(after, since)).toBe(expected);
});

test('what counts from a date that is not known yet is not planned', () => {
  expect(planned('1d', 'complete')).toBeUndefined();
  expect(planned('1d', 'complete', { completeSince: at('2026-11-12') })).toBe('2026-11-14');
  expect(planned('1d', 'answer_before')).toBeUndefined();
  expect(planned('1d', 'answer_before', { dates: { answer_before: '2026-11-20' } })).toBe('2026-11-22');
  expect(planned('1d', undefined, { taken: new Set(['lapse']) })).toBeUndefined();
});
