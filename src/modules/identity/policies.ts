import type { AgentPrincipal } from '#platform/http/principals.ts';

/** What a policy needs to know of a dossier. */
export interface DossierInCharge {
  readonly authorityId: string;
  readonly procedureId: string;
  /** The team in charge, which may be another authority's. */
  readonly teamAuthorityId: string;
  readonly teamId: string;
}

/** The agent is in the team in charge, and that team has the right to process this procedure of this authority today. */
export function canProcess(agent: AgentPrincipal, dossier: DossierInCharge): boolean {
  return rightsOver(agent, dossier).length > 0;
}

/** The agent leads the team in charge. */
export function isLeaderOf(agent: AgentPrincipal, dossier: DossierInCharge): boolean {
  return rightsOver(agent, dossier).some((right) => right.leader);
}

/** The agent looks after the agents and teams of the authority of this session, and of no other. */
export function isAdministrator(agent: AgentPrincipal): boolean {
  return agent.role === 'administrator';
}

/**
 * Whoever meets the residents of the authority at its counter: its administrators, and the teams that process all that it
 * offers.
 */
export function mayReleaseSecondFactors(agent: AgentPrincipal): boolean {
  return (
    isAdministrator(agent) ||
    agent.rights.some((right) => right.authorityId === agent.authorityId && right.procedureId === '*')
  );
}

function rightsOver(agent: AgentPrincipal, dossier: DossierInCharge) {
  return agent.rights.filter(
    (right) =>
      right.authorityId === dossier.authorityId &&
      right.teamAuthorityId === dossier.teamAuthorityId &&
      right.teamId === dossier.teamId &&
      (right.procedureId === '*' || right.procedureId === dossier.procedureId),
  );
}
