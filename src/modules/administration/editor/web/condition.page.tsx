import type { VNode } from 'preact';
import { NotFoundError } from '#platform/errors/app-error.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page, type Result } from '#platform/http/route.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { Button } from '#ui/components/button.tsx';
import { Details } from '#ui/components/details.tsx';
import { Form } from '#ui/components/form.tsx';
import { Textarea } from '#ui/components/textarea.tsx';
import { applyCommand } from '../domain/apply-command.ts';
import { checkContent, type ProblemPlace } from '../domain/check-content.ts';
import type { Command } from '../domain/command.ts';
import { conditionHolder, conditionKey, isRow, newRow } from '../domain/condition-holders.ts';
import type { ConditionTarget } from '../domain/condition-target.ts';
import { celToCondition } from '../domain/conditions/cel-to-condition.ts';
import type { Condition, ConditionFields } from '../domain/conditions/condition.ts';
import { conditionToCel } from '../domain/conditions/condition-to-cel.ts';
import { expressionInWords } from '../domain/conditions/expression-words.ts';
import type { JsonObject } from '../domain/json.ts';
import type { SettingProblem } from '../domain/settings/schema-problems.ts';
import { editorLibrary } from '../editor-library.ts';
import type { EditorParts } from '../editor-parts.ts';
import { StaleEditError } from '../errors.ts';
import { builderMessages as say } from '../messages/builder-messages.ts';
import type { ProcedureDraft } from '../queries/get-draft.ts';
import { ConditionBuilder, unsoundClauses, wholeInWords } from './condition-builder.tsx';
import { conditionPath, expressionAt, fieldsAt, readingOf, readTarget, targetPath } from './condition-target.ts';
import { type EditRefusal, RefusalNotice, saveEdit } from './edit-flow.tsx';
import { draftOf, editorPage, privatePage, RevisionField, type Step } from './editor-frame.tsx';
import { placeInWords } from './place-words.ts';
import { readCondition } from './posted-condition.ts';
import { RowFields, readRow } from './row-fields.tsx';

interface View {
  readonly draft: ProcedureDraft;
  readonly target: ConditionTarget;
  readonly fields: ConditionFields;
  /** What the builder shows; undefined when it cannot say what is written. */
  readonly condition: Condition | undefined;
  readonly expression: string;
  /** What goes with a check, an exit or a rule: its message, where to go. */
  readonly row: JsonObject;
  readonly problems: readonly SettingProblem[];
  readonly refusal?: EditRefusal | undefined;
}

async function open(context: RequestContext, parts: EditorParts): Promise<View> {
  const draft = await draftOf(context, parts);
  const target = readTarget(context.query.cible ?? '');
  const expression = target === undefined ? undefined : expressionAt(draft.content, target);
  if (target === undefined || expression === undefined) throw new NotFoundError('editor.condition-not-found');
  const fields = fieldsAt(draft.content, target);
  const empty: Condition = { join: 'all', items: [] };
  const isAfresh = expression === '' || context.query.construire === '1' || single(context.body, 'by') === 'builder';
  const condition = isAfresh ? empty : celToCondition(expression, fields, readingOf(target));
  const { [conditionKey(target)]: _, ...row } = (isRow(target) && conditionHolder(draft.content, target)) || {};
  return { draft, target, fields, condition, expression, row, problems: [] };
}

export async function showCondition(context: RequestContext, parts: EditorParts): Promise<Result> {
  return page(await conditionPage(context, parts, await open(context, parts)), { headers: privatePage });
}

/** Saves what was built, or the formula that was written; the buttons of the builder only show the page again. */
export async function submitCondition(context: RequestContext, parts: EditorParts): Promise<Result> {
  const opened = await open(context, parts);
  const { body, locale } = context;
  const { target, fields } = opened;
  const act = single(body, 'act');
  if (act === 'remove-row' && isRow(target) && target.index !== newRow)
    return keep(context, parts, opened, { do: 'set-row', target });
  const read = isRow(target) ? readRow(context, target) : { row: {}, problems: [] };
  const view: View = { ...opened, row: read.row };
  const isFormula = act === 'formula' || body.items === undefined;
  if (isFormula) return submitFormula(context, parts, view, read.problems);
  const { condition, save } = readCondition(body, fields, readingOf(target));
  const built = { ...view, condition };
  if (!save) return page(await conditionPage(context, parts, built), { headers: privatePage });
  const isMissing = isRow(target) && condition.items.length === 0;
  const problems = [
    ...(isMissing ? [{ fieldId: 'builder', message: say(locale, 'empty') }] : []),
    ...unsoundClauses(condition, fields, locale),
    ...read.problems,
  ];
  if (problems.length > 0) return wrong(context, parts, { ...built, problems });
  return keep(context, parts, built, commandFor(built, conditionToCel(condition, fields)));
}

async function submitFormula(
  context: RequestContext,
  parts: EditorParts,
  view: View,
  others: readonly SettingProblem[],
): Promise<Result> {
  const { locale, body } = context;
  const expression = single(body, 'expression').replaceAll('\r\n', '\n').trim();
  const found =
    expression === ''
      ? isRow(view.target)
        ? [say(locale, 'empty')]
        : []
      : others.length > 0
        ? []
        : problemsOfExpression(view, expression, locale);
  const problems = [...found.map((message) => ({ fieldId: 'expression', message })), ...others];
  const typed = { ...view, expression };
  if (problems.length > 0) return wrong(context, parts, { ...typed, problems });
  return keep(context, parts, typed, commandFor(typed, expression));
}

async function wrong(context: RequestContext, parts: EditorParts, view: View): Promise<Result> {
  return page(await conditionPage(context, parts, view), { status: 422, headers: privatePage });
}

/** What the checks say of the expression in its place, and had not said before. */
function problemsOfExpression(view: View, expression: string, locale: Locale): string[] {
  const { draft } = view;
  const { kit } = editorLibrary();
  const known = new Set(checkContent(draft.content, kit, locale).problems.map((one) => `${one.path} ${one.message}`));
  const content = applyCommand(draft.content, commandFor(view, expression));
  return checkContent(content, kit, locale)
    .problems.filter((one) => !known.has(`${one.path} ${one.message}`))
    .map((one) => one.message);
}

function commandFor({ target, row }: View, expression: string): Command {
  if (isRow(target)) return { do: 'set-row', target, row: { [conditionKey(target)]: expression, ...row } };
  return { do: 'set-condition', target, ...(expression === '' ? {} : { expression }) };
}

function keep(context: RequestContext, parts: EditorParts, view: View, command: Command): Promise<Result> {
  return saveEdit(context, parts, view.draft, command, {
    to: targetPath(view.draft, view.target),
    again: (refusal) => conditionPage(context, parts, { ...view, refusal }),
  });
}

function conditionPage(context: RequestContext, parts: EditorParts, view: View): Promise<VNode> {
  const { locale } = context;
  const { draft, target, fields, condition, expression, problems, refusal } = view;
  const reading = readingOf(target);
  const isNew = isRow(target) && target.index === newRow;
  const intro = target.on === 'check' || target.on === 'exit' || target.on === 'rule' ? target.on : undefined;
  const words =
    condition === undefined
      ? expressionInWords(expression, fields, locale, reading)
      : wholeInWords({ condition, fields, locale, reading });
  const formula = (
    <Textarea
      id="expression"
      label={say(locale, 'cel')}
      hint={say(locale, 'celHint')}
      value={expression}
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
    ...(intro === undefined ? {} : { intro: say(locale, `intro.${intro}`) }),
    notice: refusal && <Refused context={context} view={view} refusal={refusal} />,
    children: (
      <>
        <p class="govuk-body">
          <a class="govuk-link" href={targetPath(draft, target)}>
            {say(locale, 'back')}
          </a>
        </p>
        {words === undefined && (target.on === 'page' || target.on === 'field') && (
          <p class="govuk-inset-text">
            {placeInWords(placeOf(target), draft.content, locale)}
            {locale === 'fr' ? '\u00a0: ' : ': '}
            {say(locale, `empty.${target.on}`)}
          </p>
        )}
        {words !== undefined && (
          <p class="govuk-inset-text">
            {say(locale, `if.${target.on}`)} {words}
          </p>
        )}
        <Form action={conditionPath(draft, target)} csrf={context.csrfToken()}>
          <button type="submit" class="govuk-visually-hidden" tabIndex={-1} aria-hidden="true" />
          <RevisionField revision={refusal instanceof StaleEditError ? refusal.revision : draft.revision} />
          {condition === undefined ? (
            <>
              <input type="hidden" name="by" value="formula" />
              <p class="govuk-body">{say(locale, 'byHand')}</p>
              {formula}
              <p class="govuk-body">
                <a class="govuk-link" href={`${conditionPath(draft, target)}&construire=1`}>
                  {say(locale, 'startAgain')}
                </a>
              </p>
            </>
          ) : (
            <>
              <input type="hidden" name="by" value="builder" />
              <ConditionBuilder {...{ condition, fields, locale, reading, problems }} />
            </>
          )}
          {isRow(target) && (
            <RowFields locale={locale} draft={draft} target={target} row={view.row} problems={problems} />
          )}
          <Button>{say(locale, 'save')}</Button>
          {condition !== undefined && (
            <Details summary={say(locale, 'expression')} open={'expression' === problems[0]?.fieldId}>
              {formula}
              <Button tone="secondary" name="act" value="formula">
                {say(locale, 'saveExpression')}
              </Button>
            </Details>
          )}
        </Form>
        {isRow(target) && !isNew && (
          <Form action={conditionPath(draft, target)} csrf={context.csrfToken()}>
            <RevisionField revision={draft.revision} />
            <Button tone="warning" name="act" value="remove-row">
              {say(locale, 'removeRow')}
            </Button>
          </Form>
        )}
      </>
    ),
  });
}

/** The part of the procedure that the condition belongs to. */
function stepOf({ on }: ConditionTarget): Step {
  if (on === 'urgent') return 'texts';
  return on === 'transition' || on === 'effect' || on === 'filing-effect' || on === 'act-rule' ? 'workflow' : 'form';
}

function Refused({ context, view, refusal }: { context: RequestContext; view: View; refusal: EditRefusal }) {
  const { locale } = context;
  const { target, fields, condition, expression } = view;
  const inWords = (source: string) => expressionInWords(source, fields, locale, readingOf(target)) ?? source;
  return (
    <RefusalNotice
      locale={locale}
      refusal={refusal}
      differences={
        refusal instanceof StaleEditError
          ? [
              {
                label: say(locale, 'label'),
                theirs: inWords(expressionAt(refusal.current, target) ?? ''),
                yours: inWords(condition === undefined ? expression : conditionToCel(condition, fields)),
              },
            ]
          : []
      }
    />
  );
}

/** The page or the field that the condition is about. */
function placeOf(target: Extract<ConditionTarget, { on: 'page' | 'field' }>): ProblemPlace {
  return target.on === 'page'
    ? { in: 'page', page: target.page }
    : { in: 'field', page: target.page, field: target.field };
}
