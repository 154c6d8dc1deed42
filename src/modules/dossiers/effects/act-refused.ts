import type { BilingualText } from '#modules/forms/index.ts';
import { ConflictError } from '#platform/errors/app-error.ts';

/** An effect cannot be done, hence the act is not: nothing is written, and the agent reads why. */
export class ActRefusedError extends ConflictError {
  readonly words: BilingualText;

  constructor(code: string, words: BilingualText) {
    super(code);
    this.words = words;
  }
}
