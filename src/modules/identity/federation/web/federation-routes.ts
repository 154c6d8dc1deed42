import type { RequestContext } from '#platform/http/context.ts';
import type { Access, Result, Route } from '#platform/http/route.ts';
import type { IdentityWeb } from '../../web/routes-parts.ts';
import { agentLinkPath, showAgentLink, submitAgentLink, submitAgentUnlink } from './agent-link.tsx';
import { finishProConnect, startProConnect } from './agent-sign-in.ts';
import { federationPaths } from './federated-button.tsx';
import { rulesPath, showRules, submitRules, submitUnlinkAgent } from './proconnect-rules.tsx';
import { linkPath, showLink, submitLink, submitUnlink } from './resident-link.tsx';
import {
  finishFranceConnect,
  firstTimePath,
  showFirstTime,
  startFranceConnect,
  submitFirstTime,
  submitForget,
} from './resident-sign-in.tsx';
import { finishSignOut, signedOutPath } from './sign-out.ts';

type Handler = (context: RequestContext, web: IdentityWeb) => Promise<Result> | Result;

/** A whole town hall may sign in behind one address. */
const perMinute = 60;

/** Signing in with FranceConnect and ProConnect. */
export function federationRoutes(web: IdentityWeb): Route[] {
  const route = (method: Route['method'], id: string, path: string, access: Access, handle: Handler): Route => ({
    id: `identity.${id}`,
    method,
    path,
    access,
    perMinute,
    handle: (context) => handle(context, web),
  });
  const { franceconnect, proconnect } = federationPaths;
  return [
    route('POST', 'start-franceconnect', franceconnect.start, 'public', startFranceConnect),
    route('GET', 'finish-franceconnect', franceconnect.back, 'visitor', finishFranceConnect),
    route('GET', 'franceconnect-first-time', firstTimePath, 'visitor', showFirstTime),
    route('POST', 'submit-franceconnect-first-time', firstTimePath, 'visitor', submitFirstTime),
    route('POST', 'forget-franceconnect', `${firstTimePath}/oublier`, 'visitor', submitForget),
    route('GET', 'franceconnect', linkPath, 'resident', showLink),
    route('POST', 'link-franceconnect', `${linkPath}/relier`, 'resident', submitLink),
    route('POST', 'unlink-franceconnect', `${linkPath}/delier`, 'resident', submitUnlink),
    route('GET', 'finish-sign-out', signedOutPath, 'public', finishSignOut),

    route('POST', 'start-proconnect', proconnect.start, 'public', startProConnect),
    route('GET', 'finish-proconnect', proconnect.back, 'visitor', finishProConnect),
    route('GET', 'proconnect', agentLinkPath, 'agent', showAgentLink),
    route('POST', 'link-proconnect', `${agentLinkPath}/relier`, 'agent', submitAgentLink),
    route('POST', 'unlink-proconnect', `${agentLinkPath}/delier`, 'agent', submitAgentUnlink),
    route('GET', 'proconnect-rules', rulesPath, 'administrator', showRules),
    route('POST', 'change-proconnect-rules', rulesPath, 'administrator', submitRules),
    route('POST', 'unlink-agent-proconnect', `${rulesPath}/delier`, 'administrator', submitUnlinkAgent),
  ];
}
