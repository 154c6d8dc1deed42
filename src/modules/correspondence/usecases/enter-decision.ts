import { civilDate, instantOf } from '#platform/clock/clock.ts';
import type { Tx } from '#platform/database/database.ts';
import { nextRegisterNumber } from '#platform/database/next-register-number.ts';
import type { DecisionKind } from '../domain/decision-kind.ts';
import { decisionNumber } from '../domain/decision-kind.ts';
import { DecisionNotFoundError } from '../errors.ts';
import type { ActOfAgent } from './act-of-agent.ts';

export interface NewDecision {
  readonly authorityId: string;
  readonly kind: DecisionKind;
  readonly at: Date;
  /** Without the name of anybody: it stays when the dossier is purged. */
  readonly object: string;
  readonly signedBy: string;
  readonly dossierId: string;
}

export interface EnteredDecision {
  readonly kind: DecisionKind;
  readonly year: number;
  readonly number: number;
}

/**
 * Gives a decision its number, in the transaction of its signature: one after the other in each register and year, without
 * holes, since an act that fails gives its number back.
 */
export async function enterDecision(tx: Tx, decision: NewDecision): Promise<EnteredDecision> {
  const { year } = civilDate(instantOf(decision.at));
  const text = await nextRegisterNumber(tx, decision.authorityId, `decision-${decision.kind}`, year);
  const entered = { kind: decision.kind, year, number: Number(text.slice(5)) };
  await tx
    .insertInto('decisions')
    .values({
      authority_id: decision.authorityId,
      ...entered,
      decided_at: decision.at,
      object: decision.object,
      signed_by: decision.signedBy,
      dossier_id: decision.dossierId,
    })
    .execute();
  return entered;
}

/** The document of a decision, once it is drawn with its number. */
export async function joinDocument(
  tx: Tx,
  authorityId: string,
  { kind, year, number }: EnteredDecision,
  documentId: string,
): Promise<void> {
  await tx
    .updateTable('decisions')
    .set({ document_id: documentId })
    .where('authority_id', '=', authorityId)
    .where('kind', '=', kind)
    .where('year', '=', year)
    .where('number', '=', number)
    .execute();
}

/**
 * A decision taken back keeps its number, with the mark and why. Done twice, it is done once.
 * @throws {DecisionNotFoundError}
 */
export async function cancelDecision(
  tx: Tx,
  act: ActOfAgent,
  decision: EnteredDecision,
  reason: string,
): Promise<string> {
  const row = await tx
    .selectFrom('decisions')
    .select('cancelled_at')
    .where('authority_id', '=', act.authorityId)
    .where('kind', '=', decision.kind)
    .where('year', '=', decision.year)
    .where('number', '=', decision.number)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw new DecisionNotFoundError();
  if (row.cancelled_at === null)
    await tx
      .updateTable('decisions')
      .set({ cancelled_at: act.now, cancelled_by_name: act.by.name, cancelled_reason: reason })
      .where('authority_id', '=', act.authorityId)
      .where('kind', '=', decision.kind)
      .where('year', '=', decision.year)
      .where('number', '=', decision.number)
      .execute();
  return decisionNumber(decision);
}
