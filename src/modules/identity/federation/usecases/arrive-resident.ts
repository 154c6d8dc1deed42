import { sha256 } from '#platform/crypto/digests.ts';
import { newId } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import { ConflictError } from '#platform/errors/app-error.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { normalizeEmail } from '../../domain/contact-details.ts';
import { type IdentityParts, nowOf } from '../../identity-parts.ts';
import { recordGiven } from '../../profile/profile-data.ts';
import { tellOfMethods } from '../../usecases/change-sign-in-methods.ts';
import { type Completion, completeSignIn, type SigningIn } from '../../usecases/complete-sign-in.ts';
import {
  fullIdentity,
  nameInUse,
  readHelper,
  readVerifiedIdentity,
  type VerifiedIdentity,
} from '../domain/verified-identity.ts';
import { findFederatedAccount, findVouchedAccount } from '../queries/find-federation.ts';
import { type ProvedClaims, SignInProviderError } from '../sign-in-provider.ts';
import { noteFederatedSession } from './federated-session.ts';

/** Milliseconds to say whether one has an account already. */
const arrivalLasts = 30 * 60_000;

/** Somebody whose identity FranceConnect proved, and who opens no account yet. */
export interface Arrival {
  readonly subjectHash: Buffer;
  readonly identity: VerifiedIdentity;
  /** As FranceConnect has it: a proposal, which proves nothing. */
  readonly email: string | undefined;
  readonly idToken: string;
  readonly helper: string | undefined;
  readonly comeBackTo: string;
}

/** FranceConnect opens another account with this identity, or this account with another identity. */
export class AlreadyLinkedError extends ConflictError {
  constructor() {
    super('franceconnect-linked-elsewhere');
  }
}

/** @throws SignInProviderError `invalid` when the claims name nobody */
export function readArrival(parts: IdentityParts, proved: ProvedClaims, comeBackTo: string): Arrival {
  const identity = readVerifiedIdentity(proved.claims);
  if (identity === undefined) throw new SignInProviderError('invalid');
  const { email } = proved.claims;
  return {
    // The issuer is part of it: a subject means nothing elsewhere.
    subjectHash: sha256(`${proved.issuer} ${proved.subject}`),
    identity,
    email: typeof email === 'string' ? normalizeEmail(email) : undefined,
    idToken: proved.idToken,
    helper: readHelper(proved.claims, parts.platform.config.FRANCECONNECT_HELPER_IDPS),
    comeBackTo,
  };
}

/**
 * Signs in whoever has linked that identity, and brings the profile up to date. An account is found by the subject, else by
 * the full identity that FranceConnect itself vouched for before; neither a name nor an address opens what is somebody's.
 * @returns undefined when it opens no account: the arrival then waits for the person's choice
 */
export async function signInArrival(
  parts: IdentityParts,
  arrival: Arrival,
  visitorHash: Buffer,
  browser: SigningIn,
): Promise<Completion | undefined> {
  const { open } = parts.platform.database;
  const accountId = (await findFederatedAccount(open, arrival.subjectHash)) ?? (await reconcile(parts, arrival));
  if (accountId === undefined) {
    await keepArrival(parts, visitorHash, arrival);
    return undefined;
  }
  await parts.platform.database.transaction([], (tx) => refreshIdentity(parts, tx, accountId, arrival.identity));
  return openAccount(parts, accountId, arrival, browser);
}

/**
 * Somebody whom FranceConnect vouches for under a new subject, as when the counter changes its registration there: the
 * account that it vouched for with the very same full identity is theirs, and they are told of it.
 */
async function reconcile(parts: IdentityParts, arrival: Arrival): Promise<string | undefined> {
  const identity = fullIdentity(arrival.identity);
  if (identity === undefined) return undefined;
  return parts.platform.database.transaction([], async (tx) => {
    const accountId = await findVouchedAccount(tx, identity);
    if (accountId === undefined) return undefined;
    await tx
      .updateTable('account_federations')
      .set({ subject_hash: arrival.subjectHash, linked_at: nowOf(parts) })
      .where('account_id', '=', accountId)
      .where('provider', '=', 'franceconnect')
      .execute();
    await tellOfMethods(parts, tx, { hat: 'resident', id: accountId });
    return accountId;
  });
}

async function openAccount(
  parts: IdentityParts,
  accountId: string,
  arrival: Arrival,
  browser: SigningIn,
): Promise<Completion | undefined> {
  return completeSignIn(
    parts,
    {
      owner: { hat: 'resident', id: accountId },
      assurance: 'franceconnect',
      factors: ['franceconnect'],
      remembered: false,
      comeBackTo: arrival.comeBackTo,
      federated: { provider: 'franceconnect', idToken: arrival.idToken, helper: arrival.helper },
    },
    browser,
  );
}

async function keepArrival(parts: IdentityParts, visitorHash: Buffer, arrival: Arrival): Promise<void> {
  const values = {
    subject_hash: arrival.subjectHash,
    identity: JSON.stringify(arrival.identity),
    email: arrival.email ?? null,
    id_token: arrival.idToken,
    helper: arrival.helper ?? null,
    come_back_to: arrival.comeBackTo,
    expires_at: new Date(nowOf(parts).getTime() + arrivalLasts),
  };
  await parts.platform.database.open
    .insertInto('federated_arrivals')
    .values({ visitor_hash: visitorHash, provider: 'franceconnect', ...values })
    .onConflict((conflict) => conflict.column('visitor_hash').doUpdateSet(values))
    .execute();
}

/** Who waits in this browser for a choice. */
export async function findArrival(parts: IdentityParts, visitorHash: Buffer | undefined): Promise<Arrival | undefined> {
  if (visitorHash === undefined) return undefined;
  const row = await parts.platform.database.open
    .selectFrom('federated_arrivals')
    .selectAll()
    .where('visitor_hash', '=', visitorHash)
    .where('expires_at', '>', nowOf(parts))
    .executeTakeFirst();
  return (
    row && {
      subjectHash: row.subject_hash,
      identity: row.identity as unknown as VerifiedIdentity,
      email: row.email ?? undefined,
      idToken: row.id_token,
      helper: row.helper ?? undefined,
      comeBackTo: row.come_back_to,
    }
  );
}

/** The choice is made, or given up. */
export async function forgetArrival(
  open: Tx | IdentityParts['platform']['database']['open'],
  visitorHash: Buffer,
): Promise<void> {
  await open.deleteFrom('federated_arrivals').where('visitor_hash', '=', visitorHash).execute();
}

/**
 * Makes an account for somebody who has none here, without a password. The address gets the mail and opens nothing: it is
 * proved neither to us nor, by FranceConnect, to anybody.
 * @throws AlreadyLinkedError when another window was faster
 */
export async function createArrivedAccount(
  parts: IdentityParts,
  visitorHash: Buffer,
  arrival: Arrival,
  wanted: { readonly email: string; readonly locale: Locale },
  browser: SigningIn,
): Promise<Completion | undefined> {
  const now = nowOf(parts);
  const accountId = newId(now.getTime());
  await parts.platform.database.transaction([], async (tx) => {
    await tx
      .insertInto('accounts')
      .values({ id: accountId, email: wanted.email, locale: wanted.locale, created_at: now, email_unproved: true })
      .execute();
    await linkIdentity(parts, tx, accountId, arrival);
    await forgetArrival(tx, visitorHash);
  });
  return openAccount(parts, accountId, arrival, browser);
}

/**
 * Links an account, in which the person is signed in by another way, with the identity that they have proved.
 * @throws AlreadyLinkedError
 */
export async function linkArrival(
  parts: IdentityParts,
  resident: { readonly accountId: string; readonly sessionHash: Buffer },
  arrival: Arrival,
  visitorHash: Buffer,
): Promise<void> {
  await parts.platform.database.transaction([], async (tx) => {
    await linkIdentity(parts, tx, resident.accountId, arrival);
    await forgetArrival(tx, visitorHash);
    await noteFederatedSession(tx, resident.sessionHash, { provider: 'franceconnect', ...arrival });
  });
  parts.sessions.forgetAll();
}

async function linkIdentity(parts: IdentityParts, tx: Tx, accountId: string, arrival: Arrival): Promise<void> {
  const now = nowOf(parts);
  const added = await tx
    .insertInto('account_federations')
    .values({
      account_id: accountId,
      provider: 'franceconnect',
      subject_hash: arrival.subjectHash,
      identity: JSON.stringify(arrival.identity),
      identity_at: now,
      linked_at: now,
      used_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('account_id')
    .executeTakeFirst();
  if (added === undefined) throw new AlreadyLinkedError();
  await refreshIdentity(parts, tx, accountId, arrival.identity);
  await tellOfMethods(parts, tx, { hat: 'resident', id: accountId });
}

async function refreshIdentity(
  parts: IdentityParts,
  tx: Tx,
  accountId: string,
  identity: VerifiedIdentity,
): Promise<void> {
  const now = nowOf(parts);
  await tx
    .updateTable('account_federations')
    .set({ identity: JSON.stringify(identity), identity_at: now, used_at: now })
    .where('account_id', '=', accountId)
    .where('provider', '=', 'franceconnect')
    .execute();
  await tx
    .updateTable('accounts')
    .set({ given_names: identity.givenNames.join(' ') || null, family_name: nameInUse(identity) || null })
    .where('id', '=', accountId)
    .execute();
  await recordGiven(tx, accountId, { datum: 'identity', source: 'franceconnect', at: now });
}
