import type { Tx } from '#platform/database/database.ts';
import { ForbiddenError } from '#platform/errors/app-error.ts';
import { mayAssignTo } from '../domain/agent-policies.ts';
import { type AgentAct, agentActor, lockForAgent, processedDossier } from './lock-for-agent.ts';
import { recordEvent } from './record-event.ts';

export interface TeamMember {
  readonly id: string;
  readonly name: string;
}

export interface AssignDeps {
  readonly identity: { listAgentsOfTeam(tx: Tx, teamAuthorityId: string, teamId: string): Promise<TeamMember[]> };
}

/**
 * Gives a dossier to a member of its team, or to nobody. Giving it to whoever has it already changes nothing.
 * @returns whether something changed
 * @throws {DossierNotFoundError}
 * @throws {ForbiddenError} `assignee-not-in-team`
 */
export async function assignDossier(
  tx: Tx,
  deps: AssignDeps,
  act: AgentAct & { readonly assigneeId: string | null },
): Promise<boolean> {
  const dossier = await lockForAgent(tx, act);
  if (dossier.assignee_id === act.assigneeId) return false;
  const team = await deps.identity.listAgentsOfTeam(tx, dossier.team_authority_id, dossier.team_id);
  if (!mayAssignTo(act.agent, processedDossier(dossier), act.assigneeId, team)) {
    throw new ForbiddenError('assignee-not-in-team');
  }
  await tx
    .updateTable('dossiers')
    .set({ assignee_id: act.assigneeId, updated_at: act.now, revision: dossier.revision + 1 })
    .where('authority_id', '=', act.authorityId)
    .where('id', '=', act.dossierId)
    .execute();
  await recordEvent(tx, {
    authorityId: act.authorityId,
    dossierId: act.dossierId,
    at: act.now,
    kind: 'assigned',
    actor: agentActor(act.agent),
    channel: 'web',
    visibility: 'internal',
    data: { agentId: act.assigneeId, name: team.find((member) => member.id === act.assigneeId)?.name ?? '' },
  });
  return true;
}
