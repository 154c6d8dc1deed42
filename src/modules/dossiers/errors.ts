import { AppError, ConflictError, NotFoundError } from '#platform/errors/app-error.ts';

/** The dossier does not exist, or is not for whoever asks: the same answer. */
export class DossierNotFoundError extends NotFoundError {
  constructor() {
    super('dossier-not-found');
  }
}

/** The draft does not exist, is another browser's or account's: the same answer. */
export class DraftNotFoundError extends NotFoundError {
  constructor() {
    super('draft-not-found');
  }
}

/** The draft was kept its time and is about to be erased. Said to its owner only. */
export class DraftExpiredError extends AppError {
  constructor() {
    super('not-found', 'draft-expired');
  }
}

/** Somebody else changed the dossier since the page was shown. */
export class DossierChangedError extends ConflictError {
  constructor() {
    super('dossier-changed');
  }
}

/** The dossier already belongs to another account. */
export class DossierClaimedError extends ConflictError {
  constructor() {
    super('dossier-claimed');
  }
}
