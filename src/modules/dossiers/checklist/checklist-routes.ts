import { NotFoundError } from '#platform/errors/app-error.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { type Result, type Route, redirect } from '#platform/http/route.ts';
import { formContextOf } from '../domain/form-surroundings.ts';
import { isUuid } from '../domain/uuid.ts';
import type { DossiersParts } from '../dossiers-parts.ts';
import { agentRoute } from '../effects/shared/agent-route.ts';
import { lockDossier } from '../usecases/lock-dossier.ts';
import { namedDossier } from '../web/agent/show-dossier.tsx';
import { checklistWords as say } from './messages.ts';
import { followChecklist, tellRefused } from './tell-refused.ts';
import { tickRequested } from './tick-requested.ts';

export function checklistRoutes(parts: DossiersParts): Route[] {
  return [
    agentRoute(
      'agent-dossiers.tell-refused',
      'POST',
      '/agents/dossiers/:authority/:dossier/pieces-refusees',
      (context, agent) => tell(context, parts, agent),
    ),
    agentRoute(
      'agent-dossiers.tick-requested',
      'POST',
      '/agents/dossiers/:authority/:dossier/pieces/:document/demandee',
      (context, agent) => tick(context, parts, agent),
    ),
  ];
}

async function tick(context: RequestContext, parts: DossiersParts, agent: AgentPrincipal): Promise<Result> {
  const { authority, dossierId, base } = await namedDossier(context, parts, agent);
  const { locale, now } = context;
  const [documentId = '', requestId] = [context.params.document, single(context.body, 'demande')];
  if (!isUuid(documentId)) throw new NotFoundError('document-not-found');
  const done = await parts.platform.database.transaction(agent.scope, async (tx) => {
    const act = { agent, authorityId: authority.id, dossierId, documentId, requestId, now };
    const ticked = await tickRequested(tx, parts, act);
    const dossier = await lockDossier(tx, authority.id, dossierId);
    await followChecklist(tx, parts, dossier, { ...formContextOf(parts, authority, now), actor: 'agent' });
    return ticked;
  });
  context.setFlash(say(locale, done ? 'ticked' : 'tickedMeanwhile'));
  return redirect(`${base}#pieces`);
}

async function tell(context: RequestContext, parts: DossiersParts, agent: AgentPrincipal): Promise<Result> {
  const { authority, dossierId, base } = await namedDossier(context, parts, agent);
  const { locale, origin, now } = context;
  const count = await parts.platform.database.transaction(agent.scope, async (tx) => {
    const told = await tellRefused(tx, parts, { agent, authorityId: authority.id, dossierId, origin, now });
    const dossier = await lockDossier(tx, authority.id, dossierId);
    await followChecklist(tx, parts, dossier, { ...formContextOf(parts, authority, now), actor: 'agent' });
    return told;
  });
  context.setFlash(say(locale, count === 0 ? 'nothingToTell' : 'told'));
  return redirect(`${base}#pieces`);
}
