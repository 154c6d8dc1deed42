import type { Authority } from '#modules/directory/index.ts';
import type { CompiledForm } from '#modules/forms/index.ts';
import type { CompiledWorkflow } from '#modules/workflow/index.ts';
import type { Procedure } from './procedure-schema.ts';

/** A version of a procedure, ready to be run. */
export interface ProcedureVersion {
  readonly procedure: Procedure;
  readonly form: CompiledForm;
  readonly workflow: CompiledWorkflow;
}

/** A procedure as one authority offers it. */
export interface AdoptedProcedure extends ProcedureVersion {
  readonly authority: Authority;
  readonly version: number;
  /** Which of the authority's own revisions it is offered with; 0 for the library's words. */
  readonly overridesRevision: number;
  /** A closed one is shown, with the other channels, but cannot be begun. */
  readonly open: boolean;
  /** Why it cannot be begun today: the authority closed it, or its dates are not come or past. */
  readonly closedBy?: 'authority' | 'not-yet' | 'over' | undefined;
  readonly teamAuthorityId: string;
  readonly teamId: string;
}
