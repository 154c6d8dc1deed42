import { delayInWords, formatCents } from '#modules/catalogue/index.ts';
import { answerScope, compileExpression, type ExpressionScope, evaluate } from '#modules/forms/index.ts';
import {
  type CompiledTransition,
  type Effect,
  findOwnLetter,
  getMessageTemplate,
  getState,
  heldEffects,
  isAvailable,
  isEnd,
  type LetterTemplate,
  type RenderedLetter,
  renderLetter,
  renderTemplate,
  type TemplateVariables,
  type WorkflowState,
} from '#modules/workflow/index.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import { readsName } from '../expression-names.ts';
import type { Trial, TrialStep } from './trial.ts';
import { answersInWords, trialVariables } from './trial-variables.ts';

/** One thing that an act does: somebody is told, a letter is made, or something else happens. */
export type TrialEffect =
  | {
      readonly kind: 'message';
      readonly by: 'notify' | 'sms' | 'mail';
      readonly to: string;
      readonly subject: string;
      readonly body: string;
    }
  | { readonly kind: 'letter'; readonly letter: RenderedLetter }
  | { readonly kind: 'other'; readonly effect: Effect['effect']; readonly detail: string };

export interface WalkedAct {
  readonly transition: CompiledTransition;
  readonly from: WorkflowState;
  readonly to: WorkflowState;
  /** What the act asked, in words, in the order of its form. */
  readonly asked: readonly { readonly label: string; readonly value: string }[];
  readonly effects: readonly TrialEffect[];
}

export interface Walk {
  /** What is done when the request is filed; undefined when nothing is. */
  readonly filing: WalkedAct | undefined;
  readonly acts: readonly WalkedAct[];
  readonly state: WorkflowState;
  /** What may happen next, whoever does it. */
  readonly offered: readonly CompiledTransition[];
  /** Acts of this state whose condition does not hold with these answers. */
  readonly withheld: readonly CompiledTransition[];
}

/**
 * Follows the acts of a trial from the first state. An act that is not possible there ends the walk before it: what the
 * page carries is not trusted.
 */
export function walkTrial(
  trial: Trial,
  steps: readonly TrialStep[],
  letters: ReadonlyMap<string, LetterTemplate>,
  locale: Locale,
): Walk {
  const { workflow } = trial;
  const scope = scopeOf(trial);
  const acts: WalkedAct[] = [];
  let state = workflow.initial;
  for (const step of steps) {
    const transition = possible(trial, state, scope).find((one) => one.id === step.act);
    if (transition === undefined) break;
    const to = getState(workflow, transition.to);
    acts.push({ transition, from: state, to, ...told(trial, transition, step, scope, letters, locale) });
    state = to;
  }
  const { submission, initial } = workflow;
  const filing =
    submission === undefined
      ? undefined
      : {
          transition: submission,
          from: initial,
          to: initial,
          ...told(trial, submission, { act: submission.id, form: {} }, scope, letters, locale),
        };
  const offered = possible(trial, state, scope);
  const here = workflow.transitionsByState.get(state.id) ?? [];
  return {
    filing,
    acts,
    state,
    offered,
    withheld: isEnd(state.phase) ? [] : here.filter((one) => !offered.includes(one)),
  };
}

function scopeOf(trial: Trial): ExpressionScope {
  const answered = answerScope(trial.form, trial.answers, { ...trial.context, actor: 'agent' });
  return { get: (name) => (name === 'event' ? {} : answered.get(name)) };
}

function possible(trial: Trial, state: WorkflowState, scope: ExpressionScope): CompiledTransition[] {
  const { today, authority } = trial.context;
  return (trial.workflow.transitionsByState.get(state.id) ?? []).filter((transition) => {
    // What another system answers cannot be known here: both ways can be tried.
    if (transition.when !== undefined && readsName(transition.when, 'event')) return true;
    return transition.by.some((actor) =>
      isAvailable(transition, { actor, answers: trial.answers, today, authority, scope }),
    );
  });
}

function told(
  trial: Trial,
  transition: CompiledTransition,
  step: TrialStep,
  scope: ExpressionScope,
  letters: ReadonlyMap<string, LetterTemplate>,
  locale: Locale,
): Pick<WalkedAct, 'asked' | 'effects'> {
  const texts = answersInWords(transition.compiledForm, step.form, locale);
  const inForm: Record<string, unknown> = {};
  if (transition.compiledForm !== undefined) {
    const asked = answerScope(transition.compiledForm, step.form, { ...trial.context, actor: 'agent' });
    for (const id of transition.compiledForm.fieldsById.keys()) inForm[id] = asked.get(id) ?? null;
  }
  const effectScope: ExpressionScope = { get: (name) => (name === 'form' ? inForm : scope.get(name)) };
  const held = heldEffects(transition, effectScope);
  const variables = {
    ...trialVariables(trial, texts, locale),
    ...effectVariables(held, effectScope, locale),
  };
  return {
    asked: transition.form.flatMap((field) => {
      const value = texts[field.id] ?? '';
      return value === '' ? [] : [{ label: localize(field.label, locale), value }];
    }),
    effects: held.map((effect) => effectInWords(trial, effect, variables, effectScope, letters, locale)),
  };
}

/** What an act brings to its own messages. */
function effectVariables(held: readonly Effect[], scope: ExpressionScope, locale: Locale): TemplateVariables {
  const variables: Record<string, TemplateVariables> = {};
  for (const effect of held) {
    if (effect.effect === 'payment') {
      const within = effect.within === undefined ? '' : delayInWords(effect.within, locale);
      variables.payment = {
        label: localize(effect.label, locale),
        amount: amountOf(effect, scope, locale),
        due_on: within,
      };
    }
    if (effect.effect === 'request-documents')
      variables.documents = { list: effect.documents.map((one) => `- ${localize(one, locale)}`).join('\n') };
  }
  return variables;
}

function amountOf(effect: Extract<Effect, { effect: 'payment' }>, scope: ExpressionScope, locale: Locale): string {
  const cents = Number(evaluate(compileExpression(effect.amount), scope));
  return Number.isFinite(cents) ? formatCents(cents, locale) : '';
}

function effectInWords(
  trial: Trial,
  effect: Effect,
  variables: TemplateVariables,
  scope: ExpressionScope,
  letters: ReadonlyMap<string, LetterTemplate>,
  locale: Locale,
): TrialEffect {
  switch (effect.effect) {
    case 'notify':
    case 'sms':
    case 'mail': {
      const message = getMessageTemplate(trial.workflow, effect.message);
      const subject = renderTemplate(localize(message.subject, locale), variables);
      const body = renderTemplate(localize(message.body, locale), variables);
      const to = effect.effect === 'mail' ? effect.to : '';
      return { kind: 'message', by: effect.effect, to, subject, body };
    }
    case 'letter':
    case 'signature': {
      const template = findOwnLetter(trial.workflow.definition, effect.template) ?? letters.get(effect.template);
      if (template === undefined) return { kind: 'other', effect: effect.effect, detail: effect.template };
      if (effect.effect === 'letter') return { kind: 'letter', letter: renderLetter(template, variables, locale) };
      const title = renderTemplate(localize(template.title, locale), variables);
      return { kind: 'other', effect: effect.effect, detail: `${title} (${effect.steps.join(', ')})` };
    }
    default:
      return { kind: 'other', effect: effect.effect, detail: detailOf(effect, variables, scope, locale) };
  }
}

function detailOf(effect: Effect, variables: TemplateVariables, scope: ExpressionScope, locale: Locale): string {
  switch (effect.effect) {
    case 'note':
      return renderTemplate(localize(effect.text, locale), variables);
    case 'request-documents':
      return effect.documents.map((one) => localize(one, locale)).join(', ');
    case 'payment':
      return `${localize(effect.label, locale)}, ${amountOf(effect, scope, locale)}`;
    case 'appointment':
      return `${localize(effect.subject, locale)}, ${effect.minutes} min`;
    case 'ask-opinion':
      return `${localize(effect.question, locale)} (${delayInWords(effect.within, locale)})`;
    case 'assign':
      return effect.team ?? '';
    case 'webhook':
      return effect.hook;
    case 'open-dossier':
      return effect.procedure;
    case 'set-fields':
      return Object.entries(effect.values)
        .map(([id, source]) => `${id} : ${String(evaluate(source, scope) ?? '–')}`)
        .join(', ');
    default:
      return '';
  }
}
