import { AppError } from '#platform/errors/app-error.ts';

export type SealFileProblem =
  | 'missing'
  | 'too-large'
  | 'not-pkcs12'
  | 'password'
  | 'no-key'
  | 'no-certificate'
  | 'weak-key'
  | 'expired'
  | 'not-yet-valid'
  | 'unreadable';

/** A file that cannot become a seal. `signatureMessages` has a sentence for each problem. */
export class SealFileError extends AppError {
  readonly problem: SealFileProblem;

  constructor(problem: SealFileProblem) {
    super('invalid', `seal-file.${problem}`);
    this.problem = problem;
  }
}

/** The authority has a seal that cannot seal now: nothing leaves in its name as if it had none. */
export class SealUnusableError extends AppError {
  readonly reason: 'expired' | 'not-yet-valid' | 'unreadable';
  readonly validUntil: Date;

  constructor(reason: SealUnusableError['reason'], validUntil: Date, options?: { cause: unknown }) {
    super('conflict', `seal-${reason}`, options);
    this.reason = reason;
    this.validUntil = validUntil;
  }
}
