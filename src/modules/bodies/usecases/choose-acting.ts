import { NotFoundError } from '#platform/errors/app-error.ts';
import type { ResidentPrincipal } from '#platform/http/principals.ts';
import type { Platform } from '#platform/platform.ts';

/**
 * From the next page on, this session acts for a body, or for the person again.
 * @throws NotFoundError for a body that the person does not represent
 */
export async function chooseActing(
  { database }: Pick<Platform, 'database'>,
  resident: ResidentPrincipal,
  bodyId: string | undefined,
): Promise<void> {
  if (bodyId === undefined) {
    await database.open.deleteFrom('acting_choices').where('session_hash', '=', resident.sessionHash).execute();
    return;
  }
  if (resident.bodies?.some((body) => body.bodyId === bodyId) !== true) throw new NotFoundError('body-not-found');
  await database.open
    .insertInto('acting_choices')
    .values({ session_hash: resident.sessionHash, body_id: bodyId })
    .onConflict((conflict) => conflict.column('session_hash').doUpdateSet({ body_id: bodyId }))
    .execute();
}
