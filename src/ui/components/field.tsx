import type { ComponentChildren } from 'preact';
import { classNames } from '#ui/class-names.ts';
import { useWords } from '#ui/words.tsx';

export type LabelSize = 's' | 'm' | 'l' | 'xl';

/** What every field accepts. Ids derived from `id` are stable: `{id}`, `{id}-hint`, `{id}-error`. */
export interface FieldProps {
  id: string;
  /** Name in the form; the id when absent. */
  name?: string;
  label: ComponentChildren;
  /** Larger labels are for the only question of a page. */
  labelSize?: LabelSize;
  /** Wraps the label (or legend) in the page's `<h1>`. */
  labelIsHeading?: boolean;
  /** Keeps the label for screen readers only. */
  labelHidden?: boolean;
  hint?: ComponentChildren;
  /** Message shown above the field and read with it. */
  error?: string;
  /** Announced as required; say so in the page's introduction too. */
  required?: boolean;
  /** Adds "(facultatif)" to the label. */
  optional?: boolean;
  disabled?: boolean;
}

/** Ids of what describes a field, for `aria-describedby`; undefined when nothing does. */
export function describedBy(field: { id: string; hint?: unknown; error?: string }, ...others: (string | false)[]) {
  return classNames(...others, !!field.hint && `${field.id}-hint`, !!field.error && `${field.id}-error`);
}

/** Label text followed by "(facultatif)" when the field is optional. */
export function LabelText({ label, optional }: Pick<FieldProps, 'label' | 'optional'>) {
  const words = useWords();
  return (
    <>
      {label}
      {optional && <span class="pv-optional"> {words.optional}</span>}
    </>
  );
}

/** A field's hint; renders nothing without one. */
export function Hint({ id, children }: { id: string; children?: ComponentChildren }) {
  if (!children) return null;
  return (
    <div id={`${id}-hint`} class="govuk-hint">
      {children}
    </div>
  );
}

/** A field's error message; renders nothing without one. */
export function ErrorMessage({ id, message }: { id: string; message?: string }) {
  const words = useWords();
  if (!message) return null;
  return (
    <p id={`${id}-error`} class="govuk-error-message">
      <span class="govuk-visually-hidden">{words.errorPrefix}</span>
      {message}
    </p>
  );
}

/** Label, hint and error around one control. */
export function FieldGroup(props: FieldProps & { children: ComponentChildren; class?: string }) {
  const label = (
    <label
      for={props.id}
      class={classNames(
        'govuk-label',
        props.labelSize && `govuk-label--${props.labelSize}`,
        props.labelHidden && 'govuk-visually-hidden',
      )}
    >
      <LabelText label={props.label} optional={props.optional} />
    </label>
  );
  return (
    <div class={classNames('govuk-form-group', !!props.error && 'govuk-form-group--error', props.class)}>
      {props.labelIsHeading ? <h1 class="govuk-label-wrapper">{label}</h1> : label}
      <Hint id={props.id}>{props.hint}</Hint>
      <ErrorMessage id={props.id} message={props.error} />
      {props.children}
    </div>
  );
}
