import type { Locale } from '#platform/i18n/text.ts';
import { Button } from '#ui/components/button.tsx';
import { Checkbox } from '#ui/components/checkboxes.tsx';
import { Radios } from '#ui/components/radios.tsx';
import { Select } from '#ui/components/select.tsx';
import {
  type Clause,
  type Condition,
  type ConditionFields,
  comparableWith,
  isClause,
  isSound,
  mayBeLenient,
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

interface BuilderProps {
  readonly condition: Condition;
  readonly fields: ConditionFields;
  readonly locale: Locale;
  readonly reading: Reading;
  readonly problems: readonly SettingProblem[];
}

/** Clauses that are not yet whole, each with its words. */
export function unsoundClauses(condition: Condition, fields: ConditionFields, locale: Locale): SettingProblem[] {
  const problems: SettingProblem[] = [];
  const look = (clause: Clause, name: string) => {
    if (isSound(clause, fields)) return;
    const { other: _, lenient: __, ...said } = clause;
    problems.push({
      fieldId: clauseId(name),
      message: say(locale, 'incomplete', {
        clause: clauseInWords({ ...said, values: [] }, fields, locale).trim(),
      }),
    });
  };
  for (const [index, item] of condition.items.entries()) {
    if (isClause(item)) look(item, `i.${index}`);
    else for (const [inner, clause] of item.items.entries()) look(clause, `i.${index}.${inner}`);
  }
  return problems;
}

/** The condition in words, once all of it is whole. */
export function wholeInWords({
  condition,
  fields,
  locale,
  reading,
}: Omit<BuilderProps, 'problems'>): string | undefined {
  const whole = condition.items.every((item) =>
    isClause(item) ? isSound(item, fields) : item.items.length > 0 && item.items.every((one) => isSound(one, fields)),
  );
  return whole && condition.items.length > 0 ? conditionInWords(condition, fields, locale, reading) : undefined;
}

/** A condition as it is built: questions, comparisons and values, all of them or any. */
export function ConditionBuilder({ condition, fields, locale, reading, problems }: BuilderProps) {
  if (fields.size === 0) return <p class="govuk-body">{say(locale, 'noField')}</p>;
  const several = condition.items.length > 1;
  return (
    <div id="builder" tabIndex={-1}>
      <BuilderError problems={problems} />
      <input type="hidden" name="items" value={String(condition.items.length)} />
      {several ? (
        <Join name="join" value={condition.join} locale={locale} label={say(locale, 'join')} />
      ) : (
        <input type="hidden" name="join" value={condition.join} />
      )}
      {condition.items.map((item, index) => {
        const name = `i.${index}`;
        if (isClause(item)) {
          return (
            <ClauseRow
              key={name}
              name={name}
              clause={item}
              remove={`__remove:${index}`}
              {...{ fields, locale, reading, problems }}
            />
          );
        }
        return (
          <fieldset class="pv-rows__row pv-rows__row--group" key={name}>
            <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{say(locale, 'group')}</legend>
            <input type="hidden" name={`${name}.kind`} value="group" />
            <input type="hidden" name={`${name}.count`} value={String(item.items.length)} />
            <Join name={`${name}.join`} value={item.join} locale={locale} label={say(locale, 'joinGroup')} />
            {item.items.map((clause, inner) => (
              <ClauseRow
                key={`${name}.${inner}`}
                name={`${name}.${inner}`}
                clause={clause}
                remove={`__remove:${index}:${inner}`}
                {...{ fields, locale, reading, problems }}
              />
            ))}
            <AddClause name={`${name}.new-field`} button={`__add:${index}`} fields={fields} locale={locale} />
            <Button tone="link" name={`__remove:${index}`} value="1">
              {say(locale, 'removeGroup')}
            </Button>
          </fieldset>
        );
      })}
      <AddClause name="new-field" button="__add" fields={fields} locale={locale} />
      <p class="govuk-body">
        <Button tone="link" name="__add-group" value="1">
          {say(locale, 'addGroup')}
        </Button>
      </p>
    </div>
  );
}

function BuilderError({ problems }: Pick<BuilderProps, 'problems'>) {
  const found = problems.find((one) => one.fieldId === 'builder');
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

function AddClause(props: { name: string; button: string; fields: ConditionFields; locale: Locale }) {
  const { name, fields, locale } = props;
  return (
    <div class="pv-inline-form">
      <Select
        id={clauseId(name)}
        name={name}
        label={say(locale, 'field')}
        options={[...fields.values()].map((field) => ({ value: field.id, label: field.label[locale] }))}
      />
      <Button tone="secondary" name={props.button} value="1">
        {say(locale, 'addClause')}
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
