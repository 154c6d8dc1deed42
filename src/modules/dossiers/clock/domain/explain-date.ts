import { civilDate, instantOf } from '#platform/clock/clock.ts';
import { type HolidayRegion, isWorkingDay } from '#platform/clock/holidays.ts';
import { endOfDelay, parseDelay } from '../../domain/delays.ts';
import { acknowledgementDelays } from './acknowledgement-delays.ts';
import { silenceOf, type TimedDossier } from './silence.ts';

/** What is read of the history to tell why a date is what it is. */
export interface ClockEvent {
  readonly kind: string;
  readonly at: Date;
  readonly seq: number;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface ExplainedDossier {
  readonly dossier: TimedDossier & { readonly submitted_at: Date };
  readonly silence: { readonly delay: string; readonly article?: string | undefined };
  /** Oldest first. */
  readonly events: readonly ClockEvent[];
  /** When another authority received it first, if it was sent on. */
  readonly firstReceivedAt?: Date | undefined;
  readonly region: HolidayRegion;
  /** YYYY-MM-DD */
  readonly today: string;
}

export type StepKind =
  | 'received'
  | 'sentOnReject'
  | 'sentOnAccept'
  | 'sentOnNone'
  | 'rule.accept'
  | 'rule.reject'
  | 'rule.none'
  | 'monthEnd'
  | 'notExtended'
  | 'workingDays'
  | 'suspended'
  | 'suspendedUntil'
  | 'restarted'
  | 'moved'
  | 'running'
  | 'stopped'
  | 'accepted'
  | 'withdrawal'
  | 'rejected'
  | 'reasons'
  | 'aim'
  | 'over'
  | 'acknowledged'
  | 'acknowledgeBy';

/** A step of the reasoning. Dates of the parameters are YYYY-MM-DD; `article` is empty where no text is needed. */
export interface Step {
  readonly kind: StepKind;
  readonly dates: Readonly<Record<string, string>>;
  readonly delay?: string;
  readonly article: string;
}

const text = {
  receipt: 'CRPA, art. R112-5, 1°',
  acknowledgement: 'CRPA, art. L112-3, L112-11 et R112-11-1',
  sentOn: 'CRPA, art. L114-2 et L114-3',
  incomplete: 'CRPA, art. L114-5',
  accept: 'CRPA, art. L231-1',
  reject: 'CRPA, art. L231-4',
  attestation: 'CRPA, art. L232-3',
  withdrawal: 'CRPA, art. L242-1',
  appeal: 'CJA, art. R421-1 et R421-2 ; CRPA, art. L411-2',
  reasons: 'CRPA, art. L232-4',
} as const;

/** Why the date of a dossier is what it is, step by step, each with its text of law. */
export function explainDate(given: ExplainedDossier): Step[] {
  const { dossier, silence, region, today } = given;
  const rule = dossier.silence_rule;
  const received = dayOf(dossier.submitted_at);
  const start = startOf(given);
  const end = endOfDelay(start, silence.delay, region);
  return [
    { kind: 'received', dates: { date: received.toString() }, article: text.receipt },
    ...sentOn(given),
    {
      kind: `rule.${rule}`,
      dates: { from: start.toString(), date: end.toString() },
      delay: silence.delay,
      article: silence.article ?? (rule === 'none' ? '' : text[rule]),
    },
    ...howCounted(start, end, given),
    ...movesOf(given),
    ...outcomeOf(dossier, today, region),
    ...acknowledged(given),
  ];
}

function dayOf(moment: Date): Temporal.PlainDate {
  return civilDate(instantOf(moment));
}

/** Silence that rejects is counted from the receipt by the authority that was asked first (CRPA L114-3). */
function startOf({ dossier, firstReceivedAt }: ExplainedDossier): Temporal.PlainDate {
  const first = dossier.silence_rule === 'reject' ? firstReceivedAt : undefined;
  return dayOf(first ?? dossier.submitted_at);
}

function sentOn({ dossier, firstReceivedAt }: ExplainedDossier): Step[] {
  if (firstReceivedAt === undefined) return [];
  const kinds = { accept: 'sentOnAccept', reject: 'sentOnReject', none: 'sentOnNone' } as const;
  return [
    {
      kind: kinds[dossier.silence_rule],
      dates: { date: dayOf(firstReceivedAt).toString() },
      article: dossier.silence_rule === 'none' ? 'CRPA, art. L114-2' : text.sentOn,
    },
  ];
}

function howCounted(
  start: Temporal.PlainDate,
  end: Temporal.PlainDate,
  { dossier, silence, region }: ExplainedDossier,
): Step[] {
  const { unit } = parseDelay(silence.delay);
  const dates = { from: start.toString(), date: end.toString() };
  if (unit === 'wd') return [{ kind: 'workingDays', dates, article: '' }];
  const steps: Step[] = [];
  if ((unit === 'm' || unit === 'y') && start.day !== end.day) steps.push({ kind: 'monthEnd', dates, article: '' });
  if (dossier.silence_rule !== 'none' && !isWorkingDay(end, region))
    steps.push({ kind: 'notExtended', dates, article: text[dossier.silence_rule] });
  return steps;
}

/** The times that the clock stopped, started again or was given another date. */
function movesOf({ events }: ExplainedDossier): Step[] {
  const undone = new Set(events.filter(({ kind }) => kind === 'undone').map(({ data }) => data.seq));
  return events.flatMap(({ kind, at, seq, data }): Step[] => {
    if (undone.has(seq)) return [];
    const on = dayOf(at).toString();
    const { suspension, dueOn } = data;
    if (kind === 'transition' && isSuspension(suspension)) {
      const until = suspension.until;
      return until === undefined
        ? [{ kind: 'suspended', dates: { on }, article: text.incomplete }]
        : [{ kind: 'suspendedUntil', dates: { on, until }, article: text.incomplete }];
    }
    if (typeof dueOn !== 'string') return [];
    if (kind === 'clock-restarted')
      return [{ kind: 'restarted', dates: { on, date: dueOn }, article: text.incomplete }];
    if (kind === 'transition') return [{ kind: 'moved', dates: { on, date: dueOn }, article: text.incomplete }];
    return [];
  });
}

function isSuspension(value: unknown): value is { readonly until?: string } {
  return typeof value === 'object' && value !== null && 'since' in value;
}

function outcomeOf(dossier: ExplainedDossier['dossier'], today: string, region: HolidayRegion): Step[] {
  const silence = silenceOf(dossier, today, region);
  switch (silence.kind) {
    case 'decided':
      return [{ kind: 'over', dates: {}, article: '' }];
    case 'none':
      return dossier.due_on === null ? [] : [{ kind: 'aim', dates: { date: dossier.due_on }, article: '' }];
    case 'suspended':
      return [{ kind: 'stopped', dates: {}, article: text.incomplete }];
    case 'running':
      return [{ kind: 'running', dates: { date: silence.on }, article: text[silence.rule] }];
    case 'accepted':
      return [
        { kind: 'accepted', dates: { date: silence.on }, article: text.attestation },
        { kind: 'withdrawal', dates: {}, article: text.withdrawal },
      ];
    case 'rejected':
      return [
        { kind: 'rejected', dates: { date: silence.on, until: silence.appealBefore }, article: text.appeal },
        { kind: 'reasons', dates: { until: silence.appealBefore }, article: text.reasons },
      ];
  }
}

function acknowledged({ dossier, events, region }: ExplainedDossier): Step[] {
  const event = events.find(({ kind }) => kind === 'acknowledged');
  const by = acknowledgementDelays(instantOf(dossier.submitted_at), region).receipt;
  if (event === undefined) return [{ kind: 'acknowledgeBy', dates: { date: by }, article: text.acknowledgement }];
  return [{ kind: 'acknowledged', dates: { on: dayOf(event.at).toString(), date: by }, article: text.acknowledgement }];
}
