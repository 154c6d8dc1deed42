import type { ComponentChildren } from 'preact';
import { classNames } from '#ui/class-names.ts';
import type { LabelSize } from './field.tsx';

export interface FieldsetProps {
  legend: ComponentChildren;
  legendSize?: LabelSize;
  legendIsHeading?: boolean;
  legendHidden?: boolean;
  describedBy?: string;
  role?: 'group' | 'radiogroup';
  children: ComponentChildren;
}

/** Fields that answer one question together. */
export function Fieldset(props: FieldsetProps) {
  return (
    <fieldset class="govuk-fieldset" role={props.role} aria-describedby={props.describedBy}>
      <legend
        class={classNames(
          'govuk-fieldset__legend',
          props.legendSize && `govuk-fieldset__legend--${props.legendSize}`,
          props.legendHidden && 'govuk-visually-hidden',
        )}
      >
        {props.legendIsHeading ? <h1 class="govuk-fieldset__heading">{props.legend}</h1> : props.legend}
      </legend>
      {props.children}
    </fieldset>
  );
}
