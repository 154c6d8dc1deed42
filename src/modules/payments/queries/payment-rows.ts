import type { Selectable } from 'kysely';
import type { Tx } from '#platform/database/database.ts';
import type { Tables } from '#platform/database/tables.ts';
import type { Payment } from '../domain/payment.ts';
import { PaymentNotFoundError } from '../errors.ts';

export interface PaymentSubjectId {
  readonly kind: string;
  readonly id: string;
}

/** The payments about something, the oldest first. */
export async function listPayments(tx: Tx, authorityId: string, subject: PaymentSubjectId): Promise<Payment[]> {
  const rows = await tx
    .selectFrom('payments')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('subject_kind', '=', subject.kind)
    .where('subject_id', '=', subject.id)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(paymentOf);
}

/** The row, locked until the end of the transaction: two settlements of one sum take place one after the other. */
export async function lockPayment(tx: Tx, authorityId: string, id: string): Promise<Payment> {
  const row = await tx
    .selectFrom('payments')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw new PaymentNotFoundError();
  return paymentOf(row);
}

export function paymentOf(row: Selectable<Tables['payments']>): Payment {
  return {
    authorityId: row.authority_id,
    id: row.id,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    label: row.label,
    amountCents: row.amount_cents,
    payerName: row.payer_name,
    dueOn: row.due_on,
    state: row.state,
    method: row.method,
    reference: row.reference,
    receiptNumber: row.receipt_number,
    receiptDocumentId: row.receipt_document_id,
    paidAt: row.paid_at,
    settledByName: row.settled_by_name,
    closedReason: row.closed_reason,
    createdAt: row.created_at,
  };
}
