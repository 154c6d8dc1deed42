import type pg from 'pg';

/** The files that belong to the rows, as those who know them say. */
export interface StoredFiles {
  /** SELECT that gives one column: keys of the file store, each once. Run where the backup looks at the database. */
  readonly query: string;
  /**
   * Reads there what opens the files, and answers how one is read: its bytes as they are stored, which fail with
   * StoredFileError at the end when they are not what the rows say.
   */
  reader(snapshot: pg.Client): Promise<(key: string) => AsyncIterable<Buffer>>;
}

/** A file that a row names is not there, or is not what it should be. */
export class StoredFileError extends Error {
  readonly reason: 'missing' | 'damaged';

  constructor(reason: 'missing' | 'damaged', cause?: unknown) {
    super(`A stored file is ${reason}`, { cause });
    this.name = 'StoredFileError';
    this.reason = reason;
  }
}
