/**
 * The workflow engine: which states a dossier goes through, who may move it, on what condition, and what is said then.
 * Pure: it reads definitions and answers questions about them; what an act writes is the dossiers' business.
 */
export { administrativeCourt } from './domain/administrative-court.ts';
export {
  type ActorRole,
  type AvailabilityContext,
  availableTransitions,
  findAvailableTransition,
  isAvailable,
} from './domain/available-transitions.ts';
export { carryOverState, type StateCarryOver } from './domain/carry-over.ts';
export {
  checkWorkflow,
  commonTemplateVariables,
  effectTemplateVariables,
  type WorkflowCheckOptions,
  type WorkflowProblem,
} from './domain/check-workflow.ts';
export {
  type CompiledTransition,
  type CompiledWorkflow,
  compileWorkflow,
  findTransition,
  getMessageTemplate,
  getState,
  getTransition,
  heldEffects,
  InvalidWorkflowError,
  isDecision,
  isEnd,
} from './domain/compile-workflow.ts';
export { defaultRemedies } from './domain/default-remedies.ts';
export {
  describeSimulation,
  type SimulatedAct,
  type SimulationReport,
  simulationLines,
} from './domain/describe-simulation.ts';
export {
  delaySchema,
  type Effect,
  type EffectKind,
  type EffectOf,
  effectKinds,
  effectSchema,
} from './domain/effect-schema.ts';
export { extendWorkflow, isExtension, type ResolvedWorkflows, resolveWorkflows } from './domain/extend-workflow.ts';
export { type LetterTemplate, letterSchema } from './domain/letter-schema.ts';
export { findOwnLetter } from './domain/own-letters.ts';
export { type RenderedLetter, renderLetter } from './domain/render-letter.ts';
export { listTemplateVariables, renderTemplate, type TemplateVariables } from './domain/render-template.ts';
export { simulateWorkflow, type WorkflowPath, type WorkflowSimulation } from './domain/simulate-workflow.ts';
export { submissionAct, submissionActId, submissionEffectKinds } from './domain/submission-act.ts';
export { transitionForm, transitionPageId } from './domain/transition-form.ts';
export {
  type MessageTemplate,
  messageTemplateSchema,
  ownLetterSchema,
  type Phase,
  phases,
  type SystemEvent,
  stateIdSchema,
  stateSchema,
  systemEvents,
  type Transition,
  transitionSchema,
  type WorkflowDefinition,
  type WorkflowExtension,
  type WorkflowSource,
  type WorkflowState,
  workflowExtensionSchema,
  workflowSchema,
  workflowSourceSchema,
} from './domain/workflow-schema.ts';
