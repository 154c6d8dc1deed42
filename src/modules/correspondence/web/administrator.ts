import { ForbiddenError } from '#platform/errors/app-error.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { ActOfAgent } from '../usecases/act-of-agent.ts';

/** The administrator of the authority, as who acts. @throws {ForbiddenError} */
export function administratorAct({ agent, now }: RequestContext): ActOfAgent {
  if (agent?.role !== 'administrator') throw new ForbiddenError('administrators-only');
  return { authorityId: agent.authorityId, by: { id: agent.agentId, name: agent.name }, now };
}
