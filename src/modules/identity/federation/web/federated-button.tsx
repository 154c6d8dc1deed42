import type { RequestContext } from '#platform/http/context.ts';
import { Form } from '#ui/components/form.tsx';
import type { IdentityWeb } from '../../web/routes-parts.ts';
import { type ProviderName, providerLabels } from '../sign-in-provider.ts';
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
 * configured. In their blue, with a drawing of our own: their logos are the State's, and not to be copied or changed.
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
  const name = providerLabels[provider];
  const act = say(locale, `button.${provider}`).replace(name, '').trim();
  return (
    <section class="pv-federated" aria-label={say(locale, `button.${provider}`)}>
      <p class="govuk-body">{say(locale, `help.${provider}`)}</p>
      <Form action={federationPaths[provider].start} csrf={context.csrfToken()}>
        <input type="hidden" name="suite" value={comeBackTo} />
        <button class="pv-connect" type="submit">
          <KeyDrawing />
          <span>
            <span class="pv-connect__act">{act}</span> <strong class="pv-connect__name">{name}</strong>
          </span>
        </button>
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

function KeyDrawing() {
  return (
    <svg class="pv-connect__drawing" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false">
      <path
        d="M14.7 14A6 6 0 1 0 14.7 18H20v4h4v-4h4v-4Z"
        fill="none"
        stroke="currentColor"
        stroke-width="2.25"
        stroke-linejoin="round"
      />
      <circle cx="9" cy="16" r="1.75" fill="currentColor" />
    </svg>
  );
}
