import { newId } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import { LetterNotFoundError } from '../errors.ts';
import type { ActOfAgent } from './act-of-agent.ts';

export interface NewDelegation {
  readonly delegatorId: string;
  readonly delegatorTitle: string;
  readonly delegateId: string;
  readonly delegateTitle: string;
  /** YYYY-MM-DD */
  readonly fromDay: string;
  readonly untilDay: string | null;
  readonly onlyAbsent: boolean;
  readonly orderReference: string;
  readonly orderDate: string;
}

/** Notes a delegation of signature that an order gave. The same one sent twice is noted once. */
export async function delegateSignature(tx: Tx, act: ActOfAgent, given: NewDelegation): Promise<void> {
  const same = await tx
    .selectFrom('signing_delegations')
    .select('id')
    .where('authority_id', '=', act.authorityId)
    .where('delegator_id', '=', given.delegatorId)
    .where('delegate_id', '=', given.delegateId)
    .where('from_day', '=', given.fromDay)
    .where('order_reference', '=', given.orderReference)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  if (same !== undefined) return;
  await tx
    .insertInto('signing_delegations')
    .values({
      authority_id: act.authorityId,
      id: newId(act.now.getTime()),
      delegator_id: given.delegatorId,
      delegator_title: given.delegatorTitle,
      delegate_id: given.delegateId,
      delegate_title: given.delegateTitle,
      from_day: given.fromDay,
      until_day: given.untilDay,
      only_absent: given.onlyAbsent,
      order_reference: given.orderReference,
      order_date: given.orderDate,
      made_at: act.now,
      made_by: act.by.id,
      made_by_name: act.by.name,
    })
    .execute();
}

/** It holds no longer; what was signed with it stays signed. @throws {LetterNotFoundError} */
export async function revokeDelegation(tx: Tx, act: ActOfAgent, id: string): Promise<void> {
  const row = await tx
    .selectFrom('signing_delegations')
    .select('revoked_at')
    .where('authority_id', '=', act.authorityId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw new LetterNotFoundError();
  if (row.revoked_at !== null) return;
  await tx
    .updateTable('signing_delegations')
    .set({ revoked_at: act.now, revoked_by_name: act.by.name })
    .where('authority_id', '=', act.authorityId)
    .where('id', '=', id)
    .execute();
}
