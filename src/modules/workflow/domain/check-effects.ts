import type { ExpressionVariables } from '#modules/forms/index.ts';
import { checkWorkflowExpression, type WorkflowCheckOptions, type WorkflowProblem } from './check-problem.ts';
import type { Effect, EffectKind } from './effect-schema.ts';
import type { Transition, WorkflowDefinition } from './workflow-schema.ts';

interface EffectContext {
  readonly definition: WorkflowDefinition;
  readonly transition: Transition;
  readonly options: WorkflowCheckOptions;
  /** What the expressions of the effects of this transition see. */
  readonly variables: ExpressionVariables | undefined;
}

/** What is wrong with the effects of a transition: unknown names, wrong conditions, needs that are not met. */
export function checkEffects(
  definition: WorkflowDefinition,
  transition: Transition,
  effectsPath: string,
  options: WorkflowCheckOptions,
  variables: ExpressionVariables | undefined,
): WorkflowProblem[] {
  const context = { definition, transition, options, variables };
  return transition.effects.flatMap((effect, index) => {
    const at = `${effectsPath}[${index}]`;
    const when = effect.when === undefined ? [] : checkWorkflowExpression(effect.when, `${at}.when`, variables, 'bool');
    return [...when, ...checkEffect(effect, at, context)];
  });
}

/** Effects that say something of the applicant, which an erasure in the same act would take away under their feet. */
const tellingKinds: readonly EffectKind[] = [
  'notify',
  'sms',
  'letter',
  'payment',
  'appointment',
  'ask-opinion',
  'webhook',
  'signature',
  'request-documents',
];

function checkEffect(effect: Effect, at: string, context: EffectContext): WorkflowProblem[] {
  const { definition, transition, options } = context;
  const asks = (id: string) => transition.form.some((field) => field.id === id);
  switch (effect.effect) {
    case 'notify':
    case 'sms':
      return checkMessageName(definition, effect.message, at);
    case 'mail':
      return [...checkMessageName(definition, effect.message, at), ...checkRecipient(effect.to, at, options)];
    case 'letter':
      return checkLetterName(definition, effect.template, at, options);
    case 'signature':
      return checkLetterName(definition, effect.template, at, options);
    case 'request-from-applicant':
      return asks('request')
        ? []
        : [{ path: at, message: 'The form must have a field "request" that says what is asked for' }];
    case 'ask-opinion':
      return asks('opinion_email') || asks('opinion_team')
        ? []
        : [{ path: at, message: 'The form must have a field "opinion_email" or "opinion_team" that says whom to ask' }];
    case 'transfer':
      return effect.competence !== undefined || asks('transfer_authority')
        ? []
        : [{ path: at, message: 'Name a competence, or ask for the "transfer_authority" in the form' }];
    case 'payment':
      return checkWorkflowExpression(effect.amount, `${at}.amount`, context.variables, 'double');
    case 'webhook':
      return checkFieldNames(effect.fields ?? [], `${at}.fields`, options);
    case 'anonymise':
      return [
        ...checkFieldNames(effect.keep ?? [], `${at}.keep`, options),
        ...transition.effects
          .filter((other) => tellingKinds.includes(other.effect))
          .map((other) => ({ path: at, message: `Erases what "${other.effect}" needs: put it in another act` })),
      ];
    case 'open-dossier':
      return [
        ...(options.procedures === undefined || options.procedures.has(effect.procedure)
          ? []
          : [{ path: at, message: `Unknown procedure "${effect.procedure}"` }]),
        ...Object.entries(effect.answers).flatMap(([id, source]) =>
          checkWorkflowExpression(source, `${at}.answers.${id}`, context.variables, 'any'),
        ),
      ];
    case 'set-fields':
      return Object.entries(effect.values).flatMap(([id, source]) => [
        ...(options.agentFields === undefined || options.agentFields.has(id)
          ? []
          : [{ path: `${at}.values.${id}`, message: `The form has no field "${id}" that agents alone fill in` }]),
        ...checkWorkflowExpression(source, `${at}.values.${id}`, context.variables, 'any'),
      ]);
    default:
      return [];
  }
}

function checkMessageName(definition: WorkflowDefinition, id: string, path: string): WorkflowProblem[] {
  return definition.messages.some((message) => message.id === id) ? [] : [{ path, message: `Unknown message "${id}"` }];
}

function checkLetterName(
  definition: WorkflowDefinition,
  id: string,
  path: string,
  options: WorkflowCheckOptions,
): WorkflowProblem[] {
  if (definition.letters?.some((letter) => letter.id === id) === true) return [];
  return options.letters === undefined || options.letters.has(id) ? [] : [{ path, message: `Unknown letter "${id}"` }];
}

function checkRecipient(to: string, path: string, options: WorkflowCheckOptions): WorkflowProblem[] {
  if (to === 'team' || to === 'assignee' || /^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i.test(to)) return [];
  if (options.answers === undefined && /^[a-z][a-z0-9_]*$/.test(to)) return [];
  return options.answers !== undefined && Object.hasOwn(options.answers, to)
    ? []
    : [{ path: `${path}.to`, message: `"${to}" is neither team, assignee, a field of the form nor an address` }];
}

function checkFieldNames(ids: readonly string[], path: string, options: WorkflowCheckOptions): WorkflowProblem[] {
  const { answers } = options;
  if (answers === undefined) return [];
  return ids
    .filter((id) => !Object.hasOwn(answers, id))
    .map((id) => ({ path, message: `The form has no field "${id}"` }));
}

/** The message template that an effect sends, if it sends one. */
export function messageOf(effect: Effect): string | undefined {
  return effect.effect === 'notify' || effect.effect === 'sms' || effect.effect === 'mail' ? effect.message : undefined;
}
