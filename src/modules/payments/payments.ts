import type { Tx } from '#platform/database/database.ts';
import type { Locale } from '#platform/i18n/text.ts';
import type { DeskMethod, Payment } from './domain/payment.ts';

export interface PaymentEvent {
  readonly kind: 'payment-made' | 'payment-cancelled' | 'payment-refused';
  readonly payment: Payment;
  readonly by: { readonly id: string | undefined; readonly name: string };
  /** `https://guichet.example.fr`, for the links of messages. */
  readonly origin: string;
  readonly now: Date;
}

/** What a kind of subject does with its payments: said once, in `app`, by the module that owns the subject. */
export interface PaymentSubject {
  /** In what language the payer reads, and the lines that the receipt adds: the number of a dossier. */
  describe(
    tx: Tx,
    payment: Payment,
  ): Promise<{ readonly locale: Locale; readonly references: readonly (readonly [label: string, value: string])[] }>;
  /** Keeps the receipt where the payer finds it. @returns the document's id */
  keepReceipt(tx: Tx, payment: Payment, file: { readonly name: string; readonly content: Buffer }): Promise<string>;
  /** In the transaction of the act, which it may undo by throwing. */
  changed(tx: Tx, event: PaymentEvent): Promise<void>;
}

export interface Settlement {
  readonly authorityId: string;
  readonly paymentId: string;
  readonly by: { readonly id: string; readonly name: string };
  readonly origin: string;
  readonly now: Date;
}

/** The payments of the authorities. Who may settle one is the policy of its subject, asked by the caller. */
export interface Payments {
  subscribe(subjectKind: string, subject: PaymentSubject): void;
  /**
   * What was handed over at the desk: numbered receipt, kept as PDF. Done twice, it is done once.
   * @throws {PaymentNotFoundError} @throws {PaymentClosedError} when it was cancelled
   */
  record(
    tx: Tx,
    settlement: Settlement & { readonly method: DeskMethod; readonly reference: string },
  ): Promise<{ readonly payment: Payment; readonly repeated: boolean }>;
  /** @throws {PaymentNotFoundError} @throws {PaymentClosedError} when it was paid */
  cancel(
    tx: Tx,
    settlement: Settlement & { readonly reason: string },
  ): Promise<{ readonly payment: Payment; readonly repeated: boolean }>;
  /** A cheque or a transfer that did not go through: the sum is owed again. @throws {PaymentClosedError} */
  refuse(
    tx: Tx,
    settlement: Settlement & { readonly reason: string },
  ): Promise<{ readonly payment: Payment; readonly repeated: boolean }>;
}
