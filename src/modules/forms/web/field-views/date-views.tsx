import { DateInput } from '#ui/components/date-input.tsx';
import { ErrorMessage, Hint, LabelText } from '#ui/components/field.tsx';
import { Fieldset } from '#ui/components/fieldset.tsx';
import { MonthInput } from '#ui/components/month-input.tsx';
import type { FieldOf } from '../../domain/form-schema.ts';
import { say } from '../../messages.ts';
import { errorAt, type FieldViewProps, wrongParts } from '../field-view.ts';

export function DateView(view: FieldViewProps<FieldOf<'date'>>) {
  return (
    <DateInput
      id={view.id}
      name={view.name}
      label={view.label}
      labelSize="s"
      hint={view.hint}
      optional={view.optional}
      error={view.error}
      errorParts={wrongParts(view.errors, view.id)}
      birthDate={view.field.birth && view.autocomplete}
      value={{ day: view.value('-day'), month: view.value('-month'), year: view.value('-year') }}
    />
  );
}

export function MonthView(view: FieldViewProps<FieldOf<'month'>>) {
  const [error] = view.errors;
  const part = error?.inputId.endsWith('-year') ? 'year' : 'month';
  return (
    <MonthInput
      id={view.id}
      name={view.name}
      label={view.label}
      labelSize="s"
      hint={view.hint ?? say(view.page.locale, 'monthHint')}
      optional={view.optional}
      error={view.error}
      errorParts={error === undefined || error.code === 'requiredMonth' ? undefined : [part]}
      value={{ month: view.value('-month'), year: view.value('-year') }}
    />
  );
}

const ends = [
  ['-from', 'periodStart'],
  ['-to', 'periodEnd'],
] as const;

export function PeriodView(view: FieldViewProps<FieldOf<'period'>>) {
  const { locale } = view.page;
  const isAtAnEnd = (id: string) => id.startsWith(`${view.id}-from`) || id.startsWith(`${view.id}-to`);
  const whole = view.errors.find((error) => !isAtAnEnd(error.inputId))?.message[locale];
  return (
    <div class="govuk-form-group">
      <Fieldset
        legend={<LabelText label={view.label} optional={view.optional} />}
        legendSize="s"
        describedBy={view.hint ? `${view.id}-hint` : undefined}
      >
        <Hint id={view.id}>{view.hint}</Hint>
        <ErrorMessage id={view.id} message={whole} />
        {ends.map(([end, key]) => {
          const id = view.id + end;
          const own = view.errors.filter((error) => error.inputId === id || error.inputId.startsWith(`${id}-`));
          return (
            <DateInput
              key={end}
              id={id}
              name={view.name + end}
              label={say(locale, key)}
              error={own[0]?.message[locale] ?? errorAt(view.errors, id, locale)}
              errorParts={wrongParts(own, id)}
              value={{
                day: view.value(`${end}-day`),
                month: view.value(`${end}-month`),
                year: view.value(`${end}-year`),
              }}
            />
          );
        })}
      </Fieldset>
    </div>
  );
}
