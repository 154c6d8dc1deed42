import { sql } from 'kysely';
import type { Tx } from '#platform/database/database.ts';
import type { Lead } from '../domain/scope.ts';

export interface ProcedureSatisfaction {
  readonly procedure_id: string;
  readonly answers: number;
  /** Hundredths of a mark of 1 to 5. */
  readonly average: number;
  readonly satisfied: number;
}

export interface Opinion {
  readonly authority_id: string;
  readonly id: string;
  readonly code: string;
  readonly procedure_id: string;
  readonly rating: number;
  readonly rating_comment: string | null;
  /** An agent has written to the applicant since the mark was given. */
  readonly answered: boolean;
}

const mostShown = 50;

/** By procedure, over twelve months, as counted last night; most answered first. */
export async function listSatisfaction(tx: Tx, authorityId: string): Promise<ProcedureSatisfaction[]> {
  return tx
    .selectFrom('procedure_satisfaction')
    .select(['procedure_id', 'answers', 'average', 'satisfied'])
    .where('authority_id', '=', authorityId)
    .orderBy('answers', 'desc')
    .orderBy('procedure_id')
    .execute();
}

/** The latest opinions on the dossiers of these teams. */
export async function listOpinions(tx: Tx, leads: readonly Lead[]): Promise<Opinion[]> {
  const { rows } = await sql<Opinion>`
    SELECT d.authority_id, d.id, d.code, d.procedure_id, d.rating, d.rating_comment,
      EXISTS (SELECT FROM dossier_events e WHERE e.authority_id = d.authority_id AND e.dossier_id = d.id
        AND e.kind = 'message' AND e.actor_kind = 'agent' AND e.seq > (
          SELECT max(r.seq) FROM dossier_events r WHERE r.authority_id = d.authority_id AND r.dossier_id = d.id
            AND r.kind = 'rated' AND NOT r.data ? 'contact')) AS answered
    FROM jsonb_to_recordset(${JSON.stringify(leads)}::jsonb) AS lead(authority_id text, team_id uuid)
    CROSS JOIN LATERAL (
      SELECT * FROM dossiers d WHERE d.authority_id = lead.authority_id AND d.rating IS NOT NULL
        AND (lead.team_id IS NULL OR d.team_id = lead.team_id)
      ORDER BY d.closed_at DESC LIMIT ${sql.lit(mostShown)}
    ) d
    ORDER BY d.closed_at DESC LIMIT ${sql.lit(mostShown)}`.execute(tx);
  return rows;
}

export interface ContactSatisfaction {
  readonly procedure_id: string;
  readonly answers: number;
  /** Hundredths of a mark of 1 to 5. */
  readonly average: number;
  readonly satisfied: number;
}

/** What applicants said of messages written to them over twelve months, by procedure; most answered first. */
export async function listContactSatisfaction(
  tx: Tx,
  leads: readonly Lead[],
  since: Date,
): Promise<ContactSatisfaction[]> {
  const { rows } = await sql<ContactSatisfaction>`
    SELECT d.procedure_id, count(*)::integer AS answers, round(avg(c.mark) * 100)::integer AS average,
      (count(*) FILTER (WHERE c.mark >= 4))::integer AS satisfied
    FROM (SELECT DISTINCT lead.authority_id FROM jsonb_to_recordset(${JSON.stringify(leads)}::jsonb)
      AS lead(authority_id text, team_id uuid)) of
    JOIN contact_ratings c ON c.authority_id = of.authority_id AND c.rated_at >= ${since}
    JOIN dossiers d ON d.authority_id = c.authority_id AND d.id = c.dossier_id
    WHERE ${led(leads)}
    GROUP BY d.procedure_id ORDER BY 2 DESC, 1`.execute(tx);
  return rows;
}

export interface ContactOpinion {
  readonly authority_id: string;
  readonly id: string;
  readonly code: string;
  readonly procedure_id: string;
  readonly contact_id: string;
  readonly mark: number;
  readonly comment: string;
  /** An agent has written to the applicant since the mark was given. */
  readonly answered: boolean;
}

/** The latest opinions on messages, of the dossiers of these teams. */
export async function listContactOpinions(tx: Tx, leads: readonly Lead[]): Promise<ContactOpinion[]> {
  const { rows } = await sql<ContactOpinion>`
    SELECT d.authority_id, d.id, d.code, d.procedure_id, c.contact_id, c.mark, c.comment,
      EXISTS (SELECT FROM dossier_events e WHERE e.authority_id = d.authority_id AND e.dossier_id = d.id
        AND e.kind = 'message' AND e.actor_kind = 'agent' AND e.seq > (
          SELECT max(r.seq) FROM dossier_events r WHERE r.authority_id = d.authority_id AND r.dossier_id = d.id
            AND r.kind = 'rated' AND r.data ->> 'contact' = c.contact_id::text)) AS answered
    FROM (SELECT DISTINCT lead.authority_id FROM jsonb_to_recordset(${JSON.stringify(leads)}::jsonb)
      AS lead(authority_id text, team_id uuid)) of
    JOIN contact_ratings c ON c.authority_id = of.authority_id
    JOIN dossiers d ON d.authority_id = c.authority_id AND d.id = c.dossier_id
    WHERE ${led(leads)}
    ORDER BY c.rated_at DESC LIMIT ${sql.lit(mostShown)}`.execute(tx);
  return rows;
}

/** That a row `d` of `dossiers` is of one of these teams. */
function led(leads: readonly Lead[]) {
  return sql`EXISTS (SELECT FROM jsonb_to_recordset(${JSON.stringify(leads)}::jsonb) AS own(authority_id text, team_id uuid)
    WHERE own.authority_id = d.authority_id AND (own.team_id IS NULL OR own.team_id = d.team_id))`;
}
