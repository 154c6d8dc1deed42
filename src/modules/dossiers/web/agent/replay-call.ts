import type { RequestContext } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { type Result, redirect } from '#platform/http/route.ts';
import { agentMessages } from '../../agent-messages.ts';
import { isUuid } from '../../domain/uuid.ts';
import type { DossiersParts } from '../../dossiers-parts.ts';
import { replayCall } from '../../effects/hooks/replay-call.ts';
import { DossierNotFoundError } from '../../errors.ts';
import { namedDossier } from './show-dossier.tsx';

/** POST …/appels/:call/rejouer */
export async function replay(context: RequestContext, parts: DossiersParts, agent: AgentPrincipal): Promise<Result> {
  const { authority, dossierId, base } = await namedDossier(context, parts, agent);
  const callId = context.params.call ?? '';
  if (!isUuid(callId)) throw new DossierNotFoundError();
  await parts.platform.database.transaction(agent.scope, (tx) =>
    replayCall(tx, parts.platform, { agent, authorityId: authority.id, dossierId, callId, now: context.now }),
  );
  context.setFlash(agentMessages(context.locale, 'automationReplayed'));
  return redirect(base);
}
