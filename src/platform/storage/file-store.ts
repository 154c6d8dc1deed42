import type { Readable } from 'node:stream';

/**
 * Where the bytes of attachments lie, already encrypted. Keys are made here from the authority and the hash of the
 * content: nothing that a person typed becomes a path.
 */
export interface FileStore {
  /** Writes durably (fsync, then rename); writing the same key again is harmless. */
  put(key: string, content: Readable | Buffer): Promise<void>;
  get(key: string): Promise<Readable>;
  exists(key: string): Promise<boolean>;
  remove(key: string): Promise<void>;
}
