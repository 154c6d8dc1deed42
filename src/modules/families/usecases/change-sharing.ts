import { queueAccountEmail } from '#modules/notifications/index.ts';
import { newId } from '#platform/crypto/ids.ts';
import { ConflictError, NotFoundError } from '#platform/errors/app-error.ts';
import { type FamiliesParts, nowOf } from '../families-parts.ts';
import { findSharing } from '../queries/find-sharing.ts';

interface Own {
  readonly accountId: string;
  readonly memberId: string;
}

/** Says whether the other parent sees one's requests about the child. @throws NotFoundError when it is not shared */
export async function chooseShownDossiers(parts: FamiliesParts, own: Own & { readonly shows: boolean }): Promise<void> {
  const sharing = await findSharing(parts.platform.database.open, own);
  if (sharing === undefined) throw new NotFoundError('not-shared');
  await parts.platform.database.open
    .updateTable('child_parents')
    .set({ shows_dossiers: own.shows })
    .where('child_id', '=', sharing.childId)
    .where('account_id', '=', own.accountId)
    .execute();
}

/**
 * Either parent ends the sharing, at once: each keeps the child in their own words, and sees nothing of the other's. The
 * other one is told by e-mail. @throws NotFoundError when it is not shared
 */
export async function endSharing(parts: FamiliesParts, own: Own): Promise<void> {
  await parts.platform.database.transaction([], async (tx) => {
    const sharing = await findSharing(tx, own);
    if (sharing === undefined) throw new NotFoundError('not-shared');
    await tx
      .updateTable('shared_children')
      .set({ ended_at: nowOf(parts) })
      .where('id', '=', sharing.childId)
      .execute();
    await tx.deleteFrom('child_parents').where('child_id', '=', sharing.childId).execute();
    await queueAccountEmail(parts.platform, tx, 'child-sharing-ended', { accountId: sharing.other.accountId });
  });
}

const mostCollectors = 20;

/** Another adult may collect the child. @throws ConflictError `too-many-collectors` */
export async function addCollector(
  parts: FamiliesParts,
  own: Own,
  collector: { givenNames: string; familyName: string; phone: string; until: string | undefined },
): Promise<void> {
  await parts.platform.database.transaction([], async (tx) => {
    await tx.selectFrom('accounts').select('id').where('id', '=', own.accountId).forUpdate().executeTakeFirstOrThrow();
    const known = await tx
      .selectFrom('child_collectors')
      .select('id')
      .where('account_id', '=', own.accountId)
      .where('member_id', '=', own.memberId)
      .execute();
    if (known.length >= mostCollectors) throw new ConflictError('too-many-collectors');
    await tx
      .insertInto('child_collectors')
      .values({
        account_id: own.accountId,
        id: newId(),
        member_id: own.memberId,
        given_names: collector.givenNames,
        family_name: collector.familyName,
        phone: collector.phone,
        until: collector.until ?? null,
        created_at: nowOf(parts),
      })
      .execute();
  });
}

/** Only one's own: what the other parent said is theirs. @throws NotFoundError */
export async function removeCollector(parts: FamiliesParts, own: Own, id: string): Promise<void> {
  const { numDeletedRows } = await parts.platform.database.open
    .deleteFrom('child_collectors')
    .where('account_id', '=', own.accountId)
    .where('member_id', '=', own.memberId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (numDeletedRows === 0n) throw new NotFoundError('collector-not-found');
}
