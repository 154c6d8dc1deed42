import { sql } from 'kysely';
import { civilDate, legalTimeZone } from '#platform/clock/clock.ts';
import type { DossiersParts } from '../../dossiers-parts.ts';
import { acknowledgeDossierKind } from '../../jobs/job-kinds.ts';
import { noteSilence } from './note-silence.ts';
import { warnOfDelays } from './warn-of-delays.ts';

/** Nobody is written to in the night, Paris time. */
const firstHour = 7;
const lastHour = 19;

/**
 * Looks at the clocks of every authority that has something there, which one statement says: what silence has decided, which dates draw near, and what was not acknowledged.
 * The trouble of one authority does not keep the others waiting.
 * @throws {AggregateError} when some could not be looked at, once the others are
 */
export async function watchClock(parts: DossiersParts, origin: string): Promise<void> {
  const { database, clock } = parts.platform;
  const now = clock.now();
  const today = civilDate(now).toString();
  const { hour } = now.toZonedDateTimeISO(legalTimeZone);
  const { rows: authorities } = await sql<{ id: string }>`
    SELECT authority_id AS id FROM authorities_with_clock_work(${today}::date, ${lostSince(now)}::timestamptz)`.execute(
    database.open,
  );
  const failures: unknown[] = [];
  for (const { id } of authorities) {
    try {
      await noteSilence(parts, id, today);
      if (hour >= firstHour && hour <= lastHour) await warnOfDelays(parts, id, today, origin);
      await acknowledgeForgotten(parts, id, origin);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} authorities failed`);
}

/** Filings before are acknowledged, or nobody can tell any more what became of their job. */
function lostSince(now: Temporal.Instant): string {
  return now.subtract({ hours: 72 }).toString();
}

/**
 * A filing is acknowledged at once by its own job. Should one have been lost for good, it is asked for again well within
 * the ten working days that the law gives (CRPA R112-11-1).
 */
async function acknowledgeForgotten(
  { platform }: Pick<DossiersParts, 'platform'>,
  authorityId: string,
  origin: string,
): Promise<void> {
  const now = platform.clock.now();
  const from = lostSince(now);
  const to = now.subtract({ hours: 1 }).toString();
  await platform.database.transaction([authorityId], async (tx) => {
    const { rows } = await sql<{ id: string }>`
      SELECT d.id FROM dossiers d
      WHERE d.authority_id = ${authorityId} AND d.submitted_at >= ${from}::timestamptz AND d.submitted_at < ${to}::timestamptz
        AND NOT EXISTS (SELECT FROM dossier_events e WHERE e.authority_id = d.authority_id AND e.dossier_id = d.id
          AND e.kind = 'acknowledged')
      LIMIT 1000`.execute(tx);
    for (const { id: dossierId } of rows) {
      await platform.jobs.enqueue(
        tx,
        acknowledgeDossierKind,
        { authorityId, dossierId, origin },
        { singletonKey: dossierId },
      );
    }
  });
}
