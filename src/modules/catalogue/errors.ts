import { NotFoundError } from '#platform/errors/app-error.ts';

export class UnknownProcedureError extends NotFoundError {
  constructor() {
    super('catalogue.unknown-procedure');
  }
}

export class UnknownLetterError extends NotFoundError {
  constructor() {
    super('catalogue.unknown-letter');
  }
}
