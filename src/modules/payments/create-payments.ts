import type { Directory } from '#modules/directory/index.ts';
import { renderPdf } from '#modules/documents/index.ts';
import { civilDate, instantOf } from '#platform/clock/clock.ts';
import type { Tx } from '#platform/database/database.ts';
import { nextRegisterNumber } from '#platform/database/next-register-number.ts';
import { mayBounce, mayMove, type Payment, type PaymentState } from './domain/payment.ts';
import { receiptDocument } from './domain/receipt.ts';
import { PaymentClosedError } from './errors.ts';
import { paymentMessages as say } from './messages.ts';
import type { PaymentEvent, PaymentSubject, Payments, Settlement } from './payments.ts';
import { lockPayment, paymentOf } from './queries/payment-rows.ts';

/** Made once, in `app`. */
export function createPayments(directory: Pick<Directory, 'getAuthority'>): Payments {
  const subjects = new Map<string, PaymentSubject>();
  const subjectOf = (payment: Payment): PaymentSubject => {
    const subject = subjects.get(payment.subjectKind);
    if (subject === undefined) throw new Error(`Nobody answers for payments of ${payment.subjectKind}`);
    return subject;
  };
  const close = async (
    tx: Tx,
    settlement: Settlement & { readonly reason: string },
    to: Extract<PaymentState, 'cancelled' | 'refused'>,
    allowed: (payment: Payment) => boolean,
  ) => {
    const payment = await lockPayment(tx, settlement.authorityId, settlement.paymentId);
    if (payment.state === to) return { payment, repeated: true };
    if (!allowed(payment)) throw new PaymentClosedError();
    const closed = await write(tx, payment, settlement, {
      state: to,
      closed_reason: settlement.reason,
      paid_at: null,
    });
    await subjectOf(payment).changed(
      tx,
      eventOf(to === 'cancelled' ? 'payment-cancelled' : 'payment-refused', closed, settlement),
    );
    return { payment: closed, repeated: false };
  };
  return {
    subscribe: (kind, subject) => void subjects.set(kind, subject),
    record: async (tx, settlement) => {
      const payment = await lockPayment(tx, settlement.authorityId, settlement.paymentId);
      if (payment.state === 'paid') return { payment, repeated: true };
      if (!mayMove(payment.state, 'paid')) throw new PaymentClosedError();
      const subject = subjectOf(payment);
      const year = civilDate(instantOf(settlement.now)).year;
      const paid = await write(tx, payment, settlement, {
        state: 'paid',
        method: settlement.method,
        reference: settlement.reference === '' ? null : settlement.reference,
        paid_at: settlement.now,
        receipt_number: await nextRegisterNumber(tx, payment.authorityId, 'receipt', year),
        closed_reason: null,
      });
      const kept = await keepReceipt(tx, paid, subject);
      await subject.changed(tx, eventOf('payment-made', kept, settlement));
      return { payment: kept, repeated: false };
    },
    cancel: (tx, settlement) => close(tx, settlement, 'cancelled', (payment) => mayMove(payment.state, 'cancelled')),
    refuse: (tx, settlement) => close(tx, settlement, 'refused', mayBounce),
  };

  async function keepReceipt(tx: Tx, paid: Payment, subject: PaymentSubject): Promise<Payment> {
    const { receiptNumber, paidAt } = paid;
    if (receiptNumber === null || paidAt === null) throw new Error('A receipt is of a payment that was made');
    const authority = await directory.getAuthority(paid.authorityId);
    const { locale, references } = await subject.describe(tx, paid);
    const content = await renderPdf(receiptDocument({ ...paid, receiptNumber, paidAt }, authority, references, locale));
    const name = `${say(locale, 'receipt.file', { number: receiptNumber })}.pdf`;
    const receiptDocumentId = await subject.keepReceipt(tx, paid, { name, content });
    await tx
      .updateTable('payments')
      .set({ receipt_document_id: receiptDocumentId })
      .where('authority_id', '=', paid.authorityId)
      .where('id', '=', paid.id)
      .execute();
    return { ...paid, receiptDocumentId };
  }
}

async function write(
  tx: Tx,
  payment: Payment,
  settlement: Settlement,
  columns: {
    state: PaymentState;
    method?: Payment['method'];
    reference?: string | null;
    paid_at: Date | null;
    receipt_number?: string;
    closed_reason: string | null;
  },
): Promise<Payment> {
  const row = await tx
    .updateTable('payments')
    .set({
      ...columns,
      settled_by: settlement.by.id,
      settled_by_name: settlement.by.name,
      updated_at: settlement.now,
    })
    .where('authority_id', '=', payment.authorityId)
    .where('id', '=', payment.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  return paymentOf(row);
}

function eventOf(kind: PaymentEvent['kind'], payment: Payment, settlement: Settlement): PaymentEvent {
  return { kind, payment, by: settlement.by, origin: settlement.origin, now: settlement.now };
}
