import type { ChoiceLists } from '#modules/forms/index.ts';
import type { LetterTemplate, WorkflowDefinition } from '#modules/workflow/index.ts';
import type { LifeEvent, Theme } from './library-schema.ts';
import type { Procedure } from './procedure-schema.ts';

/** What the library says besides procedures: read once at start. */
export interface LibraryTexts {
  readonly themes: readonly Theme[];
  readonly lifeEvents: readonly LifeEvent[];
  readonly letters: ReadonlyMap<string, LetterTemplate>;
  readonly thesaurus: readonly (readonly string[])[];
  /** Options that fields share, by id. */
  readonly lists: ChoiceLists;
}

/** A procedure of the library, checked, with the workflow that it follows. */
export interface LibraryProcedure {
  /** Path of its file, for messages to its author. */
  readonly file: string;
  readonly procedure: Procedure;
  readonly workflow: WorkflowDefinition;
}

export interface Library extends LibraryTexts {
  readonly procedures: ReadonlyMap<string, LibraryProcedure>;
  /** What does not prevent the library from being used: a life event that names a procedure not yet written. */
  readonly warnings: readonly string[];
}

/** Raised with all the problems of the library's files. */
export class LibraryProblemsError extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(`The library cannot be used:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'LibraryProblemsError';
    this.problems = problems;
  }
}
