import { openWithoutTeam } from '#modules/identity/index.ts';
import { AppError } from '#platform/errors/app-error.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import type { Result, Route } from '#platform/http/route.ts';
import { bulkRoutes } from '../../bulk/bulk-routes.tsx';
import type { DossiersParts } from '../../dossiers-parts.ts';
import { exportRoutes } from '../../export/export-routes.tsx';
import { LookersCache } from '../../presence/lookers-cache.ts';
import { presenceRoutes } from '../../presence/presence-routes.ts';
import { InboxCountCache } from '../../queries/count-inbox.ts';
import { viewRoutes } from '../../views/view-routes.tsx';
import { doAct, showAct } from './act-routes.tsx';
import { complete, showComplete } from './complete-routes.tsx';
import { addDocument, assign, assignSeveral, message, note, openDocument, review, undo } from './dossier-forms.tsx';
import { keepingTyped } from './dossier-moved.tsx';
import { dossierPageRoutes } from './dossier-page-routes.ts';
import { InboxChoicesCache } from './inbox-choices.ts';
import { replay } from './replay-call.ts';
import { showDossier } from './show-dossier.tsx';
import { showInbox } from './show-inbox.tsx';
import { showSearch } from './show-search.tsx';

/** What agents do with dossiers. Every route asks for a signed-in agent; each act asks again for the dossier's policy. */
export function agentDossierRoutes(parts: DossiersParts): Route[] {
  const memory = { counts: new InboxCountCache(), choices: new InboxChoicesCache(), lookers: new LookersCache() };
  const dossier = '/agents/dossiers/:authority/:dossier';
  type Handler = (context: RequestContext, agent: AgentPrincipal) => Promise<Result>;
  const get = (id: string, path: string, handler: Handler): Route => ({
    id,
    method: 'GET',
    path,
    access: 'agent',
    handle: signedIn(handler),
  });
  const post = (id: string, path: string, handler: Handler): Route => ({
    id,
    method: 'POST',
    path,
    access: 'agent',
    handle: signedIn(keepingTyped(parts, handler)),
  });
  return [
    get(
      'agent-dossiers.inbox',
      '/agents',
      async (context, agent) =>
        (await openWithoutTeam(context, parts.site, agent)) ?? showInbox(context, parts, memory, agent),
    ),
    get('agent-dossiers.search', '/agents/recherche', (context, agent) => showSearch(context, parts, memory, agent)),
    post('agent-dossiers.assign-several', '/agents/attribuer', (context, agent) =>
      assignSeveral(context, parts, memory, agent),
    ),
    ...dossierPageRoutes(parts),
    get('agent-dossiers.dossier', dossier, (context, agent) => showDossier(context, parts, agent)),
    get('agent-dossiers.act', `${dossier}/actes/:transition`, (context, agent) => showAct(context, parts, agent)),
    post('agent-dossiers.do-act', `${dossier}/actes/:transition`, (context, agent) =>
      doAct(context, parts, memory, agent),
    ),
    get('agent-dossiers.complete', `${dossier}/completer`, (context, agent) => showComplete(context, parts, agent)),
    post('agent-dossiers.do-complete', `${dossier}/completer`, (context, agent) => complete(context, parts, agent)),
    post('agent-dossiers.undo', `${dossier}/annuler`, (context, agent) => undo(context, parts, memory, agent)),
    post('agent-dossiers.assign', `${dossier}/attribuer`, (context, agent) => assign(context, parts, memory, agent)),
    post('agent-dossiers.note', `${dossier}/notes`, (context, agent) => note(context, parts, agent)),
    {
      ...post('agent-dossiers.message', `${dossier}/messages`, (context, agent) =>
        message(context, parts, memory, agent),
      ),
      multipart: true,
    },
    {
      ...post('agent-dossiers.add-document', `${dossier}/pieces`, (context, agent) =>
        addDocument(context, parts, agent),
      ),
      multipart: true,
    },
    get('agent-dossiers.document', `${dossier}/pieces/:document`, (context, agent) =>
      openDocument(context, parts, agent),
    ),
    post('agent-dossiers.replay-call', `${dossier}/appels/:call/rejouer`, (context, agent) =>
      replay(context, parts, agent),
    ),
    post('agent-dossiers.review-document', `${dossier}/pieces/:document/avis`, (context, agent) =>
      review(context, parts, agent),
    ),
    ...viewRoutes(parts, memory),
    ...bulkRoutes(parts, memory),
    ...presenceRoutes(parts, memory),
    ...exportRoutes(parts),
  ];
}

function signedIn(handler: (context: RequestContext, agent: AgentPrincipal) => Promise<Result>): Route['handle'] {
  return (context) => {
    if (context.agent === undefined) throw new AppError('unauthenticated', 'sign-in-first');
    return handler(context, context.agent);
  };
}
