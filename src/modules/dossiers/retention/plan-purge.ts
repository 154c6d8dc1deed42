import { sql } from 'kysely';
import type { Tx } from '#platform/database/database.ts';

/** What a purge would take of one procedure. */
export interface PlannedPurge {
  readonly procedureId: string;
  /** Dossiers whose term is over and that nothing holds, with their documents. */
  readonly due: number;
  readonly documents: number;
  /** Whose term is over and that are held. */
  readonly held: number;
  /** Whose term ends within thirty days. */
  readonly soon: number;
}

/**
 * A dry run: by procedure, what a purge on that day would take and what it would leave.
 * @param today civil date in France, YYYY-MM-DD
 */
export async function planPurge(tx: Tx, authorityId: string, today: string): Promise<PlannedPurge[]> {
  const { rows } = await sql<{ procedure_id: string; due: number; documents: number; held: number; soon: number }>`
    SELECT d.procedure_id,
      count(*) FILTER (WHERE d.purge_on <= ${today}::date AND h.id IS NULL)::int AS due,
      coalesce(sum(f.documents) FILTER (WHERE d.purge_on <= ${today}::date AND h.id IS NULL), 0)::int AS documents,
      count(*) FILTER (WHERE d.purge_on <= ${today}::date AND h.id IS NOT NULL)::int AS held,
      count(*) FILTER (WHERE d.purge_on > ${today}::date)::int AS soon
    FROM dossiers d
    LEFT JOIN dossier_holds h ON h.authority_id = d.authority_id AND h.dossier_id = d.id AND h.lifted_at IS NULL
    LEFT JOIN LATERAL (
      SELECT count(*) AS documents FROM documents f WHERE f.authority_id = d.authority_id AND f.dossier_id = d.id
    ) f ON true
    WHERE d.authority_id = ${authorityId} AND d.purge_on <= ${today}::date + 30
    GROUP BY d.procedure_id ORDER BY d.procedure_id`.execute(tx);
  return rows.map(({ procedure_id: procedureId, ...counts }) => ({ procedureId, ...counts }));
}

/** The purges of a day, of one procedure and one rule. */
export interface PurgesOfDay {
  readonly day: string;
  readonly procedureId: string;
  readonly months: number | null;
  readonly dossiers: number;
  readonly documents: number;
}

/** What was purged, the newest first. */
export async function listPurges(tx: Tx, authorityId: string, limit: number): Promise<PurgesOfDay[]> {
  const { rows } = await sql<{
    day: string;
    procedure_id: string;
    months: number | null;
    dossiers: number;
    documents: number;
  }>`
    SELECT to_char(p.purged_at AT TIME ZONE 'Europe/Paris', 'YYYY-MM-DD') AS day, p.procedure_id,
      p.retention_months AS months, count(*)::int AS dossiers, sum(p.documents)::int AS documents
    FROM purges p WHERE p.authority_id = ${authorityId}
    GROUP BY 1, 2, 3 ORDER BY 1 DESC, 2 LIMIT ${limit}`.execute(tx);
  return rows.map(({ procedure_id: procedureId, ...counts }) => ({ procedureId, ...counts }));
}

export interface HeldDossier {
  readonly dossierId: string;
  /** The team in charge. */
  readonly teamAuthorityId: string;
  readonly teamId: string;
  readonly code: string;
  readonly procedureId: string;
  readonly purgeOn: string | null;
  readonly reason: string;
  readonly placedAt: Date;
  readonly placedByName: string;
}

/** The dossiers that are held today, the oldest hold first. */
export async function listHeld(tx: Tx, authorityId: string, limit: number): Promise<HeldDossier[]> {
  const rows = await tx
    .selectFrom('dossier_holds as h')
    .innerJoin('dossiers as d', (join) =>
      join.onRef('d.authority_id', '=', 'h.authority_id').onRef('d.id', '=', 'h.dossier_id'),
    )
    .select(['d.id', 'd.team_authority_id', 'd.team_id', 'd.code', 'd.procedure_id', 'd.purge_on'])
    .select(['h.reason', 'h.placed_at', 'h.placed_by_name'])
    .where('h.authority_id', '=', authorityId)
    .where('h.lifted_at', 'is', null)
    .orderBy('h.placed_at')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    dossierId: row.id,
    teamAuthorityId: row.team_authority_id,
    teamId: row.team_id,
    code: row.code,
    procedureId: row.procedure_id,
    purgeOn: row.purge_on,
    reason: row.reason,
    placedAt: row.placed_at,
    placedByName: row.placed_by_name,
  }));
}
