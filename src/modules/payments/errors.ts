import { ConflictError, InvalidInputError, NotFoundError } from '#platform/errors/app-error.ts';

export class PaymentNotFoundError extends NotFoundError {
  constructor() {
    super('payment-not-found');
  }
}

/** The payment was settled or cancelled in the meantime. */
export class PaymentClosedError extends ConflictError {
  constructor() {
    super('payment-closed');
  }
}

/** Not an amount in cents: negative, not whole, or beyond `highestAmountCents`. */
export class InvalidAmountError extends InvalidInputError {
  constructor() {
    super('payment-amount');
  }
}
