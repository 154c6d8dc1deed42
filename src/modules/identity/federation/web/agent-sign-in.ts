import { type RequestContext, single } from '#platform/http/context.ts';
import { type Result, redirect } from '#platform/http/route.ts';
import { ownPath } from '../../domain/own-path.ts';
import { goOn, signingInAs } from '../../web/browser-session.ts';
import type { IdentityWeb } from '../../web/routes-parts.ts';
import { type ProvedClaims, SignInProviderError } from '../sign-in-provider.ts';
import { type AgentRefusal, linkProConnect, signInProConnect } from '../usecases/arrive-agent.ts';
import { getProvider, takeDeparture } from '../usecases/departures.ts';
import { agentLinkPath } from './agent-link.tsx';
import { federationMessages as say } from './federation-messages.ts';
import { departPage, failedPage, otherWaysPage } from './leave.tsx';

const home = '/agents';

export async function startProConnect(context: RequestContext, web: IdentityWeb): Promise<Result> {
  return departPage(context, web, {
    provider: 'proconnect',
    comeBackTo: ownPath(single(context.body, 'suite'), home),
    secondFactor: single(context.body, 'second-factor') === '1',
  });
}

/** The browser comes back from ProConnect. */
export async function finishProConnect(context: RequestContext, web: IdentityWeb): Promise<Result> {
  const { parts } = web;
  const provider = getProvider(parts, 'proconnect');
  const kept = await takeDeparture(parts, 'proconnect', context.visitorHash, context.query.state);
  if (kept === undefined) return failedPage(context, web, 'proconnect', 'invalid', home);
  try {
    const answer = new URL(kept.redirectUri);
    answer.search = new URL(context.url, kept.redirectUri).search;
    const proved = await provider.arrive(answer, kept);
    if (kept.linkFor !== undefined) return await finishLink(context, web, proved, kept.linkFor);
    const outcome = await signInProConnect(parts, proved, kept.comeBackTo, signingInAs(context, 'agent'));
    if (typeof outcome === 'string') return refusedPage(context, web, outcome, kept.comeBackTo);
    return goOn(context, 'agent', outcome);
  } catch (error) {
    if (error instanceof SignInProviderError)
      return failedPage(context, web, 'proconnect', error.problem, kept.comeBackTo);
    throw error;
  }
}

/** Only the very session that asked is linked. */
async function finishLink(
  context: RequestContext,
  web: IdentityWeb,
  proved: ProvedClaims,
  linkFor: Buffer,
): Promise<Result> {
  const { agent } = context;
  if (agent === undefined || !agent.sessionHash.equals(linkFor))
    return failedPage(context, web, 'proconnect', 'invalid', agentLinkPath);
  const refusal = await linkProConnect(web.parts, agent.agentId, proved);
  if (refusal !== undefined) return refusedPage(context, web, refusal, agentLinkPath);
  context.setFlash(say(context.locale, 'agent.linkDone'));
  return redirect(agentLinkPath);
}

function refusedPage(
  context: RequestContext,
  web: IdentityWeb,
  refusal: AgentRefusal,
  comeBackTo: string,
): Promise<Result> {
  return otherWaysPage(context, web, 'proconnect', {
    status: 409,
    message: say(context.locale, `agent.${refusal}`),
    comeBackTo,
    strong: refusal === 'second-factor',
    signInFirst: refusal === 'sign-in-first' ? agentLinkPath : undefined,
  });
}
