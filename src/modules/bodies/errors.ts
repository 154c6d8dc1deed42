import { ConflictError } from '#platform/errors/app-error.ts';

/** Whoever represents the body invites others; nobody comes in by a declaration beside them. */
export class BodyRepresentedError extends ConflictError {
  constructor() {
    super('body-represented');
  }
}

/** Nobody would be left to look after who represents the body. */
export class LastManagerError extends ConflictError {
  constructor() {
    super('last-manager');
  }
}

/** Too many invitations, or declarations, wait for an answer. */
export class TooManyWaitingError extends ConflictError {
  constructor() {
    super('too-many-waiting');
  }
}
