import type { ComponentChildren } from 'preact';
import type { Locale } from '#platform/i18n/text.ts';
import { Button, type ButtonTone } from '#ui/components/button.tsx';
import { CsrfField } from '#ui/components/form.tsx';
import { signInMessages as say } from '../sign-in-messages.ts';

/** Name of the bundled script that fills these forms in. */
export const passkeyIsland = 'passkey';

/**
 * A form whose answer is given by a passkey. Hidden until script shows it, since browsers know passkeys by script only;
 * without script a line says so.
 */
export function PasskeyForm(props: {
  locale: Locale;
  /** Uses a passkey, or makes one. */
  kind: 'get' | 'create';
  action: string;
  /** Gives what the passkey is to answer, as JSON. */
  challenge: string;
  csrf: string;
  label: string;
  tone?: ButtonTone;
  comeBackTo?: string;
  children?: ComponentChildren;
}) {
  return (
    <>
      <form
        action={props.action}
        method="post"
        noValidate
        hidden
        data-passkey={props.kind}
        data-challenge={props.challenge}
        data-failed={say(props.locale, 'passkey.failed')}
      >
        <CsrfField token={props.csrf} />
        <input type="hidden" name="answer" value="" />
        {props.comeBackTo !== undefined && <input type="hidden" name="suite" value={props.comeBackTo} />}
        {props.children}
        <p class="govuk-error-message" role="status" />
        <Button tone={props.tone ?? 'secondary'}>{props.label}</Button>
      </form>
      <noscript>
        <p class="govuk-hint">{say(props.locale, 'passkey.noScript')}</p>
      </noscript>
    </>
  );
}
