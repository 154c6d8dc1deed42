import type { VNode } from 'preact';
import { NotFoundError } from '#platform/errors/app-error.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page, type Result } from '#platform/http/route.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { Button, ButtonGroup } from '#ui/components/button.tsx';
import { Checkboxes } from '#ui/components/checkboxes.tsx';
import { Details } from '#ui/components/details.tsx';
import { Form } from '#ui/components/form.tsx';
import { Radios } from '#ui/components/radios.tsx';
import { Select } from '#ui/components/select.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { Textarea } from '#ui/components/textarea.tsx';
import { applyCommand } from '../domain/apply-command.ts';
import { checkContent } from '../domain/check-content.ts';
import type { Command, ConditionTarget } from '../domain/command.ts';
import { celToCondition } from '../domain/conditions/cel-to-condition.ts';
import {
  type Clause,
  type Condition,
  type ConditionField,
  isClause,
  isSound,
  operatorsOf,
} from '../domain/conditions/condition.ts';
import { fieldsFor } from '../domain/conditions/condition-fields.ts';
import { conditionToCel } from '../domain/conditions/condition-to-cel.ts';
import { clauseInWords, conditionInWords } from '../domain/conditions/condition-words.ts';
import type { SettingProblem } from '../domain/settings/schema-problems.ts';
import { editorLibrary } from '../editor-library.ts';
import type { EditorParts } from '../editor-parts.ts';
import { StaleEditError } from '../errors.ts';
import { conditionMessages } from '../messages/condition-messages.ts';
import { editorMessages as say } from '../messages/editor-messages.ts';
import type { ProcedureDraft } from '../queries/get-draft.ts';
import { conditionPath, expressionAt, readTarget, targetPath } from './condition-target.ts';
import { type EditRefusal, RefusalNotice, saveEdit } from './edit-flow.tsx';
import { draftOf, editorPage, privatePage, RevisionField } from './editor-frame.tsx';
import { readCondition } from './posted-condition.ts';

type Fields = ReadonlyMap<string, ConditionField>;

interface View {
  readonly draft: ProcedureDraft;
  readonly target: ConditionTarget;
  readonly fields: Fields;
  /** What the builder shows; undefined when it cannot say what is written. */
  readonly condition: Condition | undefined;
  readonly expression: string;
  readonly problems: readonly SettingProblem[];
  readonly refusal?: EditRefusal | undefined;
}

async function open(context: RequestContext, parts: EditorParts): Promise<View> {
  const draft = await draftOf(context, parts);
  const target = readTarget(context.query.cible ?? '');
  const expression = target === undefined ? undefined : expressionAt(draft.content, target);
  if (target === undefined || expression === undefined) throw new NotFoundError('editor.condition-not-found');
  const { blockFields, listOptions } = editorLibrary();
  const fields = fieldsFor(draft.content.source, target, blockFields, listOptions);
  const condition: Condition | undefined =
    expression === '' ? { join: 'all', items: [] } : celToCondition(expression, fields);
  return { draft, target, fields, condition, expression, problems: [] };
}

export async function showCondition(context: RequestContext, parts: EditorParts): Promise<Result> {
  return page(await conditionPage(context, parts, await open(context, parts)), { headers: privatePage });
}

export async function submitCondition(context: RequestContext, parts: EditorParts): Promise<Result> {
  const view = await open(context, parts);
  const { body, locale } = context;
  if (body.expression !== undefined) return submitExpression(context, parts, view);
  const { condition, save } = readCondition(body, view.fields);
  if (!save) return page(await conditionPage(context, parts, { ...view, condition }), { headers: privatePage });
  const problems = unsound(condition, view.fields, locale);
  if (problems.length > 0) {
    return page(await conditionPage(context, parts, { ...view, condition, problems }), {
      status: 422,
      headers: privatePage,
    });
  }
  return keep(context, parts, { ...view, condition }, conditionToCel(condition, view.fields));
}

/** Clauses that are not yet whole, each with its words. */
function unsound(condition: Condition, fields: Fields, locale: Locale): SettingProblem[] {
  const problems: SettingProblem[] = [];
  const look = (clause: Clause, name: string) => {
    if (isSound(clause, fields.get(clause.field))) return;
    problems.push({
      fieldId: clauseId(name),
      message: say(locale, 'condition.incomplete', {
        clause: clauseInWords({ ...clause, values: [] }, fields, locale).trim(),
      }),
    });
  };
  for (const [index, item] of condition.items.entries()) {
    if (isClause(item)) look(item, `i.${index}`);
    else for (const [inner, clause] of item.items.entries()) look(clause, `i.${index}.${inner}`);
  }
  return problems;
}

async function submitExpression(context: RequestContext, parts: EditorParts, view: View): Promise<Result> {
  const expression = single(context.body, 'expression').replaceAll('\r\n', '\n').trim();
  const found = expression === '' ? [] : problemsOfExpression(view, expression, context.locale);
  if (found.length === 0) return keep(context, parts, { ...view, expression }, expression);
  const problems = found.map((message) => ({ fieldId: 'expression', message }));
  return page(await conditionPage(context, parts, { ...view, expression, problems }), {
    status: 422,
    headers: privatePage,
  });
}

/** What the checks say of the expression in its place, and had not said before. */
function problemsOfExpression({ draft, target }: View, expression: string, locale: Locale): string[] {
  const { kit } = editorLibrary();
  const known = new Set(checkContent(draft.content, kit, locale).problems.map((one) => `${one.path} ${one.message}`));
  const content = applyCommand(draft.content, { do: 'set-condition', target, expression });
  return checkContent(content, kit, locale)
    .problems.filter((one) => !known.has(`${one.path} ${one.message}`))
    .map((one) => one.message);
}

function keep(context: RequestContext, parts: EditorParts, view: View, expression: string): Promise<Result> {
  const command: Command = {
    do: 'set-condition',
    target: view.target,
    ...(expression === '' ? {} : { expression }),
  };
  return saveEdit(context, parts, view.draft, command, {
    to: targetPath(view.draft, view.target),
    again: (refusal) => conditionPage(context, parts, { ...view, refusal }),
  });
}

function clauseId(name: string): string {
  return name.replaceAll('.', '-');
}

function conditionPage(context: RequestContext, parts: EditorParts, view: View): Promise<VNode> {
  const { locale } = context;
  const { draft, target, fields, condition, problems, refusal } = view;
  const action = conditionPath(draft, target);
  const csrf = context.csrfToken();
  const revision = refusal instanceof StaleEditError ? refusal.revision : draft.revision;
  const shown = condition ?? { join: 'all', items: [] };
  const words = shown.items.length === 0 ? undefined : wordsOf(shown, fields, locale);
  return editorPage(context, parts, {
    title: say(locale, `condition.title.${target.on}`),
    draft,
    problems,
    notice: refusal && (
      <RefusalNotice
        locale={locale}
        refusal={refusal}
        differences={
          refusal instanceof StaleEditError
            ? [
                {
                  label: say(locale, 'condition.label'),
                  theirs: expressionAt(refusal.current, target) ?? '',
                  yours: condition === undefined ? view.expression : conditionToCel(condition, fields),
                },
              ]
            : []
        }
      />
    ),
    children: (
      <>
        <p class="govuk-body">
          <a class="govuk-link" href={targetPath(draft, target)}>
            {say(locale, 'condition.back')}
          </a>
        </p>
        {condition === undefined && <p class="govuk-inset-text">{say(locale, 'condition.byHand')}</p>}
        {words !== undefined && (
          <p class="govuk-inset-text">
            {say(locale, `condition.if.${target.on}`)} {words}
          </p>
        )}
        <Form action={action} csrf={csrf}>
          <button type="submit" class="govuk-visually-hidden" tabIndex={-1} aria-hidden="true" />
          <RevisionField revision={revision} />
          <Builder condition={shown} fields={fields} locale={locale} problems={problems} />
          <ButtonGroup>
            <Button>{say(locale, 'condition.save')}</Button>
          </ButtonGroup>
        </Form>
        <Details
          summary={say(locale, 'condition.expression')}
          open={condition === undefined || 'expression' === problems[0]?.fieldId}
        >
          <Form action={action} csrf={csrf}>
            <RevisionField revision={revision} />
            <Textarea
              id="expression"
              label={say(locale, 'condition.cel')}
              hint={say(locale, 'condition.celHint')}
              value={view.expression}
              rows={3}
              spellcheck={false}
              error={problems.find((one) => one.fieldId === 'expression')?.message}
            />
            <Button tone="secondary">{say(locale, 'condition.saveExpression')}</Button>
          </Form>
        </Details>
      </>
    ),
  });
}

function wordsOf(condition: Condition, fields: Fields, locale: Locale): string | undefined {
  const whole = condition.items.every((item) =>
    isClause(item)
      ? isSound(item, fields.get(item.field))
      : item.items.length > 0 && item.items.every((clause) => isSound(clause, fields.get(clause.field))),
  );
  return whole ? conditionInWords(condition, fields, locale) : undefined;
}

interface BuilderProps {
  condition: Condition;
  fields: Fields;
  locale: Locale;
  problems: readonly SettingProblem[];
}

function Builder({ condition, fields, locale, problems }: BuilderProps) {
  return (
    <>
      <input type="hidden" name="items" value={String(condition.items.length)} />
      <Join name="join" value={condition.join} locale={locale} label={say(locale, 'condition.join')} />
      {condition.items.map((item, index) => {
        const name = `i.${index}`;
        if (isClause(item)) {
          return (
            <ClauseRow
              key={name}
              name={name}
              clause={item}
              remove={`__remove:${index}`}
              {...{ fields, locale, problems }}
            />
          );
        }
        return (
          <fieldset class="pv-rows__row pv-rows__row--group" key={name}>
            <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{say(locale, 'condition.group')}</legend>
            <input type="hidden" name={`${name}.kind`} value="group" />
            <input type="hidden" name={`${name}.count`} value={String(item.items.length)} />
            <Join name={`${name}.join`} value={item.join} locale={locale} label={say(locale, 'condition.joinGroup')} />
            {item.items.map((clause, inner) => (
              <ClauseRow
                key={`${name}.${inner}`}
                name={`${name}.${inner}`}
                clause={clause}
                remove={`__remove:${index}:${inner}`}
                {...{ fields, locale, problems }}
              />
            ))}
            <AddClause name={`${name}.new-field`} button={`__add:${index}`} fields={fields} locale={locale} />
            <Button tone="link" name={`__remove:${index}`} value="1">
              {say(locale, 'condition.removeGroup')}
            </Button>
          </fieldset>
        );
      })}
      <AddClause name="new-field" button="__add" fields={fields} locale={locale} />
      <p class="govuk-body">
        <Button tone="link" name="__add-group" value="1">
          {say(locale, 'condition.addGroup')}
        </Button>
      </p>
    </>
  );
}

function Join({ name, value, locale, label }: { name: string; value: 'all' | 'any'; locale: Locale; label: string }) {
  return (
    <Radios
      id={clauseId(name)}
      name={name}
      label={label}
      value={value}
      inline
      small
      options={[
        { value: 'all', label: say(locale, 'condition.all') },
        { value: 'any', label: say(locale, 'condition.any') },
      ]}
    />
  );
}

function AddClause(props: { name: string; button: string; fields: Fields; locale: Locale }) {
  const { name, fields, locale } = props;
  return (
    <div class="pv-inline-form">
      <Select
        id={clauseId(name)}
        name={name}
        label={say(locale, 'condition.field')}
        options={[...fields.values()].map((field) => ({ value: field.id, label: field.label[locale] }))}
      />
      <Button tone="secondary" name={props.button} value="1">
        {say(locale, 'condition.addClause')}
      </Button>
    </div>
  );
}

function ClauseRow(props: Omit<BuilderProps, 'condition'> & { name: string; clause: Clause; remove: string }) {
  const { name, clause, fields, locale, problems } = props;
  const field = fields.get(clause.field);
  const label = field?.label[locale] ?? clause.field;
  const id = clauseId(name);
  return (
    <fieldset class="pv-rows__row pv-clause" id={id} tabIndex={-1}>
      <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{label}</legend>
      {problems.some((one) => one.fieldId === id) && (
        <p class="govuk-error-message">{problems.find((one) => one.fieldId === id)?.message}</p>
      )}
      <input type="hidden" name={`${name}.field`} value={clause.field} />
      <div class="pv-clause__inputs">
        <Select
          id={`${id}-operator`}
          name={`${name}.operator`}
          label={say(locale, 'condition.operator')}
          placeholder={false}
          value={clause.operator}
          options={operatorsOf(field?.kind ?? 'any').map((operator) => ({
            value: operator,
            label: conditionMessages(locale, `operator.${operator}`),
          }))}
        />
        {field !== undefined && field.kind !== 'any' && (
          <ClauseValue name={name} clause={clause} field={field} locale={locale} />
        )}
      </div>
      <Button tone="link" name={props.remove} value="1" ariaLabel={`${say(locale, 'row.remove')}\u00a0: ${label}`}>
        {say(locale, 'row.remove')}
      </Button>
    </fieldset>
  );
}

function ClauseValue(props: { name: string; clause: Clause; field: ConditionField; locale: Locale }) {
  const { name, clause, field, locale } = props;
  const common = { id: `${clauseId(name)}-value`, name: `${name}.value`, label: say(locale, 'condition.value') };
  const [value = ''] = clause.values;
  switch (field.kind) {
    case 'yes-no':
      return (
        <Select
          {...common}
          value={value}
          options={[
            { value: 'yes', label: conditionMessages(locale, 'yes') },
            { value: 'no', label: conditionMessages(locale, 'no') },
          ]}
        />
      );
    case 'choice':
    case 'list':
      if (field.options.length === 0) return <TextInput {...common} value={value} autocomplete="off" />;
      return (
        <Checkboxes
          {...common}
          small
          values={clause.values}
          options={field.options.map((option) => ({ value: option.value, label: option.label[locale] }))}
        />
      );
    case 'money':
      return (
        <TextInput
          {...common}
          value={/^-?\d+$/.test(value) ? String(Number(value) / 100) : value}
          inputmode="decimal"
          width={10}
          suffix="€"
          autocomplete="off"
        />
      );
    case 'number':
      return <TextInput {...common} value={value} inputmode="decimal" width={10} autocomplete="off" />;
    case 'date':
      return (
        <TextInput {...common} hint={say(locale, 'condition.dateHint')} value={value} width={10} autocomplete="off" />
      );
    case 'month':
      return (
        <TextInput {...common} hint={say(locale, 'condition.monthHint')} value={value} width={10} autocomplete="off" />
      );
    case 'time':
      return <TextInput {...common} type="time" value={value} width={10} />;
    default:
      return <TextInput {...common} value={value} autocomplete="off" />;
  }
}
