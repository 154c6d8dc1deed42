import type { Tx } from '#platform/database/database.ts';
import type { JobKind } from '#platform/jobs/jobs.ts';
import type { SingleSignOnParts } from '../parts.ts';

/** One site is to be told that a person has left (OpenID Connect Back-Channel Logout 1.0). */
export interface SignOutToTell {
  readonly siteId: string;
  readonly accountId: string;
  readonly sid: string;
  readonly issuer: string;
  /** Ties it to the others in the queue. */
  readonly [key: string]: string;
}

export const tellSiteSignOut: JobKind<SignOutToTell> = { name: 'tell-site-sign-out' };

/** The sites at which a session of the protocol is signed in: the part of its content that matters here. */
export interface SignedInAt {
  readonly accountId?: string | undefined;
  readonly authorizations?: Readonly<Record<string, { readonly sid?: string | undefined }>> | undefined;
}

/** Has each site of the session told, once the transaction is committed. */
export async function tellSignOuts(
  { platform }: Pick<SingleSignOnParts, 'platform'>,
  tx: Tx,
  session: SignedInAt,
  issuer: string,
  only?: string,
): Promise<void> {
  const { accountId, authorizations } = session;
  if (accountId === undefined) return;
  for (const [siteId, { sid }] of Object.entries(authorizations ?? {})) {
    if (sid === undefined || (only !== undefined && only !== siteId)) continue;
    await platform.jobs.enqueue(tx, tellSiteSignOut, { siteId, accountId, sid, issuer });
  }
}
