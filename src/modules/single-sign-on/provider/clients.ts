import type { Adapter, AdapterPayload } from 'oidc-provider';
import { sameDigest, sha256 } from '#platform/crypto/digests.ts';
import { nowOf, type SingleSignOnParts } from '../parts.ts';
import { type ConnectedSite, findActiveSite } from '../queries/find-site.ts';

/** The sites as the protocol knows them. It reads them only: they are made on our own pages. */
export function createClients({ platform }: Pick<SingleSignOnParts, 'platform'>): Adapter {
  const readOnly = async (): Promise<never> => {
    throw new Error('Sites are made by administrators');
  };
  return {
    find: async (id) => {
      const site = await findActiveSite(platform.database.open, id);
      return site === undefined ? undefined : clientOf(site);
    },
    upsert: readOnly,
    consume: readOnly,
    destroy: readOnly,
    revokeByGrantId: readOnly,
    findByUid: async () => undefined,
    findByUserCode: async () => undefined,
  };
}

function clientOf(site: ConnectedSite): AdapterPayload {
  return {
    client_id: site.id,
    // The secret is known by its hash alone: see `isSecretOf`.
    ...(site.publicKeys === undefined
      ? { client_secret: 'kept as a hash' }
      : { jwks: { keys: site.publicKeys.keys.map((key) => ({ ...key })) } }),
    client_name: site.name,
    policy_uri: site.privacyUrl,
    redirect_uris: [...site.redirectUris],
    post_logout_redirect_uris: [...site.postLogoutRedirectUris],
    ...(site.backchannelLogoutUri === undefined
      ? {}
      : { backchannel_logout_uri: site.backchannelLogoutUri, backchannel_logout_session_required: true }),
    application_type: 'web',
    response_types: ['code'],
    response_modes: ['query'],
    grant_types: ['authorization_code', ...(site.scopes.has('offline_access') ? ['refresh_token'] : [])],
    token_endpoint_auth_method: site.authMethod,
    subject_type: 'pairwise',
    id_token_signed_response_alg: 'RS256',
    scope: ['openid', ...site.scopes.keys()].join(' '),
    require_auth_time: true,
  };
}

/** Whether it is the secret of the site: the present one, or the one before while it is still taken. */
export async function isSecretOf(
  parts: Pick<SingleSignOnParts, 'platform'>,
  siteId: string,
  secret: string,
): Promise<boolean> {
  const row = await parts.platform.database.open
    .selectFrom('sso_sites')
    .select(['secret_hash', 'former_secret_hash', 'former_secret_until'])
    .where('id', '=', siteId)
    .executeTakeFirst();
  if (row === undefined) return false;
  const given = sha256(secret);
  if (sameDigest(row.secret_hash, given)) return true;
  const { former_secret_hash: former, former_secret_until: until } = row;
  return former !== null && until !== null && until > nowOf(parts) && sameDigest(former, given);
}
