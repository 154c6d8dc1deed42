import type { ComponentChildren } from 'preact';
import { classNames } from '#ui/class-names.ts';
import { describedBy, ErrorMessage, type FieldProps, Hint, LabelText } from './field.tsx';
import { Fieldset } from './fieldset.tsx';

export interface RadioOption {
  value: string;
  label: ComponentChildren;
  hint?: ComponentChildren;
  disabled?: boolean;
  /** Fields that matter only when this is chosen; hidden by CSS alone, so they work without script. */
  conditional?: ComponentChildren;
  /** A word on its own line before this option ("ou"). */
  divider?: string;
}

export interface RadiosProps extends FieldProps {
  value?: string;
  options: readonly RadioOption[];
  inline?: boolean;
  small?: boolean;
}

/** One choice among a few. The first input has the id `{id}`, so that the error summary can point at it. */
export function Radios(props: RadiosProps) {
  return (
    <div class={classNames('govuk-form-group', !!props.error && 'govuk-form-group--error')}>
      <Fieldset
        legend={<LabelText label={props.label} optional={props.optional} />}
        legendSize={props.labelSize}
        legendIsHeading={props.labelIsHeading}
        legendHidden={props.labelHidden}
        describedBy={describedBy(props)}
      >
        <Hint id={props.id}>{props.hint}</Hint>
        <ErrorMessage id={props.id} message={props.error} />
        <div
          class={classNames(
            'govuk-radios',
            props.inline && 'govuk-radios--inline',
            props.small && 'govuk-radios--small',
          )}
        >
          {props.options.map((option, index) => (
            <RadioItem key={option.value} field={props} option={option} index={index} />
          ))}
        </div>
      </Fieldset>
    </div>
  );
}

function RadioItem({ field, option, index }: { field: RadiosProps; option: RadioOption; index: number }) {
  const id = index === 0 ? field.id : `${field.id}-${index + 1}`;
  return (
    <>
      {option.divider && <div class="govuk-radios__divider">{option.divider}</div>}
      <div class="govuk-radios__item">
        <input
          class="govuk-radios__input"
          type="radio"
          id={id}
          name={field.name ?? field.id}
          value={option.value}
          checked={option.value === field.value}
          required={field.required}
          disabled={field.disabled || option.disabled}
          aria-describedby={option.hint ? `${id}-item-hint` : undefined}
        />
        <label class="govuk-label govuk-radios__label" for={id}>
          {option.label}
        </label>
        {option.hint && (
          <div id={`${id}-item-hint`} class="pv-choice-hint">
            {option.hint}
          </div>
        )}
      </div>
      {option.conditional && <div class="govuk-radios__conditional">{option.conditional}</div>}
    </>
  );
}
