import { sha256 } from '#platform/crypto/digests.ts';
import { newToken } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import { secondFactorRule, signInRules } from '../domain/attempt-rules.ts';
import { networkOf } from '../domain/network-of.ts';
import { isStrong, signInTerms } from '../domain/sign-in-terms.ts';
import { type FederatedProof, noteFederatedSession } from '../federation/usecases/federated-session.ts';
import { type IdentityParts, nowOf } from '../identity-parts.ts';
import { type Owner, ownerOf, ownerValues } from '../owner.ts';
import { listSignInMethods } from '../queries/list-sign-in-methods.ts';
import { takeAppCode } from './code-app.ts';
import { listEmployers } from './list-employers.ts';
import { noteBrowser } from './note-browser.ts';
import { noteSignIn } from './note-sign-in.ts';
import { type NewSession, openAgentSession, openResidentSession, type Proof } from './open-session.ts';
import { takeRecoveryCode } from './recovery-codes.ts';
import { overtakeRelease, releaseIfDue } from './release-second-factor.ts';

/** The browser that signs in. */
export interface SigningIn {
  readonly ip: string;
  readonly userAgent: string;
  /** The session cookie that the browser still sends. */
  readonly formerToken?: string | undefined;
  /** The secret by which a browser is known from one sign-in to the next. */
  readonly browserToken?: string | undefined;
}

/** The first step of a sign-in, whatever it was: it was right. */
export interface FirstStep extends Proof {
  readonly owner: Owner;
  readonly remembered: boolean;
  /** A path of this site. */
  readonly comeBackTo: string;
  /** What it takes to sign out at the provider too, once the session is open. */
  readonly federated?: FederatedProof | undefined;
}

export interface SignedIn {
  readonly kind: 'signed-in';
  readonly session: NewSession;
  readonly owner: Owner;
  readonly comeBackTo: string;
  /** For an agent, the authorities to choose among. */
  readonly authorities: readonly string[];
  /** To be kept by the browser. */
  readonly browserToken: string;
}

/** Signed in, or what is still missing: a second factor, or one to set up for who must have one. */
export type Completion = SignedIn | { readonly kind: 'second-factor' | 'set-up'; readonly pending: string };

/**
 * Goes on from a right first step: a session, unless a second factor is to be given. Nothing is open meanwhile.
 * @returns undefined for an agent who works for nobody any more
 */
export async function completeSignIn(
  parts: IdentityParts,
  step: FirstStep,
  browser: SigningIn,
): Promise<Completion | undefined> {
  const missing = await missingStep(parts, step);
  if (missing === undefined) return openFor(parts, step, browser);
  noteSignIn(parts, step.owner, { kind: step.assurance, factors: step.factors, outcome: missing });
  const pending = newToken();
  await parts.platform.database.open
    .insertInto('pending_sign_ins')
    .values({
      token_hash: sha256(pending),
      ...ownerValues(step.owner),
      assurance: step.assurance,
      factors: [...step.factors],
      remembered: step.remembered,
      come_back_to: step.comeBackTo,
      provider: step.federated?.provider ?? null,
      id_token: step.federated?.idToken ?? null,
      helper: step.federated?.helper ?? null,
      expires_at: new Date(nowOf(parts).getTime() + signInTerms.pending),
    })
    .execute();
  return { kind: missing, pending };
}

async function missingStep(parts: IdentityParts, step: FirstStep): Promise<'second-factor' | 'set-up' | undefined> {
  if (isStrong(step.assurance, step.factors)) return undefined;
  const methods = await listSignInMethods(parts.platform.database.open, step.owner);
  if (methods.secondFactor) {
    const released = step.owner.hat === 'resident' && (await releaseIfDue(parts, step.owner.id));
    return released ? undefined : 'second-factor';
  }
  if (step.owner.hat === 'resident' || !parts.platform.config.administratorSecondFactor) return undefined;
  const employers = await listEmployers(parts, step.owner.id);
  return employers.some((employer) => employer.role === 'administrator') ? 'set-up' : undefined;
}

/** The sign-in that waits under this secret, while it does. */
export async function findPendingSignIn(parts: IdentityParts, pending: string): Promise<FirstStep | undefined> {
  const row = await parts.platform.database.open
    .selectFrom('pending_sign_ins')
    .selectAll()
    .where('token_hash', '=', sha256(pending))
    .where('expires_at', '>', nowOf(parts))
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { assurance, factors, remembered, come_back_to: comeBackTo, provider, id_token: idToken, helper } = row;
  const federated =
    provider === null || idToken === null ? undefined : { provider, idToken, helper: helper ?? undefined };
  return { owner: ownerOf(row), assurance, factors, remembered, comeBackTo, federated };
}

export type SecondStepOutcome =
  | SignedIn
  | { readonly kind: 'refused' }
  | { readonly kind: 'wait'; readonly seconds: number };

/** The second factor as typed: the six digits of the application, or a recovery code. */
export async function takeSecondFactor(
  parts: IdentityParts,
  pending: string,
  typed: string,
  browser: SigningIn,
): Promise<SecondStepOutcome | undefined> {
  const step = await findPendingSignIn(parts, pending);
  if (step === undefined) return undefined;
  const who = `${step.owner.hat} ${step.owner.id}`;
  const network = networkOf(browser.ip);
  const wait =
    (await parts.attempts.take(signInRules.address, network)) ?? (await parts.attempts.take(secondFactorRule, who));
  const noted = (outcome: 'refused' | 'wait') =>
    noteSignIn(parts, step.owner, { kind: 'second-factor', factors: step.factors, outcome });
  if (wait !== undefined) {
    noted('wait');
    return { kind: 'wait', seconds: wait };
  }
  const factor = await parts.platform.database.transaction([], async (tx) => {
    if (await takeAppCode(parts, tx, step.owner, typed, 'confirmed')) return 'totp';
    return (await takeRecoveryCode(tx, step.owner, typed, nowOf(parts))) ? 'recovery-code' : undefined;
  });
  if (factor === undefined) {
    noted('refused');
    return { kind: 'refused' };
  }
  await parts.attempts.clear(secondFactorRule, who);
  await parts.attempts.giveBack(signInRules.address, network);
  return finishPending(parts, pending, factor, browser);
}

/**
 * Opens the session that waited, now that `factor` was given; the wait is over whatever happens next.
 * @returns undefined when it waits no more: too late, or finished in another window
 */
export async function finishPending(
  parts: IdentityParts,
  pending: string,
  factor: string,
  browser: SigningIn,
): Promise<SignedIn | undefined> {
  const step = await findPendingSignIn(parts, pending);
  if (step === undefined) return undefined;
  const ended = await parts.platform.database.open
    .deleteFrom('pending_sign_ins')
    .where('token_hash', '=', sha256(pending))
    .executeTakeFirst();
  if (ended.numDeletedRows !== 1n) return undefined;
  return openFor(parts, { ...step, factors: [...step.factors, factor] }, browser);
}

async function openFor(parts: IdentityParts, step: FirstStep, browser: SigningIn): Promise<SignedIn | undefined> {
  const { owner, comeBackTo } = step;
  const proof = { assurance: step.assurance, factors: step.factors };
  const visit = { now: nowOf(parts), proof, userAgent: browser.userAgent, formerToken: browser.formerToken };
  const employers = owner.hat === 'agent' ? await listEmployers(parts, owner.id) : [];
  const first = employers[0];
  if (owner.hat === 'agent' && first === undefined) {
    noteSignIn(parts, owner, { kind: step.assurance, factors: step.factors, outcome: 'refused' });
    return undefined;
  }
  const opened = await parts.platform.database.transaction([], async (tx) => {
    const session = await openOwnSession(tx, owner, first?.authorityId ?? '', step.remembered, {
      ...visit,
      idle: parts.platform.config.agentIdleSeconds,
    });
    if (owner.hat === 'resident' && gaveSecondFactor(step)) await overtakeRelease(tx, owner.id, visit.now);
    if (step.federated !== undefined) await noteFederatedSession(tx, sha256(session.token), step.federated);
    return { session, browserToken: await noteBrowser(parts, tx, owner, browser.browserToken) };
  });
  parts.sessions.forgetAll();
  noteSignIn(parts, owner, { kind: step.assurance, factors: step.factors, outcome: 'signed-in' });
  const authorities = employers.map((employer) => employer.authorityId);
  return { kind: 'signed-in', owner, comeBackTo, authorities, ...opened };
}

/** A passkey, six digits, a recovery code: whoever gave it has not lost everything. */
function gaveSecondFactor({ assurance, factors }: FirstStep): boolean {
  return assurance === 'passkey' || factors.some((factor) => ['passkey', 'totp', 'recovery-code'].includes(factor));
}

function openOwnSession(
  tx: Tx,
  owner: Owner,
  authorityId: string,
  remembered: boolean,
  visit: Parameters<typeof openAgentSession>[3],
): Promise<NewSession> {
  return owner.hat === 'resident'
    ? openResidentSession(tx, owner.id, remembered, visit)
    : openAgentSession(tx, owner.id, authorityId, visit);
}
