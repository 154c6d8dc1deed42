import { isAdministrator } from '#modules/identity/index.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';

/** Whose dossiers somebody looks after: a team's for an authority, or all those of an authority. */
export interface Lead {
  readonly authority_id: string;
  /** Null for all the teams. */
  readonly team_id: string | null;
}

/** What the board shows: to an administrator the whole authority, to a leader the teams that they lead. */
export function leadsOf(agent: AgentPrincipal): Lead[] {
  const own = isAdministrator(agent) ? [{ authority_id: agent.authorityId, team_id: null }] : [];
  const led = new Map<string, Lead>();
  for (const { authorityId, teamId, leader } of agent.rights) {
    if (!leader || (own.length > 0 && authorityId === agent.authorityId)) continue;
    led.set(`${authorityId} ${teamId}`, { authority_id: authorityId, team_id: teamId });
  }
  return [...own, ...led.values()];
}
