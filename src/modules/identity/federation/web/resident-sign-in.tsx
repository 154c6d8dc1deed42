import { citizenPage } from '#modules/directory/index.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import { Button, LinkButton } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import { Notification } from '#ui/components/notification.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { normalizeEmail } from '../../domain/contact-details.ts';
import { ownPath } from '../../domain/own-path.ts';
import { goOn, signingInAs } from '../../web/browser-session.ts';
import { FormPage, type FormProblem, problemOf, titleOf } from '../../web/form-problems.tsx';
import { emailProblems } from '../../web/resident/sign-up.tsx';
import { type IdentityWeb, privatePage } from '../../web/routes-parts.ts';
import { SignInProviderError } from '../sign-in-provider.ts';
import {
  AlreadyLinkedError,
  type Arrival,
  createArrivedAccount,
  findArrival,
  forgetArrival,
  linkArrival,
  readArrival,
  signInArrival,
} from '../usecases/arrive-resident.ts';
import { getProvider, takeDeparture } from '../usecases/departures.ts';
import { federationMessages as say } from './federation-messages.ts';
import { departPage, failedPage, otherWaysPage } from './leave.tsx';
import { linkPath } from './resident-link.tsx';
import { VerifiedIdentityList } from './verified-identity-list.tsx';

const home = '/mon-espace';
export const firstTimePath = '/connexion/franceconnect/premiere-fois';

export async function startFranceConnect(context: RequestContext, web: IdentityWeb): Promise<Result> {
  const comeBackTo = ownPath(single(context.body, 'suite'), home);
  return departPage(context, web, { provider: 'franceconnect', comeBackTo });
}

/** The browser comes back from FranceConnect. */
export async function finishFranceConnect(context: RequestContext, web: IdentityWeb): Promise<Result> {
  const { parts } = web;
  const provider = getProvider(parts, 'franceconnect');
  const { visitorHash } = context;
  const kept = await takeDeparture(parts, 'franceconnect', visitorHash, context.query.state);
  if (kept === undefined || visitorHash === undefined)
    return failedPage(context, web, 'franceconnect', 'invalid', home);
  try {
    const answer = new URL(kept.redirectUri);
    answer.search = new URL(context.url, kept.redirectUri).search;
    const arrival = readArrival(parts, await provider.arrive(answer, kept), kept.comeBackTo);
    if (kept.linkFor !== undefined) return await finishLink(context, web, arrival, visitorHash, kept.linkFor);
    const completion = await signInArrival(parts, arrival, visitorHash, signingInAs(context, 'resident'));
    return completion === undefined ? redirect(firstTimePath) : goOn(context, 'resident', completion);
  } catch (error) {
    if (error instanceof SignInProviderError)
      return failedPage(context, web, 'franceconnect', error.problem, kept.comeBackTo);
    throw error;
  }
}

/** Only the very session that asked is linked: somebody else may have signed in meanwhile. */
async function finishLink(
  context: RequestContext,
  web: IdentityWeb,
  arrival: Arrival,
  visitorHash: Buffer,
  linkFor: Buffer,
): Promise<Result> {
  const { resident } = context;
  if (resident === undefined || !resident.sessionHash.equals(linkFor))
    return failedPage(context, web, 'franceconnect', 'invalid', linkPath);
  try {
    await linkArrival(web.parts, resident, arrival, visitorHash);
  } catch (error) {
    if (!(error instanceof AlreadyLinkedError)) throw error;
    return otherWaysPage(context, web, 'franceconnect', {
      status: 409,
      message: say(context.locale, 'link.elsewhere'),
      comeBackTo: linkPath,
    });
  }
  context.setFlash(say(context.locale, 'link.done'));
  return redirect(linkPath);
}

export async function showFirstTime(context: RequestContext, web: IdentityWeb): Promise<Result> {
  if (context.resident !== undefined) return redirect(linkPath);
  const arrival = await findArrival(web.parts, context.visitorHash);
  if (arrival === undefined) return redirect('/connexion');
  return firstTimePage(context, web, arrival, arrival.email ?? '', [], 200);
}

export async function submitFirstTime(context: RequestContext, web: IdentityWeb): Promise<Result> {
  const { visitorHash } = context;
  const arrival = await findArrival(web.parts, visitorHash);
  if (arrival === undefined || visitorHash === undefined) return redirect('/connexion');
  const typed = single(context.body, 'email').slice(0, 254);
  const email = normalizeEmail(typed);
  const problems = emailProblems(context, typed, email);
  if (problems.length > 0 || email === undefined) return firstTimePage(context, web, arrival, typed, problems, 422);
  try {
    const wanted = { email, locale: context.locale };
    const browser = signingInAs(context, 'resident');
    const completion = await createArrivedAccount(web.parts, visitorHash, arrival, wanted, browser);
    return completion === undefined ? redirect('/connexion') : goOn(context, 'resident', completion);
  } catch (error) {
    // Sent twice: the account is there.
    if (error instanceof AlreadyLinkedError) return redirect('/connexion');
    throw error;
  }
}

export async function submitForget(context: RequestContext, web: IdentityWeb): Promise<Result> {
  const { visitorHash } = context;
  if (visitorHash !== undefined) await forgetArrival(web.parts.platform.database.open, visitorHash);
  context.setFlash(say(context.locale, 'first.forgotten'));
  return redirect('/connexion');
}

/** The same page for everybody: whether somebody has an account is never told, to the owner of an address least of all. */
async function firstTimePage(
  context: RequestContext,
  web: IdentityWeb,
  arrival: Arrival,
  email: string,
  problems: readonly FormProblem[],
  status: number,
): Promise<Result> {
  const { locale } = context;
  const csrf = context.csrfToken();
  const title = say(locale, 'first.title');
  const document = await citizenPage(context, web.site, {
    title: titleOf(locale, title, problems),
    breadcrumbs: [],
    noIndex: true,
    children: (
      <FormPage title={title} intro={say(locale, 'first.intro')} problems={problems}>
        {arrival.helper !== undefined && (
          <Notification tone="important">
            <p>{say(locale, 'first.helper')}</p>
          </Notification>
        )}
        <VerifiedIdentityList identity={arrival.identity} locale={locale} />
        <h2 class="govuk-heading-m">{say(locale, 'first.yes')}</h2>
        <p class="govuk-body">{say(locale, 'first.yesBody')}</p>
        <LinkButton tone="secondary" href={`/connexion?suite=${encodeURIComponent(linkPath)}`}>
          {say(locale, 'first.yesAction')}
        </LinkButton>
        <h2 class="govuk-heading-m">{say(locale, 'first.no')}</h2>
        <p class="govuk-body">{say(locale, 'first.noBody')}</p>
        <Form action={firstTimePath} csrf={csrf}>
          <TextInput
            id="email"
            type="email"
            label={say(locale, 'first.email')}
            hint={say(locale, 'first.emailHint')}
            autocomplete="email"
            spellcheck={false}
            required
            value={email}
            error={problemOf(problems, 'email')}
          />
          <Button>{say(locale, 'first.noAction')}</Button>
        </Form>
        <Form action={`${firstTimePath}/oublier`} csrf={csrf}>
          <Button tone="link">{say(locale, 'first.notMe')}</Button>
        </Form>
      </FormPage>
    ),
  });
  return page(document, { status, headers: privatePage });
}
