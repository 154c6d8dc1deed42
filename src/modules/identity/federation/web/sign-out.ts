import { newToken } from '#platform/crypto/ids.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { type Result, redirect } from '#platform/http/route.ts';
import { type IdentityWeb, nothingLeft } from '../../web/routes-parts.ts';
import { type ProviderName, providerLabels } from '../sign-in-provider.ts';
import { planSignOut, type SignOutElsewhere } from '../usecases/federated-session.ts';
import { federationMessages as say } from './federation-messages.ts';
import { leaveFor } from './leave.tsx';

export const signedOutPath = '/deconnexion/retour';
const stateCookie = 'parvis_sign_out';

export interface PlannedSignOut {
  readonly plan: SignOutElsewhere;
  readonly state: string;
}

/** To be asked before the session ends here. */
export async function planFederatedSignOut(
  context: RequestContext,
  web: IdentityWeb,
  token: string,
): Promise<PlannedSignOut | undefined> {
  const state = newToken();
  const returnTo = new URL(signedOutPath, context.origin).href;
  const plan = await planSignOut(web.parts, token, { returnTo, state });
  return plan && { plan, state };
}

/** The session has ended here: it goes on ending at the provider, when that one can be told. */
export async function signOutElsewhere(
  context: RequestContext,
  web: IdentityWeb,
  { plan, state }: PlannedSignOut,
): Promise<Result> {
  const { provider } = plan;
  if (plan.kind === 'unreachable') {
    context.setFlash(say(context.locale, 'signOut.unreachable', { provider: providerLabels[provider] }));
    return redirect(afterwards[provider], nothingLeft);
  }
  context.setCookie(stateCookie, `${provider}.${state}`, { maxAgeSeconds: 600 });
  return leaveFor(context, web, plan.url, provider, 'signOut');
}

const afterwards = { franceconnect: '/', proconnect: '/agents/connexion' } as const satisfies Record<
  ProviderName,
  string
>;

/** The browser comes back from the provider. Whoever comes without having been sent is told nothing. */
export function finishSignOut(context: RequestContext): Result {
  const [provider, state] = (context.cookie(stateCookie) ?? '').split('.', 2);
  if ((provider !== 'franceconnect' && provider !== 'proconnect') || state !== context.query.state)
    return redirect('/');
  context.clearCookie(stateCookie);
  context.setFlash(say(context.locale, 'signOut.done', { provider: providerLabels[provider] }));
  return redirect(afterwards[provider]);
}
