import type { CompiledWorkflow } from './compile-workflow.ts';

/** Whether a dossier can go on under another workflow from the state it is in. */
export type StateCarryOver =
  | { readonly possible: true }
  | {
      readonly possible: false;
      /** `unknown-state`: it has no such state; `other-phase`: it means something else by it. */
      readonly reason: 'unknown-state' | 'other-phase';
    };

/** A state is carried over when the other workflow has it, with the same meaning for the counters. */
export function carryOverState(state: string, phase: string, to: Pick<CompiledWorkflow, 'statesById'>): StateCarryOver {
  const known = to.statesById.get(state);
  if (known === undefined) return { possible: false, reason: 'unknown-state' };
  return known.phase === phase ? { possible: true } : { possible: false, reason: 'other-phase' };
}
