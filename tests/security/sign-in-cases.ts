import { newId, newToken } from '#platform/crypto/ids.ts';
import type { Audience, RouteCase } from './route-case.ts';

interface Audiences {
  readonly everybody: Audience;
  readonly residents: Audience;
  readonly anyAgent: Audience;
  readonly ownAdministrator: Audience;
  /** Whoever meets residents at the counter of an authority. */
  readonly reception: Audience;
}

/**
 * Passkeys, links, second factors. The sessions of these people are two hours old: whatever changes a way to sign in leads
 * to the page that asks who one is (303), and its scripts are told so (409). What follows has tests of its own.
 */
export function signInCases(audiences: Audiences): Readonly<Record<string, RouteCase>> {
  const { everybody, residents, anyAgent, ownAdministrator, reception } = audiences;
  const one = (audience: Audience, path: string, gives?: number, fields: Record<string, string> = {}): RouteCase => ({
    audience,
    at: () => ({ path, fields }),
    ...(gives === undefined ? {} : { gives }),
  });
  const entrance = (prefix: string, base: string): Record<string, RouteCase> => ({
    [`identity.${prefix}ask-passkey`]: one(everybody, `${base}/cle/defi`, 200),
    [`identity.${prefix}submit-passkey`]: one(everybody, `${base}/cle`, 422),
    // Nothing waits for a second step: back to the first one.
    [`identity.${prefix}second-factor`]: one(everybody, `${base}/verification`, 303),
    [`identity.${prefix}submit-second-factor`]: one(everybody, `${base}/verification`, 303, { code: '123456' }),
    [`identity.${prefix}ask-second-passkey`]: one(everybody, `${base}/verification/defi`, 409),
    [`identity.${prefix}submit-second-passkey`]: one(everybody, `${base}/verification/cle`, 303),
  });
  const own = (prefix: string, audience: Audience, account: string): Record<string, RouteCase> => ({
    [`identity.${prefix}confirm`]: one(audience, `${account}/confirmer`),
    [`identity.${prefix}submit-confirm`]: one(audience, `${account}/confirmer`, 422),
    [`identity.${prefix}ask-confirm-passkey`]: one(audience, `${account}/confirmer/defi`, 200),
    [`identity.${prefix}submit-confirm-passkey`]: one(audience, `${account}/confirmer/cle`, 422),
    [`identity.${prefix}methods`]: one(audience, `${account}/securite`),
    [`identity.${prefix}remove-passkey`]: one(audience, `${account}/securite/cle/retirer`),
    [`identity.${prefix}remove-code-app`]: one(audience, `${account}/securite/application/retirer`),
    [`identity.${prefix}new-recovery-codes`]: one(audience, `${account}/securite/codes`),
    ...adding(prefix, audience, `${account}/securite`),
  });
  const adding = (prefix: string, audience: Audience, base: string): Record<string, RouteCase> => ({
    [`identity.${prefix}ask-new-passkey`]: one(audience, `${base}/defi`, 409),
    [`identity.${prefix}add-passkey`]: one(audience, `${base}/cle`),
    [`identity.${prefix}code-app`]: one(audience, `${base}/application`, 303),
    [`identity.${prefix}start-code-app`]: one(audience, `${base}/application`),
    [`identity.${prefix}confirm-code-app`]: one(audience, `${base}/application/confirmer`),
  });
  return {
    ...entrance('', '/connexion'),
    ...entrance('agent-', '/agents/connexion'),
    ...own('', residents, '/mon-espace/profil'),
    ...own('agent-', anyAgent, '/agents/compte'),
    'identity.set-up-methods': one(everybody, '/agents/connexion/securiser', 303),
    ...adding('set-up-', everybody, '/agents/connexion/securiser'),
    'identity.choose-second-factor': one(residents, '/mon-espace/profil/securite/double'),
    'identity.remove-password': one(residents, '/mon-espace/profil/securite/mot-de-passe/retirer'),
    'identity.agent-devices': one(anyAgent, '/agents/compte/appareils'),
    'identity.agent-end-devices': one(anyAgent, '/agents/compte/appareils', undefined, { session: 'x' }),

    'identity.sign-up-without-password': {
      ...one(everybody, '/inscription/sans-mot-de-passe'),
      leadsOn: ['resident', 'other resident', 'resident asking for a visitor’s'],
    },
    'identity.submit-sign-up-without-password': {
      audience: everybody,
      at: () => ({ path: '/inscription/sans-mot-de-passe', fields: { email: `${newId()}@example.fr` } }),
    },
    'identity.sign-in-link': one(everybody, '/connexion/lien'),
    'identity.submit-sign-in-link': {
      audience: everybody,
      at: () => ({ path: '/connexion/lien', fields: { email: `${newId()}@example.fr` } }),
    },
    'identity.sign-in-link-sent': one(everybody, '/connexion/lien/envoye'),
    'identity.open-sign-in-link': {
      audience: everybody,
      at: async (world) => `/connexion/lien/${await world.token('sign-in')}`,
    },
    'identity.use-sign-in-link': {
      audience: everybody,
      at: async (world) => ({ path: `/connexion/lien/${await world.token('sign-in')}`, fields: {} }),
    },
    // A link that nobody was sent.
    'identity.email-change': { audience: everybody, at: () => `/changement-adresse/${newToken()}`, gives: 404 },
    'identity.submit-email-change': {
      audience: everybody,
      at: () => ({ path: `/changement-adresse/${newToken()}`, fields: {} }),
      gives: 404,
    },
    'identity.second-factor-releases': one(reception, '/agents/usagers/double-verification'),
    'identity.ask-second-factor-release': one(reception, '/agents/usagers/double-verification', undefined, {
      email: `${newId()}@example.fr`,
      document: 'passport',
      seen: 'true',
    }),
    // A link that nobody was sent.
    'identity.refuse-release': one(everybody, `/verification-perdue/${newToken()}`, 404),
    'identity.submit-refuse-release': one(everybody, `/verification-perdue/${newToken()}`, 404),
    'identity.refuse-own-release': one(residents, '/mon-espace/profil/securite/levee/refuser'),
    'identity.reset-second-factor': {
      audience: ownAdministrator,
      at: async (world) => `/agents/equipe/agents/${await world.colleague()}/verification`,
    },
    'identity.submit-reset-second-factor': {
      audience: ownAdministrator,
      at: async (world) => ({ path: `/agents/equipe/agents/${await world.colleague()}/verification`, fields: {} }),
    },
  };
}
