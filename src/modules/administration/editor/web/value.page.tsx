import type { VNode } from 'preact';
import { NotFoundError } from '#platform/errors/app-error.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page, type Result } from '#platform/http/route.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { Button } from '#ui/components/button.tsx';
import { Details } from '#ui/components/details.tsx';
import { Form } from '#ui/components/form.tsx';
import { InsetText } from '#ui/components/inset-text.tsx';
import { Textarea } from '#ui/components/textarea.tsx';
import { applyCommand } from '../domain/apply-command.ts';
import { checkContent } from '../domain/check-content.ts';
import type { Command } from '../domain/command.ts';
import { isSoundCondition } from '../domain/conditions/condition.ts';
import type { SettingProblem } from '../domain/settings/schema-problems.ts';
import { celToValue } from '../domain/values/cel-to-value.ts';
import type { Outcome, Value, ValueKind } from '../domain/values/value.ts';
import { kindOfValue, unsetAmount, type ValueTarget } from '../domain/values/value-target.ts';
import { valueToCel } from '../domain/values/value-to-cel.ts';
import { isWholeOutcome, isWholeValue, valueLines } from '../domain/values/value-words.ts';
import { editorLibrary } from '../editor-library.ts';
import type { EditorParts } from '../editor-parts.ts';
import { StaleEditError } from '../errors.ts';
import { builderMessages } from '../messages/builder-messages.ts';
import { valueMessages as say } from '../messages/value-messages.ts';
import type { ProcedureDraft } from '../queries/get-draft.ts';
import { type EditRefusal, RefusalNotice, saveEdit } from './edit-flow.tsx';
import { draftOf, editorPage, privatePage, RevisionField, type Step } from './editor-frame.tsx';
import { outcomePrefix, readValue, startingValue } from './posted-value.ts';
import { problemsOfWords } from './posted-words.ts';
import { ValueLines } from './value-block.tsx';
import { outcomeId, ValueBuilder } from './value-builder.tsx';
import {
  linesOf,
  readValueTarget,
  surroundingsAt,
  type ValueSurroundings,
  valueAt,
  valuePath,
  valueTargetPath,
} from './value-target.ts';

interface View extends ValueSurroundings {
  readonly draft: ProcedureDraft;
  readonly target: ValueTarget;
  readonly kind: ValueKind;
  /** What the builder shows; undefined when it cannot say what is written. */
  readonly value: Value | undefined;
  readonly expression: string;
  readonly problems: readonly SettingProblem[];
  readonly refusal?: EditRefusal | undefined;
}

async function open(context: RequestContext, parts: EditorParts): Promise<View> {
  const draft = await draftOf(context, parts);
  const target = readValueTarget(context.query.cible ?? '');
  const expression = target === undefined ? undefined : valueAt(draft.content, target);
  if (target === undefined || expression === undefined) throw new NotFoundError('editor.value-not-found');
  const around = surroundingsAt(draft.content, target);
  const kind = kindOfValue(draft.content, target);
  const isAfresh =
    isUnset(target, expression) || context.query.construire === '1' || single(context.body, 'by') === 'builder';
  const value = isAfresh ? startingValue(kind) : celToValue(expression, kind, around.sources, around.fields);
  return { ...around, draft, target, kind, value, expression, problems: [] };
}

/** What a new field and a new payment begin with says nothing yet. */
function isUnset(target: ValueTarget, expression: string): boolean {
  return expression === '' || (target.on !== 'headline' && expression === unsetAmount);
}

export async function showValue(context: RequestContext, parts: EditorParts): Promise<Result> {
  return page(await valuePage(context, parts, await open(context, parts)), { headers: privatePage });
}

/** Saves what was built, or the formula that was written; the buttons of the builder only show the page again. */
export async function submitValue(context: RequestContext, parts: EditorParts): Promise<Result> {
  const view = await open(context, parts);
  const { body } = context;
  const act = single(body, 'act');
  if (act === 'remove' && view.target.on === 'headline') return keep(context, parts, view, '');
  if (act === 'formula' || body.cases === undefined) return submitFormula(context, parts, view);
  const { value, save } = readValue(body, view.kind, view.sources, view.fields);
  const built = { ...view, value };
  if (!save) return page(await valuePage(context, parts, built), { headers: privatePage });
  const problems = problemsOf(value, view, context.locale);
  if (problems.length > 0) return wrong(context, parts, { ...built, problems });
  const expression = valueToCel(value, view.sources, view.fields);
  const found = problemsOfExpression(view, expression, context.locale);
  if (found.length > 0)
    return wrong(context, parts, { ...built, problems: found.map((message) => ({ fieldId: 'value', message })) });
  return keep(context, parts, built, expression);
}

async function submitFormula(context: RequestContext, parts: EditorParts, view: View): Promise<Result> {
  const expression = single(context.body, 'expression').replaceAll('\r\n', '\n').trim();
  const isEmpty = expression === '' && view.target.on !== 'headline';
  const found = isEmpty
    ? [say(context.locale, 'incomplete')]
    : expression === ''
      ? []
      : problemsOfExpression(view, expression, context.locale);
  const typed = { ...view, expression };
  if (found.length > 0) {
    const problems = found.map((message) => ({ fieldId: 'expression', message }));
    return wrong(context, parts, { ...typed, problems });
  }
  return keep(context, parts, typed, expression);
}

async function wrong(context: RequestContext, parts: EditorParts, view: View): Promise<Result> {
  return page(await valuePage(context, parts, view), { status: 422, headers: privatePage });
}

/** What is not whole, at the case that lacks it. */
function problemsOf({ cases, otherwise }: Value, view: View, locale: Locale): SettingProblem[] {
  const { sources, fields } = view;
  const ofOutcome = (outcome: Outcome, prefix: string) => {
    if (isWholeOutcome(outcome, sources, fields)) return [];
    const found = outcome.kind === 'words' ? problemsOfWords(outcome.pieces, prefix, { sources, fields, locale }) : [];
    return found.length > 0 ? found : [{ fieldId: outcomeId(prefix), message: say(locale, 'incomplete') }];
  };
  return [
    ...cases.flatMap(({ condition, outcome }, index) => [
      ...(isSoundCondition(condition, fields)
        ? []
        : [{ fieldId: `${outcomePrefix(index)}builder`, message: say(locale, 'incompleteCondition') }]),
      ...ofOutcome(outcome, outcomePrefix(index)),
    ]),
    ...ofOutcome(otherwise, outcomePrefix(undefined)),
  ];
}

function commandFor({ target }: View, expression: string): Command {
  return { do: 'set-value', target, ...(expression === '' ? {} : { expression }) };
}

/** What the checks say of the expression in its place, and had not said before. */
function problemsOfExpression(view: View, expression: string, locale: Locale): string[] {
  const { content } = view.draft;
  const { kit } = editorLibrary();
  const known = new Set(checkContent(content, kit, locale).problems.map((one) => `${one.path} ${one.message}`));
  return checkContent(applyCommand(content, commandFor(view, expression)), kit, locale)
    .problems.filter((one) => !known.has(`${one.path} ${one.message}`))
    .map((one) => one.message);
}

function keep(context: RequestContext, parts: EditorParts, view: View, expression: string): Promise<Result> {
  return saveEdit(context, parts, view.draft, commandFor(view, expression), {
    to: valueTargetPath(view.draft, view.target),
    again: (refusal) => valuePage(context, parts, { ...view, refusal }),
  });
}

function valuePage(context: RequestContext, parts: EditorParts, view: View): Promise<VNode> {
  const { locale } = context;
  const { draft, target, value, expression, problems, refusal, sources, fields, kind } = view;
  const lines =
    value === undefined
      ? linesOf(draft.content, target, expression, locale)
      : isWholeValue(value, sources, fields)
        ? valueLines(value, sources, fields, locale)
        : undefined;
  const formula = (
    <Textarea
      id="expression"
      label={builderMessages(locale, 'cel')}
      hint={builderMessages(locale, 'celHint')}
      value={isUnset(target, expression) ? '' : expression}
      rows={3}
      spellcheck={false}
      error={problems.find((one) => one.fieldId === 'expression')?.message}
    />
  );
  return editorPage(context, parts, {
    title: say(locale, `title.${target.on}`),
    draft,
    step: stepOf(target),
    problems,
    intro: say(locale, `intro.${target.on}`),
    notice: refusal && <Refused locale={locale} view={view} refusal={refusal} />,
    children: (
      <>
        <p class="govuk-body">
          <a class="govuk-link" href={valueTargetPath(draft, target)}>
            {builderMessages(locale, 'back')}
          </a>
        </p>
        {lines !== undefined && (
          <InsetText>
            <p class="govuk-body">{say(locale, 'says')}</p>
            <ValueLines lines={lines} expression={expression} />
          </InsetText>
        )}
        <Form action={valuePath(draft, target)} csrf={context.csrfToken()}>
          <button type="submit" class="govuk-visually-hidden" tabIndex={-1} aria-hidden="true" />
          <RevisionField revision={refusal instanceof StaleEditError ? refusal.revision : draft.revision} />
          {value === undefined ? (
            <>
              <input type="hidden" name="by" value="formula" />
              <p class="govuk-body">{say(locale, 'byHand')}</p>
              {formula}
              <p class="govuk-body">
                <a class="govuk-link" href={`${valuePath(draft, target)}&construire=1`}>
                  {builderMessages(locale, 'startAgain')}
                </a>
              </p>
            </>
          ) : (
            <>
              <input type="hidden" name="by" value="builder" />
              <ValueBuilder {...{ value, kind, sources, fields, locale, problems }} />
            </>
          )}
          <Button>{say(locale, 'save')}</Button>
          {value !== undefined && (
            <Details summary={builderMessages(locale, 'expression')} open={problems[0]?.fieldId === 'expression'}>
              {formula}
              <Button tone="secondary" name="act" value="formula">
                {builderMessages(locale, 'saveExpression')}
              </Button>
            </Details>
          )}
        </Form>
        {target.on === 'headline' && expression !== '' && (
          <Form action={valuePath(draft, target)} csrf={context.csrfToken()}>
            <RevisionField revision={draft.revision} />
            <Button tone="warning" name="act" value="remove">
              {say(locale, 'remove')}
            </Button>
          </Form>
        )}
      </>
    ),
  });
}

function stepOf({ on }: ValueTarget): Step {
  if (on === 'headline') return 'texts';
  return on === 'computed' ? 'form' : 'workflow';
}

function Refused({ locale, view, refusal }: { locale: Locale; view: View; refusal: EditRefusal }) {
  const { target, value, expression, sources, fields } = view;
  const mine =
    value !== undefined && isWholeValue(value, sources, fields)
      ? valueLines(value, sources, fields, locale).join('\n')
      : expression;
  const theirs = refusal instanceof StaleEditError ? (valueAt(refusal.current, target) ?? '') : '';
  return (
    <RefusalNotice
      locale={locale}
      refusal={refusal}
      differences={
        refusal instanceof StaleEditError
          ? [
              {
                label: say(locale, `title.${target.on}`),
                theirs: linesOf(refusal.current, target, theirs, locale)?.join('\n') ?? theirs,
                yours: mine,
              },
            ]
          : []
      }
    />
  );
}
