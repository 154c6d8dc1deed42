import type { Command, WorkflowList } from './command.ts';
import { CommandRefusedError } from './command-refused.ts';
import type { DraftContent } from './draft-content.ts';
import { copyOf, isObject, type Json, type JsonObject, objectsOf, textOf } from './json.ts';
import { move, removeFrom, setKeys } from './list-edits.ts';
import type { Reference } from './references.ts';

type WorkflowCommand = Extract<
  Command,
  { do: 'change-workflow' | 'use-workflow' | 'add-item' | 'change-item' | 'move-item' | 'remove-item' }
>;

/** The edits of states, transitions and messages; `content` is a copy that may be changed. */
export function applyToWorkflow(content: DraftContent, command: WorkflowCommand): DraftContent {
  const { workflow } = content;
  switch (command.do) {
    case 'change-workflow':
      setKeys(workflow, command.values);
      return content;
    case 'use-workflow': {
      content.source.workflow = textOf(command.workflow.workflow);
      return { ...content, workflow: copyOf(command.workflow) };
    }
    case 'add-item': {
      const items = listOf(workflow, command.list);
      if (objectsOf(items).some((item) => item.id === command.item.id)) throw new CommandRefusedError('id-taken');
      items.push(copyOf(command.item));
      return content;
    }
    case 'change-item':
      changeItem(workflow, command.list, command.id, command.item);
      return content;
    case 'move-item':
      move(listOf(workflow, command.list), (item) => item.id === command.id, command.by, 'item-unknown');
      return content;
    case 'remove-item': {
      getItem(workflow, command.list, command.id);
      const references = usersOf(workflow, command.list, command.id);
      if (!command.knowingly && references.length > 0) throw new CommandRefusedError('referred-to', references);
      removeFrom(listOf(workflow, command.list), (item) => item.id === command.id);
      return content;
    }
  }
}

function listOf(workflow: JsonObject, list: WorkflowList): Json[] {
  if (!Array.isArray(workflow[list])) workflow[list] = [];
  return workflow[list] as Json[];
}

function getItem(workflow: JsonObject, list: WorkflowList, id: string): JsonObject {
  const item = objectsOf(workflow[list]).find((one) => one.id === id);
  if (item === undefined) throw new CommandRefusedError('item-unknown');
  return item;
}

function changeItem(workflow: JsonObject, list: WorkflowList, id: string, item: JsonObject): void {
  getItem(workflow, list, id);
  const renamed = textOf(item.id) || id;
  const items = listOf(workflow, list);
  if (renamed !== id && objectsOf(items).some((one) => one.id === renamed)) throw new CommandRefusedError('id-taken');
  const index = items.findIndex((one) => isObject(one) && one.id === id);
  items[index] = { ...copyOf(item), id: renamed };
  if (renamed !== id) renameItem(workflow, list, id, renamed);
}

function renameItem(workflow: JsonObject, list: WorkflowList, from: string, to: string): void {
  if (list === 'states') {
    if (workflow.initial === from) workflow.initial = to;
    for (const transition of objectsOf(workflow.transitions)) {
      if (transition.to === from) transition.to = to;
      if (Array.isArray(transition.from)) transition.from = transition.from.map((one) => (one === from ? to : one));
    }
  }
  if (list === 'messages') {
    const effects = [workflow.onSubmission, ...objectsOf(workflow.transitions).map((one) => one.effects)];
    for (const effect of effects.flatMap(objectsOf)) if (effect.message === from) effect.message = to;
  }
}

/** What names a state or sends a message: acts, and the filing; a letter taken away leaves the library's. */
export function usersOf(workflow: JsonObject, list: WorkflowList, id: string): Reference[] {
  if (list === 'transitions' || list === 'letters') return [];
  const sends = (effects: Json | undefined) => objectsOf(effects).some((effect) => effect.message === id);
  const uses = (transition: JsonObject) =>
    list === 'states'
      ? transition.to === id || (Array.isArray(transition.from) && transition.from.includes(id))
      : sends(transition.effects);
  return [
    ...(list === 'messages' && sends(workflow.onSubmission) ? [{ kind: 'filing' as const }] : []),
    ...objectsOf(workflow.transitions)
      .filter(uses)
      .map((transition) => ({ kind: 'transition' as const, id: textOf(transition.id) })),
  ];
}
