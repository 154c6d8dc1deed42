import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import type { JWK } from 'oidc-provider';
import { newId } from '#platform/crypto/ids.ts';
import type { Reader, Tx } from '#platform/database/database.ts';
import { KeyTooFreshError } from '../errors.ts';
import { nowOf, type SingleSignOnParts } from '../parts.ts';

export type KeyParts = Pick<SingleSignOnParts, 'platform' | 'secrets'>;

export interface SigningKey extends JWK {
  readonly kid: string;
  readonly use: 'sig';
  readonly alg: 'RS256';
}

/** Sites read the published keys again at least this often: a key signs only once it has been published for so long. */
const publishedBeforeUse = 24 * 3600 * 1000;

/** The keys of the installation, private: the one that signs first. They are made when there is none yet. */
export async function getSigningKeys(parts: KeyParts): Promise<SigningKey[]> {
  const found = await readKeys(parts, parts.platform.database.open);
  if (found.length >= 2) return found;
  return parts.platform.database.transaction([], async (tx) => {
    await oneAtATime(tx);
    const states = new Set((await tx.selectFrom('sso_keys').select('state').execute()).map((row) => row.state));
    for (const state of ['current', 'next'] as const) {
      if (!states.has(state)) await addKey(parts, tx, state);
    }
    return readKeys(parts, tx);
  });
}

/**
 * The key to come begins to sign, the one that signed is still published for what it signed, and a new one is published.
 * @param options `compromised`: somebody else may have the keys. All are replaced at once; sites that have not read the
 * new ones yet refuse sign-ins until they do.
 * @returns the identifier of the key that signs now
 * @throws KeyTooFreshError when the key to come has been published for less than a day
 */
export async function rotateKeys(parts: KeyParts, options: { compromised?: boolean } = {}): Promise<string> {
  await getSigningKeys(parts);
  const now = nowOf(parts);
  return parts.platform.database.transaction([], async (tx) => {
    await oneAtATime(tx);
    if (options.compromised === true) {
      await tx.deleteFrom('sso_keys').execute();
      await addKey(parts, tx, 'next');
      return addKey(parts, tx, 'current');
    }
    const next = await tx.selectFrom('sso_keys').selectAll().where('state', '=', 'next').executeTakeFirstOrThrow();
    if (now.getTime() - next.created_at.getTime() < publishedBeforeUse) throw new KeyTooFreshError();
    await tx.deleteFrom('sso_keys').where('state', '=', 'previous').execute();
    await tx
      .updateTable('sso_keys')
      .set({ state: 'previous', changed_at: now })
      .where('state', '=', 'current')
      .execute();
    await tx.updateTable('sso_keys').set({ state: 'current', changed_at: now }).where('state', '=', 'next').execute();
    await addKey(parts, tx, 'next');
    return next.kid;
  });
}

/** Since when the present key signs. */
export async function currentKeySince(parts: KeyParts): Promise<Date | undefined> {
  const row = await parts.platform.database.open
    .selectFrom('sso_keys')
    .select('changed_at')
    .where('state', '=', 'current')
    .executeTakeFirst();
  return row?.changed_at;
}

async function oneAtATime(tx: Tx): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(720309)`.execute(tx);
}

async function readKeys({ secrets }: KeyParts, reader: Reader | Tx): Promise<SigningKey[]> {
  const rows = await reader
    .selectFrom('sso_keys')
    .select(['kid', 'private_key'])
    .orderBy(sql`array_position(ARRAY['current', 'next', 'previous'], state)`)
    .execute();
  return rows.map(({ kid, private_key }) => ({
    ...(JSON.parse(secrets.open(private_key, signingKeyPlace(kid))) as JWK),
    kid,
    use: 'sig',
    alg: 'RS256',
  }));
}

async function addKey(parts: KeyParts, tx: Tx, state: 'current' | 'next'): Promise<string> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 3072 });
  const kid = newId();
  const now = nowOf(parts);
  await tx
    .insertInto('sso_keys')
    .values({
      kid,
      state,
      private_key: parts.secrets.seal(JSON.stringify(privateKey.export({ format: 'jwk' })), signingKeyPlace(kid)),
      created_at: now,
      changed_at: now,
    })
    .execute();
  return kid;
}

export function signingKeyPlace(kid: string): string {
  return `sso key ${kid}`;
}
