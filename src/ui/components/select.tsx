import { classNames } from '#ui/class-names.ts';
import { useWords } from '#ui/words.tsx';
import { describedBy, FieldGroup, type FieldProps } from './field.tsx';

export interface SelectOption {
  value: string;
  label: string;
  disabled?: boolean;
}

export interface SelectProps extends FieldProps {
  value?: string;
  options: readonly SelectOption[];
  /** First, empty choice ("Choisir…"); `false` for none. */
  placeholder?: string | false;
  autocomplete?: string;
}

/** A choice in a long list; prefer `Radios` below eight choices. */
export function Select(props: SelectProps) {
  const words = useWords();
  return (
    <FieldGroup {...props}>
      <select
        class={classNames('govuk-select', !!props.error && 'govuk-select--error')}
        id={props.id}
        name={props.name ?? props.id}
        autocomplete={props.autocomplete}
        required={props.required}
        disabled={props.disabled}
        aria-describedby={describedBy(props)}
        aria-invalid={props.error ? 'true' : undefined}
      >
        {props.placeholder !== false && <option value="">{props.placeholder ?? words.choose}</option>}
        {props.options.map((option) => (
          <option
            key={option.value}
            value={option.value}
            disabled={option.disabled}
            selected={option.value === props.value}
          >
            {option.label}
          </option>
        ))}
      </select>
    </FieldGroup>
  );
}
