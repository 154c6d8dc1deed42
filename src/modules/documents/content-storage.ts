import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { decryptChunks, encryptChunks } from '#platform/crypto/envelope.ts';
import type { FileStore } from '#platform/storage/file-store.ts';
import type { AuthorityKeys, DataKey } from './authority-keys.ts';
import { DocumentCorruptedError } from './errors.ts';

/** Encrypted bytes by the hash of their clear content, in a space for each authority. */
export interface ContentStorage {
  /**
   * Encrypts and stores what `content` gives. `settle` is called when it has ended and says whether to keep it and
   * under which hash. @returns the version of the key of what is stored
   */
  store(
    authorityId: string,
    dataKey: DataKey,
    content: AsyncIterable<Buffer>,
    settle: () => Promise<Buffer>,
  ): Promise<number>;
  /** The clear bytes; the stream fails with DocumentCorruptedError when they do not have this hash. */
  open(authorityId: string, sha256: Buffer): Promise<Readable>;
  exists(authorityId: string, sha256: Buffer): Promise<boolean>;
  remove(authorityId: string, sha256: Buffer): Promise<void>;
}

export function createContentStorage(files: FileStore, keys: AuthorityKeys): ContentStorage {
  const open = async (authorityId: string, sha256: Buffer): Promise<Readable> => {
    const encrypted = await files.get(contentKey(authorityId, sha256));
    const clear = decryptChunks(encrypted, (version) => keys.get(authorityId, version));
    return Readable.from(verified(clear, sha256), { objectMode: false });
  };
  return {
    open,
    store: async (authorityId, dataKey, content, settle) => {
      const staged = await files.stage(
        Readable.from(encryptChunks(content, dataKey.key, dataKey.version), { objectMode: false }),
      );
      try {
        const sha256 = await settle();
        const known = await findKeyVersion(files, keys, authorityId, sha256);
        if (known === undefined) {
          await staged.commit(contentKey(authorityId, sha256));
          return dataKey.version;
        }
        await staged.discard();
        return known;
      } catch (error) {
        await staged.discard();
        throw error;
      }
    },
    exists: (authorityId, sha256) => files.exists(contentKey(authorityId, sha256)),
    remove: (authorityId, sha256) => files.remove(contentKey(authorityId, sha256)),
  };
}

function contentKey(authorityId: string, sha256: Buffer): string {
  const name = sha256.toString('hex');
  return `${authorityId}/${name.slice(0, 2)}/${name}`;
}

/**
 * The version of the key of a file that is there already. It is read whole: one that a lost key or a bad disk left
 * unreadable is replaced by what has just come, in place of being trusted.
 */
async function findKeyVersion(
  files: FileStore,
  keys: AuthorityKeys,
  authorityId: string,
  sha256: Buffer,
): Promise<number | undefined> {
  const name = contentKey(authorityId, sha256);
  if (!(await files.exists(name))) return undefined;
  let used: number | undefined;
  const getKey = (version: number) => {
    used = version;
    return keys.get(authorityId, version);
  };
  try {
    for await (const _chunk of verified(decryptChunks(await files.get(name), getKey), sha256)) {
      // Read to the end, for the hash.
    }
    return used;
  } catch {
    return undefined;
  }
}

/** Files of one authority have one key: the hash tells when one has been put in the place of another. */
async function* verified(clear: AsyncIterable<Buffer>, sha256: Buffer): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of clear) {
      hash.update(chunk);
      yield chunk;
    }
  } catch (error) {
    throw new DocumentCorruptedError(error);
  }
  if (!hash.digest().equals(sha256)) throw new DocumentCorruptedError();
}
