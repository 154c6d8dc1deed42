import type { VNode } from 'preact';
import { residentCookieName, signOut } from '#modules/identity/index.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import type { ResidentPrincipal } from '#platform/http/principals.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import { Button, ButtonGroup } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { claimsOf } from '../../domain/claims.ts';
import { scopesToAsk } from '../../domain/scopes.ts';
import { say } from '../../messages.ts';
import { paths } from '../../provider/configuration.ts';
import { getTurn, loginOf, type Turn } from '../../provider/turn.ts';
import { findResidentSignIn, type ResidentSignIn } from '../../queries/find-resident-sign-in.ts';
import { type ConnectedSite, findActiveSite } from '../../queries/find-site.ts';
import { giveConsent } from '../../usecases/consents.ts';
import { awaitNewSignIn } from '../../usecases/end-site-sessions.ts';
import { privatePage, type SingleSignOnWeb, turnPage } from '../frame.tsx';
import { HandedOver } from './handed-over.tsx';
import { SaidBySite } from './said-by-site.tsx';

/** A site has sent its visitor: they sign in, confirm who they are, or are asked whether they agree. */
export async function showTurn(context: RequestContext, web: SingleSignOnWeb): Promise<Result> {
  const { turn, site } = await turnAndSite(context, web);
  const { resident } = context;
  if (resident === undefined) {
    context.setFlash(say(context.locale, 'signInFor', { site: site.name }));
    return redirect(`/connexion?suite=${encodeURIComponent(`${turnPath(turn)}?apres=connexion`)}`);
  }
  // Somebody else has signed in meanwhile: the request is made again, for them.
  if (turn.accountId !== undefined && turn.accountId !== resident.accountId) return goOn(context, turn, turn.again);
  const signIn = await findResidentSignIn(web.parts.platform.database.open, resident.sessionHash);
  if (signIn === undefined) throw new NotFoundError('sign-in-request-ended');
  if (turn.prompt === 'login') {
    if (!isEnough(turn, signIn)) return page(await againPage(context, web, { turn, site, resident, signIn }), noStore);
    await turn.answer(loginOf(resident, signIn));
    return goOn(context, turn, turn.goesOnAt);
  }
  return page(await consentPage(context, web, { turn, site, resident }), noStore);
}

/** The person agrees or refuses. */
export async function submitTurn(context: RequestContext, web: SingleSignOnWeb): Promise<Result> {
  const { turn, site } = await turnAndSite(context, web);
  const { resident } = context;
  if (single(context.body, 'answer') !== 'accept') {
    await turn.answer({ error: 'access_denied', error_description: 'the person refused' });
    return redirect(`${turnPath(turn)}/suite`);
  }
  const own = resident !== undefined && (turn.accountId === undefined || turn.accountId === resident.accountId);
  if (!own || turn.prompt !== 'consent') return redirect(turnPath(turn));
  await giveConsent(web.parts, resident.accountId, site.id, allowed(turn, site));
  await turn.answer({ consent: {} });
  return redirect(`${turnPath(turn)}/suite`);
}

/** Signs out here, to sign in again for the site. */
export async function submitAgain(context: RequestContext, web: SingleSignOnWeb): Promise<Result> {
  const { turn } = await turnAndSite(context, web);
  const token = context.cookie(residentCookieName);
  if (token !== undefined && context.resident !== undefined) {
    await awaitNewSignIn(web.parts, context.resident.sessionHash);
    await signOut(web.parts.identity.parts, token);
    context.clearCookie(residentCookieName);
  }
  return redirect(`/connexion?suite=${encodeURIComponent(`${turnPath(turn)}?apres=connexion`)}`);
}

/**
 * The way back to the protocol, by a page that goes on by itself: our forms may lead nowhere but here (`form-action`), and
 * browsers hold that against a redirect that follows a form, however far.
 */
export async function showGoOn(context: RequestContext, web: SingleSignOnWeb): Promise<Result> {
  const { turn, site } = await turnAndSite(context, web);
  const to = context.query.refaire === undefined ? turn.goesOnAt : turn.again;
  const title = say(context.locale, 'passOn.title');
  const document = await turnPage(
    context,
    web,
    title,
    <>
      <PageHeading title={title} />
      <p class="govuk-body">{say(context.locale, 'passOn.body', { site: site.name })}</p>
      <p class="govuk-body">
        <a class="govuk-link" href={to}>
          {say(context.locale, 'passOn.continue')}
        </a>
      </p>
    </>,
  );
  return page(document, { headers: { ...privatePage, refresh: `0; url=${to}` } });
}

const noStore = { headers: privatePage };

function turnPath(turn: Turn): string {
  return `${paths.turn}/${turn.uid}`;
}

async function turnAndSite(
  context: RequestContext,
  web: SingleSignOnWeb,
): Promise<{ turn: Turn; site: ConnectedSite }> {
  const turn = await getTurn(web.pool, context);
  const site = await findActiveSite(web.parts.platform.database.open, turn.siteId);
  if (site === undefined) throw new NotFoundError('sign-in-request-ended');
  return { turn, site };
}

/** After a form (the sign-in's) by the page in between; at once otherwise. */
function goOn(context: RequestContext, turn: Turn, to: string): Result {
  if (context.query.apres === undefined) return redirect(to);
  return redirect(`${turnPath(turn)}/suite${to === turn.again ? '?refaire=1' : ''}`);
}

/** Whether this sign-in answers what the site asked: a new one, or one that is recent, safe, of the expected person. */
function isEnough(turn: Turn, signIn: ResidentSignIn): boolean {
  if (turn.reasons.every((reason) => reason === 'no_session')) return true;
  return signIn.at.getTime() >= turn.since.getTime();
}

/** Of what was asked, what the site may have. */
function allowed(turn: Turn, site: ConnectedSite) {
  return scopesToAsk(turn.scope).filter((scope) => site.scopes.has(scope));
}

interface Asked {
  readonly turn: Turn;
  readonly site: ConnectedSite;
  readonly resident: ResidentPrincipal;
}

function againPage(
  context: RequestContext,
  web: SingleSignOnWeb,
  { turn, site, resident }: Asked & { readonly signIn: ResidentSignIn },
): Promise<VNode> {
  const { locale } = context;
  const title = say(locale, 'again.title');
  const another = turn.reasons.some((reason) => !['login_prompt', 'max_age', 'no_session'].includes(reason));
  const csrf = context.csrfToken();
  return turnPage(
    context,
    web,
    title,
    <>
      <PageHeading
        title={title}
        intro={
          another
            ? say(locale, 'again.other', { site: site.name, name: resident.label })
            : say(locale, 'again.body', { site: site.name })
        }
      />
      <Form action={`${turnPath(turn)}/identite`} csrf={csrf}>
        <Button>{say(locale, 'again.submit')}</Button>
      </Form>
      <Form action={turnPath(turn)} csrf={csrf}>
        <Button tone="secondary" name="answer" value="refuse">
          {say(locale, 'consent.refuse')}
        </Button>
      </Form>
    </>,
  );
}

async function consentPage(
  context: RequestContext,
  web: SingleSignOnWeb,
  { turn, site, resident }: Asked,
): Promise<VNode> {
  const { locale } = context;
  const { identity, directory } = web.parts;
  const scopes = allowed(turn, site);
  const [authority, profile, household] = await Promise.all([
    directory.getAuthority(site.authorityId),
    identity.getProfile(resident.accountId),
    scopes.includes('family') ? identity.listHousehold(resident.accountId) : [],
  ]);
  const title = say(locale, 'consent.title', { site: site.name });
  return turnPage(
    context,
    web,
    title,
    <>
      <PageHeading title={title} intro={say(locale, 'consent.intro', { authority: authority.name })} />
      <p class="govuk-body">
        <SaidBySite locale={locale} french={site.purpose} english={site.english.purpose} />
      </p>
      <p class="govuk-body">{say(locale, 'consent.as', { name: resident.label })}</p>
      <HandedOver locale={locale} scopes={scopes} site={site} claims={claimsOf(profile, household)} />
      <p class="govuk-body">
        <a class="govuk-link" href={site.privacyUrl} rel="noreferrer">
          {say(locale, 'consent.privacy', { site: site.name })}
        </a>
      </p>
      <p class="govuk-body">{say(locale, 'consent.remembered')}</p>
      <Form action={turnPath(turn)} csrf={context.csrfToken()}>
        <ButtonGroup>
          <Button name="answer" value="accept">
            {say(locale, 'consent.accept')}
          </Button>
          <Button tone="secondary" name="answer" value="refuse">
            {say(locale, 'consent.refuse')}
          </Button>
        </ButtonGroup>
      </Form>
    </>,
  );
}
