import type { ComponentChildren } from 'preact';
import { classNames } from '#ui/class-names.ts';
import { useWords } from '#ui/words.tsx';

export type ButtonTone = 'primary' | 'secondary' | 'warning' | 'link';

const toneClass: Record<ButtonTone, string> = {
  primary: 'govuk-button',
  secondary: 'govuk-button govuk-button--secondary',
  warning: 'govuk-button govuk-button--warning',
  link: 'pv-link-button',
};

export interface ButtonProps {
  children: ComponentChildren;
  /** One primary a page; "warning" for what cannot be undone. */
  tone?: ButtonTone;
  type?: 'submit' | 'button';
  id?: string;
  name?: string;
  value?: string;
  disabled?: boolean;
  /** Sends the form elsewhere than its own address. */
  formAction?: string;
  /** Saves without the browser's own checks (drafts, removals). */
  formNoValidate?: boolean;
  /** Id of the form, when the button stands outside it. */
  form?: string;
  /** Read instead of the visible text, which it must contain. */
  ariaLabel?: string;
  /** What the button does when script runs; hidden otherwise. */
  action?: 'print' | { copy: string };
}

/** A button that submits its form, unless told otherwise. */
export function Button(props: ButtonProps) {
  const words = useWords();
  const { action } = props;
  return (
    <button
      class={toneClass[props.tone ?? 'primary']}
      type={action ? 'button' : (props.type ?? 'submit')}
      id={props.id}
      name={props.name}
      value={props.value}
      form={props.form}
      formAction={props.formAction}
      formNoValidate={props.formNoValidate}
      disabled={props.disabled}
      aria-label={props.ariaLabel}
      hidden={action !== undefined}
      data-print={action === 'print' ? '' : undefined}
      data-copy={typeof action === 'object' ? action.copy : undefined}
      data-copied={typeof action === 'object' ? words.copied : undefined}
    >
      {props.children}
    </button>
  );
}

export interface LinkButtonProps {
  href: string;
  children: ComponentChildren;
  tone?: Exclude<ButtonTone, 'link'>;
  /** Adds the arrow of a first step. */
  start?: boolean;
  id?: string;
  download?: boolean;
}

/** A link that looks like a button: it leads somewhere and changes nothing. */
export function LinkButton(props: LinkButtonProps) {
  return (
    <a
      class={classNames(toneClass[props.tone ?? 'primary'], props.start && 'govuk-button--start')}
      href={props.href}
      id={props.id}
      download={props.download}
      draggable={false}
    >
      {props.children}
      {props.start && (
        <svg
          class="govuk-button__start-icon"
          width="18"
          height="18"
          viewBox="0 0 18 18"
          aria-hidden="true"
          focusable="false"
        >
          <path d="M3 9h11M9.5 4l5 5-5 5" fill="none" stroke="currentColor" stroke-width="2.5" />
        </svg>
      )}
    </a>
  );
}

/** Buttons side by side, the main one first. */
export function ButtonGroup({ children }: { children: ComponentChildren }) {
  return <div class="govuk-button-group">{children}</div>;
}
