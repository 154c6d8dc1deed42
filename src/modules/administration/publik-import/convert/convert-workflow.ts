import type { WorkflowDefinition } from '#modules/workflow/index.ts';
import { idOf, libraryIdOf, UniqueNames } from '../naming.ts';
import type { Counter, NoteBook } from '../notes.ts';
import type { PublikWorkflow } from '../read/publik-workflow.ts';
import { plainWords } from '../rich-words.ts';
import { TransitionBuilder } from './build-transitions.ts';
import { ConversionState, erased, type WorkflowSurroundings } from './conversion-state.ts';
import { french } from './drafts.ts';
import { StatusEntrance } from './enter-status.ts';
import { ActReader } from './read-acts.ts';
import { settleWorkflow } from './settle-workflow.ts';

export type { WorkflowSurroundings } from './conversion-state.ts';

export interface ConvertedWorkflow {
  readonly workflow: WorkflowDefinition | undefined;
  readonly notes: NoteBook;
  readonly statuses: Counter;
  readonly actions: Counter;
  readonly conditions: Counter;
  readonly fields: Counter;
}

/** Converts statuses, actions and global actions into states, transitions, effects and messages. */
export function convertWorkflow(workflow: PublikWorkflow, surroundings: WorkflowSurroundings): ConvertedWorkflow {
  const state = new ConversionState(workflow, surroundings);
  const entrance = new StatusEntrance(state);
  const acts = new ActReader(state, entrance);
  const builder = new TransitionBuilder(state, entrance);
  const names = new UniqueNames('-');
  for (const status of state.workflow.statuses)
    state.stateIds.set(status.id, names.take(idOf(status.name, 'etat', 36)));
  state.stateIds.set(erased, names.take('donnees-effacees'));
  for (const status of state.workflow.statuses) state.readForms(status.items);
  for (const action of state.workflow.globalActions) state.readForms(action.items);
  for (const status of state.workflow.statuses) acts.status(status);
  for (const action of state.workflow.globalActions) acts.globalAction(action);
  const { initial, transitions } = builder.transitions();
  const states = builder.states();
  state.countConditions();
  const settled = settleWorkflow(
    {
      workflow: libraryIdOf(state.workflow.slug, 'circuit', 40),
      title: french(plainWords(state.workflow.name) || 'Circuit'),
      initial,
      states,
      transitions,
      messages: state.messages,
      onSubmission: builder.onSubmission,
    },
    {
      notes: state.notes,
      conditions: state.conditionCount,
      actions: state.actionCount,
      answers: state.surroundings.answers,
    },
  );
  builder.countStatuses(settled, transitions);
  return {
    workflow: settled,
    notes: state.notes,
    statuses: state.statusCount,
    actions: state.actionCount,
    conditions: state.conditionCount,
    fields: state.fieldCount,
  };
}
