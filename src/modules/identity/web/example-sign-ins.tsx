import type { Locale } from '#platform/i18n/text.ts';
import { InsetText } from '#ui/components/inset-text.tsx';
import { identityMessages as say } from '../messages.ts';
import type { ExampleSignIn } from './routes-parts.ts';

/** Who one may be in a demonstration; renders nothing otherwise. */
export function ExampleSignIns({
  locale,
  examples,
  shown,
}: {
  locale: Locale;
  examples: readonly ExampleSignIn[];
  shown: boolean;
}) {
  if (!shown || examples.length === 0) return null;
  const [password, ...others] = new Set(examples.map((example) => example.password));
  return (
    <InsetText>
      <h2 class="govuk-heading-s">{say(locale, 'signIn.examples')}</h2>
      <ul class="govuk-list">
        {examples.map((example) => (
          <li key={example.email}>
            <code>{example.email}</code>
            <br />
            <span class="pv-muted">{example.label}</span>
            {others.length > 0 && (
              <>
                , {say(locale, 'signIn.examplePassword')} <code>{example.password}</code>
              </>
            )}
          </li>
        ))}
      </ul>
      {others.length === 0 && (
        <p>
          {say(locale, 'signIn.exampleShared')} <code>{password}</code>
        </p>
      )}
    </InsetText>
  );
}
