import { newId } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import type { Platform } from '#platform/platform.ts';
import { isSameMember, type MemberDetails, maxMembers } from '../domain/household.ts';
import { HouseholdFullError } from '../errors.ts';
import { listHousehold } from '../queries/list-household.ts';

type Deps = { readonly platform: Pick<Platform, 'database'> };

/**
 * Adds people to the household; whoever is in it already is left as they are, so that it is harmless when repeated.
 * @returns how many were added
 * @throws {HouseholdFullError}
 */
export function addMembers({ platform }: Deps, accountId: string, members: readonly MemberDetails[]): Promise<number> {
  return platform.database.transaction([], async (tx) => {
    await lockAccount(tx, accountId);
    const known: MemberDetails[] = await listHousehold(tx, accountId);
    const added = members.filter((member, index) => {
      const before = [...known, ...members.slice(0, index)];
      return !before.some((other) => isSameMember(member, other));
    });
    if (added.length === 0) return 0;
    if (known.length + added.length > maxMembers) throw new HouseholdFullError();
    await tx
      .insertInto('household_members')
      .values(added.map((member) => ({ account_id: accountId, id: newId(), ...columnsOf(member) })))
      .execute();
    return added.length;
  });
}

/** Two additions at once are counted one after the other. */
async function lockAccount(tx: Tx, accountId: string): Promise<void> {
  await tx
    .selectFrom('accounts')
    .select('id')
    .where('id', '=', accountId)
    .where('closed_at', 'is', null)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

/**
 * Corrects somebody of the household, who is so since now; saved as they were, they keep their date.
 * @returns false when there is nobody of that id in it
 */
export async function changeMember(
  { platform }: Deps,
  accountId: string,
  memberId: string,
  member: MemberDetails,
  now: Date,
): Promise<boolean> {
  return platform.database.transaction([], async (tx) => {
    const before = await tx
      .selectFrom('household_members')
      .select(['relation', 'given_names', 'family_name', 'birth_date'])
      .where('account_id', '=', accountId)
      .where('id', '=', memberId)
      .forUpdate()
      .executeTakeFirst();
    if (before === undefined) return false;
    const columns = columnsOf(member);
    const isSame =
      before.relation === columns.relation &&
      before.given_names === columns.given_names &&
      before.family_name === columns.family_name &&
      before.birth_date === columns.birth_date;
    if (isSame) return true;
    await tx
      .updateTable('household_members')
      .set({
        ...columns,
        changed_at: now,
        // Told of another day than that of the new date, the person is told again.
        ...(before.birth_date === columns.birth_date ? {} : { majority_told_at: null }),
      })
      .where('account_id', '=', accountId)
      .where('id', '=', memberId)
      .execute();
    return true;
  });
}

/** Takes somebody out of the household; requests already sent keep what they said. @returns false when nobody was there */
export async function removeMember({ platform }: Deps, accountId: string, memberId: string): Promise<boolean> {
  const { numDeletedRows } = await platform.database.open
    .deleteFrom('household_members')
    .where('account_id', '=', accountId)
    .where('id', '=', memberId)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

function columnsOf(member: MemberDetails) {
  return {
    relation: member.relation,
    given_names: member.givenNames,
    family_name: member.familyName,
    birth_date: member.birthDate ?? null,
  };
}
