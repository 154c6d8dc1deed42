import type { RequestContext } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { openDuringMaintenance, type Result, type Route } from '#platform/http/route.ts';
import type { DossiersParts } from '../../../dossiers-parts.ts';
import { agentRoute } from '../../../effects/shared/agent-route.ts';
import { begin, showBegin } from './counter-begin.tsx';
import { counterHref, openCounterDesk } from './counter-desk.tsx';
import { showFiled, showFiledAcknowledgement } from './counter-filed.tsx';
import { handOver, showHandOver } from './counter-hand-over.tsx';
import { showCounter } from './counter-list.tsx';
import { deskDraftRoutes, deskLongRoutes } from './desk-routes.ts';

/** Agents file for a resident who is at the counter or on the phone: the same form, without the resident's password. */
export function counterRoutes(parts: DossiersParts): Route[] {
  type Handler = (context: RequestContext, parts: DossiersParts, agent: AgentPrincipal) => Promise<Result>;
  const on = (name: string, method: Route['method'], path: string, handler: Handler): Route =>
    agentRoute(`agent-dossiers.${name}`, method, `${counterHref}${path}`, (context, agent) =>
      handler(context, parts, agent),
    );
  const draft = '/brouillons/:authority/:draft';
  const filed = '/deposees/:authority/:dossier';
  return [
    on('counter', 'GET', '', showCounter),
    on('counter-begin', 'GET', '/:authority/:procedure', showBegin),
    openDuringMaintenance(on('counter-send-begin', 'POST', '/:authority/:procedure', begin)),
    on('counter-hand-over', 'GET', `${draft}/remettre`, (context, given, agent) => showHandOver(context, given, agent)),
    { ...on('counter-send-hand-over', 'POST', `${draft}/remettre`, handOver), perMinute: 10 },
    ...deskLongRoutes(parts, 'agent-dossiers.counter-', `${counterHref}${draft}`, (context, agent) =>
      openCounterDesk(context, parts, agent),
    ),
    ...deskDraftRoutes(parts, 'agent-dossiers.counter-', `${counterHref}${draft}`, (context, agent) =>
      openCounterDesk(context, parts, agent),
    ),
    on('counter-filed', 'GET', filed, showFiled),
    on('counter-acknowledgement', 'GET', `${filed}/accuse.pdf`, showFiledAcknowledgement),
  ];
}
