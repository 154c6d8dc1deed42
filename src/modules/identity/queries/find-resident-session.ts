import { CompiledQuery } from 'kysely';
import type { Reader } from '#platform/database/database.ts';
import type { ResidentPrincipal } from '#platform/http/principals.ts';
import type { Assurance } from '../domain/sign-in-terms.ts';

export interface ResidentSession {
  readonly principal: ResidentPrincipal;
  readonly createdAt: Date;
  readonly seenAt: Date;
  readonly expiresAt: Date;
}

interface Row {
  id: string;
  email: string;
  given_names: string | null;
  family_name: string | null;
  created_at: Date;
  seen_at: Date;
  expires_at: Date;
  assurance: Assurance;
  authenticated_at: Date | null;
  helper: string | null;
}

/**
 * Asked for every request that comes with a cookie and is not remembered: one statement of one text, which the database
 * plans once for each connection, without a transaction; three lookups by primary key.
 */
const statement = `
  SELECT a.id, a.email, a.given_names, a.family_name, s.created_at, s.seen_at, s.expires_at, s.assurance,
    s.authenticated_at, f.helper
  FROM sessions s
  JOIN accounts a ON a.id = s.account_id
  LEFT JOIN federated_sessions f ON f.token_hash = s.token_hash
  WHERE s.token_hash = $1 AND s.expires_at > $2 AND a.closed_at IS NULL`;

/** The resident behind a session that has not ended, in one query. */
export async function findResidentSession(
  open: Reader,
  sessionHash: Buffer,
  now: Date,
): Promise<ResidentSession | undefined> {
  const { rows } = await open.executeQuery<Row>(CompiledQuery.raw(statement, [sessionHash, now]));
  const row = rows[0];
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
