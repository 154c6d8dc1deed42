import { AppError, ConflictError, ForbiddenError, NotFoundError } from '#platform/errors/app-error.ts';
import type { ContentProblem } from './domain/check-content.ts';
import type { DraftContent } from './domain/draft-content.ts';

/** The same answer for a draft of another authority as for none. */
export class DraftNotInEditorError extends NotFoundError {
  constructor() {
    super('editor.draft-not-found');
  }
}

/** Somebody else already prepares a change of this procedure: it is their draft that is to be opened. */
export class DraftExistsError extends ConflictError {
  readonly draftId: string;
  constructor(draftId: string) {
    super('editor.draft-exists');
    this.draftId = draftId;
  }
}

/** A commune's administrator writes the commune's own procedures; the library belongs to the territory's. */
export class NotTheirLibraryError extends ForbiddenError {
  constructor() {
    super('editor.library-of-the-territory');
  }
}

/** One saving of a draft, as it is told to somebody else. */
export interface DraftRevision {
  readonly revision: number;
  readonly act: string;
  readonly subject: string;
  readonly at: Date;
  readonly agentId: string;
  readonly agentName: string;
}

/** What one edits has been changed by somebody since one opened it. Nothing was saved. */
export class StaleEditError extends AppError {
  /** The draft as it is now. */
  readonly current: DraftContent;
  readonly revision: number;
  /** What was saved since, the latest last. */
  readonly since: readonly DraftRevision[];

  constructor(current: DraftContent, revision: number, since: readonly DraftRevision[]) {
    super('conflict', 'editor.changed-meanwhile');
    this.current = current;
    this.revision = revision;
    this.since = since;
  }
}

/** The draft has problems: it stays a draft. */
export class NotPublishableError extends AppError {
  readonly problems: readonly ContentProblem[];
  constructor(problems: readonly ContentProblem[]) {
    super('conflict', 'editor.not-publishable');
    this.problems = problems;
  }
}
