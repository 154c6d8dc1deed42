import type { RequestContext } from '#platform/http/context.ts';
import { Button } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import type { IdentityWeb } from '../../web/routes-parts.ts';
import type { ProviderName } from '../sign-in-provider.ts';
import { federationMessages as say } from './federation-messages.ts';

export const federationPaths = {
  franceconnect: { start: '/connexion/franceconnect', back: '/connexion/franceconnect/retour' },
  proconnect: { start: '/agents/connexion/proconnect', back: '/agents/connexion/proconnect/retour' },
} as const satisfies Record<ProviderName, { start: string; back: string }>;

const about = {
  franceconnect: 'https://franceconnect.gouv.fr/',
  proconnect: 'https://www.proconnect.gouv.fr/',
} as const satisfies Record<ProviderName, string>;

/**
 * The button of a provider with the words that it asks for, what it is, and a link to its own site; nothing when it is not
 * configured. In words only: the drawings of both are the State's.
 */
export function FederatedButton({
  context,
  web,
  provider,
  comeBackTo,
}: {
  context: RequestContext;
  web: IdentityWeb;
  provider: ProviderName;
  comeBackTo: string;
}) {
  if (web.parts.providers[provider] === undefined) return null;
  const { locale } = context;
  return (
    <section class="pv-federated" aria-label={say(locale, `button.${provider}`)}>
      <p class="govuk-body">{say(locale, `help.${provider}`)}</p>
      <Form action={federationPaths[provider].start} csrf={context.csrfToken()}>
        <input type="hidden" name="suite" value={comeBackTo} />
        <Button>{say(locale, `button.${provider}`)}</Button>
      </Form>
      <p class="govuk-body">
        <a class="govuk-link" href={about[provider]} rel="noopener">
          {say(locale, `what.${provider}`)}
        </a>
      </p>
      <h2 class="govuk-heading-m">{say(locale, 'or')}</h2>
    </section>
  );
}
