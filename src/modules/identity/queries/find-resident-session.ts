import type { Reader } from '#platform/database/database.ts';
import type { ResidentPrincipal } from '#platform/http/principals.ts';

export interface ResidentSession {
  readonly principal: ResidentPrincipal;
  readonly createdAt: Date;
  readonly seenAt: Date;
  readonly expiresAt: Date;
}

/** The resident behind a session that has not ended, in one query. */
export async function findResidentSession(
  open: Reader,
  sessionHash: Buffer,
  now: Date,
): Promise<ResidentSession | undefined> {
  const row = await open
    .selectFrom('sessions as s')
    .innerJoin('accounts as a', 'a.id', 's.account_id')
    .leftJoin('federated_sessions as f', 'f.token_hash', 's.token_hash')
    .select(['a.id', 'a.email', 'a.given_names', 'a.family_name', 's.created_at', 's.seen_at', 's.expires_at'])
    .select(['s.assurance', 's.authenticated_at', 'f.helper'])
    .where('s.token_hash', '=', sessionHash)
    .where('s.expires_at', '>', now)
    .where('a.closed_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const name = [row.given_names, row.family_name].filter((part) => part !== null && part !== '').join(' ');
  return {
    principal: {
      accountId: row.id,
      email: row.email,
      label: name === '' ? row.email : name,
      sessionHash,
      assurance: row.assurance === 'proconnect' ? 'password' : row.assurance,
      authenticatedAt: row.authenticated_at ?? row.created_at,
      ...(row.helper === null ? {} : { helper: row.helper }),
    },
    createdAt: row.created_at,
    seenAt: row.seen_at,
    expiresAt: row.expires_at,
  };
}
