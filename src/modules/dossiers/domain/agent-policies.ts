import { canProcess, type DossierInCharge, isLeaderOf } from '#modules/identity/index.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';

/** An agent processes the dossiers that are given to one of their teams, for a procedure that the team may process. */
export const mayProcess: (agent: AgentPrincipal, dossier: DossierInCharge) => boolean = canProcess;

/** An agent acts as a team leader where they lead, as an agent elsewhere. */
export function actingRole(agent: AgentPrincipal, dossier: DossierInCharge): 'team-leader' | 'agent' {
  return isLeaderOf(agent, dossier) ? 'team-leader' : 'agent';
}

/** A dossier is given to a member of the team that processes it, or taken back from anybody, by whoever processes it. */
export function mayAssignTo(
  agent: AgentPrincipal,
  dossier: DossierInCharge,
  assigneeId: string | null,
  team: readonly { readonly id: string }[],
): boolean {
  return mayProcess(agent, dossier) && (assigneeId === null || team.some((member) => member.id === assigneeId));
}

/** For ten minutes, and only by whoever did it, an act that told nobody anything can be undone. */
export function mayUndo(
  agent: AgentPrincipal,
  act: { readonly actorId: string | null; readonly at: Date; readonly undoable: boolean },
  now: Date,
): boolean {
  return act.undoable && act.actorId === agent.agentId && now.getTime() - act.at.getTime() <= undoMinutes * 60_000;
}

export const undoMinutes = 10;
