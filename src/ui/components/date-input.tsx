import { classNames } from '#ui/class-names.ts';
import { useWords } from '#ui/words.tsx';
import { describedBy, ErrorMessage, type FieldProps, Hint, LabelText } from './field.tsx';
import { Fieldset } from './fieldset.tsx';

export type DatePart = 'day' | 'month' | 'year';

export interface DateInputProps extends FieldProps {
  /** As typed, so that nothing is lost when it does not validate. */
  value?: Partial<Record<DatePart, string>>;
  /** Parts that are wrong; all when absent and there is an error. */
  errorParts?: readonly DatePart[];
  /** Fills in the browser's stored birth date. */
  birthDate?: boolean;
}

const parts = [
  ['day', 2],
  ['month', 2],
  ['year', 4],
] as const;

/** A known date, in three fields `{name}-day`, `{name}-month`, `{name}-year`. The day has the id `{id}`. */
export function DateInput(props: DateInputProps) {
  const words = useWords();
  const name = props.name ?? props.id;
  return (
    <div class={classNames('govuk-form-group', !!props.error && 'govuk-form-group--error')}>
      <Fieldset
        role="group"
        legend={<LabelText label={props.label} optional={props.optional} />}
        legendSize={props.labelSize}
        legendIsHeading={props.labelIsHeading}
        legendHidden={props.labelHidden}
        describedBy={describedBy(props)}
      >
        <Hint id={props.id}>{props.hint}</Hint>
        <ErrorMessage id={props.id} message={props.error} />
        <div class="govuk-date-input">
          {parts.map(([part, width]) => {
            const id = part === 'day' ? props.id : `${props.id}-${part}`;
            const wrong = !!props.error && (props.errorParts?.includes(part) ?? true);
            return (
              <div class="govuk-date-input__item" key={part}>
                <label class="govuk-label govuk-date-input__label" for={id}>
                  {words[part]}
                </label>
                <input
                  class={classNames(
                    'govuk-input govuk-date-input__input',
                    `govuk-input--width-${width}`,
                    wrong && 'govuk-input--error',
                  )}
                  id={id}
                  name={`${name}-${part}`}
                  type="text"
                  inputmode="numeric"
                  value={props.value?.[part]}
                  autocomplete={props.birthDate ? `bday-${part}` : undefined}
                  required={props.required}
                  disabled={props.disabled}
                  aria-invalid={wrong ? 'true' : undefined}
                />
              </div>
            );
          })}
        </div>
      </Fieldset>
    </div>
  );
}
