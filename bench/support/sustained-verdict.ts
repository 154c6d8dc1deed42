/** At the end of a part of the run. */
export interface Sample {
  /** Jobs that are due and not at work. */
  readonly waiting: number;
  /** Megabytes. */
  readonly memory: { readonly web: number; readonly worker: number };
}

export interface SustainedOutcome {
  readonly filings: number;
  readonly wanted: number;
  readonly errors: number;
  readonly mails: number;
  readonly pdfs: number;
  readonly filingsASecond: number;
  readonly samples: readonly Sample[];
}

/** Seconds' worth of filings that may wait in the queues when the load ends. */
const mostSecondsWaiting = 5;

/** A process may hold so much more in the last third of the run than in the second, or ten megabytes. */
const mostGrowth = { share: 1.1, megabytes: 10 };

/** What keeps a run from having held. Empty when it has. */
export function sustainedProblems(outcome: SustainedOutcome): readonly string[] {
  const { filings, wanted, errors, mails, pdfs, filingsASecond, samples } = outcome;
  const waiting = samples.at(-1)?.waiting ?? 0;
  return [
    ...(errors > 0 ? [`${errors} filings failed`] : []),
    ...(filings < wanted ? [`${filings} filings of ${wanted}`] : []),
    ...(mails === filings ? [] : [`${mails} mails for ${filings} filings`]),
    ...(pdfs === mails ? [] : [`${pdfs} mails of ${mails} with their PDF`]),
    ...(waiting > mostSecondsWaiting * filingsASecond ? [`${waiting} jobs wait at the end`] : []),
    ...(['web', 'worker'] as const).flatMap((name) => grown(name, samples)),
  ];
}

function grown(name: 'web' | 'worker', samples: readonly Sample[]): string[] {
  const third = Math.floor(samples.length / 3);
  if (third === 0) return [];
  const memory = samples.map((sample) => sample.memory[name]);
  const last = median(memory.slice(-third));
  const before = median(memory.slice(third, samples.length - third));
  if (last <= Math.max(before * mostGrowth.share, before + mostGrowth.megabytes)) return [];
  return [`${name} grew from ${Math.round(before)} to ${Math.round(last)} MB`];
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
