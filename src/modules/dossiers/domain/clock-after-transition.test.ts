import { describe, expect, test } from 'vitest';
import { type ClockMove, type ClockRule, clockAfterTransition, type DossierClock } from './clock-after-transition.ts';

const rule = (kind: ClockRule['rule']): ClockRule => ({ rule: kind, delay: '2m', retentionMonths: 12 });
const running: DossierClock = {
  complete: null,
  dueOn: '2027-01-22',
  suspendedAt: null,
  decidedAt: null,
  closedAt: null,
  purgeOn: null,
};

function move(day: string, change: Partial<ClockMove>): ClockMove {
  return {
    from: 'in-progress',
    to: 'in-progress',
    marks: undefined,
    now: new Date(`${day}T10:00:00Z`),
    today: Temporal.PlainDate.from(day),
    ...change,
  };
}

const ask = (day: string, answerBefore?: string) =>
  move(day, { to: 'waiting-applicant', marks: 'incomplete', answerBefore });
const answer = (day: string) => move(day, { from: 'waiting-applicant' });

describe('an incomplete file (CRPA L114-5)', () => {
  test('where silence rejects, the delay stops and goes on after the answer', () => {
    const asked = clockAfterTransition(running, rule('reject'), ask('2026-12-01', '2026-12-31'), undefined);
    expect(asked.clock).toMatchObject({ complete: false, dueOn: null, suspendedAt: new Date('2026-12-01T10:00:00Z') });
    const answered = clockAfterTransition(asked.clock, rule('reject'), answer('2026-12-11'), asked.suspension);
    expect(answered.clock).toMatchObject({ complete: null, dueOn: '2027-02-01', suspendedAt: null });
  });

  test('the suspension does not outlive the time given to answer', () => {
    const asked = clockAfterTransition(running, rule('reject'), ask('2026-12-01', '2026-12-06'), undefined);
    const answered = clockAfterTransition(asked.clock, rule('reject'), answer('2027-01-15'), asked.suspension);
    expect(answered.clock.dueOn).toBe('2027-01-27');
  });

  test('where silence accepts, the whole delay starts when the documents come', () => {
    const asked = clockAfterTransition(running, rule('accept'), ask('2026-12-01'), undefined);
    const answered = clockAfterTransition(asked.clock, rule('accept'), answer('2026-12-11'), asked.suspension);
    expect(answered.clock.dueOn).toBe('2027-02-11');
  });

  test('asking again while suspended does not lose the first date', () => {
    const asked = clockAfterTransition(running, rule('reject'), ask('2026-12-01'), undefined);
    const again = clockAfterTransition(asked.clock, rule('reject'), ask('2026-12-05'), asked.suspension);
    expect(again.suspension).toBeUndefined();
    expect(again.clock).toEqual(asked.clock);
  });

  test('marking it complete starts the clock again, without waiting for the applicant', () => {
    const asked = clockAfterTransition(running, rule('reject'), ask('2026-12-01'), undefined);
    const marked = clockAfterTransition(
      asked.clock,
      rule('reject'),
      move('2026-12-03', { from: 'waiting-applicant', marks: 'complete' }),
      asked.suspension,
    );
    expect(marked.clock).toMatchObject({ complete: true, dueOn: '2027-01-24', suspendedAt: null });
  });
});

test('asking for a detail does not stop the clock', () => {
  const asked = clockAfterTransition(
    running,
    rule('reject'),
    move('2026-12-01', { to: 'waiting-applicant' }),
    undefined,
  );
  expect(asked.clock).toEqual(running);
});

test('a decision stops the clock and starts the time after which the dossier is erased', () => {
  const decided = clockAfterTransition(running, rule('reject'), move('2026-12-01', { to: 'refused' }), undefined);
  expect(decided.clock).toMatchObject({
    dueOn: null,
    decidedAt: new Date('2026-12-01T10:00:00Z'),
    closedAt: new Date('2026-12-01T10:00:00Z'),
    purgeOn: '2027-12-01',
  });
  const closed = clockAfterTransition(
    decided.clock,
    rule('reject'),
    move('2026-12-15', { from: 'refused', to: 'closed' }),
    undefined,
  );
  expect(closed.clock).toMatchObject({ decidedAt: new Date('2026-12-01T10:00:00Z'), purgeOn: '2027-12-15' });
});

test('opened again, a decided request has no silence left, and an answer has a new target', () => {
  const decided = clockAfterTransition(running, rule('reject'), move('2026-12-01', { to: 'refused' }), undefined).clock;
  const reopen = move('2026-12-10', { from: 'refused' });
  expect(clockAfterTransition(decided, rule('reject'), reopen, undefined).clock).toMatchObject({
    dueOn: null,
    decidedAt: null,
    closedAt: null,
    purgeOn: null,
  });
  expect(clockAfterTransition(decided, rule('none'), reopen, undefined).clock.dueOn).toBe('2027-02-10');
});

test('archiving an ended dossier does not prolong the time it is kept', () => {
  const closed: DossierClock = {
    ...running,
    dueOn: null,
    closedAt: new Date('2026-01-10T10:00:00Z'),
    purgeOn: '2027-01-10',
  };
  const archived = clockAfterTransition(
    closed,
    rule('reject'),
    move('2026-11-22', { from: 'closed', to: 'closed' }),
    undefined,
  );
  expect(archived.clock).toMatchObject({ closedAt: closed.closedAt, purgeOn: '2027-01-10' });
});
