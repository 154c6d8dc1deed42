import { checkExpression, checkForm, compileExpression, type ExpressionVariables } from '#modules/forms/index.ts';
import type { LocalizedText } from '#platform/i18n/text.ts';
import { hasStrayBraces, listTemplateVariables } from './render-template.ts';
import { simulateWorkflow } from './simulate-workflow.ts';
import { transitionForm } from './transition-form.ts';
import type { MessageTemplate, Transition, WorkflowDefinition } from './workflow-schema.ts';

/** What is wrong in a workflow's file: where (`transitions[2].effects[0]`) and what, in English, for its author. */
export interface WorkflowProblem {
  readonly path: string;
  readonly message: string;
}

export interface WorkflowCheckOptions {
  /** Ids of the letters of the library; unknown names are then found. */
  readonly letters?: ReadonlySet<string>;
  /** The variables of the procedure's form (`CompiledForm.variables`); conditions and `{{answers.…}}` are then checked. */
  readonly answers?: ExpressionVariables;
}

/** The variables that every message and letter may use, besides `form.<id>` and `answers.<id>`. */
export const commonTemplateVariables: ReadonlySet<string> = new Set([
  'applicant.name',
  'applicant.email',
  'applicant.phone',
  'applicant.address',
  'dossier.code',
  'dossier.link',
  'dossier.submitted_on',
  'dossier.due_on',
  'procedure.title',
  'authority.name',
  'authority.court',
  'authority.phone',
  'authority.email',
  'authority.address',
  'agent.name',
  'today',
]);

/** Everything wrong with a definition; empty when it can be run. */
export function checkWorkflow(definition: WorkflowDefinition, options: WorkflowCheckOptions = {}): WorkflowProblem[] {
  const problems = [
    ...repeatedIds('states', definition.states),
    ...repeatedIds('transitions', definition.transitions),
    ...repeatedIds('messages', definition.messages),
    ...checkStates(definition),
    ...definition.transitions.flatMap((transition, index) =>
      checkTransition(definition, transition, `transitions[${index}]`, options),
    ),
    ...checkMessages(definition, options),
    ...checkSystemChoices(definition),
  ];
  return problems.some((problem) => problem.message.startsWith('Unknown state'))
    ? problems
    : [...problems, ...checkReach(definition)];
}

function repeatedIds(path: string, items: readonly { id: string }[]): WorkflowProblem[] {
  return items.flatMap((item, index) =>
    items.findIndex((other) => other.id === item.id) === index
      ? []
      : [{ path: `${path}[${index}].id`, message: `"${item.id}" is used twice` }],
  );
}

function checkStates(definition: WorkflowDefinition): WorkflowProblem[] {
  const initial = definition.states.find((state) => state.id === definition.initial);
  if (initial === undefined) return [{ path: 'initial', message: `Unknown state "${definition.initial}"` }];
  return initial.phase === 'received' || initial.phase === 'in-progress'
    ? []
    : [{ path: 'initial', message: `A dossier cannot begin in the phase "${initial.phase}"` }];
}

function checkTransition(
  definition: WorkflowDefinition,
  transition: Transition,
  path: string,
  options: WorkflowCheckOptions,
): WorkflowProblem[] {
  const problems: WorkflowProblem[] = [];
  const states = new Set(definition.states.map((state) => state.id));
  transition.from.forEach((state, index) => {
    if (!states.has(state)) problems.push({ path: `${path}.from[${index}]`, message: `Unknown state "${state}"` });
  });
  if (!states.has(transition.to)) problems.push({ path: `${path}.to`, message: `Unknown state "${transition.to}"` });
  if (transition.by.includes('system') !== (transition.on !== undefined)) {
    problems.push({ path: `${path}.on`, message: 'A transition of the system names its event, and no other does' });
  }
  if (transition.by.includes('system') && transition.form.some((field) => !field.optional)) {
    problems.push({ path: `${path}.form`, message: 'Nobody can fill in the form of a transition of the system' });
  }
  problems.push(...checkCondition(transition, path, options), ...checkTransitionForm(transition, path));
  transition.effects.forEach((effect, index) => {
    const at = `${path}.effects[${index}]`;
    if (effect.effect === 'notify' && !definition.messages.some((message) => message.id === effect.message)) {
      problems.push({ path: at, message: `Unknown message "${effect.message}"` });
    }
    if (effect.effect === 'letter' && options.letters !== undefined && !options.letters.has(effect.template)) {
      problems.push({ path: at, message: `Unknown letter "${effect.template}"` });
    }
    if (effect.effect === 'request-from-applicant' && !transition.form.some((field) => field.id === 'request')) {
      problems.push({ path: at, message: 'The form must have a field "request" that says what is asked for' });
    }
  });
  return problems;
}

function checkCondition(transition: Transition, path: string, options: WorkflowCheckOptions): WorkflowProblem[] {
  if (transition.when === undefined) return [];
  if (options.answers !== undefined) {
    return checkExpression(transition.when, options.answers, 'bool').map((problem) => ({
      path: `${path}.when`,
      message: problem.message,
    }));
  }
  try {
    compileExpression(transition.when);
    return [];
  } catch (error) {
    return [{ path: `${path}.when`, message: error instanceof Error ? error.message : String(error) }];
  }
}

function checkTransitionForm(transition: Transition, path: string): WorkflowProblem[] {
  if (transition.form.length === 0) return [];
  // An act is confirmed on one page that is posted as a plain form.
  const unfit = transition.form.filter((field) => field.type === 'file' || field.type === 'group');
  if (unfit.length > 0) {
    return unfit.map((field) => ({
      path: `${path}.form`,
      message: `"${field.id}": an act cannot ask for a ${field.type}`,
    }));
  }
  return checkForm(transitionForm(transition)).map((problem) => ({
    path: `${path}.form: ${problem.path}`,
    message: problem.message,
  }));
}

function checkMessages(definition: WorkflowDefinition, options: WorkflowCheckOptions): WorkflowProblem[] {
  return definition.messages.flatMap((message, index) => {
    const path = `messages[${index}]`;
    const users = definition.transitions.filter((transition) =>
      transition.effects.some((effect) => effect.effect === 'notify' && effect.message === message.id),
    );
    if (users.length === 0) return [{ path, message: `No transition sends the message "${message.id}"` }];
    return [
      ...checkBraces(message, path),
      ...listTemplateVariables(textsOf(message).join('\n')).flatMap((variable) =>
        checkVariable(variable, path, users, options),
      ),
    ];
  });
}

function textsOf(message: MessageTemplate): string[] {
  return [message.subject, message.body].flatMap((text: LocalizedText) => [text.fr, text.en ?? '']);
}

function checkBraces(message: MessageTemplate, path: string): WorkflowProblem[] {
  return textsOf(message).some(hasStrayBraces)
    ? [{ path, message: 'Braces that are not a variable: write {{form.reason}}' }]
    : [];
}

function checkVariable(
  variable: string,
  path: string,
  users: readonly Transition[],
  options: WorkflowCheckOptions,
): WorkflowProblem[] {
  if (commonTemplateVariables.has(variable)) return [];
  const [root, id = ''] = variable.split('.', 2);
  if (root === 'form') {
    return users
      .filter((transition) => !transition.form.some((field) => field.id === id))
      .map((transition) => ({ path, message: `{{${variable}}}: the transition "${transition.id}" does not ask it` }));
  }
  if (root === 'answers') {
    return options.answers === undefined || Object.hasOwn(options.answers, id)
      ? []
      : [{ path, message: `{{${variable}}}: the form has no such field` }];
  }
  return [{ path, message: `Unknown variable {{${variable}}}` }];
}

/** Two transitions of the system for the same event from the same state: which one would be taken? */
function checkSystemChoices(definition: WorkflowDefinition): WorkflowProblem[] {
  return definition.transitions.flatMap((transition, index) => {
    if (transition.on === undefined || transition.when !== undefined) return [];
    const rival = definition.transitions
      .slice(0, index)
      .find(
        (one) =>
          one.on === transition.on && one.when === undefined && one.from.some((id) => transition.from.includes(id)),
      );
    if (rival === undefined) return [];
    return [{ path: `transitions[${index}]`, message: `"${rival.id}" is already taken by the same event` }];
  });
}

function checkReach(definition: WorkflowDefinition): WorkflowProblem[] {
  const { reachable, deadEnds } = simulateWorkflow(definition, 0);
  const indexOf = (id: string) => definition.states.findIndex((state) => state.id === id);
  return [
    ...definition.states
      .filter((state) => !reachable.has(state.id))
      .map((state) => ({ path: `states[${indexOf(state.id)}]`, message: `No path leads to the state "${state.id}"` })),
    ...deadEnds.map((id) => ({
      path: `states[${indexOf(id)}]`,
      message: `Dead end: from "${id}" an agent cannot bring the dossier to an end`,
    })),
  ];
}
