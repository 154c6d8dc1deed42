import {
  type CompiledForm,
  compileExpression,
  compileForm,
  type Expression,
  type ExpressionScope,
  holds,
} from '#modules/forms/index.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import { checkWorkflow, type WorkflowProblem } from './check-workflow.ts';
import type { Effect } from './effect-schema.ts';
import { submissionAct } from './submission-act.ts';
import { transitionForm } from './transition-form.ts';
import type { MessageTemplate, Phase, Transition, WorkflowDefinition, WorkflowState } from './workflow-schema.ts';

/** A transition with its condition parsed and its form ready to be run. */
export interface CompiledTransition extends Transition {
  readonly condition: Expression | undefined;
  /** The condition of each effect, in their order. */
  readonly effectConditions: readonly (Expression | undefined)[];
  /** A form of one page, `transitionPageId`; undefined when the act asks nothing. */
  readonly compiledForm: CompiledForm | undefined;
}

/** A workflow ready to be run; made once per version and kept by the caller. */
export interface CompiledWorkflow {
  readonly definition: WorkflowDefinition;
  readonly initial: WorkflowState;
  readonly statesById: ReadonlyMap<string, WorkflowState>;
  /** In the order of the definition. */
  readonly transitions: readonly CompiledTransition[];
  readonly transitionsById: ReadonlyMap<string, CompiledTransition>;
  readonly transitionsByState: ReadonlyMap<string, readonly CompiledTransition[]>;
  /** What is done when a request is filed, as an act that stays in the first state; undefined when nothing is. */
  readonly submission: CompiledTransition | undefined;
  readonly messagesById: ReadonlyMap<string, MessageTemplate>;
}

/** The definition cannot be run; every problem is said. */
export class InvalidWorkflowError extends Error {
  readonly problems: readonly WorkflowProblem[];

  constructor(workflow: string, problems: readonly WorkflowProblem[]) {
    super(`Workflow ${workflow}: ${problems.map((problem) => `${problem.path}: ${problem.message}`).join('; ')}`);
    this.name = 'InvalidWorkflowError';
    this.problems = problems;
  }
}

/**
 * Checks and prepares a definition.
 * @throws {InvalidWorkflowError} for a definition that cannot be run safely: see `checkWorkflow`.
 */
export function compileWorkflow(definition: WorkflowDefinition): CompiledWorkflow {
  const problems = checkWorkflow(definition);
  if (problems.length > 0) throw new InvalidWorkflowError(definition.workflow, problems);
  const statesById = new Map(definition.states.map((state) => [state.id, state]));
  const transitions = definition.transitions.map(compileTransition);
  const filing = submissionAct(definition);
  return {
    definition,
    initial: statesById.get(definition.initial) as WorkflowState,
    statesById,
    transitions,
    transitionsById: new Map(transitions.map((transition) => [transition.id, transition])),
    transitionsByState: new Map(
      definition.states.map((state) => [state.id, transitions.filter((one) => one.from.includes(state.id))]),
    ),
    submission: filing === undefined ? undefined : compileTransition(filing),
    messagesById: new Map(definition.messages.map((message) => [message.id, message])),
  };
}

function compileTransition(transition: Transition): CompiledTransition {
  return {
    ...transition,
    condition: transition.when === undefined ? undefined : compileExpression(transition.when),
    effectConditions: transition.effects.map(({ when }) => (when === undefined ? undefined : compileExpression(when))),
    compiledForm: transition.form.length === 0 ? undefined : compileForm(transitionForm(transition)),
  };
}

/** The effects of a transition whose condition holds, in their order. */
export function heldEffects(transition: CompiledTransition, scope: ExpressionScope): Effect[] {
  return transition.effects.filter((_effect, index) => {
    const condition = transition.effectConditions[index];
    return condition === undefined || holds(condition, scope);
  });
}

/** @throws {NotFoundError} `unknown-state` when the workflow has no such state. */
export function getState(workflow: CompiledWorkflow, id: string): WorkflowState {
  const state = workflow.statesById.get(id);
  if (state === undefined) throw new NotFoundError('unknown-state');
  return state;
}

export function findTransition(workflow: CompiledWorkflow, id: string): CompiledTransition | undefined {
  return workflow.transitionsById.get(id);
}

/** @throws {NotFoundError} `unknown-transition` when the workflow has no such transition. */
export function getTransition(workflow: CompiledWorkflow, id: string): CompiledTransition {
  const transition = workflow.transitionsById.get(id);
  if (transition === undefined) throw new NotFoundError('unknown-transition');
  return transition;
}

/** @throws {NotFoundError} `unknown-message` when the workflow has no such message. */
export function getMessageTemplate(workflow: CompiledWorkflow, id: string): MessageTemplate {
  const message = workflow.messagesById.get(id);
  if (message === undefined) throw new NotFoundError('unknown-message');
  return message;
}

const endPhases: ReadonlySet<Phase> = new Set(['accepted', 'refused', 'closed', 'withdrawn']);
const decisionPhases: ReadonlySet<Phase> = new Set(['accepted', 'refused']);

/** Nothing more is expected of the house: the time kept in the counter runs from then on. */
export function isEnd(phase: Phase): boolean {
  return endPhases.has(phase);
}

/** The request has been decided. */
export function isDecision(phase: Phase): boolean {
  return decisionPhases.has(phase);
}
