import type { Identity } from '#modules/identity/index.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import type { Follower } from '../../../queries/get-own-dossier.ts';

/**
 * An agent who asks something of their own authority is an applicant of it, known by a pseudonym made as that of an
 * account: no browser and no account can have it, since it is keyed and their identifiers differ.
 */
export function internalApplicant(
  identity: Pick<Identity, 'pseudonymOf'>,
  agent: AgentPrincipal,
): Follower & {
  readonly accountPseudonym: Buffer;
} {
  return {
    visitorHash: undefined,
    accountPseudonym: identity.pseudonymOf(agent.agentId, agent.authorityId),
    grants: [],
  };
}

/** Agents have no index of their dossiers across authorities: what they ask stays in their authority. */
export const noIndex: Pick<Identity, 'linkDossier' | 'linkDraft' | 'unlinkDraft'> = {
  linkDossier: async () => undefined,
  linkDraft: async () => undefined,
  unlinkDraft: async () => undefined,
};

/** "Camille Bertin" as a form asks for it: the last word is the family name. */
export function namesOf({ name }: Pick<AgentPrincipal, 'name'>): { givenNames: string; familyName: string } {
  const words = name.trim().split(/\s+/);
  return { givenNames: words.slice(0, -1).join(' '), familyName: words.at(-1) ?? '' };
}

export const internalHref = '/agents/demandes-internes';
export const internalDossierHref = (dossierId: string, part = ''): string =>
  `${internalHref}/dossiers/${dossierId}${part === '' ? '' : `/${part}`}`;
export const internalDraftHref = (draftId: string, part = ''): string =>
  `${internalHref}/brouillons/${draftId}${part === '' ? '' : `/${part}`}`;
