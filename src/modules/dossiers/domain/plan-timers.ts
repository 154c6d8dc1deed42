import type { CompiledWorkflow } from '#modules/workflow/index.ts';
import { civilDate, instantOf } from '#platform/clock/clock.ts';
import { endOfDelay } from './delays.ts';

/** How long a dossier has been where it is, read in its history. */
export interface Stay {
  /** When it came into its state from another one. */
  readonly since: Date;
  /** When it was last noted complete, if it still is. */
  readonly completeSince: Date | undefined;
  /** Dates that the acts of this stay gave, by field. */
  readonly dates: Readonly<Record<string, string>>;
  /** Transitions by delay already taken in this stay: each is taken once, so that a reminder is not sent every day. */
  readonly taken: ReadonlySet<string>;
}

interface StayEvent {
  readonly seq: number;
  readonly kind: string;
  readonly at: Date;
  readonly actor_kind: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Reads the present stay; `events` oldest first. An act that was undone is as if it had not been. */
export function readStay(events: readonly StayEvent[]): Stay {
  const undone = new Set(events.filter(({ kind }) => kind === 'undone').map(({ data }) => data.seq));
  let since = events[0]?.at ?? new Date(0);
  let completeSince: Date | undefined;
  let dates: Record<string, string> = {};
  let taken = new Set<string>();
  for (const { seq, kind, at, actor_kind: actor, data } of events) {
    if (kind !== 'transition' || undone.has(seq)) continue;
    if (data.from !== data.to) {
      since = at;
      dates = {};
      taken = new Set();
    } else if (actor === 'system' && typeof data.transition === 'string') taken.add(data.transition);
    if (typeof data.dates === 'object' && data.dates !== null) Object.assign(dates, data.dates);
    if (data.marks === 'complete') completeSince = at;
    if (data.marks === 'incomplete') completeSince = undefined;
  }
  return { since, completeSince, dates, taken };
}

export interface PlannedTimer {
  readonly transition: string;
  /** The first day on which the transition is taken: the delay ended with the day before. */
  readonly dueOn: string;
}

/** The transitions that time will take from a state, with their days. One whose date is not known yet is left out. */
export function planTimers(
  workflow: CompiledWorkflow,
  dossier: { readonly state: string; readonly submittedAt: Date; readonly answers: Readonly<Record<string, unknown>> },
  stay: Stay,
): PlannedTimer[] {
  return delayedTransitions(workflow, dossier.state).flatMap(({ id, after, since }) => {
    const start = stay.taken.has(id) ? undefined : startOf(since ?? 'state', dossier, stay);
    if (start === undefined || after === undefined) return [];
    return [{ transition: id, dueOn: endOfDelay(start, after).add({ days: 1 }).toString() }];
  });
}

/** The transitions by delay of a state. */
export function delayedTransitions(workflow: CompiledWorkflow, state: string) {
  return (workflow.transitionsByState.get(state) ?? []).filter((transition) => transition.on === 'delay');
}

function startOf(
  since: string,
  dossier: { readonly submittedAt: Date; readonly answers: Readonly<Record<string, unknown>> },
  stay: Stay,
): Temporal.PlainDate | undefined {
  switch (since) {
    case 'state':
      return civilDate(instantOf(stay.since));
    case 'submitted':
      return civilDate(instantOf(dossier.submittedAt));
    case 'complete':
      return stay.completeSince === undefined ? undefined : civilDate(instantOf(stay.completeSince));
    default: {
      const date = stay.dates[since] ?? dossier.answers[since];
      return typeof date === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(date) ? Temporal.PlainDate.from(date) : undefined;
    }
  }
}
