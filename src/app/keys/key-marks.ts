import { createHmac } from 'node:crypto';
import { sameDigest } from '#platform/crypto/digests.ts';
import { encryptionKeys } from '#platform/crypto/keyring.ts';
import type { Platform } from '#platform/platform.ts';
import { StartError } from '../listen.ts';

type Marked = 'encryption' | 'identity';
type KeyPlatform = Pick<Platform, 'config' | 'database' | 'clock'>;

/**
 * Notes the keys of a new database, and compares those given with the ones that were noted.
 * @throws StartError, in words, when they are others: nothing may be written under them
 */
export async function checkKeys(platform: KeyPlatform): Promise<void> {
  const { config } = platform;
  const identity = (await marked(platform, 'identity')) ?? (await note(platform, 'identity', config.identityKey));
  if (!sameDigest(identity, markOf('identity', config.identityKey)))
    throw new StartError(
      'IDENTITY_KEY is not the one of this database: to authorities and to connected sites everybody would be somebody else. Give it back the value of before; without one ever set, that is the first value of ENCRYPTION_KEY.',
    );
  const mark = (await marked(platform, 'encryption')) ?? (await note(platform, 'encryption', config.encryptionKey));
  if (!encryptionKeys(config).some((key) => sameDigest(mark, markOf('encryption', key))))
    throw new StartError(
      'ENCRYPTION_KEY is not the one by which the files and secrets of this database are protected: none could be opened. Give it back the value of before, or name that value in ENCRYPTION_KEYS_PREVIOUS.',
    );
}

/** Nothing is left under another key than that of today. */
export async function noteCurrentKey({ config, database, clock }: KeyPlatform): Promise<void> {
  await database.open
    .updateTable('key_marks')
    .set({
      mark: markOf('encryption', config.encryptionKey),
      noted_at: new Date(clock.now().epochMilliseconds),
    })
    .where('name', '=', 'encryption')
    .execute();
}

async function marked({ database }: KeyPlatform, name: Marked): Promise<Buffer | undefined> {
  const row = await database.open.selectFrom('key_marks').select('mark').where('name', '=', name).executeTakeFirst();
  return row?.mark;
}

/** @returns what is noted: by this process, or by another that came first */
async function note({ database, clock }: KeyPlatform, name: Marked, key: string): Promise<Buffer> {
  const row = await database.open
    .insertInto('key_marks')
    .values({ name, mark: markOf(name, key), noted_at: new Date(clock.now().epochMilliseconds) })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ name }))
    .returning('mark')
    .executeTakeFirstOrThrow();
  return row.mark;
}

function markOf(name: Marked, key: string): Buffer {
  return createHmac('sha256', Buffer.from(key, 'hex')).update(`parvis mark of the ${name} key`).digest();
}
