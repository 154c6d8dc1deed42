import type { Tx } from '#platform/database/database.ts';
import { ForbiddenError, NotFoundError } from '#platform/errors/app-error.ts';
import { type BodiesParts, nowOf } from '../bodies-parts.ts';
import { isLastManager, type RepresentativeRole } from '../domain/body.ts';
import { LastManagerError } from '../errors.ts';
import { lockOwnBody, type Representative } from '../queries/find-body.ts';
import { recordBodyAct } from './record-body-act.ts';

interface Asking {
  readonly accountId: string;
  readonly bodyId: string;
}

/**
 * Makes somebody a manager or a member.
 * @throws NotFoundError @throws ForbiddenError for a member @throws {LastManagerError}
 */
export async function changeRole(
  parts: BodiesParts,
  asking: Asking & { readonly about: string; readonly role: RepresentativeRole },
): Promise<void> {
  await withManager(parts, asking, async (tx, { own, other, representatives }) => {
    if (other.role === asking.role) return;
    if (asking.role === 'member' && isLastManager(representatives, other.accountId)) throw new LastManagerError();
    await setRole(tx, asking.bodyId, other.accountId, asking.role);
    await recordBodyAct(tx, {
      bodyId: asking.bodyId,
      act: 'role-changed',
      actorName: own.name,
      about: other.name,
      now: nowOf(parts),
    });
  });
}

/** Somebody represents the body no longer, from this moment on. @throws as `changeRole` */
export async function removeRepresentative(
  parts: BodiesParts,
  asking: Asking & { readonly about: string },
): Promise<void> {
  await withManager(parts, asking, async (tx, { own, other, representatives }) => {
    if (isLastManager(representatives, other.accountId)) throw new LastManagerError();
    await endRepresentation(tx, asking.bodyId, other, { act: 'removed', actorName: own.name, now: nowOf(parts) });
  });
}

/**
 * The person leaves. The last manager hands over first, or in the same act.
 * @param asking `to`: who becomes a manager before the person leaves
 * @throws NotFoundError @throws {LastManagerError}
 */
export async function leaveBody(
  parts: BodiesParts,
  asking: Asking & { readonly to?: string | undefined },
): Promise<void> {
  const now = nowOf(parts);
  const { accountId, bodyId } = asking;
  await parts.platform.database.transaction([], async (tx) => {
    const { own, representatives } = await lockOwnBody(tx, bodyId, accountId);
    if (asking.to !== undefined && own.role === 'manager') {
      const heir = representatives.find((one) => one.accountId === asking.to && one.accountId !== accountId);
      if (heir === undefined) throw new NotFoundError('representative-not-found');
      await setRole(tx, bodyId, heir.accountId, 'manager');
      await recordBodyAct(tx, { bodyId, act: 'role-changed', actorName: own.name, about: heir.name, now });
    } else if (isLastManager(representatives, accountId)) throw new LastManagerError();
    await endRepresentation(tx, bodyId, own, { act: 'left', actorName: own.name, now });
  });
}

async function withManager(
  parts: BodiesParts,
  { accountId, bodyId, about }: Asking & { readonly about: string },
  act: (
    tx: Tx,
    found: { own: Representative; other: Representative; representatives: readonly Representative[] },
  ) => Promise<void>,
): Promise<void> {
  await parts.platform.database.transaction([], async (tx) => {
    const { own, representatives } = await lockOwnBody(tx, bodyId, accountId);
    if (own.role !== 'manager') throw new ForbiddenError('not-a-manager');
    const other = representatives.find((one) => one.accountId === about);
    if (other === undefined) throw new NotFoundError('representative-not-found');
    await act(tx, { own, other, representatives });
  });
}

async function setRole(tx: Tx, bodyId: string, accountId: string, role: RepresentativeRole): Promise<void> {
  await tx
    .updateTable('body_representatives')
    .set({ role })
    .where('body_id', '=', bodyId)
    .where('account_id', '=', accountId)
    .execute();
}

/** The invitations that they made go with them: nobody comes in by the word of somebody who left. */
export async function endRepresentation(
  tx: Tx,
  bodyId: string,
  who: Representative,
  { act, actorName, now }: { act: 'removed' | 'left'; actorName: string; now: Date },
): Promise<void> {
  await tx
    .deleteFrom('body_representatives')
    .where('body_id', '=', bodyId)
    .where('account_id', '=', who.accountId)
    .execute();
  await tx
    .updateTable('body_invitations')
    .set({ answer: 'withdrawn', answered_at: now, token_hash: null })
    .where('body_id', '=', bodyId)
    .where('invited_by', '=', who.accountId)
    .where('answer', 'is', null)
    .execute();
  await recordBodyAct(tx, { bodyId, act, actorName, about: who.name, now });
}
