import type { RequestContext } from '#platform/http/context.ts';
import {
  type AccessGrant,
  addGrant,
  grantCookie,
  grantLifetimeDays,
  readGrants,
  writeGrants,
} from '../../domain/visitor-proofs.ts';
import type { DossiersParts } from '../../dossiers-parts.ts';
import type { Follower } from '../../queries/get-own-dossier.ts';
import type { Owner } from '../../queries/get-own-draft.ts';

/** Who the request is for, as this authority knows them: the account, or the body that the person acts for. */
export function accountOf(
  context: RequestContext,
  { identity }: Pick<DossiersParts, 'identity'>,
  authorityId: string,
): { id: string; pseudonym: Buffer } | undefined {
  const id = context.resident?.actingFor?.bodyId ?? context.resident?.accountId;
  return id === undefined ? undefined : { id, pseudonym: identity.pseudonymOf(id, authorityId) };
}

export function ownerOf(context: RequestContext, parts: Pick<DossiersParts, 'identity'>, authorityId: string): Owner {
  return { visitorHash: context.visitorHash, accountPseudonym: accountOf(context, parts, authorityId)?.pseudonym };
}

export function followerOf(
  context: RequestContext,
  parts: Pick<DossiersParts, 'identity' | 'platform'>,
  authorityId: string,
): Follower {
  const { resident } = context;
  const pseudonymOf = (id: string) => parts.identity.pseudonymOf(id, authorityId);
  return {
    ...ownerOf(context, parts, authorityId),
    grants: grantsOf(context, parts),
    helped: resident?.helper !== undefined,
    person: resident && { name: resident.label, pseudonym: pseudonymOf(resident.accountId) },
    represents: resident?.bodies?.map(({ bodyId, name }) => ({ name, pseudonym: pseudonymOf(bodyId) })),
  };
}

/** What this browser may follow because a code was typed in it, or a request filed from it. */
export function grantsOf(context: RequestContext, { platform }: Pick<DossiersParts, 'platform'>): AccessGrant[] {
  return readGrants(platform.config, context.visitorHash, context.cookie(grantCookie), context.now);
}

/** Lets this browser follow more dossiers for some time. */
export function grantAccess(
  context: RequestContext,
  parts: Pick<DossiersParts, 'platform'>,
  ...dossiers: readonly { authorityId: string; dossierId: string }[]
): void {
  const visitorHash = context.ensureVisitor();
  const lifetime = grantLifetimeDays * 24 * 3600;
  const until = context.now.getTime() + lifetime * 1000;
  const grants = dossiers.reduce(
    (held, { authorityId, dossierId }) => addGrant(held, { authorityId, dossierId, until }),
    grantsOf(context, parts),
  );
  context.setCookie(grantCookie, writeGrants(parts.platform.config, visitorHash, grants), { maxAgeSeconds: lifetime });
}

/** Once a dossier belongs to an account, this browser follows it by signing in only. */
export function dropGrant(
  context: RequestContext,
  parts: Pick<DossiersParts, 'platform'>,
  dossierIds: readonly string[],
): void {
  const kept = grantsOf(context, parts).filter((grant) => !dossierIds.includes(grant.dossierId));
  const maxAgeSeconds = grantLifetimeDays * 24 * 3600;
  context.setCookie(grantCookie, writeGrants(parts.platform.config, context.ensureVisitor(), kept), { maxAgeSeconds });
}
