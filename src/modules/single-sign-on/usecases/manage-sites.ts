import { sha256 } from '#platform/crypto/digests.ts';
import { newId, newToken } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { siteScopes } from '../domain/scopes.ts';
import { hostsOf, type SiteDetails } from '../domain/site-details.ts';
import { HostTakenError, SectorOfAnotherError } from '../errors.ts';
import { nowOf, type SingleSignOnParts } from '../parts.ts';
import { type ConnectedSite, findSite } from '../queries/find-site.ts';
import { closeDoors } from './end-site-sessions.ts';

type SiteParts = Pick<SingleSignOnParts, 'platform' | 'secrets'>;
type Act = 'created' | 'changed' | 'secret-rotated' | 'suspended' | 'resumed' | 'removed' | 'restored';
/** Who acts: an administrator of the territory, or the installation itself. */
export type SiteActor =
  | Pick<AgentPrincipal, 'agentId' | 'name'>
  | { readonly agentId: undefined; readonly name: string };

/** A secret that was replaced in good order is taken for so long. */
const formerSecretFor = 7 * 24 * 3600 * 1000;

/**
 * Connects a site.
 * @param given `sameServiceAs`: another address of a service that is connected already. It knows people by the same
 * identifiers, and so must be of the same authority.
 * @returns its id and its secret, which is shown once
 * @throws HostTakenError
 */
export async function createSite(
  parts: SiteParts,
  actor: SiteActor,
  authorityId: string,
  details: SiteDetails,
  given: { readonly id?: string; readonly secret?: string; readonly sameServiceAs?: string } = {},
): Promise<{ id: string; secret: string }> {
  const now = nowOf(parts);
  const id = given.id ?? newId();
  const secret = given.secret ?? newToken();
  await parts.platform.database.transaction([], async (tx) => {
    const sector = given.sameServiceAs === undefined ? id : await sectorOf(tx, given.sameServiceAs, authorityId);
    await requireOwnHost(tx, { id, sector }, details);
    await tx
      .insertInto('sso_sites')
      .values({
        id,
        authority_id: authorityId,
        sector,
        ...columnsOf(details),
        secret_hash: sha256(secret),
        secret_made_at: now,
        terms_at: now,
        created_at: now,
      })
      .execute();
    await note(tx, id, 'created', actor, now);
  });
  return { id, secret };
}

/** Changes a site. What residents agreed to is asked again when its purpose, its reasons or who answers for it change. */
export async function changeSite(
  parts: SiteParts,
  actor: SiteActor,
  siteId: string,
  details: SiteDetails,
): Promise<void> {
  const now = nowOf(parts);
  await parts.platform.database.transaction([], async (tx) => {
    const site = await getSite(tx, siteId);
    await requireOwnHost(tx, site, details);
    const sameTerms =
      site.purpose === details.purpose &&
      [...site.scopes].every(([scope, reason]) => (details.scopes[scope] ?? reason) === reason) &&
      saysTheSameInEnglish(site, details);
    await tx
      .updateTable('sso_sites')
      .set({ ...columnsOf(details), ...(sameTerms ? {} : { terms_at: now }) })
      .where('id', '=', siteId)
      .execute();
    const narrowed = [...site.scopes.keys()].some((scope) => details.scopes[scope] === undefined);
    if (!sameTerms || narrowed) await closeDoors(tx, { siteId });
    await note(tx, siteId, 'changed', actor, now);
  });
}

/** English that is added says what the French said already; English that somebody may have agreed to is not changed so. */
function saysTheSameInEnglish({ english }: ConnectedSite, details: SiteDetails): boolean {
  const purpose = details.english?.purpose ?? '';
  const reasons = details.english?.reasons ?? {};
  return (
    (english.purpose === '' || english.purpose === purpose) &&
    siteScopes.every((scope) => {
      const before = english.reasons[scope];
      return before === undefined || details.scopes[scope] === undefined || before === reasons[scope];
    })
  );
}

/** A new secret, shown once. @param options `revoke`: the one before is refused from now on */
export async function rotateSecret(
  parts: SiteParts,
  actor: SiteActor,
  siteId: string,
  options: { readonly revoke: boolean },
): Promise<string> {
  const now = nowOf(parts);
  const secret = newToken();
  await parts.platform.database.transaction([], async (tx) => {
    const row = await tx.selectFrom('sso_sites').select('secret_hash').where('id', '=', siteId).executeTakeFirst();
    if (row === undefined) throw new NotFoundError();
    await tx
      .updateTable('sso_sites')
      .set({
        secret_hash: sha256(secret),
        secret_made_at: now,
        former_secret_hash: options.revoke ? null : row.secret_hash,
        former_secret_until: options.revoke ? null : new Date(now.getTime() + formerSecretFor),
      })
      .where('id', '=', siteId)
      .execute();
    await note(tx, siteId, 'secret-rotated', actor, now);
  });
  return secret;
}

const actsOfStates = { active: 'resumed', suspended: 'suspended', removed: 'removed' } as const;

/**
 * Suspends, opens again or removes a site. Closed, all that it was given ends at once; removed, what residents agreed to is
 * forgotten too, and only `restoreSite` brings it back.
 */
export async function setSiteState(
  parts: SiteParts,
  actor: SiteActor,
  siteId: string,
  state: ConnectedSite['state'],
): Promise<void> {
  const now = nowOf(parts);
  await parts.platform.database.transaction([], async (tx) => {
    const site = await getSite(tx, siteId);
    if (site.state === state) return;
    await tx.updateTable('sso_sites').set({ state }).where('id', '=', siteId).execute();
    if (state !== 'active') await closeDoors(tx, { siteId });
    if (state === 'removed') await tx.deleteFrom('sso_consents').where('site_id', '=', siteId).execute();
    await note(tx, siteId, actsOfStates[state], actor, now);
  });
}

/**
 * Brings a removed site back as it was: the same identifier, the same secret, the same names for people. What residents had
 * agreed to is not brought back: each is asked again.
 * @throws HostTakenError when another site has its host now @throws NotFoundError for a site that was not removed
 */
export async function restoreSite(parts: SiteParts, actor: SiteActor, siteId: string): Promise<ConnectedSite> {
  const now = nowOf(parts);
  return parts.platform.database.transaction([], async (tx) => {
    const site = await findSite(tx, siteId);
    if (site?.state !== 'removed') throw new NotFoundError();
    await requireOwnHost(tx, site, site);
    await tx.updateTable('sso_sites').set({ state: 'active' }).where('id', '=', siteId).execute();
    await note(tx, siteId, 'restored', actor, now);
    return site;
  });
}

async function getSite(tx: Tx, siteId: string): Promise<ConnectedSite> {
  const site = await findSite(tx, siteId);
  if (site === undefined || site.state === 'removed') throw new NotFoundError();
  return site;
}

/** Two sites of one host would be one before the browser, and could put their identifiers together. */
async function requireOwnHost(
  tx: Tx,
  site: Pick<ConnectedSite, 'id' | 'sector'>,
  details: Pick<SiteDetails, 'redirectUris'>,
): Promise<void> {
  const own = hostsOf(details.redirectUris);
  const others = await tx
    .selectFrom('sso_sites')
    .select('redirect_uris')
    .where('id', '!=', site.id)
    .where('sector', '!=', site.sector)
    .where('state', '!=', 'removed')
    .execute();
  if (others.some((other) => [...hostsOf(other.redirect_uris)].some((host) => own.has(host))))
    throw new HostTakenError();
}

async function sectorOf(tx: Tx, siteId: string, authorityId: string): Promise<string> {
  const site = await getSite(tx, siteId);
  // Two authorities never share what they know people by.
  if (site.authorityId !== authorityId) throw new SectorOfAnotherError();
  return site.sector;
}

function columnsOf(details: SiteDetails) {
  return {
    name: details.name,
    purpose: details.purpose,
    privacy_url: details.privacyUrl,
    redirect_uris: [...details.redirectUris],
    post_logout_redirect_uris: [...details.postLogoutRedirectUris],
    backchannel_logout_uri: details.backchannelLogoutUri ?? null,
    scopes: JSON.stringify(details.scopes),
    purpose_en: details.english?.purpose ?? '',
    reasons_en: JSON.stringify(details.english?.reasons ?? {}),
    auth_method: details.authMethod,
    public_keys: details.publicKeys === undefined ? null : JSON.stringify(details.publicKeys),
  };
}

async function note(tx: Tx, siteId: string, act: Act, actor: SiteActor, at: Date): Promise<void> {
  await tx
    .insertInto('sso_site_acts')
    .values({ site_id: siteId, id: newId(), act, at, agent_id: actor.agentId ?? null, agent_name: actor.name })
    .execute();
}
