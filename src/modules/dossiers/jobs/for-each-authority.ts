import type { Platform } from '#platform/platform.ts';

/** Every authority in turn; the trouble of one does not keep the others waiting, and the job then fails to be tried again. */
export async function forEachAuthority(
  platform: Pick<Platform, 'database'>,
  work: (authorityId: string) => Promise<void>,
): Promise<void> {
  const authorities = await platform.database.open.selectFrom('authorities').select('id').orderBy('id').execute();
  const failures: unknown[] = [];
  for (const { id } of authorities) {
    try {
      await work(id);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} authorities failed`);
}
