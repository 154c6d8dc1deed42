/** Sums that people owe to an authority: asked, paid at the desk, cancelled; numbered receipts. They know no dossier. */
export { createPayments } from './create-payments.ts';
export { formatAmount } from './domain/format-amount.ts';
export {
  type DeskMethod,
  deskMethods,
  isOwed,
  mayBounce,
  type Payment,
  type PaymentMethod,
  type PaymentState,
} from './domain/payment.ts';
export { InvalidAmountError, PaymentClosedError, PaymentNotFoundError } from './errors.ts';
export { paymentMessages } from './messages.ts';
export type { PaymentEvent, PaymentSubject, Payments, Settlement } from './payments.ts';
export { listPayments, type PaymentSubjectId } from './queries/payment-rows.ts';
export { type NewPayment, requestPayment } from './usecases/request-payment.ts';
