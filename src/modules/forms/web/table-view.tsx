import { localize } from '#platform/i18n/text.ts';
import { Button } from '#ui/components/button.tsx';
import { DateInput } from '#ui/components/date-input.tsx';
import { Select } from '#ui/components/select.tsx';
import { Table, type TableColumn } from '#ui/components/table.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import type { CompiledField, CompiledGroup } from '../domain/compiled-form.ts';
import { removeRowName } from '../domain/input-names.ts';
import { rowTitle } from '../domain/summary.ts';
import { say } from '../messages.ts';
import type { FieldPresenter } from './field-presenter.ts';
import { wrongParts } from './field-view.ts';

interface RowsProps {
  group: CompiledGroup;
  count: number;
  presenter: FieldPresenter;
  removable: boolean;
}

/** The rows of a table: headers name the columns and the rows, on a phone each row is a card. */
export function TableRows({ group, count, presenter, removable }: RowsProps) {
  const { locale } = presenter;
  const columns: TableColumn<number>[] = [
    {
      label: localize(group.definition.label, locale),
      labelHidden: true,
      rowHeader: true,
      cell: (index) => rowTitle(group, index, locale),
    },
    ...group.fields.map((field) => ({
      label: presenter.label(field),
      cell: (index: number) => <Cell group={group} field={field} index={index} presenter={presenter} />,
    })),
  ];
  if (removable) {
    columns.push({
      label: say(locale, 'removeColumn'),
      labelHidden: true,
      cell: (index) => (
        <Button tone="link" name={removeRowName(group.id, index)} value="1" formNoValidate>
          {say(locale, 'removeRow', { row: rowTitle(group, index, locale) })}
        </Button>
      ),
    });
  }
  return (
    <div class="pv-field-table">
      <Table
        caption={localize(group.definition.label, locale)}
        captionHidden
        narrow="stack"
        columns={columns}
        rows={Array.from({ length: count }, (_, index) => index)}
      />
    </div>
  );
}

interface CellProps {
  group: CompiledGroup;
  field: CompiledField;
  index: number;
  presenter: FieldPresenter;
}

/** The label is said with the row's for those who do not see the headers. */
function Cell({ group, field, index, presenter }: CellProps) {
  const { locale } = presenter;
  const view = presenter.viewProps(field, { group: group.id, index });
  const { definition } = field;
  const common = {
    id: view.id,
    name: view.name,
    label: say(locale, 'tableCell', { column: presenter.label(field), row: rowTitle(group, index, locale) }),
    labelHidden: true,
    optional: view.optional,
    error: view.error,
  };
  switch (definition.type) {
    case 'date':
      return (
        <DateInput
          {...common}
          errorParts={wrongParts(view.errors, view.id)}
          value={{ day: view.value('-day'), month: view.value('-month'), year: view.value('-year') }}
        />
      );
    case 'choice': {
      const options = definition.options.map(({ value, label }) => ({ value, label: localize(label, locale) }));
      return <Select {...common} value={view.value()} options={options} />;
    }
    case 'money':
      return <TextInput {...common} value={view.value()} inputmode="decimal" width={10} suffix="€" />;
    case 'number':
      return (
        <TextInput {...common} value={view.value()} inputmode={definition.integer ? 'numeric' : 'decimal'} width={5} />
      );
    default:
      return <TextInput {...common} value={view.value()} />;
  }
}
