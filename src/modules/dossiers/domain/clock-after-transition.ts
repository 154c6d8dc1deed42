import { isDecision, isEnd, type Phase } from '#modules/workflow/index.ts';
import type { HolidayRegion } from '#platform/clock/holidays.ts';
import { endOfDelay } from './delays.ts';

/** The columns of a dossier that time moves. Civil dates are YYYY-MM-DD. */
export interface DossierClock {
  readonly complete: boolean | null;
  readonly dueOn: string | null;
  readonly suspendedAt: Date | null;
  readonly decidedAt: Date | null;
  readonly closedAt: Date | null;
  readonly purgeOn: string | null;
}

/** What the procedure says about time. */
export interface ClockRule {
  readonly rule: 'accept' | 'reject' | 'none';
  /** `2m`, `5wd`… */
  readonly delay: string;
  /** Months during which the counter keeps a dossier after its end. */
  readonly retentionMonths: number;
  /** Whose holidays count in working days. */
  readonly region?: HolidayRegion | undefined;
}

/** Kept in the event that suspended the clock, so that it can start again from where it stood. */
export interface ClockSuspension {
  /** When silence would have decided. */
  readonly dueOn: string;
  readonly since: string;
  /** The last day given to the applicant; the suspension does not outlive it. */
  readonly until?: string;
}

export interface ClockMove {
  readonly from: Phase;
  readonly to: Phase;
  readonly marks: 'complete' | 'incomplete' | undefined;
  readonly now: Date;
  /** The civil date in France of `now`. */
  readonly today: Temporal.PlainDate;
  readonly answerBefore?: string | undefined;
  /** The day when the applicant last sent something, if that was after the clock stopped. */
  readonly suppliedOn?: Temporal.PlainDate | undefined;
}

/**
 * The clock after an act. An incomplete file (CRPA L114-5): where silence accepts, the delay runs from the day when the
 * missing documents come; where it rejects, the delay is suspended, no longer than the time given to supply them. The
 * house's own target, where silence decides nothing, is suspended likewise. A decision stops the clock; the end of the
 * dossier starts the time after which it is erased; opening it again forgets both.
 * @returns the clock, and the suspension to remember when this act begins one
 */
export function clockAfterTransition(
  clock: DossierClock,
  rule: ClockRule,
  move: ClockMove,
  suspension: ClockSuspension | undefined,
): { clock: DossierClock; suspension?: ClockSuspension } {
  const complete = completeAfter(clock, move);
  // An act that leaves an ended dossier as it is (archiving, a reminder) does not prolong the time it is kept.
  if (isEnd(move.to) && move.from === move.to && clock.closedAt !== null) return { clock: { ...clock, complete } };
  if (isEnd(move.to)) return { clock: { ...ended(clock, rule, move), complete } };
  if (isEnd(move.from)) return { clock: { ...reopened(rule, move), complete } };
  if (move.marks === 'incomplete' && clock.suspendedAt === null && clock.dueOn !== null) {
    // Silence has decided: what is asked for afterwards takes nothing from a decision that exists (CRPA L231-1, L231-4).
    if (hasDecided(clock.dueOn, rule, move)) return { clock: { ...clock, complete } };
    const begun: ClockSuspension = {
      dueOn: clock.dueOn,
      since: move.today.toString(),
      ...(move.answerBefore === undefined ? {} : { until: move.answerBefore }),
    };
    return { clock: { ...clock, complete, dueOn: null, suspendedAt: move.now }, suspension: begun };
  }
  const stopsWaiting = move.from === 'waiting-applicant' && move.to !== 'waiting-applicant';
  if (clock.suspendedAt !== null && (move.marks === 'complete' || (stopsWaiting && move.marks === undefined))) {
    return { clock: { ...clock, complete, suspendedAt: null, dueOn: resumedDate(rule, move, suspension) } };
  }
  return { clock: { ...clock, complete } };
}

function hasDecided(dueOn: string, { rule }: ClockRule, { today }: ClockMove): boolean {
  return rule !== 'none' && dueOn < today.toString();
}

/** Once the applicant has answered, whether the file is complete is to be looked at again. */
function completeAfter(clock: DossierClock, move: ClockMove): boolean | null {
  if (move.marks !== undefined) return move.marks === 'complete';
  const answered = move.from === 'waiting-applicant' && !isEnd(move.to) && move.to !== 'waiting-applicant';
  return answered && clock.complete === false ? null : clock.complete;
}

function ended(clock: DossierClock, rule: ClockRule, move: ClockMove): DossierClock {
  return {
    ...clock,
    dueOn: null,
    suspendedAt: null,
    decidedAt: isDecision(move.to) && move.from !== move.to ? move.now : clock.decidedAt,
    closedAt: move.now,
    purgeOn: move.today.add({ months: rule.retentionMonths }).toString(),
  };
}

function reopened(rule: ClockRule, move: ClockMove): Omit<DossierClock, 'complete'> {
  return {
    // Silence has nothing more to decide on a request that was decided; the target of an answer starts again.
    dueOn: rule.rule === 'none' ? endOfDelay(move.today, rule.delay, rule.region).toString() : null,
    suspendedAt: null,
    decidedAt: null,
    closedAt: null,
    purgeOn: null,
  };
}

/** The law counts from the receipt of what was missing, not from the day when an agent looked at it (CRPA L114-5). */
function resumedDate(rule: ClockRule, move: ClockMove, suspension: ClockSuspension | undefined): string {
  const supplied = move.suppliedOn ?? move.today;
  if (rule.rule === 'accept' || suspension === undefined)
    return endOfDelay(supplied, rule.delay, rule.region).toString();
  const { until } = suspension;
  const day = supplied.toString();
  return resumeAfterLapse(suspension, until !== undefined && until < day ? until : day);
}

/** The date of silence once the clock goes on, the suspension having lasted until a day (YYYY-MM-DD). */
export function resumeAfterLapse(suspension: Pick<ClockSuspension, 'dueOn' | 'since'>, end: string): string {
  const days = Temporal.PlainDate.from(suspension.since).until(Temporal.PlainDate.from(end)).days;
  return Temporal.PlainDate.from(suspension.dueOn)
    .add({ days: Math.max(0, days) })
    .toString();
}
