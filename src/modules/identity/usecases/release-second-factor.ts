import { queueAccountEmail } from '#modules/notifications/index.ts';
import { newId } from '#platform/crypto/ids.ts';
import type { Reader, Tx } from '#platform/database/database.ts';
import type { Tables } from '#platform/database/tables.ts';
import { ForbiddenError } from '#platform/errors/app-error.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { releaseRule } from '../domain/attempt-rules.ts';
import { signInTerms } from '../domain/sign-in-terms.ts';
import { TooManyReleasesError } from '../errors.ts';
import { type IdentityParts, nowOf } from '../identity-parts.ts';
import { mayReleaseSecondFactors } from '../policies.ts';
import { findAccountByEmail } from '../queries/find-account.ts';
import { listSignInMethods } from '../queries/list-sign-in-methods.ts';
import { tellOfMethods } from './change-sign-in-methods.ts';
import { consumeToken, findTokenOwner } from './one-time-tokens.ts';

/** What the person showed at the counter. */
export const identityDocuments = ['identity-card', 'passport', 'residence-permit', 'driving-licence'] as const;
export type IdentityDocument = (typeof identityDocuments)[number];

/** A lost second factor that waits to be released. */
export interface WaitingRelease {
  readonly id: string;
  readonly authorityId: string;
  readonly agentName: string;
  readonly askedAt: Date;
  readonly dueAt: Date;
}

/** One line of the trace that an authority keeps. Whose account it was is not in it. */
export interface ReleaseLine {
  readonly id: string;
  readonly agentName: string;
  readonly document: IdentityDocument;
  readonly askedAt: Date;
  readonly dueAt: Date;
  readonly outcome: Tables['second_factor_releases']['outcome']['__select__'];
}

/**
 * An agent who has seen a resident and their identity document asks that the second factor be released in three days. The
 * person is told at once by e-mail and can refuse. Nothing tells the agent whether somebody has that address.
 * @throws ForbiddenError `releases-by-desk`; TooManyReleasesError
 */
export async function askRelease(
  parts: IdentityParts,
  by: AgentPrincipal,
  asked: { readonly email: string; readonly document: IdentityDocument },
): Promise<{ readonly dueAt: Date }> {
  if (!mayReleaseSecondFactors(by)) throw new ForbiddenError('releases-by-desk');
  const wait = await parts.attempts.take(releaseRule, by.agentId);
  if (wait !== undefined) throw new TooManyReleasesError(wait);
  const { platform } = parts;
  const now = nowOf(parts);
  const dueAt = new Date(now.getTime() + signInTerms.release);
  const account = await findAccountByEmail(platform.database.open, asked.email);
  if (account === undefined || account.email_verified_at === null) return { dueAt };
  const accountId = account.id;
  await platform.database.transaction([], async (tx) => {
    if (!(await listSignInMethods(tx, { hat: 'resident', id: accountId })).secondFactor) return;
    await endWaiting(tx, accountId, now, 'lapsed', new Date(now.getTime() - signInTerms.releaseKept));
    const added = await tx
      .insertInto('second_factor_releases')
      .values({
        id: newId(now.getTime()),
        account_id: accountId,
        authority_id: by.authorityId,
        agent_id: by.agentId,
        agent_name: by.name,
        document: asked.document,
        asked_at: now,
        due_at: dueAt,
      })
      // One that waits already goes on waiting: asking again neither hastens nor delays it.
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (added !== undefined) await queueAccountEmail(platform, tx, 'release-asked', { accountId });
  });
  return { dueAt };
}

/** The release that waits for an account, due or not. */
export async function findWaitingRelease(open: Reader | Tx, accountId: string): Promise<WaitingRelease | undefined> {
  const row = await open
    .selectFrom('second_factor_releases')
    .select(['id', 'authority_id', 'agent_name', 'asked_at', 'due_at'])
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return (
    row && {
      id: row.id,
      authorityId: row.authority_id,
      agentName: row.agent_name,
      askedAt: row.asked_at,
      dueAt: row.due_at,
    }
  );
}

/** What the agents of an authority asked, the latest first. */
export async function listReleases(open: Reader, authorityId: string): Promise<ReleaseLine[]> {
  const rows = await open
    .selectFrom('second_factor_releases')
    .select(['id', 'agent_name', 'document', 'asked_at', 'due_at', 'outcome'])
    .where('authority_id', '=', authorityId)
    .orderBy('asked_at', 'desc')
    .limit(50)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    agentName: row.agent_name,
    document: row.document,
    askedAt: row.asked_at,
    dueAt: row.due_at,
    outcome: row.outcome,
  }));
}

/** Whose refusal the link of the e-mail stands for, while it holds. */
export async function findRefusal(parts: IdentityParts, token: string): Promise<WaitingRelease | undefined> {
  const { open } = parts.platform.database;
  const owner = await findTokenOwner(open, 'refuse-release', token, nowOf(parts));
  return owner?.accountId ? findWaitingRelease(open, owner.accountId) : undefined;
}

/** The person refuses, with the link of the e-mail. @returns false when there is nothing to refuse any more */
export async function refuseByLink(parts: IdentityParts, token: string): Promise<boolean> {
  const now = nowOf(parts);
  return parts.platform.database.transaction([], async (tx) => {
    const owner = await consumeToken(tx, 'refuse-release', token, now);
    return owner?.accountId ? endWaiting(tx, owner.accountId, now, 'refused') : false;
  });
}

/** The person refuses, signed in. */
export async function refuseRelease(parts: IdentityParts, accountId: string): Promise<boolean> {
  return parts.platform.database.transaction([], (tx) => endWaiting(tx, accountId, nowOf(parts), 'refused'));
}

/** Somebody gave the second factor: it is not lost. */
export async function overtakeRelease(tx: Tx, accountId: string, now: Date): Promise<void> {
  await endWaiting(tx, accountId, now, 'overtaken');
}

/**
 * Releases a second factor whose wait is over, when its owner comes with the first one: everything that was lost ends,
 * sessions too.
 * @returns whether it was released
 */
export async function releaseIfDue(parts: IdentityParts, accountId: string): Promise<boolean> {
  const { platform } = parts;
  const now = nowOf(parts);
  const due = await findWaitingRelease(platform.database.open, accountId);
  if (due === undefined || due.dueAt > now) return false;
  const released = await platform.database.transaction([], async (tx) => {
    if (now.getTime() - due.dueAt.getTime() > signInTerms.releaseKept) {
      await endWaiting(tx, accountId, now, 'lapsed');
      return false;
    }
    if (!(await endWaiting(tx, accountId, now, 'released'))) return false;
    for (const table of ['passkeys', 'code_apps', 'recovery_codes', 'pending_sign_ins', 'sessions'] as const)
      await tx.deleteFrom(table).where('account_id', '=', accountId).execute();
    await tx.updateTable('accounts').set({ second_factor: false }).where('id', '=', accountId).execute();
    await tellOfMethods(parts, tx, { hat: 'resident', id: accountId });
    return true;
  });
  parts.sessions.forgetAll();
  return released;
}

/** @param dueBefore only one whose wait was over by then */
async function endWaiting(
  tx: Tx,
  accountId: string,
  now: Date,
  outcome: 'released' | 'refused' | 'overtaken' | 'lapsed',
  dueBefore?: Date,
): Promise<boolean> {
  let query = tx
    .updateTable('second_factor_releases')
    .set({ ended_at: now, outcome })
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null);
  if (dueBefore !== undefined) query = query.where('due_at', '<=', dueBefore);
  return (await query.executeTakeFirst()).numUpdatedRows > 0n;
}
