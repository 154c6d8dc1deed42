import { classNames } from '#ui/class-names.ts';
import { useWords } from '#ui/words.tsx';
import { describedBy, FieldGroup, type FieldProps } from './field.tsx';

export interface TextareaProps extends FieldProps {
  value?: string;
  rows?: number;
  /** Shows the limit, and counts down when script runs; the server checks it. */
  maxLength?: number;
  autocomplete?: string;
  spellcheck?: boolean;
  /** To be read and copied, not changed. */
  readonly?: boolean;
}

/** Several lines of text. */
export function Textarea(props: TextareaProps) {
  const words = useWords();
  const countId = `${props.id}-count`;
  return (
    <FieldGroup {...props}>
      <textarea
        class={classNames('govuk-textarea', !!props.error && 'govuk-textarea--error')}
        id={props.id}
        name={props.name ?? props.id}
        rows={props.rows ?? 5}
        autocomplete={props.autocomplete}
        spellcheck={props.spellcheck}
        required={props.required}
        disabled={props.disabled}
        readOnly={props.readonly}
        aria-describedby={describedBy(props, props.maxLength !== undefined && countId)}
        aria-invalid={props.error ? 'true' : undefined}
        data-max={props.maxLength}
      >
        {props.value}
      </textarea>
      {props.maxLength !== undefined && (
        <p
          id={countId}
          class="govuk-hint pv-count"
          data-remaining={words.remainingCharacters}
          data-excess={words.excessCharacters}
        >
          {words.maxCharacters.replace('%n', String(props.maxLength))}
        </p>
      )}
    </FieldGroup>
  );
}
