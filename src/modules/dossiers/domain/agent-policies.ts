import type { AgentPrincipal } from '#platform/http/principals.ts';

/** What a policy needs to know of a dossier. */
export interface ProcessedDossier {
  readonly authorityId: string;
  readonly procedureId: string;
  readonly teamAuthorityId: string;
  readonly teamId: string;
}

/** An agent processes the dossiers that are given to one of their teams, for a procedure that the team may process. */
export function mayProcess(agent: AgentPrincipal, dossier: ProcessedDossier): boolean {
  return rightsOver(agent, dossier).length > 0;
}

/** An agent leads on a dossier when they lead the team that it is given to. */
export function leads(agent: AgentPrincipal, dossier: ProcessedDossier): boolean {
  return rightsOver(agent, dossier).some((right) => right.leader);
}

/** An agent acts as a team leader where they lead, as an agent elsewhere. */
export function actingRole(agent: AgentPrincipal, dossier: ProcessedDossier): 'team-leader' | 'agent' {
  return leads(agent, dossier) ? 'team-leader' : 'agent';
}

/** A dossier is given to a member of the team that processes it, or taken back from anybody, by whoever processes it. */
export function mayAssignTo(
  agent: AgentPrincipal,
  dossier: ProcessedDossier,
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

function rightsOver(agent: AgentPrincipal, dossier: ProcessedDossier) {
  return agent.rights.filter(
    (right) =>
      right.authorityId === dossier.authorityId &&
      right.teamAuthorityId === dossier.teamAuthorityId &&
      right.teamId === dossier.teamId &&
      (right.procedureId === '*' || right.procedureId === dossier.procedureId),
  );
}
