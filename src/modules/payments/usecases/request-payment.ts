import { newId } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import { highestAmountCents, type Payment } from '../domain/payment.ts';
import { InvalidAmountError } from '../errors.ts';
import { type PaymentSubjectId, paymentOf } from '../queries/payment-rows.ts';

export interface NewPayment {
  readonly authorityId: string;
  readonly subject: PaymentSubjectId;
  /** The same key asks once. */
  readonly requestKey: string;
  readonly label: string;
  /** Integer cents; zero is paid at once. */
  readonly amountCents: number;
  readonly payerName: string;
  /** YYYY-MM-DD */
  readonly dueOn: string | undefined;
  readonly now: Date;
}

/**
 * Asks for a sum. Nothing to pay is settled in the same breath, and said so by its state.
 * @returns the payment, and whether this very request had been made before
 * @throws {InvalidAmountError}
 */
export async function requestPayment(tx: Tx, asked: NewPayment): Promise<{ payment: Payment; repeated: boolean }> {
  const { authorityId, subject, amountCents, now } = asked;
  if (!Number.isSafeInteger(amountCents) || amountCents < 0 || amountCents > highestAmountCents) {
    throw new InvalidAmountError();
  }
  const free = amountCents === 0;
  const inserted = await tx
    .insertInto('payments')
    .values({
      authority_id: authorityId,
      id: newId(now.getTime()),
      subject_kind: subject.kind,
      subject_id: subject.id,
      request_key: asked.requestKey,
      label: asked.label,
      amount_cents: amountCents,
      payer_name: asked.payerName,
      due_on: free ? null : (asked.dueOn ?? null),
      state: free ? 'paid' : 'due',
      method: free ? 'none' : null,
      paid_at: free ? now : null,
      created_at: now,
      updated_at: now,
    })
    .onConflict((conflict) => conflict.columns(['authority_id', 'request_key']).doNothing())
    .returningAll()
    .executeTakeFirst();
  if (inserted !== undefined) return { payment: paymentOf(inserted), repeated: false };
  const known = await tx
    .selectFrom('payments')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('request_key', '=', asked.requestKey)
    .executeTakeFirstOrThrow();
  return { payment: paymentOf(known), repeated: true };
}
