/** What went wrong, in terms that a mapper turns into a status: the only kinds there are. */
export type ErrorKind =
  | 'not-found'
  | 'forbidden'
  | 'unauthenticated'
  | 'conflict'
  | 'invalid'
  | 'too-large'
  | 'too-many'
  | 'unavailable';

const statusByKind: Record<ErrorKind, number> = {
  'not-found': 404,
  forbidden: 403,
  unauthenticated: 401,
  conflict: 409,
  invalid: 400,
  'too-large': 413,
  'too-many': 429,
  unavailable: 503,
};

/**
 * The parent of all errors that are expected. `code` is stable and may be shown, logged and documented; it holds no
 * personal data.
 */
export class AppError extends Error {
  readonly code: string;
  readonly kind: ErrorKind;

  constructor(kind: ErrorKind, code: string, options?: { cause?: unknown; message?: string }) {
    super(options?.message ?? code, options?.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.kind = kind;
    this.code = code;
  }

  get status(): number {
    return statusByKind[this.kind];
  }
}

/** What a stranger gets when a thing does not exist or is not theirs: the same answer in both cases. */
export class NotFoundError extends AppError {
  constructor(code = 'not-found') {
    super('not-found', code);
  }
}

export class ForbiddenError extends AppError {
  constructor(code = 'forbidden') {
    super('forbidden', code);
  }
}

export class ConflictError extends AppError {
  constructor(code: string) {
    super('conflict', code);
  }
}

export class InvalidInputError extends AppError {
  constructor(code: string) {
    super('invalid', code);
  }
}
