import type { RequestContext } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import type { Result, Route } from '#platform/http/route.ts';
import type { DossiersParts } from '../../../dossiers-parts.ts';
import { agentRoute } from '../../../effects/shared/agent-route.ts';
import { doOwnAct, openOwnDocument, rateOwn, sendOwnMessage, showOwn, showOwnAct } from './internal-dossier.tsx';
import { erase, goOn, openDraftDocument, send, sendPage, showCheck, showPage } from './internal-draft.tsx';
import { begin, showBegin, showInternalList } from './internal-list.tsx';
import { internalHref } from './internal-owner.ts';

/** What agents ask of their own authority: filed with the same forms, followed by whoever asked and nobody else. */
export function internalRoutes(parts: DossiersParts): Route[] {
  type Handler = (context: RequestContext, parts: DossiersParts, agent: AgentPrincipal) => Promise<Result>;
  const on = (name: string, method: Route['method'], path: string, handler: Handler): Route =>
    agentRoute(`agent-dossiers.${name}`, method, `${internalHref}${path}`, (context, agent) =>
      handler(context, parts, agent),
    );
  const draft = '/brouillons/:draft';
  const dossier = '/dossiers/:dossier';
  return [
    on('internal', 'GET', '', showInternalList),
    on('internal-begin', 'GET', '/nouvelle/:procedure', showBegin),
    on('internal-send-begin', 'POST', '/nouvelle/:procedure', begin),
    on('internal-draft', 'GET', draft, goOn),
    on('internal-check', 'GET', `${draft}/verifier`, showCheck),
    on('internal-send', 'POST', `${draft}/verifier`, send),
    on('internal-erase', 'POST', `${draft}/effacer`, erase),
    on('internal-draft-document', 'GET', `${draft}/documents/:document`, openDraftDocument),
    on('internal-page', 'GET', `${draft}/:page`, showPage),
    { ...on('internal-send-page', 'POST', `${draft}/:page`, sendPage), multipart: true },
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
