import { type Answers, type ExpressionScope, holds } from '#modules/forms/index.ts';
import type { CompiledTransition, CompiledWorkflow } from './compile-workflow.ts';

export type ActorRole = 'agent' | 'team-leader' | 'applicant' | 'system';

export interface AvailabilityContext {
  readonly actor: ActorRole;
  readonly answers: Answers;
  /** YYYY-MM-DD, the civil date in France. */
  readonly today: string;
  readonly authority: { readonly code: string; readonly kind: string; readonly name: string };
  /** The answers as the form's expressions see them (`answerScope` of the forms engine); else they are read plainly. */
  readonly scope?: ExpressionScope;
}

/**
 * The acts that this actor may do from a state, in the order of the definition, conditions checked. A team leader may
 * do all that an agent may. A state unknown to the workflow offers nothing.
 */
export function availableTransitions(
  workflow: CompiledWorkflow,
  stateId: string,
  context: AvailabilityContext,
): CompiledTransition[] {
  return (workflow.transitionsByState.get(stateId) ?? []).filter((transition) => isAvailable(transition, context));
}

/** The act of that id when this actor may do it now; undefined otherwise. */
export function findAvailableTransition(
  workflow: CompiledWorkflow,
  stateId: string,
  transitionId: string,
  context: AvailabilityContext,
): CompiledTransition | undefined {
  return availableTransitions(workflow, stateId, context).find((transition) => transition.id === transitionId);
}

/** Whether the actor is one of those who may, and the condition holds; the state is not looked at. */
export function isAvailable(transition: CompiledTransition, context: AvailabilityContext): boolean {
  if (!isAllowed(transition, context.actor)) return false;
  return transition.condition === undefined || holds(transition.condition, context.scope ?? plainScope(context));
}

function isAllowed(transition: CompiledTransition, actor: ActorRole): boolean {
  if (transition.by.includes(actor)) return true;
  return actor === 'team-leader' && transition.by.includes('agent');
}

function plainScope(context: AvailabilityContext): ExpressionScope {
  return {
    get: (name) => {
      if (name === 'today') return context.today;
      if (name === 'authority') return context.authority;
      const answer = Object.hasOwn(context.answers, name) ? context.answers[name] : undefined;
      // CEL tells integers from floating-point numbers.
      return Number.isSafeInteger(answer) ? BigInt(answer as number) : answer;
    },
  };
}
