import { AppError } from '#platform/errors/app-error.ts';

/** Why a file was not taken; `documentMessages(locale, 'rejected-' + reason)` says it in words. */
export type RejectionReason =
  | 'empty'
  | 'too-large'
  | 'type-not-accepted'
  | 'web-page'
  | 'program'
  | 'archive'
  | 'pdf-program'
  | 'pdf-bomb'
  | 'damaged'
  | 'infected'
  | 'interrupted';

/** The person's file cannot be taken: shown at the field, with 422; nothing was kept. */
export class DocumentRejectedError extends AppError {
  readonly reason: RejectionReason;
  /** The key of the sentence in `documentMessages`. */
  readonly messageKey: `rejected-${RejectionReason}`;
  /** What the sentence names: `{name}` of the file, `{limit}` in megabytes. */
  readonly params: Readonly<Record<string, string | number>>;

  constructor(reason: RejectionReason, params: Readonly<Record<string, string | number>> = {}) {
    super(reason === 'too-large' ? 'too-large' : 'invalid', `document-${reason}`);
    this.reason = reason;
    this.messageKey = `rejected-${reason}`;
    this.params = params;
  }
}

/** The stored bytes are not the ones that were stored: altered, cut or exchanged. */
export class DocumentCorruptedError extends AppError {
  constructor(cause?: unknown) {
    super('unavailable', 'document-corrupted', { cause });
  }
}

/** Nobody opens it until the antivirus, which was away, has looked through it. */
export class DocumentHeldError extends AppError {
  constructor() {
    super('conflict', 'document-held');
  }
}

/** The antivirus found a virus in it: its bytes are gone. */
export class DocumentInfectedError extends AppError {
  constructor() {
    super('conflict', 'document-infected');
  }
}
