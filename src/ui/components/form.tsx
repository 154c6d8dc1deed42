import type { ComponentChildren } from 'preact';

/** Hidden proof that the form comes from this site; the name is `_csrf` unless told otherwise. */
export function CsrfField({ token, name = '_csrf' }: { token: string; name?: string }) {
  return <input type="hidden" name={name} value={token} />;
}

export interface FormProps {
  /** The page's own address when absent. */
  action?: string;
  method?: 'get' | 'post';
  /** Anti-forgery token; needed by every `post`. */
  csrf?: string;
  /** Makes a repeated submission harmless; sent as `_idempotency`. */
  idempotencyKey?: string;
  /** For forms with files. */
  multipart?: boolean;
  id?: string;
  ariaLabel?: string;
  autocomplete?: 'on' | 'off';
  children: ComponentChildren;
}

/**
 * A form checked by the server alone (`novalidate`): messages are the page's own, in its language.
 * With script, a second click on its button within a moment is ignored.
 */
export function Form(props: FormProps) {
  return (
    <form
      action={props.action}
      method={props.method ?? 'post'}
      encType={props.multipart ? 'multipart/form-data' : undefined}
      id={props.id}
      aria-label={props.ariaLabel}
      autocomplete={props.autocomplete}
      noValidate
    >
      {props.csrf !== undefined && <CsrfField token={props.csrf} />}
      {props.idempotencyKey !== undefined && <input type="hidden" name="_idempotency" value={props.idempotencyKey} />}
      {props.children}
    </form>
  );
}
