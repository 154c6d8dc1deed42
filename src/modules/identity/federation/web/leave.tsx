import { citizenPage } from '#modules/directory/index.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { page, type Result } from '#platform/http/route.ts';
import { Button, LinkButton } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { type IdentityWeb, nothingLeft, privatePage } from '../../web/routes-parts.ts';
import { type ProviderName, providerLabels, type SignInProblem, SignInProviderError } from '../sign-in-provider.ts';
import { departFor, type WantedDeparture } from '../usecases/departures.ts';
import { federationPaths } from './federated-button.tsx';
import { federationMessages as say } from './federation-messages.ts';

/**
 * Sends the browser to a provider by way of a page of ours. A redirect in answer to a form would be refused by
 * `form-action 'self'`, at every further hop of the provider's too; a page that leads on is no form.
 */
export async function leaveFor(
  context: RequestContext,
  web: IdentityWeb,
  url: string,
  provider: ProviderName,
  why: 'leave' | 'signOut' = 'leave',
): Promise<Result> {
  const { locale } = context;
  const names = { provider: providerLabels[provider] };
  const title = say(locale, `${why}.title`, names);
  const document = await citizenPage(context, web.site, {
    title,
    breadcrumbs: [],
    noIndex: true,
    children: (
      <div class="pv-prose">
        <PageHeading title={title} intro={say(locale, `${why}.body`, names)} />
        <LinkButton href={url}>{say(locale, `${why}.continue`, names)}</LinkButton>
      </div>
    ),
  });
  const left = why === 'signOut' ? nothingLeft : {};
  return page(document, { headers: { ...privatePage, ...left, refresh: `0; url=${url}` } });
}

/** Starts a sign-in or a link, or says why it cannot. */
export async function departPage(
  context: RequestContext,
  web: IdentityWeb,
  wanted: Omit<WantedDeparture, 'visitorHash' | 'redirectUri'>,
): Promise<Result> {
  const { provider } = wanted;
  try {
    const url = await departFor(web.parts, {
      ...wanted,
      visitorHash: context.ensureVisitor(),
      redirectUri: new URL(federationPaths[provider].back, context.origin).href,
    });
    return await leaveFor(context, web, url, provider);
  } catch (error) {
    if (error instanceof SignInProviderError)
      return failedPage(context, web, provider, error.problem, wanted.comeBackTo);
    throw error;
  }
}

const statusOf: Readonly<Record<SignInProblem, number>> = {
  unavailable: 503,
  'given-up': 200,
  weak: 400,
  invalid: 400,
};

/** The sign-in did not work: why, how to try again, and what else there is. */
export function failedPage(
  context: RequestContext,
  web: IdentityWeb,
  provider: ProviderName,
  problem: SignInProblem,
  comeBackTo: string,
): Promise<Result> {
  const names = { provider: providerLabels[provider] };
  return otherWaysPage(context, web, provider, {
    status: statusOf[problem],
    message: say(context.locale, `failed.${problem}`, names),
    comeBackTo,
  });
}

/** A page that says why somebody is not signed in, and leads to the other ways. */
export async function otherWaysPage(
  context: RequestContext,
  web: IdentityWeb,
  provider: ProviderName,
  why: {
    status: number;
    message: string;
    comeBackTo: string;
    strong?: boolean;
    /** Trying again comes to the same: another way in is needed once, which leads on to this path. */
    signInFirst?: string | undefined;
  },
): Promise<Result> {
  const { locale } = context;
  const names = { provider: providerLabels[provider] };
  const title = say(locale, 'failed.title', names);
  const suite = `?suite=${encodeURIComponent(why.comeBackTo)}`;
  const resident = provider === 'franceconnect';
  const document = await citizenPage(context, web.site, {
    title,
    breadcrumbs: [],
    noIndex: true,
    children: (
      <div class="pv-prose">
        <PageHeading title={title} intro={why.message} />
        {why.signInFirst !== undefined && (
          <LinkButton href={`/agents/connexion?suite=${encodeURIComponent(why.signInFirst)}`}>
            {say(locale, 'agent.signInFirst')}
          </LinkButton>
        )}
        {web.parts.providers[provider] !== undefined && why.signInFirst === undefined && (
          <Form action={federationPaths[provider].start} csrf={context.csrfToken()}>
            <input type="hidden" name="suite" value={why.comeBackTo} />
            {why.strong === true && <input type="hidden" name="second-factor" value="1" />}
            <Button>{say(locale, why.strong === true ? 'agent.strongAgain' : 'failed.again')}</Button>
          </Form>
        )}
        <h2 class="govuk-heading-m">{say(locale, 'failed.others')}</h2>
        <ul class="govuk-list">
          <li>
            <a class="govuk-link" href={(resident ? '/connexion' : '/agents/connexion') + suite}>
              {say(locale, 'failed.signIn')}
            </a>
          </li>
          {resident && (
            <>
              <li>
                <a class="govuk-link" href="/suivi">
                  {say(locale, 'failed.follow')}
                </a>
              </li>
              <li>
                <a class="govuk-link" href="/">
                  {say(locale, 'failed.procedures')}
                </a>
              </li>
            </>
          )}
        </ul>
      </div>
    ),
  });
  return page(document, { status: why.status, headers: privatePage });
}
