import type { Reader } from '#platform/database/database.ts';
import type { HouseholdMember } from '../domain/household.ts';

export interface ListedMember extends HouseholdMember {
  readonly addedAt: Date;
  /** When something of it was corrected last. */
  readonly changedAt?: Date | undefined;
}

/** Children who left the household since they are of age, the last one first. */
export async function listDepartures(
  open: Reader,
  accountId: string,
): Promise<{ readonly givenNames: string; readonly leftOn: string }[]> {
  const rows = await open
    .selectFrom('household_departures')
    .select(['given_names', 'left_on'])
    .where('account_id', '=', accountId)
    .orderBy('left_on', 'desc')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ givenNames: row.given_names, leftOn: row.left_on }));
}

/** The people of an account's household, in the order in which they were added: for that person's eyes only. */
export async function listHousehold(open: Reader, accountId: string): Promise<ListedMember[]> {
  const rows = await open
    .selectFrom('household_members')
    .select(['id', 'relation', 'given_names', 'family_name', 'birth_date', 'created_at', 'changed_at'])
    .where('account_id', '=', accountId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    relation: row.relation,
    givenNames: row.given_names,
    familyName: row.family_name,
    birthDate: row.birth_date ?? undefined,
    addedAt: row.created_at,
    changedAt: row.changed_at ?? undefined,
  }));
}
