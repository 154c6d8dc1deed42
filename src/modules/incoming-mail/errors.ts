import { ConflictError, NotFoundError } from '#platform/errors/app-error.ts';

/** For a letter of another authority, as for one that does not exist. */
export class MailNotFoundError extends NotFoundError {
  constructor() {
    super('mail-not-found');
  }
}

/** It was dealt with or cancelled meanwhile. */
export class MailSettledError extends ConflictError {
  constructor() {
    super('mail-settled');
  }
}

/** Ten files are kept of a letter. */
export class TooManyScansError extends ConflictError {
  constructor() {
    super('too-many-scans');
  }
}
