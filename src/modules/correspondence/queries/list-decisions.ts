import { sql } from 'kysely';
import type { Tx } from '#platform/database/database.ts';
import type { DecisionKind } from '../domain/decision-kind.ts';

export interface Decision {
  readonly kind: DecisionKind;
  readonly year: number;
  readonly number: number;
  readonly decidedAt: Date;
  readonly object: string;
  readonly signedBy: string;
  /** Null once the dossier is purged. */
  readonly dossierId: string | null;
  readonly documentId: string | null;
  readonly cancelledAt: Date | null;
  readonly cancelledBy: string | null;
  readonly cancelledReason: string | null;
}

export const decisionsOnPage = 50;

export interface DecisionSearch {
  readonly year: number;
  readonly kind?: DecisionKind | undefined;
  /** In the object or the signer; a number finds its decision. */
  readonly words?: string;
}

/** Oldest first, as a register is read; the page 1 holds the first ones. */
export async function listDecisions(
  tx: Tx,
  authorityId: string,
  search: DecisionSearch,
  page: number | 'all',
): Promise<{ rows: Decision[]; total: number }> {
  let query = tx.selectFrom('decisions').where('authority_id', '=', authorityId).where('year', '=', search.year);
  if (search.kind !== undefined) query = query.where('kind', '=', search.kind);
  const words = (search.words ?? '').trim();
  if (words !== '') {
    const like = `%${words.replaceAll(/[\\%_]/g, '\\$&')}%`;
    const number = /^(?:\d{4}-)?0*(\d{1,9})$/.exec(words)?.[1];
    query = query.where((eb) =>
      eb.or([
        sql<boolean>`unaccent(object) ILIKE unaccent(${like})`,
        sql<boolean>`unaccent(signed_by) ILIKE unaccent(${like})`,
        ...(number === undefined ? [] : [eb('number', '=', Number(number))]),
      ]),
    );
  }
  const { total } = await query.select((eb) => eb.fn.countAll<string>().as('total')).executeTakeFirstOrThrow();
  let rows = query.selectAll().orderBy('decided_at').orderBy('kind').orderBy('number');
  if (page !== 'all') rows = rows.limit(decisionsOnPage).offset((page - 1) * decisionsOnPage);
  return { rows: (await rows.execute()).map(decisionOf), total: Number(total) };
}

/** The years of the register, the last first. */
export async function listDecisionYears(tx: Tx, authorityId: string): Promise<number[]> {
  const rows = await tx
    .selectFrom('decisions')
    .select('year')
    .distinct()
    .where('authority_id', '=', authorityId)
    .orderBy('year', 'desc')
    .execute();
  return rows.map(({ year }) => year);
}

function decisionOf(row: {
  kind: DecisionKind;
  year: number;
  number: number;
  decided_at: Date;
  object: string;
  signed_by: string;
  dossier_id: string | null;
  document_id: string | null;
  cancelled_at: Date | null;
  cancelled_by_name: string | null;
  cancelled_reason: string | null;
}): Decision {
  return {
    kind: row.kind,
    year: row.year,
    number: row.number,
    decidedAt: row.decided_at,
    object: row.object,
    signedBy: row.signed_by,
    dossierId: row.dossier_id,
    documentId: row.document_id,
    cancelledAt: row.cancelled_at,
    cancelledBy: row.cancelled_by_name,
    cancelledReason: row.cancelled_reason,
  };
}
