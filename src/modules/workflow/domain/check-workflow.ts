import { checkForm, compileForm, type ExpressionVariables } from '#modules/forms/index.ts';
import type { LocalizedText } from '#platform/i18n/text.ts';
import { checkCircles, checkDelay, checkEvents, checkSystemChoices } from './check-delays.ts';
import { checkEffects, messageOf } from './check-effects.ts';
import { checkWorkflowExpression, type WorkflowCheckOptions, type WorkflowProblem } from './check-problem.ts';
import type { EffectKind } from './effect-schema.ts';
import { hasStrayBraces, listTemplateVariables } from './render-template.ts';
import { simulateWorkflow } from './simulate-workflow.ts';
import { placedActs, submissionAct, submissionEffectKinds } from './submission-act.ts';
import { transitionForm } from './transition-form.ts';
import type { MessageTemplate, Transition, WorkflowDefinition } from './workflow-schema.ts';

export type { WorkflowCheckOptions, WorkflowProblem } from './check-problem.ts';

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
  'procedure.remedies',
  'authority.name',
  'authority.court',
  'authority.phone',
  'authority.email',
  'authority.address',
  'agent.name',
  'today',
]);

/** The variables that an effect of the same act brings to its messages, by the effect that brings them. */
export const effectTemplateVariables: Readonly<Record<string, EffectKind>> = {
  'payment.label': 'payment',
  'payment.amount': 'payment',
  'payment.due_on': 'payment',
  'documents.list': 'request-documents',
};

/** Everything wrong with a definition; empty when it can be run. */
export function checkWorkflow(definition: WorkflowDefinition, options: WorkflowCheckOptions = {}): WorkflowProblem[] {
  const problems = [
    ...repeatedIds('states', definition.states),
    ...repeatedIds('transitions', definition.transitions),
    ...repeatedIds('messages', definition.messages),
    ...repeatedIds('letters', definition.letters ?? []),
    ...checkStates(definition),
    ...definition.transitions.flatMap((transition, index) =>
      checkTransition(definition, transition, `transitions[${index}]`, options),
    ),
    ...checkSubmission(definition, options),
    ...checkMessages(definition, options),
    ...checkLetters(definition, options),
    ...checkNotes(definition, options),
    ...checkSystemChoices(definition),
    ...checkEvents(definition),
    ...checkCircles(definition),
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
  if (transition.on === 'delay' && transition.by.length > 1) {
    problems.push({
      path: `${path}.by`,
      message: 'What time does by itself is the act of nobody else: write [system]',
    });
  }
  const formProblems = checkTransitionForm(transition, path);
  const variables = withEvent(options.answers);
  problems.push(
    ...checkDelay(definition, transition, path, options),
    ...(transition.when === undefined
      ? []
      : checkWorkflowExpression(transition.when, `${path}.when`, variables, 'bool')),
    ...formProblems,
  );
  const seen = formProblems.length > 0 ? undefined : withForm(variables, transition);
  problems.push(...checkEffects(definition, transition, `${path}.effects`, options, seen));
  return problems;
}

/** What is done at the filing: effects that it allows, with names and conditions that hold. */
function checkSubmission(definition: WorkflowDefinition, options: WorkflowCheckOptions): WorkflowProblem[] {
  const act = submissionAct(definition);
  if (act === undefined) return [];
  const path = 'onSubmission';
  return [
    ...act.effects.flatMap(({ effect }, index) =>
      submissionEffectKinds.includes(effect)
        ? []
        : [
            {
              path: `${path}[${index}]`,
              message: `"${effect}" cannot be done at the filing; these can: ${submissionEffectKinds.join(', ')}`,
            },
          ],
    ),
    ...checkEffects(definition, act, path, options, withEvent(options.answers)),
  ];
}

const eventVariables = new WeakMap<ExpressionVariables, ExpressionVariables>();

/** What conditions of transitions see: the answers, and what happened. One object a form, since checks are kept by it. */
function withEvent(answers: ExpressionVariables | undefined): ExpressionVariables | undefined {
  if (answers === undefined) return undefined;
  const known = eventVariables.get(answers);
  if (known !== undefined) return known;
  const variables = { ...answers, event: 'dyn' };
  eventVariables.set(answers, variables);
  return variables;
}

/** What conditions of effects see: all that, and what the act asks. */
function withForm(variables: ExpressionVariables | undefined, transition: Transition): ExpressionVariables | undefined {
  if (variables === undefined || transition.form.length === 0) return variables;
  const asked = compileForm(transitionForm(transition)).variables;
  const record = Object.fromEntries(
    transition.form.flatMap(({ id }) => {
      const type = asked[id];
      return type === undefined ? [] : [[id, type]];
    }),
  );
  return { ...variables, form: { record } };
}

function checkTransitionForm(transition: Transition, path: string): WorkflowProblem[] {
  if (transition.form.length === 0) return [];
  // An act is confirmed on one page that is posted as a plain form.
  const unfit = transition.form.filter((field) => ['file', 'group', 'table'].includes(field.type));
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
  const acts = placedActs(definition).map(({ act }) => act);
  return definition.messages.flatMap((message, index) => {
    const path = `messages[${index}]`;
    const users = acts.filter((act) => act.effects.some((effect) => messageOf(effect) === message.id));
    if (users.length === 0) return [{ path, message: `No transition sends the message "${message.id}"` }];
    return [
      ...checkBraces(message, path),
      ...listTemplateVariables(textsOf(message).join('\n')).flatMap((variable) =>
        checkVariable(variable, path, users, options),
      ),
    ];
  });
}

/** The letters of its own: variables that every act which produces them can fill in. */
function checkLetters(definition: WorkflowDefinition, options: WorkflowCheckOptions): WorkflowProblem[] {
  const acts = placedActs(definition).map(({ act }) => act);
  return (definition.letters ?? []).flatMap((letter, index) => {
    const path = `letters[${index}]`;
    const users = acts.filter((act) =>
      act.effects.some((effect) => 'template' in effect && effect.template === letter.id),
    );
    const text = [letter.title, ...letter.paragraphs, letter.signatory]
      .flatMap((one) => [one.fr, one.en ?? ''])
      .join('\n');
    return [
      ...(hasStrayBraces(text) ? [{ path, message: 'Braces that are not a variable: write {{form.reason}}' }] : []),
      ...listTemplateVariables(text).flatMap((variable) => checkVariable(variable, path, users, options)),
    ];
  });
}

function checkNotes(definition: WorkflowDefinition, options: WorkflowCheckOptions): WorkflowProblem[] {
  return placedActs(definition).flatMap(({ act: transition, effectsPath }) =>
    transition.effects.flatMap((effect, position) => {
      if (effect.effect !== 'note') return [];
      const path = `${effectsPath}[${position}].text`;
      const text = `${effect.text.fr}\n${effect.text.en ?? ''}`;
      return [
        ...(hasStrayBraces(text) ? [{ path, message: 'Braces that are not a variable: write {{form.reason}}' }] : []),
        ...listTemplateVariables(text).flatMap((variable) => checkVariable(variable, path, [transition], options)),
      ];
    }),
  );
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
  const bringer = effectTemplateVariables[variable];
  if (bringer !== undefined) {
    return users
      .filter((transition) => !transition.effects.some((effect) => effect.effect === bringer))
      .map(({ id }) => ({ path, message: `{{${variable}}}: the transition "${id}" has no effect "${bringer}"` }));
  }
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
