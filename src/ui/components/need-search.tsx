import type { ComponentChildren } from 'preact';

export interface NeedSearchProps {
  id: string;
  /** Where the query goes, by `get`. */
  action: string;
  label: string;
  placeholder?: string;
  buttonLabel: string;
  /** A second field, beside the need on a wide screen and under it on a phone: where the visitor lives. */
  children?: ComponentChildren;
}

/** The home page's question, in a white sheet on the accent's band: a need in plain words, and where. */
export function NeedSearch(props: NeedSearchProps) {
  return (
    <search>
      <form class="pv-need" action={props.action} method="get">
        <div class="govuk-form-group pv-need__words">
          <label class="govuk-label govuk-label--s" for={props.id}>
            {props.label}
          </label>
          <input
            class="govuk-input"
            type="search"
            id={props.id}
            name="q"
            placeholder={props.placeholder}
            autocomplete="off"
            enterKeyHint="search"
          />
        </div>
        {props.children}
        <button class="govuk-button pv-need__button" type="submit">
          <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true" focusable="false">
            <path
              d="M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM15.5 15.5L21 21"
              fill="none"
              stroke="currentColor"
              stroke-width="2.5"
            />
          </svg>
          {props.buttonLabel}
        </button>
      </form>
    </search>
  );
}
