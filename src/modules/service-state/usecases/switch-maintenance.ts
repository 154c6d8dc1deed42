import { newId } from '#platform/crypto/ids.ts';
import type { LocalizedText } from '#platform/i18n/text.ts';
import type { Platform } from '#platform/platform.ts';

type Parts = Pick<Platform, 'database' | 'clock'>;

/** Who did it: an agent, or whoever has the command line. */
export type Operator = { readonly agentId: string } | 'command';

export interface Announced {
  readonly until: Date | undefined;
  readonly message: LocalizedText | undefined;
}

/**
 * Turns maintenance mode on; when it is on already, what is announced of it changes.
 * @returns whether it was off before
 */
export async function beginMaintenance(
  { database, clock }: Parts,
  by: Operator,
  { until, message }: Announced,
): Promise<boolean> {
  const announced = {
    until: until ?? null,
    message_fr: message?.fr ?? null,
    message_en: message?.en ?? null,
  };
  const now = new Date(clock.now().epochMilliseconds);
  return database.transaction([], async (tx) => {
    const begun = await tx
      .insertInto('maintenance_periods')
      .values({ id: newId(now.getTime()), began_at: now, begun_by: nameOf(by), ...announced })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (begun !== undefined) return true;
    await tx.updateTable('maintenance_periods').set(announced).where('ended_at', 'is', null).execute();
    return false;
  });
}

/** @returns false when it was off already */
export async function endMaintenance({ database, clock }: Parts, by: Operator): Promise<boolean> {
  const ended = await database.open
    .updateTable('maintenance_periods')
    .set({ ended_at: new Date(clock.now().epochMilliseconds), ended_by: nameOf(by) })
    .where('ended_at', 'is', null)
    .returning('id')
    .execute();
  return ended.length > 0;
}

function nameOf(by: Operator): string {
  return by === 'command' ? 'command' : by.agentId;
}
