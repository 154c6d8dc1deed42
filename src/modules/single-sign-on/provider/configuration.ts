import type { Configuration, KoaContextWithOIDC } from 'oidc-provider';
import { NotFoundError } from '#platform/errors/app-error.ts';
import { acrValues } from '../domain/assurance.ts';
import { claimsOf } from '../domain/claims.ts';
import { subjectOf } from '../domain/pseudonym.ts';
import { claimsOfScopes, dataScopes } from '../domain/scopes.ts';
import { authMethods } from '../domain/site-details.ts';
import type { SigningKey } from '../keys/signing-keys.ts';
import type { SingleSignOnParts } from '../parts.ts';
import { findSite } from '../queries/find-site.ts';
import { findConsent } from '../usecases/consents.ts';
import { createClients } from './clients.ts';
import { alignLogin } from './login-alignment.ts';
import { createRecords } from './records.ts';

const minute = 60;
const day = 24 * 3600;

/** Where the pages of the protocol's turns stand, outside its own path. */
export const paths = {
  mount: '/oidc',
  turn: '/connexion-site',
  signOut: '/deconnexion-site',
  refusal: '/connexion-site-impossible',
} as const;

/** What the protocol does here: the code flow with PKCE alone, identifiers by sector, agreement of the person always. */
export function configurationOf(parts: SingleSignOnParts, keys: readonly SigningKey[]): Configuration {
  const { platform, secrets } = parts;
  const { demonstration } = platform.config;
  const secure = platform.config.PUBLIC_URL?.startsWith('https:') ?? false;
  const prefix = secure ? '__Secure-' : '';
  return {
    adapter: (model) => (model === 'Client' ? createClients(parts) : createRecords(parts, model)),
    jwks: { keys: keys.map((key) => ({ ...key })) },
    cookies: {
      names: {
        session: `${prefix}parvis_sso`,
        interaction: `${prefix}parvis_sso_turn`,
        resume: `${prefix}parvis_sso_resume`,
      },
      keys: [...secrets.cookies],
      long: { httpOnly: true, sameSite: 'lax', secure, signed: true, path: paths.mount },
      short: { httpOnly: true, sameSite: 'lax', secure, signed: true },
    },
    responseTypes: ['code'],
    clientAuthMethods: [...authMethods],
    // Of a site's own key; a shared secret signs nothing here.
    enabledJWA: { clientAuthSigningAlgValues: ['RS256', 'PS256', 'ES256'] },
    pkce: { required: () => true },
    allowOmittingSingleRegisteredRedirectUri: false,
    // A refresh token serves once: the second time somebody else may hold it, and all that came of it ends (RFC 9700, 4.14).
    rotateRefreshToken: true,
    subjectTypes: ['pairwise'],
    pairwiseIdentifier: async (_ctx, accountId, client) => {
      const site = await findSite(platform.database.open, client.clientId);
      if (site === undefined) throw new NotFoundError();
      return subjectOf(secrets.subjects, site.sector, accountId);
    },
    acrValues: [...acrValues],
    scopes: ['openid', 'offline_access', ...dataScopes],
    claims: {
      ...Object.fromEntries(Object.entries(claimsOfScopes).map(([scope, claims]) => [scope, [...claims]])),
      // How sure the sign-in was is always said.
      openid: ['sub', 'acr', 'amr'],
      auth_time: null,
      iss: null,
      sid: null,
    },
    findAccount: async (_ctx, accountId) => {
      try {
        const profile = await parts.identity.getProfile(accountId);
        return {
          accountId,
          claims: async (_use, scope) => ({
            ...claimsOf(
              profile,
              scope.split(' ').includes('family') ? await parts.identity.listHousehold(accountId) : [],
            ),
            sub: accountId,
          }),
        };
      } catch (error) {
        if (error instanceof NotFoundError) return undefined;
        throw error;
      }
    },
    loadExistingGrant: (ctx) => grantOf(parts, ctx),
    // Called for each request of a site, whether or not it sends this parameter, before anybody is known.
    extraParams: { parvis_login: (ctx: KoaContextWithOIDC) => alignLogin(parts, ctx) },
    interactions: { url: (_ctx, interaction) => `${paths.turn}/${interaction.uid}` },
    routes: { userinfo: '/userinfo' },
    discovery: {
      ui_locales_supported: ['fr', 'en'],
      claim_types_supported: ['normal'],
    },
    features: {
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      resourceIndicators: { enabled: false },
      // A site gives back what it was given, and nothing of another's.
      revocation: { enabled: true, allowedPolicy: async (_ctx, client, token) => token.clientId === client.clientId },
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx) => {
          const { secret } = (ctx.oidc.session?.state ?? {}) as { secret?: string };
          const query = new URLSearchParams({ demande: secret ?? '', site: ctx.oidc.client?.clientId ?? '' });
          ctx.redirect(`${paths.signOut}?${query}`);
        },
        postLogoutSuccessSource: (ctx) => ctx.redirect(`${paths.signOut}/fait`),
      },
    },
    ttl: {
      AccessToken: 10 * minute,
      AuthorizationCode: minute,
      IdToken: 10 * minute,
      Interaction: 30 * minute,
      RefreshToken: 30 * day,
      Grant: 365 * day,
      // As long as the longest session of a resident here, which ends it.
      Session: 90 * day,
    },
    renderError: (ctx, out) => {
      ctx.status = 303;
      ctx.redirect(`${paths.refusal}?${new URLSearchParams({ motif: out.error })}`);
    },
    clientBasedCORS: () => false,
    fetch: (url, options) => {
      // Sites of a demonstration are on this machine, where a provider on the network must never be led.
      if (!demonstration) return fetch(url, options);
      const { dispatcher: _forNetworkOnly, ...rest } = options as RequestInit & { dispatcher?: unknown };
      return fetch(url, rest);
    },
  };
}

/** What the person agreed to, as the protocol holds it. */
async function grantOf(parts: SingleSignOnParts, ctx: KoaContextWithOIDC) {
  const { oidc } = ctx;
  const { client, session, account, provider } = oidc;
  if (client === undefined || session === undefined || account === undefined) return undefined;
  const consent = await findConsent(parts, account.accountId, client.clientId);
  if (consent === undefined) return undefined;
  const agreed = ['openid', ...consent].toSorted().join(' ');
  const grantId = session.grantIdFor(client.clientId);
  const known = grantId === undefined ? undefined : await provider.Grant.find(grantId);
  const same = known?.getOIDCScope().split(' ').toSorted().join(' ') === agreed;
  if (same && known.accountId === account.accountId) return known;
  const grant = new provider.Grant({ accountId: account.accountId, clientId: client.clientId });
  grant.addOIDCScope(agreed);
  await grant.save();
  return grant;
}
