import type { Documents } from '#modules/documents/index.ts';
import type { Platform } from '#platform/platform.ts';
import { eraseDraft } from './erase-draft.ts';

const draftsAtOnce = 200;

/**
 * Erases the drafts of an authority that were left longer than they are kept, with their documents.
 * @returns how many
 */
export async function expireDrafts(
  deps: { platform: Pick<Platform, 'database'>; documents: Documents },
  authorityId: string,
  now: Date,
): Promise<number> {
  let erased = 0;
  for (;;) {
    const count = await deps.platform.database.transaction([authorityId], async (tx) => {
      const expired = await tx
        .selectFrom('drafts')
        .select('id')
        .where('authority_id', '=', authorityId)
        .where('expires_at', '<=', now)
        .limit(draftsAtOnce)
        .forUpdate()
        .skipLocked()
        .execute();
      for (const { id } of expired) await eraseDraft(tx, deps.documents, authorityId, id);
      return expired.length;
    });
    erased += count;
    if (count < draftsAtOnce) return erased;
  }
}
