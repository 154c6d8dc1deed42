import type { AnswerChange } from './correction-changes.ts';

/** The last correction of a field. */
export interface FieldCorrection extends AnswerChange {
  readonly at: Date;
  readonly seq: number;
  readonly reason: string;
}

/** The last correction of each field that was corrected. */
export function listCorrections(
  events: readonly {
    readonly kind: string;
    readonly seq: number;
    readonly at: Date;
    readonly data: Readonly<Record<string, unknown>>;
  }[],
): ReadonlyMap<string, FieldCorrection> {
  const corrections = new Map<string, FieldCorrection>();
  for (const { kind, seq, at, data } of events) {
    if (kind !== 'corrected') continue;
    const { changes, reason } = data as { changes?: AnswerChange[]; reason?: string };
    for (const change of changes ?? []) corrections.set(change.field, { ...change, seq, at, reason: reason ?? '' });
  }
  return corrections;
}
