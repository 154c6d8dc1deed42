import type { Platform } from '#platform/platform.ts';
import type { Draft } from '../domain/draft.ts';
import { DraftExpiredError, DraftNotFoundError } from '../errors.ts';
import { draftOf } from '../queries/get-own-draft.ts';
import { readResumeToken } from './send-resume-link.ts';

/**
 * The draft of a link received by e-mail.
 * @throws {DraftNotFoundError} for a link that was altered, replaced, or whose draft was sent or erased
 * @throws {DraftExpiredError}
 */
export async function getDraftOfLink(platform: Pick<Platform, 'database'>, token: string, now: Date): Promise<Draft> {
  const read = readResumeToken(token);
  if (read === undefined) throw new DraftNotFoundError();
  const row = await platform.database.transaction([read.authorityId], (tx) =>
    tx
      .selectFrom('drafts')
      .selectAll()
      .where('authority_id', '=', read.authorityId)
      .where('resume_token_hash', '=', read.hash)
      .executeTakeFirst(),
  );
  if (row === undefined) throw new DraftNotFoundError();
  if (row.expires_at <= now) throw new DraftExpiredError();
  return draftOf(row);
}

/** Gives the draft of a link to this browser: done by a button, so that what only opens links changes nothing. */
export async function resumeDraft(
  platform: Pick<Platform, 'database'>,
  token: string,
  visitorHash: Buffer,
  now: Date,
): Promise<Draft> {
  const draft = await getDraftOfLink(platform, token, now);
  await platform.database.transaction([draft.authorityId], (tx) =>
    tx
      .updateTable('drafts')
      .set({ visitor_hash: visitorHash })
      .where('authority_id', '=', draft.authorityId)
      .where('id', '=', draft.id)
      .execute(),
  );
  return draft;
}
