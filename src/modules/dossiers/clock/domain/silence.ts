import type { HolidayRegion } from '#platform/clock/holidays.ts';
import { lastDayToAppeal } from '../../domain/delays.ts';

/** The columns of a dossier that say what silence does. Civil dates are YYYY-MM-DD. */
export interface TimedDossier {
  readonly silence_rule: 'accept' | 'reject' | 'none';
  readonly due_on: string | null;
  readonly clock_suspended_at: Date | null;
  readonly decided_at: Date | null;
  readonly closed_at: Date | null;
}

/** Where silence stands. */
export type Silence =
  /** It decides nothing: a question, a report. */
  | { readonly kind: 'none' }
  /** There is a decision, or the dossier is over: silence has nothing more to decide. */
  | { readonly kind: 'decided' }
  | { readonly kind: 'suspended'; readonly since: Date }
  | { readonly kind: 'running'; readonly rule: 'accept' | 'reject'; readonly on: string }
  /** Tacit acceptance: the applicant may ask for its attestation (CRPA L232-3). */
  | { readonly kind: 'accepted'; readonly on: string }
  /** Tacit rejection: the last day to appeal, within which its reasons may be asked for (CJA R421-2, CRPA L232-4). */
  | { readonly kind: 'rejected'; readonly on: string; readonly appealBefore: string };

/**
 * What silence does to a dossier on a day. The decision exists once its day is over: on the last day of the delay the
 * administration can still answer.
 * @param today YYYY-MM-DD, in France
 */
export function silenceOf(dossier: TimedDossier, today: string, region: HolidayRegion = 'france'): Silence {
  if (dossier.decided_at !== null || dossier.closed_at !== null) return { kind: 'decided' };
  if (dossier.silence_rule === 'none') return { kind: 'none' };
  if (dossier.clock_suspended_at !== null) return { kind: 'suspended', since: dossier.clock_suspended_at };
  const { due_on: on, silence_rule: rule } = dossier;
  // Opened again after a decision: no date is awaited any more.
  if (on === null) return { kind: 'decided' };
  if (today <= on) return { kind: 'running', rule, on };
  if (rule === 'accept') return { kind: 'accepted', on };
  return { kind: 'rejected', on, appealBefore: lastDayToAppeal(Temporal.PlainDate.from(on), region).toString() };
}
