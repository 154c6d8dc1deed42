import type { ComponentChildren } from 'preact';
import { classNames } from '#ui/class-names.ts';
import { useWords } from '#ui/words.tsx';
import { describedBy, FieldGroup, type FieldProps } from './field.tsx';

/** Suggestions while typing: the address answers `GET {url}?q=…` with JSON `[{ value, label }]`. */
export interface Suggest {
  url: string;
  /** Name of the hidden field that receives the chosen `value`; it stays empty without script, so resolve the text too. */
  valueName: string;
  value?: string;
}

export interface TextInputProps extends FieldProps {
  value?: string;
  type?: 'text' | 'email' | 'tel' | 'url' | 'password' | 'search' | 'date' | 'time' | 'datetime-local' | 'month';
  autocomplete?: string;
  inputmode?: 'text' | 'decimal' | 'numeric' | 'tel' | 'email' | 'url' | 'search';
  spellcheck?: boolean;
  maxLength?: number;
  /** Width in characters, when the length of the answer is known. */
  width?: 2 | 3 | 4 | 5 | 10 | 20 | 30;
  prefix?: ComponentChildren;
  suffix?: ComponentChildren;
  suggest?: Suggest;
  readonly?: boolean;
  min?: string;
  max?: string;
}

/** One line of text. */
export function TextInput(props: TextInputProps) {
  const words = useWords();
  const input = (
    <input
      class={classNames(
        'govuk-input',
        props.width && `govuk-input--width-${props.width}`,
        !!props.error && 'govuk-input--error',
      )}
      id={props.id}
      name={props.name ?? props.id}
      type={(props.type ?? 'text') as 'text'}
      value={props.value}
      autocomplete={props.suggest ? 'off' : props.autocomplete}
      inputmode={props.inputmode}
      spellcheck={props.spellcheck}
      maxLength={props.maxLength}
      min={props.min}
      max={props.max}
      required={props.required}
      readOnly={props.readonly}
      disabled={props.disabled}
      aria-describedby={describedBy(props)}
      aria-invalid={props.error ? 'true' : undefined}
      data-suggest-url={props.suggest?.url}
      data-suggest-target={props.suggest ? `${props.id}-value` : undefined}
      data-suggest-results={props.suggest ? words.results : undefined}
      data-suggest-none={props.suggest ? words.noResults : undefined}
    />
  );
  const wrapped = props.prefix !== undefined || props.suffix !== undefined;
  return (
    <FieldGroup {...props}>
      {wrapped ? (
        <div class="govuk-input__wrapper">
          {props.prefix !== undefined && (
            <div class="govuk-input__prefix" aria-hidden="true">
              {props.prefix}
            </div>
          )}
          {input}
          {props.suffix !== undefined && (
            <div class="govuk-input__suffix" aria-hidden="true">
              {props.suffix}
            </div>
          )}
        </div>
      ) : (
        input
      )}
      {props.suggest && (
        <input
          type="hidden"
          id={`${props.id}-value`}
          name={props.suggest.valueName}
          value={props.suggest.value ?? ''}
        />
      )}
    </FieldGroup>
  );
}
