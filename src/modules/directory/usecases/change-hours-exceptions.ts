import type { Database } from '#platform/database/database.ts';
import type { HoursException } from '../domain/authority.ts';

/**
 * Reads and writes the exceptional hours of an authority, its row locked meanwhile: two administrators at once lose nothing.
 * What is over for a year is forgotten.
 * @param change gives the new list, or undefined to leave it as it is
 * @param today YYYY-MM-DD
 * @returns whether it was changed
 */
export async function changeHoursExceptions(
  database: Database,
  authorityId: string,
  today: string,
  change: (present: readonly HoursException[]) => readonly HoursException[] | undefined,
): Promise<boolean> {
  const old = Temporal.PlainDate.from(today).subtract({ years: 1 }).toString();
  return database.transaction([authorityId], async (tx) => {
    const row = await tx
      .selectFrom('authorities')
      .select('exceptions')
      .where('id', '=', authorityId)
      .forUpdate()
      .executeTakeFirstOrThrow();
    const changed = change(row.exceptions)?.filter(({ to }) => to >= old);
    if (changed === undefined) return false;
    await tx
      .updateTable('authorities')
      .set({ exceptions: JSON.stringify(changed) })
      .where('id', '=', authorityId)
      .execute();
    return true;
  });
}
