import type { Readable } from 'node:stream';

/**
 * Where the bytes of attachments lie, already encrypted. Keys are made here from the authority and the hash of the
 * content: nothing that a person typed becomes a path.
 */
export interface FileStore {
  /** Writes durably (fsync, then rename), in the place of what had the key. */
  put(key: string, content: AsyncIterable<Uint8Array> | Buffer): Promise<void>;
  /**
   * Writes durably under no key yet, for content whose key is known once it has been read. Bytes given in one piece are not
   * looked at any more once it is done.
   */
  stage(content: AsyncIterable<Uint8Array> | Buffer): Promise<StagedFile>;
  /** The stream fails with code `ENOENT` when there is none. */
  get(key: string): Promise<Readable>;
  exists(key: string): Promise<boolean>;
  /** The keys of what was written before that moment (milliseconds since 1970), in no order. */
  list(before: number): AsyncIterable<string>;
  /** Harmless when there is none. */
  remove(key: string): Promise<void>;
}

/** Written, and seen by nobody until it is committed. One of the two is called, once; what is forgotten goes after a day. */
export interface StagedFile {
  /** In the place of what had the key. */
  commit(key: string): Promise<void>;
  discard(): Promise<void>;
}
