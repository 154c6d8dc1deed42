import type { RequestContext } from '#platform/http/context.ts';
import { agentCookieName, residentCookieName } from '../sessions.ts';
import type { NewSession } from '../usecases/open-session.ts';
import type { SigningIn } from '../usecases/sign-in.ts';

/** Who asks, as a sign-in needs to know. */
export function signingInAs(context: RequestContext, hat: 'resident' | 'agent'): SigningIn {
  const formerToken = context.cookie(hat === 'resident' ? residentCookieName : agentCookieName);
  return { ip: context.ip, userAgent: context.userAgent, ...(formerToken === undefined ? {} : { formerToken }) };
}

export function giveSession(context: RequestContext, hat: 'resident' | 'agent', session: NewSession): void {
  const name = hat === 'resident' ? residentCookieName : agentCookieName;
  context.setCookie(
    name,
    session.token,
    session.maxAgeSeconds === undefined ? {} : { maxAgeSeconds: session.maxAgeSeconds },
  );
}
