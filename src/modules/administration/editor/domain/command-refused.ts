import { AppError } from '#platform/errors/app-error.ts';
import type { Reference } from './references.ts';

/** An edit that cannot be made on what the draft has become. `code` says why; `references` who still needs it. */
export class CommandRefusedError extends AppError {
  readonly references: readonly Reference[];

  constructor(code: string, references: readonly Reference[] = []) {
    super(code.endsWith('-unknown') ? 'not-found' : 'conflict', `editor.${code}`);
    this.references = references;
  }
}
