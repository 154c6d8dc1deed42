import type { Tx } from '#platform/database/database.ts';
import { childRelations } from '../domain/household.ts';

/** The age at which a child leaves the households that hold them (Code civil, article 414). */
export const majorityYears = 18;

/**
 * Takes out of every household the children who are of age on that day.
 * @returns whose households they left, one account for each child
 */
export async function removeGrownChildren(tx: Tx, today: Temporal.PlainDate): Promise<string[]> {
  const left = await tx
    .deleteFrom('household_members')
    .where('relation', 'in', childRelations)
    .where('birth_date', '<=', today.subtract({ years: majorityYears }).toString())
    .returning('account_id')
    .execute();
  return left.map((row) => row.account_id);
}
