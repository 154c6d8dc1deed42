import { sql } from 'kysely';
import { civilDate, legalTimeZone } from '#platform/clock/clock.ts';
import type { Tx } from '#platform/database/database.ts';
import type { Platform } from '#platform/platform.ts';

/**
 * Days that are over but may still change are counted again: an act undone, a dossier opened again, merged. No dossier is
 * erased before it has been kept for a month, so that within these days nothing that was counted is gone.
 */
const countedAgain = 27;

/** The first moment of a civil day in France. */
export function dayStart(day: string): string {
  return Temporal.PlainDate.from(day).toZonedDateTime(legalTimeZone).toInstant().toString();
}

/**
 * Counts, for one authority, the days that are over: what came in, what was handled, how long it had lasted. The rows of a
 * day replace those that were there, in one transaction, so that a run may be repeated.
 */
export async function countDays(
  { database, clock }: Pick<Platform, 'database' | 'clock'>,
  authorityId: string,
): Promise<void> {
  const today = civilDate(clock.now());
  const yesterday = today.subtract({ days: 1 }).toString();
  const now = new Date(clock.now().epochMilliseconds);
  await database.transaction([authorityId], async (tx) => {
    const from = await firstDay(tx, authorityId, today);
    if (from !== undefined && from <= yesterday) {
      await clear(tx, authorityId, from);
      await writeDays(tx, authorityId, from, yesterday);
      await writeDurations(tx, authorityId, from, yesterday);
    }
    await tx
      .insertInto('dossier_rollups')
      .values({ authority_id: authorityId, through: yesterday, counted_at: now })
      .onConflict((conflict) => conflict.column('authority_id').doUpdateSet({ through: yesterday, counted_at: now }))
      .execute();
    await writeSatisfaction(tx, authorityId, today, now);
  });
}

/** Where counting begins: at the first dossier, else some days before the last count. */
async function firstDay(tx: Tx, authorityId: string, today: Temporal.PlainDate): Promise<string | undefined> {
  const { rows } = await sql<{ through: string | null; first: string | null }>`
    SELECT (SELECT through FROM dossier_rollups WHERE authority_id = ${authorityId}) AS through,
      (SELECT (min(submitted_at) AT TIME ZONE 'Europe/Paris')::date FROM dossiers WHERE authority_id = ${authorityId}) AS first`.execute(
    tx,
  );
  const through = rows[0]?.through ?? undefined;
  if (through === undefined) return rows[0]?.first ?? undefined;
  const again = today.subtract({ days: countedAgain }).toString();
  const next = Temporal.PlainDate.from(through).add({ days: 1 }).toString();
  return next < again ? next : again;
}

async function clear(tx: Tx, authorityId: string, from: string): Promise<void> {
  for (const table of ['dossier_days', 'dossier_durations'] as const) {
    await tx.deleteFrom(table).where('authority_id', '=', authorityId).where('day', '>=', from).execute();
  }
}

function bounds(from: string, to: string): { start: string; end: string } {
  return { start: dayStart(from), end: dayStart(Temporal.PlainDate.from(to).add({ days: 1 }).toString()) };
}

/** What an applicant withdrew was not handled. */
const handled = sql`closed_at IS NOT NULL AND phase <> 'withdrawn'`;

async function writeDays(tx: Tx, authorityId: string, from: string, to: string): Promise<void> {
  const { start, end } = bounds(from, to);
  await sql`
    INSERT INTO dossier_days (authority_id, day, procedure_id, team_authority_id, team_id, received, handled, handled_late)
    SELECT ${authorityId}, day, procedure_id, team_authority_id, team_id, sum(received), sum(handled), sum(late) FROM (
      SELECT (submitted_at AT TIME ZONE 'Europe/Paris')::date AS day, procedure_id, team_authority_id, team_id,
        1 AS received, 0 AS handled, 0 AS late
      FROM dossiers WHERE authority_id = ${authorityId} AND submitted_at >= ${start}::timestamptz AND submitted_at < ${end}::timestamptz
      UNION ALL
      SELECT (d.closed_at AT TIME ZONE 'Europe/Paris')::date, d.procedure_id, d.team_authority_id, d.team_id, 0, 1,
        (EXISTS (SELECT FROM clock_notices n WHERE n.authority_id = d.authority_id AND n.dossier_id = d.id
          AND n.kind = 'silence'))::int
      FROM dossiers d WHERE d.authority_id = ${authorityId} AND d.closed_at >= ${start}::timestamptz
        AND d.closed_at < ${end}::timestamptz AND ${handled}
    ) counted GROUP BY day, procedure_id, team_authority_id, team_id`.execute(tx);
}

async function writeDurations(tx: Tx, authorityId: string, from: string, to: string): Promise<void> {
  const { start, end } = bounds(from, to);
  await sql`
    INSERT INTO dossier_durations (authority_id, day, procedure_id, team_authority_id, team_id, lasted, dossiers)
    SELECT ${authorityId}, (closed_at AT TIME ZONE 'Europe/Paris')::date, procedure_id, team_authority_id, team_id,
      greatest(0, (closed_at AT TIME ZONE 'Europe/Paris')::date - (submitted_at AT TIME ZONE 'Europe/Paris')::date), count(*)
    FROM dossiers WHERE authority_id = ${authorityId} AND closed_at >= ${start}::timestamptz
      AND closed_at < ${end}::timestamptz AND ${handled}
    GROUP BY 2, 3, 4, 5, 6`.execute(tx);
}

/** What applicants said of the dossiers that ended in the last twelve months. */
async function writeSatisfaction(tx: Tx, authorityId: string, today: Temporal.PlainDate, now: Date): Promise<void> {
  await tx.deleteFrom('procedure_satisfaction').where('authority_id', '=', authorityId).execute();
  await sql`
    INSERT INTO procedure_satisfaction (authority_id, procedure_id, answers, average, satisfied, counted_at)
    SELECT authority_id, procedure_id, count(*), round(avg(rating) * 100), count(*) FILTER (WHERE rating >= 4), ${now}
    FROM dossiers WHERE authority_id = ${authorityId} AND rating IS NOT NULL
      AND closed_at >= ${dayStart(today.subtract({ months: 12 }).toString())}::timestamptz
    GROUP BY authority_id, procedure_id`.execute(tx);
}

/** Every authority in turn; the trouble of one does not keep the others waiting. @throws {AggregateError} at the end */
export async function countEveryDay(platform: Pick<Platform, 'database' | 'clock'>): Promise<void> {
  const authorities = await platform.database.open.selectFrom('authorities').select('id').orderBy('id').execute();
  const failures: unknown[] = [];
  for (const { id } of authorities) {
    try {
      await countDays(platform, id);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} authorities failed`);
}
