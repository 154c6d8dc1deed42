import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '#platform/database/database.ts';

/** How often within the minute, and the milliseconds that are left of it. */
export interface Count {
  readonly current: number;
  readonly left: number;
}

/**
 * Counts what is asked within a minute, whichever process it is asked of. A narrow limit (sign-in, sending a code) is counted
 * in the database, each time: what it guards costs far more. A broad one is counted here, and told to the others when it has
 * grown by a fiftieth of the limit: who reads a few pages costs no statement. Each process then overlooks, of the others, at
 * most a fiftieth of the limit and what comes within a second.
 *
 * Without the database each process counts for itself.
 */
export interface SharedCounts {
  count(what: string, who: string, max: number): Promise<Count>;
  close(): void;
}

interface Kept {
  readonly key: Buffer;
  readonly worthTelling: number;
  /** Moment of the monotonic clock at which the minute is over. */
  until: number;
  /** Of all processes, as the database last said, this one's told part included. */
  known: number;
  untold: number;
}

const minute = 60_000;
/** The widest limit that is counted in the database each time. */
const narrow = 60;
const tellEvery = 1000;
const mostKept = 20_000;
const mostTold = 500;

/** @param secret of the keyed hash under which who asks is kept */
export function createSharedCounts(database: Pick<Database, 'open'>, secret: string): SharedCounts {
  const kept = new Map<string, Kept>();
  const dirty = new Set<Kept>();
  let timer: NodeJS.Timeout | undefined;
  let forgottenAt = performance.now();

  function keptOf(what: string, who: string, max: number): Kept {
    const name = `${what}\n${who}`;
    const now = performance.now();
    let one = kept.get(name);
    if (one === undefined) {
      const key = createHmac('sha256', secret).update(`rate ${name}`).digest().subarray(0, 16);
      one = { key, worthTelling: Math.max(1, Math.floor(max / 50)), until: now + minute, known: 0, untold: 0 };
      kept.set(name, one);
      if (kept.size > mostKept) kept.delete(kept.keys().next().value ?? '');
    }
    if (one.until <= now) {
      one.until = now + minute;
      one.known = 0;
      one.untold = 0;
    }
    return one;
  }

  async function tell(those: readonly Kept[]): Promise<void> {
    // In one order: two processes that tell the same keys wait for each other and not for ever.
    const sorted = [...those].sort((a, b) => Buffer.compare(a.key, b.key));
    const told = sorted.map(({ untold }) => untold);
    for (const one of sorted) one.untold = 0;
    try {
      const { rows } = await sql<{ key: Buffer; count: number; left: number }>`
        INSERT INTO rate_counts AS c (key, began_at, count)
        SELECT key, now(), count FROM unnest(${sorted.map(({ key }) => key)}::bytea[], ${told}::int[]) AS told (key, count)
        ON CONFLICT (key) DO UPDATE SET
          count = CASE WHEN c.began_at > now() - interval '1 minute' THEN c.count ELSE 0 END + excluded.count,
          began_at = CASE WHEN c.began_at > now() - interval '1 minute' THEN c.began_at ELSE now() END
        RETURNING key, count, (extract(epoch FROM c.began_at + interval '1 minute' - now()) * 1000)::float8 AS left`.execute(
        database.open,
      );
      const byKey = new Map(rows.map((row) => [row.key.toString('base64'), row]));
      const now = performance.now();
      for (const one of sorted) {
        const row = byKey.get(one.key.toString('base64'));
        if (row === undefined) continue;
        one.known = row.count;
        one.until = now + row.left;
      }
      if (now - forgottenAt > minute) {
        forgottenAt = now;
        await sql`DELETE FROM rate_counts WHERE began_at < now() - interval '2 minutes'`.execute(database.open);
      }
    } catch {
      for (const [index, one] of sorted.entries()) one.untold += told[index] ?? 0;
    }
  }

  function tellSoon(): void {
    timer ??= setTimeout(() => {
      timer = undefined;
      const those = [...dirty].slice(0, mostTold);
      for (const one of those) dirty.delete(one);
      if (dirty.size > 0) tellSoon();
      void tell(those.filter(({ untold }) => untold > 0));
    }, tellEvery);
    timer.unref();
  }

  return {
    count: async (what, who, max) => {
      const one = keptOf(what, who, max);
      one.untold += 1;
      if (max <= narrow) await tell([one]);
      else if (one.untold >= one.worthTelling) {
        dirty.add(one);
        tellSoon();
      }
      return { current: one.known + one.untold, left: Math.max(1, one.until - performance.now()) };
    },
    close: () => clearTimeout(timer),
  };
}
