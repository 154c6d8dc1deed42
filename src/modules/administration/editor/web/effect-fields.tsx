import type { ComponentChildren } from 'preact';
import type { SelectOption } from '#ui/components/select.tsx';
import { inWords } from '../../letters/variable-words.ts';
import { conditionHolder } from '../domain/condition-holders.ts';
import type { ConditionTarget } from '../domain/condition-target.ts';
import { expressionInWords } from '../domain/conditions/expression-words.ts';
import { lettersOf, messagesOf, transitionsOf } from '../domain/draft-content.ts';
import { isObject, type Json, type JsonObject, objectsOf, sameContent, shownText, textOf } from '../domain/json.ts';
import { unsetAmount, type ValueTarget } from '../domain/values/value-target.ts';
import { builderMessages } from '../messages/builder-messages.ts';
import { openingMessages } from '../messages/opening-messages.ts';
import { valueMessages } from '../messages/value-messages.ts';
import { workflowMessages as say } from '../messages/workflow-messages.ts';
import type { ProcedureDraft } from '../queries/get-draft.ts';
import { ConditionWords } from './condition-block.tsx';
import { conditionPath, fieldsAt } from './condition-target.ts';
import { competenceOptions, fieldOptions, letterOptions } from './library-options.ts';
import { openingPath } from './opening.page.tsx';
import { ValueBlock } from './value-block.tsx';

type Locale = 'fr' | 'en';

/** The states of a workflow, as the agent reads them. */
export function stateOptions(workflow: JsonObject, locale: Locale): SelectOption[] {
  return objectsOf(workflow.states).map((state) => ({
    value: textOf(state.id),
    label: shownText(state.agentLabel, locale) || shownText(state.label, locale) || textOf(state.id),
  }));
}

/** What may be chosen where the schema of a state, an act or an effect says "a text". */
export function workflowChoices(
  draft: ProcedureDraft,
  key: string,
  scope: string,
  locale: Locale,
  procedures: readonly SelectOption[] = [],
) {
  const { source, workflow } = draft.content;
  if (scope === 'transition' && (key === 'from' || key === 'to')) return stateOptions(workflow, locale);
  if (scope === 'transition' && key === 'since') return sinceOptions(draft, locale);
  if (key === 'message')
    return messagesOf(workflow).map((one) => ({
      value: textOf(one.id),
      label: inWords(shownText(one.subject, locale), locale) || textOf(one.id),
    }));
  if (scope === 'effect.open-dossier' && key === 'procedure') return procedures;
  if (scope === 'effect.transfer' && key === 'competence') return competenceOptions(locale);
  if (key === 'template') return withOwnLetters(letterOptions(locale), workflow, locale);
  if (scope.startsWith('effect.') && (key === 'fields' || key === 'keep')) return fieldOptions(source, locale);
  return undefined;
}

/** The letters that the procedure writes besides those of the library. */
function withOwnLetters(letters: SelectOption[], workflow: JsonObject, locale: Locale): SelectOption[] {
  const own = lettersOf(workflow)
    .filter((letter) => !letters.some((one) => one.value === letter.id))
    .map((letter) => ({
      value: textOf(letter.id),
      label: inWords(shownText(letter.title, locale), locale) || textOf(letter.id),
    }));
  return [...letters, ...own];
}

/** From when a delay is counted: moments of every request, dates that the form or an act asks for. */
function sinceOptions(draft: ProcedureDraft, locale: Locale): SelectOption[] {
  const { source, workflow } = draft.content;
  const asked = transitionsOf(workflow)
    .flatMap((act) => objectsOf(act.form))
    .filter((field) => field.type === 'date')
    .map((field) => ({ value: textOf(field.id), label: shownText(field.label, locale) || textOf(field.id) }));
  const dates = [...fieldOptions(source, locale, (field) => field.type === 'date'), ...asked];
  const own = dates.filter((one, index) => dates.findIndex(({ value }) => value === one.value) === index);
  const moments = ['state', 'submitted', 'complete'] as const;
  return [...moments.map((moment) => ({ value: moment, label: say(locale, `since.${moment}`) })), ...own];
}

/**
 * The condition of an effect, in words, with the way to its builder: the way is there once the effect is kept as it
 * stands on the page.
 * @param effects those that the page shows, saved or not
 */
export function effectCondition(
  draft: ProcedureDraft,
  targetAt: (index: number) => ConditionTarget,
  effects: Json | undefined,
  locale: Locale,
): (name: string, value: string) => ComponentChildren {
  const shown = objectsOf(effects);
  return (name, value) => {
    const [, position, key] = /\.?(\d+)\.([a-z]+)$/.exec(name) ?? [];
    if ((key !== 'when' && key !== 'amount' && key !== 'answers' && key !== 'values') || position === undefined)
      return undefined;
    const index = Number(position);
    const target = targetAt(index);
    if (key === 'amount') return <Amount draft={draft} target={target} shown={shown[index]} locale={locale} />;
    const isKept = sameContent(conditionHolder(draft.content, target), shown[index]);
    if (key === 'answers' || key === 'values')
      return <Opened draft={draft} target={target} shown={shown[index]} locale={locale} />;
    const words =
      value === '' ? undefined : (expressionInWords(value, fieldsAt(draft.content, target), locale) ?? value);
    return (
      <p class="govuk-body">
        {isKept ? (
          <ConditionWords locale={locale} content={draft.content} target={target} />
        ) : (
          words !== undefined && `${builderMessages(locale, `if.${target.on}`)} ${words}`
        )}{' '}
        {isKept ? (
          <a class="govuk-link" href={conditionPath(draft, target)}>
            {builderMessages(locale, value === '' ? 'add' : 'change')}
          </a>
        ) : (
          <span class="pv-muted">{builderMessages(locale, 'effect.saveFirst')}</span>
        )}
      </p>
    );
  };
}

/** The amount of a payment, with the way to its builder once the effect is kept as it stands on the page. */
function Amount(props: { draft: ProcedureDraft; target: ConditionTarget; shown: Json | undefined; locale: Locale }) {
  const { draft, target, shown, locale } = props;
  const amount = amountTarget(target);
  if (amount !== undefined && sameContent(conditionHolder(draft.content, target), shown))
    return <ValueBlock locale={locale} draft={draft} target={amount} />;
  return <p class="govuk-body pv-muted">{valueMessages(locale, 'saveFirst')}</p>;
}

/** How many answers the request that is opened gets, with the way to the page that says which. */
function Opened(props: { draft: ProcedureDraft; target: ConditionTarget; shown: Json | undefined; locale: Locale }) {
  const { draft, target, shown, locale } = props;
  const isEffect = target.on === 'effect' || target.on === 'filing-effect';
  if (!isEffect || !sameContent(conditionHolder(draft.content, target), shown))
    return <p class="govuk-body pv-muted">{openingMessages(locale, 'saveFirst')}</p>;
  const mapped = isObject(shown) ? (shown.answers ?? shown.values) : undefined;
  const count = isObject(mapped) ? Object.keys(mapped).length : 0;
  return (
    <p class="govuk-body">
      {count === 0 ? openingMessages(locale, 'none') : openingMessages(locale, 'some', { count })}{' '}
      <a class="govuk-link" href={openingPath(draft, target)}>
        {openingMessages(locale, 'change')}
      </a>
    </p>
  );
}

function amountTarget(target: ConditionTarget): ValueTarget | undefined {
  if (target.on === 'filing-effect') return { on: 'filing-amount', index: target.index };
  return target.on === 'effect' ? { on: 'amount', transition: target.transition, index: target.index } : undefined;
}

/** What a new effect must have to be kept at all; its page then sets it. */
function startOf({ effect }: JsonObject): JsonObject {
  if (effect === 'payment') return { amount: unsetAmount };
  return effect === 'set-fields' ? { values: {} } : {};
}

/** A payment that is only being added: nothing is to be paid until its amount is set. */
export function withStartingAmounts(values: JsonObject, key: 'effects' | 'onSubmission'): JsonObject {
  if (!Array.isArray(values[key])) return values;
  const effects = values[key].map((effect) => (isObject(effect) ? { ...startOf(effect), ...effect } : effect));
  return { ...values, [key]: effects };
}
