import { sql } from 'kysely';
import type { Reader, Tx } from '#platform/database/database.ts';
import type { Owner } from '../../owner.ts';
import type { VerifiedIdentity } from '../domain/verified-identity.ts';

/** What FranceConnect vouches for of an account, and since when. */
export interface AccountFederation {
  readonly accountId: string;
  readonly identity: VerifiedIdentity;
  /** When FranceConnect said so last. */
  readonly identityAt: Date;
  readonly linkedAt: Date;
  readonly usedAt: Date;
}

/** The link of an account with FranceConnect. */
export async function findFederation(open: Reader | Tx, accountId: string): Promise<AccountFederation | undefined> {
  const row = await open
    .selectFrom('account_federations')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('provider', '=', 'franceconnect')
    .executeTakeFirst();
  return (
    row && {
      accountId: row.account_id,
      identity: row.identity as unknown as VerifiedIdentity,
      identityAt: row.identity_at,
      linkedAt: row.linked_at,
      usedAt: row.used_at,
    }
  );
}

/** The open account that a subject of FranceConnect opens. */
export async function findFederatedAccount(open: Reader | Tx, subjectHash: Buffer): Promise<string | undefined> {
  const row = await open
    .selectFrom('account_federations as f')
    .innerJoin('accounts as a', 'a.id', 'f.account_id')
    .select('f.account_id')
    .where('f.provider', '=', 'franceconnect')
    .where('f.subject_hash', '=', subjectHash)
    .where('a.closed_at', 'is', null)
    .executeTakeFirst();
  return row?.account_id;
}

/**
 * The one open account for which FranceConnect vouched for that very identity, locked.
 * @returns undefined when there is none, or more than one: then nobody can tell whose it is
 */
export async function findVouchedAccount(
  tx: Tx,
  identity: Omit<VerifiedIdentity, 'usedName'>,
): Promise<string | undefined> {
  const { givenNames, ...texts } = identity;
  const rows = await tx
    .selectFrom('account_federations as f')
    .innerJoin('accounts as a', 'a.id', 'f.account_id')
    .select('f.account_id')
    .where('f.provider', '=', 'franceconnect')
    .where(sql`f.identity ->> 'birthDate'`, '=', texts.birthDate)
    .where(sql`f.identity ->> 'familyName'`, '=', texts.familyName)
    .where(sql<boolean>`f.identity @> ${JSON.stringify(texts)}::jsonb`)
    // An array holds another in any order; the order of the given names counts.
    .where(sql<boolean>`f.identity -> 'givenNames' = ${JSON.stringify(givenNames)}::jsonb`)
    .where('a.closed_at', 'is', null)
    .forUpdate('f')
    .limit(2)
    .execute();
  return rows.length === 1 ? rows[0]?.account_id : undefined;
}

/** Whether a provider lets the person in. */
export async function isFederated(open: Reader | Tx, { hat, id }: Owner): Promise<boolean> {
  if (hat === 'resident') return (await findFederation(open, id)) !== undefined;
  const row = await open
    .selectFrom('agent_federations')
    .select('agent_id')
    .where('agent_id', '=', id)
    .executeTakeFirst();
  return row !== undefined;
}
