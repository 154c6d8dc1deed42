import { isAdministrator } from '#modules/identity/index.ts';
import { AppError, ForbiddenError } from '#platform/errors/app-error.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { leadsOf } from '../domain/scope.ts';

export const boardPath = '/agents/tableau-de-bord';
export const alertsPath = '/agents/alertes';
export const satisfactionPath = '/agents/satisfaction';
export const delaysPath = '/agents/administration/delais';
export const hoursPath = '/agents/administration/horaires';

/** @throws AppError; routes of access `agent` always have one */
export function agentOf({ agent }: RequestContext): AgentPrincipal {
  if (agent === undefined) throw new AppError('unauthenticated', 'sign-in-first');
  return agent;
}

/** Whoever leads a team, or administers the authority. @throws {ForbiddenError} `leaders-only` */
export function leaderOf(context: RequestContext): AgentPrincipal {
  const agent = agentOf(context);
  if (leadsOf(agent).length === 0) throw new ForbiddenError('leaders-only');
  return agent;
}

/** @throws {ForbiddenError} `administrators-only` */
export function administratorOf(context: RequestContext): AgentPrincipal {
  const agent = agentOf(context);
  if (!isAdministrator(agent)) throw new ForbiddenError('administrators-only');
  return agent;
}
