import type { AdapterPayload } from 'oidc-provider';
import { sha256 } from '#platform/crypto/digests.ts';
import type { Tx } from '#platform/database/database.ts';
import type { JobKind } from '#platform/jobs/jobs.ts';
import { nowOf, type SingleSignOnParts } from '../parts.ts';
import { createRecords } from '../provider/records.ts';
import { tellSignOuts } from './tell-sign-outs.ts';

type EndParts = Pick<SingleSignOnParts, 'platform' | 'secrets'>;

/** How long somebody who was asked to sign in again may take before the sites are told that they left. */
const patience = 15 * 60 * 1000;

/** The job that looks for what is over: each minute, and as soon as somebody leaves who is known at a site. */
export const endSiteSessionsJob: JobKind<Record<string, never>> = { name: 'end-site-sessions' };

/** Has the sites told without delay when one of these sessions, which are ending, is theirs as well. */
export async function endBoundSessions(
  { platform }: Pick<SingleSignOnParts, 'platform'>,
  tx: Tx,
  sessionHashes: readonly Buffer[],
): Promise<void> {
  const bound = await tx
    .selectFrom('sso_session_bindings')
    .select('session_uid')
    .where('resident_session', 'in', sessionHashes)
    .limit(1)
    .executeTakeFirst();
  if (bound !== undefined) await platform.jobs.enqueue(tx, endSiteSessionsJob, {});
}

/**
 * Ends the sessions with the sites whose own session here is over, however it ended: signed out, on another device, by a
 * new password, by the closing of the account, with time. Each site is told.
 * @returns how many ended
 */
export async function endSiteSessions(parts: EndParts): Promise<number> {
  const now = nowOf(parts);
  const over = await parts.platform.database.open
    .selectFrom('sso_session_bindings as b')
    .leftJoin('sessions as s', (join) =>
      join.onRef('s.token_hash', '=', 'b.resident_session').on('s.expires_at', '>', now),
    )
    .select(['b.session_uid', 'b.issuer'])
    .where('s.token_hash', 'is', null)
    .where((eb) => eb.or([eb('b.waits_until', 'is', null), eb('b.waits_until', '<', now)]))
    .limit(1000)
    .execute();
  for (const { session_uid, issuer } of over) await endSession(parts, session_uid, issuer);
  return over.length;
}

async function endSession(parts: EndParts, uid: string, issuer: string): Promise<void> {
  const session = (await createRecords(parts, 'Session').findByUid(uid)) as AdapterPayload | undefined;
  await parts.platform.database.transaction([], async (tx) => {
    // Whoever removes the binding tells: two processes never tell twice.
    const removed = await tx.deleteFrom('sso_session_bindings').where('session_uid', '=', uid).executeTakeFirst();
    if (removed.numDeletedRows === 0n || session === undefined) return;
    await tx.deleteFrom('sso_records').where('model', '=', 'Session').where('uid_hash', '=', sha256(uid)).execute();
    await tellSignOuts(parts, tx, session, issuer);
  });
}

/** The session with the sites lives as long as that one of the resident here. */
export async function bindSession(
  { platform }: Pick<SingleSignOnParts, 'platform'>,
  binding: { readonly sessionUid: string; readonly residentSession: Buffer; readonly issuer: string },
): Promise<void> {
  const values = { resident_session: binding.residentSession, issuer: binding.issuer, waits_until: null };
  await platform.database.open
    .insertInto('sso_session_bindings')
    .values({ session_uid: binding.sessionUid, ...values })
    .onConflict((conflict) => conflict.column('session_uid').doUpdateSet(values))
    .execute();
}

/** The person is about to sign in again: the sites are not told of the moment in between. */
export async function awaitNewSignIn(parts: Pick<SingleSignOnParts, 'platform'>, sessionHash: Buffer): Promise<void> {
  await parts.platform.database.open
    .updateTable('sso_session_bindings')
    .set({ waits_until: new Date(nowOf(parts).getTime() + patience) })
    .where('resident_session', '=', sessionHash)
    .execute();
}

/** Every door that a site or a person has opened is closed: codes, tokens, grants. @param of one of both at least */
export async function closeDoors(tx: Tx, of: { readonly accountId?: string; readonly siteId?: string }): Promise<void> {
  let query = tx.deleteFrom('sso_records').where('model', '!=', 'Session');
  if (of.accountId !== undefined) query = query.where('account_id', '=', of.accountId);
  if (of.siteId !== undefined) query = query.where('site_id', '=', of.siteId);
  await query.execute();
}
