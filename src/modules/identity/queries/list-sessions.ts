import type { Reader } from '#platform/database/database.ts';
import { type Owner, ownerColumns } from '../owner.ts';
import { markOf } from '../usecases/end-sessions.ts';

export interface SessionLine {
  readonly mark: string;
  readonly present: boolean;
  readonly userAgent: string;
  readonly createdAt: Date;
  readonly seenAt: Date;
}

/** Where the person is signed in, the last seen first. */
export async function listSessions(open: Reader, owner: Owner, present: Buffer, now: Date): Promise<SessionLine[]> {
  const rows = await open
    .selectFrom('sessions')
    .select(['token_hash', 'user_agent', 'created_at', 'seen_at'])
    .where(ownerColumns[owner.hat], '=', owner.id)
    .where('expires_at', '>', now)
    .orderBy('seen_at', 'desc')
    .execute();
  return rows.map((row) => ({
    mark: markOf(row.token_hash),
    present: row.token_hash.equals(present),
    userAgent: row.user_agent ?? '',
    createdAt: row.created_at,
    seenAt: row.seen_at,
  }));
}
