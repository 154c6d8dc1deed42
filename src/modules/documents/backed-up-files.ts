import { createHash } from 'node:crypto';
import type pg from 'pg';
import { StoredFileError } from '#platform/backup/stored-files.ts';
import { decryptChunks, EnvelopeError } from '#platform/crypto/envelope.ts';
import type { Platform } from '#platform/platform.ts';
import { unwrapAuthorityKey } from './authority-keys.ts';

/** SELECT of the keys of the file store that documents name; what had a virus has no bytes any more. */
export const documentFilesQuery = `SELECT DISTINCT authority_id || '/' || left(encode(sha256, 'hex'), 2) || '/' || encode(sha256, 'hex')
  FROM documents WHERE scan <> 'infected'`;

/**
 * Reads stored files as they are, encrypted, and makes sure meanwhile that they open with a key that the snapshot holds and
 * that they have the content their name says.
 * @param snapshot a connection whose transaction sees the keys of every authority
 */
export async function storedFileReader(
  platform: Pick<Platform, 'config' | 'files'>,
  snapshot: pg.Client,
): Promise<(key: string) => AsyncIterable<Buffer>> {
  const { rows } = await snapshot.query<{ authority_id: string; version: number; wrapped_key: Buffer }>(
    'SELECT authority_id, version, wrapped_key FROM authority_keys',
  );
  const wrapped = new Map(rows.map((row) => [`${row.authority_id}:${row.version}`, row]));
  const keyOf = async (authorityId: string, version: number): Promise<Buffer> => {
    const row = wrapped.get(`${authorityId}:${version}`);
    if (row === undefined) throw new EnvelopeError('encrypted with a key that is not there');
    return unwrapAuthorityKey(platform.config, row).key;
  };
  return async function* (key) {
    const [authorityId = ''] = key.split('/');
    const sha256 = /\/([0-9a-f]{64})$/.exec(key)?.[1];
    const passed: Buffer[] = [];
    const hash = createHash('sha256');
    try {
      const stored = await platform.files.get(key);
      const tapped = async function* (): AsyncGenerator<Buffer> {
        for await (const piece of stored as AsyncIterable<Buffer>) {
          passed.push(piece);
          yield piece;
        }
      };
      for await (const clear of decryptChunks(tapped(), (version) => keyOf(authorityId, version))) {
        hash.update(clear);
        yield* passed.splice(0);
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new StoredFileError('missing', error);
      if (error instanceof EnvelopeError) throw new StoredFileError('damaged', error);
      throw error;
    }
    yield* passed.splice(0);
    if (sha256 !== undefined && hash.digest('hex') !== sha256) throw new StoredFileError('damaged');
  };
}
