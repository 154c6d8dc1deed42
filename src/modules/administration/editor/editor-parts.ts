import { isAdministrator } from '#modules/identity/index.ts';
import { AppError, ForbiddenError } from '#platform/errors/app-error.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import type { AdministrationParts } from '../administration-parts.ts';

/** What the editor works with. */
export type EditorParts = AdministrationParts;

export function nowOf(parts: EditorParts): Date {
  return new Date(parts.platform.clock.now().epochMilliseconds);
}

/**
 * The authority whose procedures the agent writes.
 * @throws {ForbiddenError} `administrators-only`
 */
export function requireEditor(agent: AgentPrincipal): string {
  if (!isAdministrator(agent)) throw new ForbiddenError('administrators-only');
  return agent.authorityId;
}

/** Whether the agent's authority is the one that keeps the library of the whole territory. */
export async function keepsLibrary(parts: EditorParts, agent: AgentPrincipal): Promise<boolean> {
  const territory = await parts.directory.getTerritory();
  return territory.epci?.id === agent.authorityId;
}

/** @throws {AppError} `sign-in-first`; routes of access `administrator` always have one */
export function agentOf(context: { readonly agent: AgentPrincipal | undefined }): AgentPrincipal {
  if (context.agent === undefined) throw new AppError('unauthenticated', 'sign-in-first');
  return context.agent;
}
