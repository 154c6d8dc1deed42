import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { decryptChunks, encryptChunks, encryptWhole } from '#platform/crypto/envelope.ts';
import { releaseBytes } from '#platform/memory/release-bytes.ts';
import type { FileStore } from '#platform/storage/file-store.ts';
import type { AuthorityKeys, DataKey } from './authority-keys.ts';
import { DocumentCorruptedError } from './errors.ts';

/** Encrypted bytes by the hash of their clear content, in a space for each authority. */
export interface ContentStorage {
  /** Encrypts and writes what `content` gives, in nobody's sight. */
  stage(dataKey: DataKey, content: AsyncIterable<Buffer> | Buffer): Promise<StagedContent>;
  /** The clear bytes; the stream fails with DocumentCorruptedError when they do not have this hash. */
  open(authorityId: string, sha256: Buffer): Promise<Readable>;
  exists(authorityId: string, sha256: Buffer): Promise<boolean>;
  remove(authorityId: string, sha256: Buffer): Promise<void>;
}

/** Content on the disk that nothing refers to yet; forgotten, it goes after a day. */
export interface StagedContent {
  /**
   * Puts it under the hash of its clear content, in the place of the same content if it was there: the new one opens for
   * certain, whatever a lost key or a bad disk did to the other.
   */
  commit(authorityId: string, sha256: Buffer): Promise<void>;
  discard(): Promise<void>;
}

export function createContentStorage(files: FileStore, keys: AuthorityKeys): ContentStorage {
  const open = async (authorityId: string, sha256: Buffer): Promise<Readable> => {
    const encrypted = await files.get(contentKey(authorityId, sha256));
    const clear = decryptChunks(encrypted, (version) => keys.get(authorityId, version));
    return Readable.from(verified(clear, sha256), { objectMode: false });
  };
  return {
    open,
    stage: async ({ key, version }, content) => {
      const encrypted = Buffer.isBuffer(content)
        ? encryptWhole(content, key, version)
        : encryptChunks(content, key, version);
      const staged = await files.stage(encrypted);
      if (Buffer.isBuffer(encrypted)) releaseBytes(encrypted);
      return {
        commit: (authorityId, sha256) => staged.commit(contentKey(authorityId, sha256)),
        discard: () => staged.discard(),
      };
    },
    exists: (authorityId, sha256) => files.exists(contentKey(authorityId, sha256)),
    remove: (authorityId, sha256) => files.remove(contentKey(authorityId, sha256)),
  };
}

function contentKey(authorityId: string, sha256: Buffer): string {
  const name = sha256.toString('hex');
  return `${authorityId}/${name.slice(0, 2)}/${name}`;
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
