import type { RequestContext } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { openDuringMaintenance, type Result, type Route } from '#platform/http/route.ts';
import type { DossiersParts } from '../../../dossiers-parts.ts';
import { agentRoute } from '../../../effects/shared/agent-route.ts';
import { deskDraftRoutes } from '../counter/desk-routes.ts';
import { openInternalDesk } from './internal-desk.ts';
import { doOwnAct, openOwnDocument, rateOwn, sendOwnMessage, showOwn, showOwnAct } from './internal-dossier.tsx';
import { begin, showBegin, showInternalList } from './internal-list.tsx';
import { internalHref } from './internal-owner.ts';

/** What agents ask of their own authority: filed with the same forms, followed by whoever asked and nobody else. */
export function internalRoutes(parts: DossiersParts): Route[] {
  type Handler = (context: RequestContext, parts: DossiersParts, agent: AgentPrincipal) => Promise<Result>;
  const on = (name: string, method: Route['method'], path: string, handler: Handler): Route =>
    agentRoute(`agent-dossiers.${name}`, method, `${internalHref}${path}`, (context, agent) =>
      handler(context, parts, agent),
    );
  const dossier = '/dossiers/:dossier';
  return [
    on('internal', 'GET', '', showInternalList),
    on('internal-begin', 'GET', '/nouvelle/:procedure', showBegin),
    openDuringMaintenance(on('internal-send-begin', 'POST', '/nouvelle/:procedure', begin)),
    ...deskDraftRoutes(parts, 'agent-dossiers.internal-', `${internalHref}/brouillons/:draft`, (context, agent) =>
      openInternalDesk(context, parts, agent),
    ),
    on('internal-dossier', 'GET', dossier, (context, given, agent) => showOwn(context, given, agent)),
    { ...on('internal-message', 'POST', `${dossier}/messages`, sendOwnMessage), multipart: true },
    on('internal-rate', 'POST', `${dossier}/avis`, rateOwn),
    on('internal-document', 'GET', `${dossier}/documents/:document`, openOwnDocument),
    on('internal-act', 'GET', `${dossier}/actes/:transition`, (context, given, agent) =>
      showOwnAct(context, given, agent),
    ),
    on('internal-do-act', 'POST', `${dossier}/actes/:transition`, doOwnAct),
  ];
}
