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
            AND r.kind = 'rated')) AS answered
    FROM jsonb_to_recordset(${JSON.stringify(leads)}::jsonb) AS lead(authority_id text, team_id uuid)
    CROSS JOIN LATERAL (
      SELECT * FROM dossiers d WHERE d.authority_id = lead.authority_id AND d.rating IS NOT NULL
        AND (lead.team_id IS NULL OR d.team_id = lead.team_id)
      ORDER BY d.closed_at DESC LIMIT ${sql.lit(mostShown)}
    ) d
    ORDER BY d.closed_at DESC LIMIT ${sql.lit(mostShown)}`.execute(tx);
  return rows;
}
