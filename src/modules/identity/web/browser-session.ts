import type { RequestContext } from '#platform/http/context.ts';
import { type Result, redirect } from '#platform/http/route.ts';
import { signInTerms } from '../domain/sign-in-terms.ts';
import type { Hat } from '../owner.ts';
import type { Completion, SignedIn, SigningIn } from '../usecases/complete-sign-in.ts';
import type { NewSession } from '../usecases/open-session.ts';
import type { PasskeySite } from '../usecases/passkeys.ts';
import { hatPaths, setUpPath } from './hats.ts';
import type { IdentityWeb } from './routes-parts.ts';

const browserCookie = 'parvis_browser';
const pendingCookies = { resident: 'parvis_pending', agent: 'parvis_agent_pending' } as const satisfies Record<
  Hat,
  string
>;
/** As long as browsers keep a cookie. */
const browserKnownFor = 400 * 24 * 3600;

/** Who asks, as a sign-in needs to know. */
export function signingInAs(context: RequestContext, hat: Hat): SigningIn {
  return {
    ip: context.ip,
    userAgent: context.userAgent,
    formerToken: context.cookie(hatPaths[hat].cookie),
    browserToken: context.cookie(browserCookie),
  };
}

export function giveSession(context: RequestContext, hat: Hat, session: NewSession): void {
  context.setCookie(
    hatPaths[hat].cookie,
    session.token,
    session.maxAgeSeconds === undefined ? {} : { maxAgeSeconds: session.maxAgeSeconds },
  );
}

/** Where the browser goes after a right first step: its page, the second factor, or the setting up of one. */
export function goOn(context: RequestContext, hat: Hat, completion: Completion): Result {
  if (completion.kind === 'signed-in') return redirect(welcome(context, completion));
  context.setCookie(pendingCookies[hat], completion.pending, { maxAgeSeconds: signInTerms.pending / 1000 });
  return redirect(completion.kind === 'set-up' ? setUpPath : hatPaths[hat].secondFactor);
}

/** Gives the browser its session. @returns where it goes now */
export function welcome(
  context: RequestContext,
  { owner, session, browserToken, authorities, comeBackTo }: SignedIn,
): string {
  giveSession(context, owner.hat, session);
  context.setCookie(browserCookie, browserToken, { maxAgeSeconds: browserKnownFor });
  context.clearCookie(pendingCookies[owner.hat]);
  return authorities.length > 1 ? `/agents/collectivite?suite=${encodeURIComponent(comeBackTo)}` : comeBackTo;
}

/** The secret of the sign-in that waits for its second step. */
export function pendingOf(context: RequestContext, hat: Hat): string | undefined {
  const pending = context.cookie(pendingCookies[hat]);
  return pending !== undefined && /^[\w-]{43}$/.test(pending) ? pending : undefined;
}

/** The site for which passkeys are made, by the name that residents type. */
export async function passkeySite(context: RequestContext, web: IdentityWeb): Promise<PasskeySite> {
  const { name } = await web.parts.directory.getTerritory();
  return { origin: new URL(context.origin).origin, name: name[context.locale] ?? name.fr };
}
