import { classNames } from '#ui/class-names.ts';
import { useWords } from '#ui/words.tsx';
import { describedBy, ErrorMessage, type FieldProps, Hint, LabelText } from './field.tsx';
import { Fieldset } from './fieldset.tsx';

export type MonthPart = 'month' | 'year';

export interface MonthInputProps extends FieldProps {
  /** As typed, so that nothing is lost when it does not validate. */
  value?: Partial<Record<MonthPart, string>>;
  /** Parts that are wrong; all when absent and there is an error. */
  errorParts?: readonly MonthPart[];
}

const parts = [
  ['month', 2],
  ['year', 4],
] as const;

/** A month of a year, in two fields `{name}-month` and `{name}-year`, whose ids are made in the same way. */
export function MonthInput(props: MonthInputProps) {
  const words = useWords();
  const name = props.name ?? props.id;
  return (
    <div class={classNames('govuk-form-group', !!props.error && 'govuk-form-group--error')}>
      <Fieldset
        role="group"
        legend={<LabelText label={props.label} optional={props.optional} />}
        legendSize={props.labelSize}
        describedBy={describedBy(props)}
      >
        <Hint id={props.id}>{props.hint}</Hint>
        <ErrorMessage id={props.id} message={props.error} />
        <div class="govuk-date-input">
          {parts.map(([part, width]) => {
            const id = `${props.id}-${part}`;
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
