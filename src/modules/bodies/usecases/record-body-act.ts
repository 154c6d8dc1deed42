import { newId } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import type { Tables } from '#platform/database/tables.ts';

/** One line of the body's history, which is never rewritten. `about` is the person or the address that it is about. */
export async function recordBodyAct(
  tx: Tx,
  line: { bodyId: string; act: Tables['body_acts']['act']; actorName: string; about: string; now: Date },
): Promise<void> {
  await tx
    .insertInto('body_acts')
    .values({
      body_id: line.bodyId,
      id: newId(),
      act: line.act,
      at: line.now,
      actor_name: line.actorName,
      about: line.about,
    })
    .execute();
}
