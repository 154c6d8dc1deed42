import { AppError, NotFoundError } from '#platform/errors/app-error.ts';

export class UnknownAuthorityError extends NotFoundError {
  constructor() {
    super('directory.unknown-authority');
  }
}

/** Nobody answers for that competence there: the commune is outside the territory, or the library has no such competence. */
export class NoHolderError extends NotFoundError {
  constructor() {
    super('directory.no-holder');
  }
}

/** The database holds no territory: `territory load` has not been run. */
export class NoTerritoryError extends AppError {
  constructor() {
    super('unavailable', 'directory.no-territory', { message: 'No territory has been loaded in this database' });
  }
}
