import type { Procedure } from '#modules/catalogue/index.ts';
import type { Authority } from '#modules/directory/index.ts';
import type { Answers, CompiledForm, DraftDocument, FormContext } from '#modules/forms/index.ts';
import type { CompiledWorkflow } from '#modules/workflow/index.ts';

/** Where a trial stands. It travels with the page: nothing of it is kept. */
export interface Trial {
  readonly procedure: Procedure;
  readonly form: CompiledForm;
  readonly workflow: CompiledWorkflow;
  readonly authority: Authority;
  readonly answers: Answers;
  readonly documents: readonly DraftDocument[];
  readonly context: FormContext;
}

/** An act of the trial: which, and what its form was answered. */
export interface TrialStep {
  readonly act: string;
  readonly form: Answers;
}
