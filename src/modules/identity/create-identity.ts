import type { Directory } from '#modules/directory/index.ts';
import { hmac } from '#platform/crypto/digests.ts';
import { lastingSecret } from '#platform/crypto/keyring.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import type { Platform } from '#platform/platform.ts';
import { type AttemptLimiter, createDatabaseLimiter } from './attempts.ts';
import type { SignInProviders } from './federation/sign-in-provider.ts';
import type { Identity } from './identity.ts';
import type { IdentityParts } from './identity-parts.ts';
import { createLinks } from './links.ts';
import { registerAccountMails } from './mails/register-account-mails.ts';
import { findProfile } from './queries/find-profile.ts';
import { listAgentsOfTeam } from './queries/list-agents-of-team.ts';
import { listHousehold } from './queries/list-household.ts';
import { listDossierLinks, listDraftLinks } from './queries/list-links.ts';
import { createSessions } from './sessions.ts';
import { addMembers } from './usecases/change-household.ts';
import { linkDossier, linkDraft, unlinkDraft } from './usecases/link-dossiers.ts';

/** Identity as this module's own pages use it. */
export interface IdentityService extends Identity {
  readonly parts: IdentityParts;
}

/**
 * Made once in a process.
 * @param options `attempts` counted elsewhere than in the database that all processes share
 */
export function createIdentity(
  platform: Platform,
  directory: Directory,
  options: { attempts?: AttemptLimiter; providers?: SignInProviders } = {},
): IdentityService {
  const { database } = platform;
  const sessions = createSessions(platform);
  const attempts = options.attempts ?? createDatabaseLimiter(database.open, platform.clock);
  const parts: IdentityParts = {
    platform,
    directory,
    sessions,
    attempts,
    links: createLinks(platform.config),
    providers: options.providers ?? {},
  };
  registerAccountMails(parts);
  const pseudonymKey = lastingSecret(platform.config, 'parvis account pseudonyms');
  return {
    parts,
    resolve: async (residentCookie, agentCookie, unattended) => {
      const [resident, agent] = await Promise.all([
        residentCookie === undefined ? undefined : sessions.findResident(residentCookie),
        agentCookie === undefined ? undefined : sessions.findAgent(agentCookie, unattended),
      ]);
      return { resident, agent };
    },
    pseudonymOf: (accountId, authorityId) => hmac(pseudonymKey, accountId, authorityId),
    getProfile: async (accountId) => {
      const profile = await findProfile(database.open, accountId);
      if (profile === undefined) throw new NotFoundError('account-not-found');
      return profile;
    },
    linkDossier,
    linkDraft,
    unlinkDraft,
    listDossierLinks: (accountId) => listDossierLinks(database.open, accountId),
    listDraftLinks: (accountId) => listDraftLinks(database.open, accountId),
    listHousehold: (accountId) => listHousehold(database.open, accountId),
    addHouseholdMembers: (accountId, members) => addMembers(parts, accountId, members),
    listAgentsOfTeam,
  };
}
