import { ForbiddenError } from '#platform/errors/app-error.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { isAdministrator } from '../policies.ts';

/** The part of the directory that says which body runs the territory. */
interface RunBy {
  getTerritory(): Promise<{ readonly epci: { readonly id: string } }>;
}

/** The agent administers the body that runs the territory: what is of no authority in particular is theirs to look after. */
export async function administersTerritory(agent: AgentPrincipal | undefined, directory: RunBy): Promise<boolean> {
  return (
    agent !== undefined && isAdministrator(agent) && agent.authorityId === (await directory.getTerritory()).epci.id
  );
}

/** @throws ForbiddenError `administrators-of-the-territory-only` */
export async function requireTerritoryAdministrator(
  agent: AgentPrincipal | undefined,
  directory: RunBy,
): Promise<AgentPrincipal> {
  if (agent === undefined || !(await administersTerritory(agent, directory)))
    throw new ForbiddenError('administrators-of-the-territory-only');
  return agent;
}
