import { ConflictError, NotFoundError } from '#platform/errors/app-error.ts';

export type LogoProblem = 'too-large' | 'not-a-drawing' | 'not-plain';

/** The file that was given as a logo cannot be drawn again. */
export class LogoRefusedError extends Error {
  readonly problem: LogoProblem;
  constructor(problem: LogoProblem) {
    super(problem);
    this.problem = problem;
  }
}

export class LetterNotFoundError extends NotFoundError {
  constructor() {
    super('letter-not-found');
  }
}

export class DecisionNotFoundError extends NotFoundError {
  constructor() {
    super('decision-not-found');
  }
}

/** Somebody saved another version since the page was opened. */
export class TemplateChangedError extends ConflictError {
  constructor() {
    super('letter-template-changed');
  }
}
