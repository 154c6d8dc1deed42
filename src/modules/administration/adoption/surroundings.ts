import { ForbiddenError } from '#platform/errors/app-error.ts';
import type { RequestContext } from '#platform/http/context.ts';

export const adoptionsPath = '/agents/administration/demarches';

/** Pages of agents are kept by no cache. */
export const privatePage = { 'cache-control': 'private, no-store' };

/** The authority that the signed-in administrator looks after. @throws ForbiddenError */
export function administeredAuthority({ agent }: Pick<RequestContext, 'agent'>): string {
  if (agent?.role !== 'administrator') throw new ForbiddenError('administrators-only');
  return agent.authorityId;
}
