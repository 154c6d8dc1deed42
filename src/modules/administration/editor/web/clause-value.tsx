import type { Locale } from '#platform/i18n/text.ts';
import { Checkboxes } from '#ui/components/checkboxes.tsx';
import { Select } from '#ui/components/select.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import type { Clause, ConditionField } from '../domain/conditions/condition.ts';
import { operatorsFor, takesValue } from '../domain/conditions/condition.ts';
import { measureOf } from '../domain/conditions/operators.ts';
import { builderMessages as say } from '../messages/builder-messages.ts';
import { conditionMessages } from '../messages/condition-messages.ts';
import { clauseId } from './clause-id.ts';
import { typedDate, typedMonth } from './posted-condition.ts';

/** What the answer is compared with. */
export function ClauseValue(props: { name: string; clause: Clause; field: ConditionField; locale: Locale }) {
  const { name, clause, field, locale } = props;
  if (!operatorsFor(field).some(takesValue)) return null;
  const common = { id: `${clauseId(name)}-value`, name: `${name}.value`, label: say(locale, 'value') };
  const [value = ''] = clause.values;
  if (measureOf(clause.operator) !== undefined)
    return <TextInput {...common} value={value} inputmode="numeric" width={5} autocomplete="off" />;
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
          value={/^-?\d+$/.test(value) ? String(Number(value) / 100).replace('.', locale === 'fr' ? ',' : '.') : value}
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
        <TextInput
          {...common}
          hint={say(locale, 'dateHint')}
          value={typedDate(value, locale)}
          width={10}
          autocomplete="off"
        />
      );
    case 'month':
      return (
        <TextInput
          {...common}
          hint={say(locale, 'monthHint')}
          value={typedMonth(value)}
          width={10}
          autocomplete="off"
        />
      );
    case 'time':
      return <TextInput {...common} type="time" value={value} width={10} />;
    default:
      return <TextInput {...common} value={value} autocomplete="off" />;
  }
}
