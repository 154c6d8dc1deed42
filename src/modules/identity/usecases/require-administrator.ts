import { ForbiddenError } from '#platform/errors/app-error.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { isAdministrator } from '../policies.ts';

/**
 * The authority that the agent looks after: the only one that an act of theirs may touch.
 * @throws ForbiddenError `administrators-only`
 */
export function requireAdministrator(agent: AgentPrincipal): string {
  if (!isAdministrator(agent)) throw new ForbiddenError('administrators-only');
  return agent.authorityId;
}
