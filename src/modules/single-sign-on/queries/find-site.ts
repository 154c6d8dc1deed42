import type { Selectable } from 'kysely';
import type { Reader, Tx } from '#platform/database/database.ts';
import type { Tables } from '#platform/database/tables.ts';
import type { PublicKeys } from '../domain/public-keys.ts';
import { type SiteScope, siteScopes } from '../domain/scopes.ts';
import type { AuthMethod, EnglishWords } from '../domain/site-details.ts';

/** A site as everything but the check of its secret needs to know it. */
export interface ConnectedSite {
  readonly id: string;
  readonly authorityId: string;
  readonly sector: string;
  readonly name: string;
  readonly purpose: string;
  readonly privacyUrl: string;
  readonly redirectUris: readonly string[];
  readonly postLogoutRedirectUris: readonly string[];
  readonly backchannelLogoutUri: string | undefined;
  /** In the order in which residents read them. */
  readonly scopes: ReadonlyMap<SiteScope, string>;
  readonly english: EnglishWords;
  readonly authMethod: AuthMethod;
  readonly publicKeys: PublicKeys | undefined;
  readonly secretMadeAt: Date;
  readonly formerSecretUntil: Date | undefined;
  readonly state: 'active' | 'suspended' | 'removed';
  readonly termsAt: Date;
}

export function siteOf(row: Selectable<Tables['sso_sites']>): ConnectedSite {
  return {
    id: row.id,
    authorityId: row.authority_id,
    sector: row.sector,
    name: row.name,
    purpose: row.purpose,
    privacyUrl: row.privacy_url,
    redirectUris: row.redirect_uris,
    postLogoutRedirectUris: row.post_logout_redirect_uris,
    backchannelLogoutUri: row.backchannel_logout_uri ?? undefined,
    scopes: new Map(
      siteScopes.flatMap((scope) => {
        const reason = row.scopes[scope];
        return reason === undefined ? [] : [[scope, reason] as const];
      }),
    ),
    english: { purpose: row.purpose_en, reasons: row.reasons_en },
    authMethod: row.auth_method,
    publicKeys: row.public_keys ?? undefined,
    secretMadeAt: row.secret_made_at,
    formerSecretUntil: row.former_secret_until ?? undefined,
    state: row.state,
    termsAt: row.terms_at,
  };
}

/** A site of any state. */
export async function findSite(reader: Reader | Tx, id: string): Promise<ConnectedSite | undefined> {
  const row = await reader.selectFrom('sso_sites').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : siteOf(row);
}

/** A site that may ask people to sign in today. */
export async function findActiveSite(reader: Reader | Tx, id: string): Promise<ConnectedSite | undefined> {
  const site = await findSite(reader, id);
  return site?.state === 'active' ? site : undefined;
}

/** All but the removed ones, by name. */
export async function listSites(reader: Reader): Promise<ConnectedSite[]> {
  const rows = await reader
    .selectFrom('sso_sites')
    .selectAll()
    .where('state', '!=', 'removed')
    .orderBy('name')
    .orderBy('id')
    .execute();
  return rows.map(siteOf);
}

/** Removed sites with the day of it, the last one first. */
export async function listRemovedSites(reader: Reader): Promise<{ readonly site: ConnectedSite; readonly at: Date }[]> {
  const rows = await reader
    .selectFrom('sso_sites as s')
    .selectAll('s')
    .select((eb) =>
      eb
        .selectFrom('sso_site_acts as a')
        .select((act) => act.fn.max('a.at').as('at'))
        .whereRef('a.site_id', '=', 's.id')
        .where('a.act', '=', 'removed')
        .as('removed_at'),
    )
    .where('s.state', '=', 'removed')
    .orderBy('removed_at', 'desc')
    .limit(50)
    .execute();
  return rows.map((row) => ({ site: siteOf(row), at: row.removed_at ?? row.created_at }));
}
