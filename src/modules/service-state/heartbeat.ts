import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { ObservedAnswer } from '#platform/http/server-parts.ts';
import type { Platform } from '#platform/platform.ts';
import { minute, wholeMinute } from './domain/availability.ts';
import { classOf, noDurations } from './domain/latency.ts';

/** What this process writes down of itself. */
export interface Heartbeat {
  observe(answer: ObservedAnswer): void;
  start(does: { readonly pages: boolean; readonly jobs: boolean }): void;
  /** Writes what is counted so far; also what the timer does. */
  beat(): Promise<void>;
  /** The last beat, when the process ends. */
  stop(): Promise<void>;
}

/** Milliseconds between two beats: a minute is written down while it runs, so that a process that is killed loses little. */
const every = 20_000;

interface Counted {
  answers: number;
  errors: number;
  readonly durations: number[];
}

type Parts = Pick<Platform, 'database' | 'clock' | 'files' | 'log'>;

/**
 * Counts answers by minute and writes them down. What could not be written at its time is let go: a minute in which the database did
 * not answer is one without service, whoever was alive.
 */
export function createHeartbeat({ database, clock, files, log }: Parts): Heartbeat {
  const id = randomUUID();
  const minutes = new Map<number, Counted>();
  let does = { pages: true, jobs: true };
  let timer: NodeJS.Timeout | undefined;

  const now = () => clock.now().epochMilliseconds;

  function countedAt(at: number): Counted {
    const known = minutes.get(at);
    if (known !== undefined) return known;
    const counted = { answers: 0, errors: 0, durations: noDurations() };
    minutes.set(at, counted);
    return counted;
  }

  const beat = async (): Promise<void> => {
    const current = wholeMinute(now());
    countedAt(current);
    for (const at of minutes.keys()) if (at < current - minute || at > current) minutes.delete(at);
    try {
      const canKeepFiles = await canWrite(files);
      for (const [at, counted] of minutes) {
        await write(at, counted, canKeepFiles);
        if (at < current) minutes.delete(at);
      }
    } catch (error) {
      log.warn({ code: (error as { code?: string }).code }, 'figures of the minute not written down');
    }
  };

  async function write(at: number, { answers, errors, durations }: Counted, canKeepFiles: boolean): Promise<void> {
    const row = {
      minute: new Date(at),
      process: id,
      ...does,
      answers,
      errors,
      durations: [...durations],
      files: canKeepFiles,
    };
    await database.open
      .insertInto('service_minutes')
      .values(row)
      .onConflict((conflict) =>
        conflict.columns(['minute', 'process']).doUpdateSet({
          answers: sql`excluded.answers`,
          errors: sql`excluded.errors`,
          durations: sql`excluded.durations`,
          files: sql`excluded.files`,
        }),
      )
      .execute();
  }

  return {
    observe: ({ route, status, seconds, inMaintenance }) => {
      // Probes and what open pages ask of themselves are no visits; files of the build are no answers of ours.
      if (route === undefined || route.access === 'operations' || route.unattended === true) return;
      const counted = countedAt(wholeMinute(now()));
      counted.answers += 1;
      if (status >= 500 && !inMaintenance) counted.errors += 1;
      const index = classOf(seconds * 1000);
      counted.durations[index] = (counted.durations[index] ?? 0) + 1;
    },
    start: (given) => {
      does = { ...given };
      void beat();
      timer = setInterval(() => void beat(), every);
      timer.unref();
    },
    beat,
    stop: async () => {
      clearInterval(timer);
      await beat();
    },
  };
}

async function canWrite(files: Platform['files']): Promise<boolean> {
  try {
    const staged = await files.stage(Buffer.from('beat'));
    await staged.discard();
    return true;
  } catch {
    return false;
  }
}
