import type { Locale } from '#platform/i18n/text.ts';
import { Button } from '#ui/components/button.tsx';
import { Checkbox } from '#ui/components/checkboxes.tsx';
import { Radios } from '#ui/components/radios.tsx';
import { Select } from '#ui/components/select.tsx';
import {
  type Clause,
  type Condition,
  type ConditionFields,
  clausesOf,
  comparableWith,
  isClause,
  isSound,
  isSoundCondition,
  mayBeLenient,
  mostLevels,
  operatorsFor,
  type Reading,
} from '../domain/conditions/condition.ts';
import { clauseInWords, conditionInWords, operatorKey } from '../domain/conditions/condition-words.ts';
import type { SettingProblem } from '../domain/settings/schema-problems.ts';
import { builderMessages as say } from '../messages/builder-messages.ts';
import { conditionMessages } from '../messages/condition-messages.ts';
import { editorMessages } from '../messages/editor-messages.ts';
import { clauseId } from './clause-id.ts';
import { ClauseValue } from './clause-value.tsx';
import { itemName } from './posted-condition.ts';

interface BuilderProps {
  readonly condition: Condition;
  readonly fields: ConditionFields;
  readonly locale: Locale;
  readonly reading: Reading;
  readonly problems: readonly SettingProblem[];
  /** Before the names of the inputs, where a page has several conditions. */
  readonly prefix?: string;
}

/** Clauses that are not yet whole, each with its words. */
export function unsoundClauses(
  condition: Condition,
  fields: ConditionFields,
  locale: Locale,
  prefix = '',
): SettingProblem[] {
  return clausesOf(condition)
    .filter(({ clause }) => !isSound(clause, fields))
    .map(({ clause, at }) => {
      const { other: _, lenient: __, ...said } = clause;
      return {
        fieldId: clauseId(itemName(prefix, at)),
        message: say(locale, 'incomplete', {
          clause: clauseInWords({ ...said, values: [] }, fields, locale).trim(),
        }),
      };
    });
}

/** The condition in words, once all of it is whole. */
export function wholeInWords({
  condition,
  fields,
  locale,
  reading,
}: Omit<BuilderProps, 'problems'>): string | undefined {
  return isSoundCondition(condition, fields) ? conditionInWords(condition, fields, locale, reading) : undefined;
}

/** A condition as it is built: questions, comparisons and values, all of them or any. */
export function ConditionBuilder(props: BuilderProps) {
  const { condition, fields, locale, problems, prefix = '' } = props;
  if (fields.size === 0) return <p class="govuk-body">{say(locale, 'noField')}</p>;
  return (
    <div id={`${prefix}builder`} tabIndex={-1}>
      <BuilderError problems={problems} prefix={prefix} />
      <GroupInputs {...props} group={condition} at={[]} />
    </div>
  );
}

/** What a group holds, and what may be added to it. */
function GroupInputs(props: BuilderProps & { group: Condition; at: readonly number[] }) {
  const { group, at, fields, locale, prefix = '' } = props;
  const name = (part: string) => (at.length === 0 ? prefix + part : `${itemName(prefix, at)}.${part}`);
  const button = (act: string, index?: number) =>
    [`${prefix}__${act}`, ...at, ...(index === undefined ? [] : [index])].join(':');
  const number = groupNumber(props.condition, at);
  const label = say(locale, at.length === 0 ? 'join' : 'joinGroup', { number });
  return (
    <>
      <input type="hidden" name={name('items')} value={String(group.items.length)} />
      {group.items.length > 1 || at.length > 0 ? (
        <Join name={name('join')} value={group.join} locale={locale} label={label} />
      ) : (
        <input type="hidden" name={name('join')} value={group.join} />
      )}
      {group.items.map((item, index) => {
        const place = [...at, index];
        const own = itemName(prefix, place);
        if (isClause(item)) {
          return <ClauseRow {...props} key={own} name={own} clause={item} remove={button('remove', index)} />;
        }
        const inner = groupNumber(props.condition, place);
        return (
          <fieldset class="pv-rows__row pv-rows__row--group" key={own}>
            <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">
              {say(locale, 'group', { number: inner })}
            </legend>
            <input type="hidden" name={`${own}.kind`} value="group" />
            <GroupInputs {...props} group={item} at={place} />
            <Button tone="link" name={button('remove', index)} value="1">
              {say(locale, 'removeGroup', { number: inner })}
            </Button>
          </fieldset>
        );
      })}
      <AddClause name={name('new-field')} button={button('add')} fields={fields} locale={locale} group={number} />
      {at.length < mostLevels - 1 && (
        <p class="govuk-body">
          <Button tone="link" name={button('add-group')} value="1">
            {say(locale, at.length === 0 ? 'addGroup' : 'addGroupInside', { number })}
          </Button>
        </p>
      )}
    </>
  );
}

/** `1.2`: the second group of the first one, as an outline numbers them; '' for the whole. Answers have no number. */
function groupNumber(condition: Condition, at: readonly number[]): string {
  const numbers: number[] = [];
  let items = condition.items;
  for (const index of at) {
    numbers.push(items.slice(0, index + 1).filter((item) => !isClause(item)).length);
    const item = items[index];
    items = item === undefined || isClause(item) ? [] : item.items;
  }
  return numbers.join('.');
}

function BuilderError({ problems, prefix = '' }: Pick<BuilderProps, 'problems' | 'prefix'>) {
  const found = problems.find((one) => one.fieldId === `${prefix}builder`);
  return found === undefined ? null : <p class="govuk-error-message">{found.message}</p>;
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
        { value: 'all', label: say(locale, 'all') },
        { value: 'any', label: say(locale, 'any') },
      ]}
    />
  );
}

/** Adds an answer to the whole, or to the group of that number. */
function AddClause(props: { name: string; button: string; fields: ConditionFields; locale: Locale; group: string }) {
  const { name, fields, locale, group } = props;
  return (
    <div class="pv-inline-form">
      <Select
        id={clauseId(name)}
        name={name}
        label={say(locale, 'field')}
        options={[...fields.values()].map((field) => ({ value: field.id, label: field.label[locale] }))}
      />
      <Button tone="secondary" name={props.button} value="1">
        {group === '' ? say(locale, 'addClause') : say(locale, 'addClauseInside', { number: group })}
      </Button>
    </div>
  );
}

function ClauseRow(props: Omit<BuilderProps, 'condition'> & { name: string; clause: Clause; remove: string }) {
  const { name, clause, fields, locale, problems } = props;
  const field = fields.get(clause.field);
  const label = field?.label[locale] ?? clause.field;
  const id = clauseId(name);
  const others = field === undefined ? [] : comparableWith(field, fields);
  const error = problems.find((one) => one.fieldId === id)?.message;
  return (
    <fieldset class="pv-rows__row pv-clause" id={id} tabIndex={-1}>
      <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{label}</legend>
      {error !== undefined && <p class="govuk-error-message">{error}</p>}
      <input type="hidden" name={`${name}.field`} value={clause.field} />
      <div class="pv-clause__inputs">
        <Select
          id={`${id}-operator`}
          name={`${name}.operator`}
          label={say(locale, 'operator')}
          placeholder={false}
          value={clause.operator}
          options={(field === undefined ? [clause.operator] : operatorsFor(field)).map((operator) => ({
            value: operator,
            label: operatorLabel(operatorKey(operator, field), locale),
          }))}
        />
        {field !== undefined && <ClauseValue name={name} clause={clause} field={field} locale={locale} />}
        {others.length > 0 && (
          <Select
            id={`${id}-other`}
            name={`${name}.other`}
            label={say(locale, 'other')}
            optional
            value={clause.other}
            options={others.map((one) => ({ value: one.id, label: one.label[locale] }))}
          />
        )}
      </div>
      {!mayBeLenient(clause, fields) && props.reading === 'check' && (
        <input type="hidden" name={`${name}.lenient`} value="true" />
      )}
      {mayBeLenient(clause, fields) && (
        <Checkbox
          id={`${id}-lenient`}
          name={`${name}.lenient`}
          label={say(locale, 'lenient')}
          checked={clause.lenient === true}
        />
      )}
      <Button
        tone="link"
        name={props.remove}
        value="1"
        ariaLabel={`${editorMessages(locale, 'row.remove')}\u00a0: ${label}`}
      >
        {editorMessages(locale, 'row.remove')}
      </Button>
    </fieldset>
  );
}

/** The comparison as it stands in the list of comparisons: `clause.time-more` is `operator.time-more` there. */
function operatorLabel(key: ReturnType<typeof operatorKey>, locale: Locale): string {
  return conditionMessages(locale, key.replace(/^clause\./, 'operator.') as OperatorKey);
}

type ClauseKey = ReturnType<typeof operatorKey>;
type OperatorKey = ClauseKey extends infer K ? (K extends `clause.${infer Name}` ? `operator.${Name}` : never) : never;
