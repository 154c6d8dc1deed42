import type { Answers } from '#modules/forms/index.ts';

/** What is done to each of the chosen dossiers. */
export type BulkAct =
  | { readonly kind: 'assign'; readonly assigneeId: string | null }
  | { readonly kind: 'note'; readonly body: string }
  | { readonly kind: 'team'; readonly teamAuthorityId: string; readonly teamId: string }
  | {
      readonly kind: 'transition';
      readonly transitionId: string;
      /** As the transition's form, in each version of it, is written; the act is done where it is the very same. */
      readonly formKey: string;
      readonly form: Answers;
    };

/** `impossible`: the dossier does not allow it; `refused`: the agent may not act on it; `failed`: the house's own fault. */
export const bulkOutcomes = ['done', 'unchanged', 'refused', 'impossible', 'failed'] as const;
export type BulkOutcome = (typeof bulkOutcomes)[number];

/** Dossiers of a run, at most. */
export const mostInRun = 10_000;
/** Done while the agent waits; the rest goes on by itself. */
export const doneAtOnce = 50;

export interface ChosenDossier {
  readonly authorityId: string;
  readonly dossierId: string;
}
