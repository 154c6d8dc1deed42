import { type AgentMenuProvider, isAdministrator } from '#modules/identity/index.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { MailNotFoundError } from '../errors.ts';
import { mailWords as say } from '../messages.ts';

export const mailHref = '/agents/courrier';

/**
 * Whoever opens the letters of an authority: its administrator, and those who may process all that it offers. What
 * letters say goes no further than them, until they join a dossier.
 */
export function mayOpenMail(agent: AgentPrincipal): boolean {
  return (
    isAdministrator(agent) ||
    agent.rights.some((right) => right.authorityId === agent.authorityId && right.procedureId === '*')
  );
}

/** @throws {MailNotFoundError} for whoever does not open the letters: they have no register */
export function requireMailDesk(agent: AgentPrincipal): void {
  if (!mayOpenMail(agent)) throw new MailNotFoundError();
}

export const mailMenu: AgentMenuProvider = async (_site, agent, locale) =>
  mayOpenMail(agent) ? [{ key: 'mail', section: 'mail', href: mailHref, label: say(locale, 'menu') }] : [];
