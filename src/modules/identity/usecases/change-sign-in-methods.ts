import { queueAccountEmail } from '#modules/notifications/index.ts';
import type { Tx } from '#platform/database/database.ts';
import { type IdentityParts, nowOf } from '../identity-parts.ts';
import { type Owner, ownerColumns } from '../owner.ts';
import { listSignInMethods } from '../queries/list-sign-in-methods.ts';
import { removeCodeApp, takeAppCode } from './code-app.ts';
import { addPasskey, type Challenge, type PasskeySite, removePasskey } from './passkeys.ts';
import { makeRecoveryCodes, removeRecoveryCodes } from './recovery-codes.ts';

/** What was added, and the recovery codes when there were none: they are shown now and never again. */
export interface MethodAdded {
  readonly recoveryCodes: readonly string[];
}

/** Adds a passkey. @returns undefined when the answer of the browser was not good */
export async function addOwnPasskey(
  parts: IdentityParts,
  owner: Owner,
  site: PasskeySite,
  challenge: Challenge,
  added: { readonly answer: string; readonly label: string },
): Promise<MethodAdded | undefined> {
  return parts.platform.database.transaction([], async (tx) => {
    if (!(await addPasskey(parts, tx, site, challenge, { owner, ...added }))) return undefined;
    await tellOfMethods(parts, tx, owner);
    // Residents sign in with it alone: codes are for who is asked for a second factor.
    return { recoveryCodes: owner.hat === 'agent' ? await firstRecoveryCodes(parts, tx, owner) : [] };
  });
}

/** Confirms the application with a code that it shows; the second factor is asked from now on. */
export async function confirmCodeApp(
  parts: IdentityParts,
  owner: Owner,
  typed: string,
): Promise<MethodAdded | undefined> {
  return parts.platform.database.transaction([], async (tx) => {
    if (!(await takeAppCode(parts, tx, owner, typed, 'being-set-up'))) return undefined;
    await askSecondFactor(tx, owner, true);
    await tellOfMethods(parts, tx, owner);
    return { recoveryCodes: await firstRecoveryCodes(parts, tx, owner) };
  });
}

/** Codes that replace those of before. */
export async function renewRecoveryCodes(parts: IdentityParts, owner: Owner): Promise<readonly string[]> {
  return parts.platform.database.transaction([], async (tx) => {
    await tellOfMethods(parts, tx, owner);
    return makeRecoveryCodes(tx, owner, nowOf(parts));
  });
}

/** A resident asks for the second factor at each sign-in, or no longer. @returns new recovery codes when there were none */
export async function chooseSecondFactor(parts: IdentityParts, owner: Owner, asked: boolean): Promise<MethodAdded> {
  return parts.platform.database.transaction([], async (tx) => {
    const methods = await listSignInMethods(tx, owner);
    const possible = methods.passkeys.length > 0 || methods.codeAppSince !== undefined;
    await askSecondFactor(tx, owner, asked && possible);
    await tellOfMethods(parts, tx, owner);
    return { recoveryCodes: asked && possible ? await firstRecoveryCodes(parts, tx, owner) : [] };
  });
}

/** What a person can take away from their ways to sign in. */
export type RemovedMethod = { readonly passkey: string } | 'code-app' | 'password';

/**
 * Removes a way to sign in. The last second factor takes the recovery codes with it. A password goes only while a passkey
 * stays, and only a resident's: the link by e-mail is always another way in.
 */
export async function removeMethod(parts: IdentityParts, owner: Owner, method: RemovedMethod): Promise<boolean> {
  const removed = await parts.platform.database.transaction([], async (tx) => {
    const done = await remove(tx, owner, method);
    if (!done) return false;
    const left = await listSignInMethods(tx, owner);
    if (left.passkeys.length === 0 && left.codeAppSince === undefined) {
      await askSecondFactor(tx, owner, false);
      await removeRecoveryCodes(tx, owner);
    }
    await tellOfMethods(parts, tx, owner);
    return true;
  });
  parts.sessions.forgetAll();
  return removed;
}

async function remove(tx: Tx, owner: Owner, method: RemovedMethod): Promise<boolean> {
  if (method === 'code-app') return removeCodeApp(tx, owner);
  if (method !== 'password') return removePasskey(tx, owner, method.passkey);
  if (owner.hat === 'agent' || (await listSignInMethods(tx, owner)).passkeys.length === 0) return false;
  const changed = await tx
    .updateTable('accounts')
    .set({ password_hash: null })
    .where('id', '=', owner.id)
    .where('password_hash', 'is not', null)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
}

/**
 * An agent who lost everything starts again: their second factors and sessions end, and the next sign-in by password asks
 * an administrator to set one up. The one who decides it is another administrator of the authority.
 */
export async function resetSecondFactors(parts: IdentityParts, tx: Tx, agentId: string): Promise<void> {
  const owner = { hat: 'agent', id: agentId } as const;
  for (const table of ['passkeys', 'code_apps', 'recovery_codes', 'pending_sign_ins', 'sessions'] as const)
    await tx.deleteFrom(table).where(ownerColumns.agent, '=', agentId).execute();
  await tellOfMethods(parts, tx, owner);
}

async function askSecondFactor(tx: Tx, owner: Owner, asked: boolean): Promise<void> {
  if (owner.hat === 'agent') return;
  await tx.updateTable('accounts').set({ second_factor: asked }).where('id', '=', owner.id).execute();
}

async function firstRecoveryCodes(parts: IdentityParts, tx: Tx, owner: Owner): Promise<readonly string[]> {
  const { recoveryCodesLeft } = await listSignInMethods(tx, owner);
  return recoveryCodesLeft > 0 ? [] : makeRecoveryCodes(tx, owner, nowOf(parts));
}

/** The person learns by e-mail that their ways to sign in changed, whoever did it. */
export async function tellOfMethods(parts: IdentityParts, tx: Tx, owner: Owner): Promise<void> {
  await queueAccountEmail(
    parts.platform,
    tx,
    owner.hat === 'resident' ? 'methods-changed' : 'agent-methods-changed',
    owner.hat === 'resident' ? { accountId: owner.id } : { agentId: owner.id },
  );
}
