import type { ComponentChildren } from 'preact';
import { classNames } from '#ui/class-names.ts';
import { describedBy, ErrorMessage, type FieldProps, Hint, LabelText } from './field.tsx';
import { Fieldset } from './fieldset.tsx';

export interface CheckboxOption {
  value: string;
  label: ComponentChildren;
  hint?: ComponentChildren;
  disabled?: boolean;
  /** Overrides the group's name for this box. */
  name?: string;
  /** Fields that matter only when this is ticked; hidden by CSS alone, so they work without script. */
  conditional?: ComponentChildren;
}

export interface CheckboxesProps extends FieldProps {
  values?: readonly string[];
  options: readonly CheckboxOption[];
  small?: boolean;
}

/** Any number of choices. The first input has the id `{id}`. */
export function Checkboxes(props: CheckboxesProps) {
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
        <div class={classNames('govuk-checkboxes', props.small && 'govuk-checkboxes--small')}>
          {props.options.map((option, index) => (
            <CheckboxItem
              key={option.value}
              id={index === 0 ? props.id : `${props.id}-${index + 1}`}
              name={option.name ?? props.name ?? props.id}
              option={option}
              checked={props.values?.includes(option.value) ?? false}
              disabled={props.disabled}
            />
          ))}
        </div>
      </Fieldset>
    </div>
  );
}

export interface CheckboxProps extends Omit<FieldProps, 'labelSize' | 'labelIsHeading'> {
  /** Sent when ticked; "true" by default. */
  value?: string;
  checked?: boolean;
  small?: boolean;
}

/** One box on its own: a consent, a declaration. */
export function Checkbox(props: CheckboxProps) {
  return (
    <div class={classNames('govuk-form-group', !!props.error && 'govuk-form-group--error')}>
      <ErrorMessage id={props.id} message={props.error} />
      <div class={classNames('govuk-checkboxes', props.small && 'govuk-checkboxes--small')}>
        <CheckboxItem
          id={props.id}
          name={props.name ?? props.id}
          option={{
            value: props.value ?? 'true',
            label: <LabelText label={props.label} optional={props.optional} />,
            hint: props.hint,
          }}
          checked={props.checked ?? false}
          disabled={props.disabled}
          required={props.required}
          labelHidden={props.labelHidden}
          error={props.error}
        />
      </div>
    </div>
  );
}

interface CheckboxItemProps {
  id: string;
  name: string;
  option: CheckboxOption;
  checked: boolean;
  disabled?: boolean;
  required?: boolean;
  labelHidden?: boolean;
  error?: string;
}

function CheckboxItem({ id, name, option, checked, disabled, required, labelHidden, error }: CheckboxItemProps) {
  return (
    <>
      <div class="govuk-checkboxes__item">
        <input
          class="govuk-checkboxes__input"
          type="checkbox"
          id={id}
          name={name}
          value={option.value}
          checked={checked}
          required={required}
          disabled={disabled || option.disabled}
          aria-describedby={classNames(!!option.hint && `${id}-item-hint`, !!error && `${id}-error`)}
          aria-invalid={error ? 'true' : undefined}
        />
        <label class="govuk-label govuk-checkboxes__label" for={id}>
          {labelHidden ? <span class="govuk-visually-hidden">{option.label}</span> : option.label}
        </label>
        {option.hint && (
          <div id={`${id}-item-hint`} class="pv-choice-hint">
            {option.hint}
          </div>
        )}
      </div>
      {option.conditional && <div class="govuk-checkboxes__conditional">{option.conditional}</div>}
    </>
  );
}
