import type { RequestContext } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { openDuringMaintenance, type Result, type Route } from '#platform/http/route.ts';
import type { DossiersParts } from '../../../dossiers-parts.ts';
import { agentRoute } from '../../../effects/shared/agent-route.ts';
import { erase, goOn, openDraftDocument, send, sendPage, showCheck, showPage } from './desk-draft.tsx';
import type { DeskFiling, OpenDesk } from './desk-filing.ts';
import { longPage, sendLong, showLong } from './desk-long.tsx';

/**
 * The pages of a draft that is filled in from the desk, at `base` (which ends with `:draft`). Every request asks `open`
 * again for the right to it.
 * @param name what the ids of the routes begin with: `{name}draft`, `{name}check`…
 */
export function deskDraftRoutes(parts: DossiersParts, name: string, base: string, open: OpenDesk): Route[] {
  type Handler = (context: RequestContext, parts: DossiersParts, desk: DeskFiling) => Promise<Result>;
  const on = (id: string, method: Route['method'], path: string, handler: Handler): Route =>
    agentRoute(`${name}${id}`, method, `${base}${path}`, async (context: RequestContext, agent: AgentPrincipal) =>
      handler(context, parts, await open(context, agent)),
    );
  return [
    on('draft', 'GET', '', goOn),
    on('check', 'GET', '/verifier', showCheck),
    { ...on('send', 'POST', '/verifier', send), duringMaintenance: 'closed-with-draft' },
    openDuringMaintenance(on('erase', 'POST', '/effacer', erase)),
    on('draft-document', 'GET', '/documents/:document', openDraftDocument),
    on('page', 'GET', '/:page', showPage),
    openDuringMaintenance({ ...on('send-page', 'POST', '/:page', sendPage), multipart: true }),
  ];
}

/** The whole form on one page, for those who type while somebody talks. Put before `deskDraftRoutes` of the same base. */
export function deskLongRoutes(parts: DossiersParts, name: string, base: string, open: OpenDesk): Route[] {
  const on = (id: string, method: Route['method'], handler: typeof showLong): Route => ({
    ...agentRoute(`${name}${id}`, method, `${base}/${longPage}`, async (context, agent) =>
      handler(context, parts, await open(context, agent)),
    ),
    ...(method === 'POST' ? { multipart: true } : {}),
  });
  return [on('long', 'GET', showLong), openDuringMaintenance(on('send-long', 'POST', sendLong))];
}
