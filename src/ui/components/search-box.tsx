import type { ComponentChildren } from 'preact';
import { classNames } from '#ui/class-names.ts';
import { useWords } from '#ui/words.tsx';

export interface SearchBoxProps {
  id: string;
  /** Where the query goes, by `get`. */
  action: string;
  label: string;
  labelHidden?: boolean;
  name?: string;
  value?: string;
  placeholder?: string;
  buttonLabel?: string;
  /** The home page's own: larger, in the accent's band. */
  large?: boolean;
  suggestUrl?: string;
  /** Other parameters to keep. */
  keep?: Readonly<Record<string, string>>;
  children?: ComponentChildren;
}

/** A need in plain words. */
export function SearchBox(props: SearchBoxProps) {
  const words = useWords();
  return (
    <search>
      <form class={classNames('pv-search', props.large && 'pv-search--large')} action={props.action} method="get">
        {Object.entries(props.keep ?? {}).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <label class={classNames('pv-search__label', props.labelHidden && 'govuk-visually-hidden')} for={props.id}>
          {props.label}
        </label>
        <div class="pv-search__row">
          <input
            class="govuk-input pv-search__input"
            type="search"
            id={props.id}
            name={props.name ?? 'q'}
            value={props.value}
            placeholder={props.placeholder}
            autocomplete="off"
            enterKeyHint="search"
            data-suggest-url={props.suggestUrl}
            data-suggest-submit={props.suggestUrl ? '' : undefined}
            data-suggest-results={props.suggestUrl ? words.results : undefined}
            data-suggest-none={props.suggestUrl ? words.noResults : undefined}
          />
          <button class="govuk-button pv-search__button" type="submit">
            <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true" focusable="false">
              <path
                d="M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM15.5 15.5L21 21"
                fill="none"
                stroke="currentColor"
                stroke-width="2.5"
              />
            </svg>
            <span class="pv-search__word">{props.buttonLabel ?? words.search}</span>
          </button>
        </div>
        {props.children}
      </form>
    </search>
  );
}
