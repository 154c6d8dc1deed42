/** How a sum was handed over. `none`: there was nothing to pay; `online`: by a connector of payment. */
export const deskMethods = ['cash', 'cheque', 'card', 'transfer'] as const;
export type DeskMethod = (typeof deskMethods)[number];
export type PaymentMethod = DeskMethod | 'online' | 'none';

/** `refused`: what had been handed over did not go through (a cheque that comes back); it can be paid again. */
export type PaymentState = 'due' | 'paid' | 'cancelled' | 'refused';

/** A sum that somebody owes to an authority, about something that payments know by its kind and identifier only. */
export interface Payment {
  readonly authorityId: string;
  readonly id: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly label: string;
  /** Integer cents of euro. */
  readonly amountCents: number;
  readonly payerName: string;
  /** YYYY-MM-DD */
  readonly dueOn: string | null;
  readonly state: PaymentState;
  readonly method: PaymentMethod | null;
  /** Number of a cheque, of a card slip, of a transfer. */
  readonly reference: string | null;
  /** `2026-0042`, in the authority's register of receipts. */
  readonly receiptNumber: string | null;
  readonly receiptDocumentId: string | null;
  readonly paidAt: Date | null;
  readonly settledByName: string;
  /** Why it was cancelled or refused. */
  readonly closedReason: string | null;
  readonly createdAt: Date;
}

const moves: Readonly<Record<PaymentState, readonly PaymentState[]>> = {
  due: ['paid', 'cancelled'],
  paid: ['refused'],
  refused: ['paid', 'cancelled'],
  cancelled: [],
};

/** Whether a payment may go from one state to another; staying where it is is no move. */
export function mayMove(from: PaymentState, to: PaymentState): boolean {
  return moves[from].includes(to);
}

/** Cash in hand does not come back unpaid; what a bank carries may. */
export function mayBounce(payment: Pick<Payment, 'state' | 'method'>): boolean {
  return payment.state === 'paid' && payment.method !== 'cash' && payment.method !== 'none';
}

export function isOwed(payment: Pick<Payment, 'state'>): boolean {
  return payment.state === 'due' || payment.state === 'refused';
}

/** The most that one request asks for: beyond, a mistake of units is likelier than a fee. One million euros. */
export const highestAmountCents = 100_000_000;
