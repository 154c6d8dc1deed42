import { type FormBody, single } from '#platform/http/context.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { TextInput } from '#ui/components/text-input.tsx';
import { findPasswordProblem } from '../domain/password-strength.ts';
import { identityMessages as say } from '../messages.ts';
import { type FormProblem, problemOf } from './form-problems.tsx';

/** A new password, twice; what was typed is never sent back. */
export function NewPasswordFields({
  locale,
  problems,
  label,
}: {
  locale: Locale;
  problems: readonly FormProblem[];
  label?: string;
}) {
  return (
    <>
      <TextInput
        id="new-password"
        type="password"
        label={label ?? say(locale, 'newPassword')}
        hint={say(locale, 'password.rules')}
        autocomplete="new-password"
        spellcheck={false}
        required
        error={problemOf(problems, 'new-password')}
      />
      <TextInput
        id="repeat-password"
        type="password"
        label={say(locale, 'repeatPassword')}
        autocomplete="new-password"
        spellcheck={false}
        required
        error={problemOf(problems, 'repeat-password')}
      />
    </>
  );
}

/** The new password, or what is wrong with it. */
export function readNewPassword(
  body: FormBody,
  locale: Locale,
  ownWords: readonly (string | undefined)[],
): { readonly password: string; readonly problems: readonly FormProblem[] } {
  const password = single(body, 'new-password');
  const problem = findPasswordProblem(password, ownWords);
  if (problem !== undefined)
    return { password, problems: [{ fieldId: 'new-password', message: say(locale, `error.${problem}`) }] };
  if (password !== single(body, 'repeat-password')) {
    return { password, problems: [{ fieldId: 'repeat-password', message: say(locale, 'error.password-different') }] };
  }
  return { password, problems: [] };
}

/** The present password, asked for before what matters. */
export function PresentPasswordField({ locale, problems }: { locale: Locale; problems: readonly FormProblem[] }) {
  return (
    <TextInput
      id="password"
      type="password"
      label={say(locale, 'presentPassword')}
      autocomplete="current-password"
      spellcheck={false}
      required
      error={problemOf(problems, 'password')}
    />
  );
}
