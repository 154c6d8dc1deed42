import { newId } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import { childRelations } from '../domain/household.ts';
import { departureShownDays, majorityToldDays, majorityYears } from '../domain/majority.ts';

/**
 * Takes out of every household the children who are of age on that day. The page of each household says who left it, for
 * some weeks.
 * @returns whose households they left, one account for each child
 */
export async function removeGrownChildren(tx: Tx, today: Temporal.PlainDate): Promise<string[]> {
  const left = await tx
    .deleteFrom('household_members')
    .where('relation', 'in', childRelations)
    .where('birth_date', '<=', today.subtract({ years: majorityYears }).toString())
    .returning(['account_id', 'given_names'])
    .execute();
  await tx
    .deleteFrom('household_departures')
    .where('left_on', '<', today.subtract({ days: departureShownDays }).toString())
    .execute();
  if (left.length > 0)
    await tx
      .insertInto('household_departures')
      .values(left.map((row) => ({ ...row, id: newId(), left_on: today.toString() })))
      .execute();
  return left.map((row) => row.account_id);
}

/**
 * Marks as told the children who will be of age within a month, each once.
 * @returns whose households hold them, one account for each child
 */
export async function markSoonOfAge(tx: Tx, today: Temporal.PlainDate, now: Date): Promise<string[]> {
  const soon = await tx
    .updateTable('household_members')
    .set({ majority_told_at: now })
    .where('relation', 'in', childRelations)
    .where('birth_date', '<=', today.add({ days: majorityToldDays }).subtract({ years: majorityYears }).toString())
    .where('birth_date', '>', today.subtract({ years: majorityYears }).toString())
    .where('majority_told_at', 'is', null)
    .returning('account_id')
    .execute();
  return soon.map((row) => row.account_id);
}
