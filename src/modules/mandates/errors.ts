import { ConflictError, ForbiddenError, NotFoundError } from '#platform/errors/app-error.ts';

/** For whoever is not its helper, as for a mandate that does not exist. */
export class MandateNotFoundError extends NotFoundError {
  constructor() {
    super('mandate-not-found');
  }
}

/** It was never agreed to, it ended, it was revoked, or the helper is a helper no more. */
export class MandateEndedError extends ForbiddenError {
  constructor() {
    super('mandate-ended');
  }
}

/** The procedure is not among those that the person chose. */
export class OutsideMandateError extends NotFoundError {
  constructor() {
    super('outside-mandate');
  }
}

/** The person agreed to it already, or it was revoked before. */
export class MandateSettledError extends ConflictError {
  constructor() {
    super('mandate-settled');
  }
}
