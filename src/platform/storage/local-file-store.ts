import { randomUUID } from 'node:crypto';
import { close, constants, fdatasync, fsync, open as openNumbered, write } from 'node:fs';
import { access, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { FileStore, StagedFile } from './file-store.ts';

// By number: a handle of `fs/promises` costs as much as the call for which it is opened.
const openFile = promisify(openNumbered) as (path: string, flags: number, mode: number) => Promise<number>;
const dataSync = promisify(fdatasync);
const syncAll = promisify(fsync);
const closeFile = promisify(close);

/** Files in a folder of this machine, readable by the account of the process only. */
export function createLocalFileStore(root: string): FileStore {
  const folder = resolve(root);
  const staging = new StagingFolder(join(folder, '.staging'));
  const folders = new KnownFolders(folder);

  const stage = async (content: AsyncIterable<Uint8Array> | Buffer): Promise<StagedFile> => {
    const path = join(await staging.ready(), randomUUID());
    try {
      await (Buffer.isBuffer(content) ? writeAtOnce(path, content) : writeDurably(path, content));
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
    return {
      commit: (key) => moveDurably(path, pathOf(folder, key), folders),
      discard: () => rm(path, { force: true }),
    };
  };

  return {
    stage,
    put: async (key, content) => {
      const staged = await stage(content);
      await staged.commit(key);
    },
    get: async (key) => {
      const file = await open(pathOf(folder, key), 'r');
      return file.createReadStream({ highWaterMark: 64 * 1024 });
    },
    exists: async (key) => {
      try {
        await access(pathOf(folder, key));
        return true;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
        throw error;
      }
    },
    list: (before) => listFiles(folder, '', before),
    remove: (key) => rm(pathOf(folder, key), { force: true }),
  };
}

async function* listFiles(root: string, under: string, before: number): AsyncGenerator<string> {
  const entries = await readdir(join(root, under), { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  for (const entry of entries) {
    // The folder of what is being written is no part of a key.
    if (entry.name.startsWith('.')) continue;
    const key = under === '' ? entry.name : `${under}/${entry.name}`;
    if (entry.isDirectory()) yield* listFiles(root, key, before);
    else {
      const found = await stat(join(root, key)).catch(() => undefined);
      if (found !== undefined && found.mtimeMs < before) yield key;
    }
  }
}

/** Parts of letters and digits only: a key never leaves the folder. */
function pathOf(folder: string, key: string): string {
  if (!/^[0-9A-Za-z]+(\/[0-9A-Za-z]+)*$/.test(key))
    throw new Error('A key of the file store has letters and digits only');
  return join(folder, key);
}

const abandonedAfter = 24 * 3600 * 1000;
const clearedEvery = 3600 * 1000;

/** Where files lie while they are written. What a crash or a request that was given up left there goes after a day. */
class StagingFolder {
  readonly #path: string;
  #made: Promise<unknown> | undefined;
  #clearedAt = 0;

  constructor(path: string) {
    this.#path = path;
  }

  async ready(): Promise<string> {
    this.#made ??= mkdir(this.#path, { recursive: true, mode: 0o700 });
    await this.#made;
    if (Date.now() - this.#clearedAt > clearedEvery) {
      this.#clearedAt = Date.now();
      await this.#clear();
    }
    return this.#path;
  }

  async #clear(): Promise<void> {
    for (const name of await readdir(this.#path)) {
      const path = join(this.#path, name);
      const found = await stat(path).catch(() => undefined);
      if (found !== undefined && Date.now() - found.mtimeMs > abandonedAfter) await rm(path, { force: true });
    }
  }
}

/** Handed to the disk at once; a photo or a scan takes one or two of these. */
const writtenAtOnce = 256 * 1024;

async function writeDurably(path: string, content: AsyncIterable<Uint8Array>): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    let held: Uint8Array[] = [];
    let size = 0;
    for await (const piece of content) {
      held.push(piece);
      size += piece.length;
      if (size < writtenAtOnce) continue;
      await file.writeFile(Buffer.concat(held, size));
      held = [];
      size = 0;
    }
    if (size > 0) await file.writeFile(Buffer.concat(held, size));
    await file.datasync();
  } finally {
    await file.close();
  }
}

/**
 * The same for content that is all there. Each call of the file system goes to a thread and back, which costs the thread
 * of the pages more than the call: Linux writes and syncs in one.
 */
async function writeAtOnce(path: string, content: Buffer): Promise<void> {
  const syncedAtOnce = process.platform === 'linux' ? constants.O_DSYNC : 0;
  const file = await openFile(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | syncedAtOnce, 0o600);
  try {
    for (let written = 0; written < content.length; ) written += await writeSome(file, content, written);
    if (syncedAtOnce === 0) await dataSync(file);
  } finally {
    await closeFile(file);
  }
}

/** @returns the bytes written, which may be fewer than there are */
function writeSome(file: number, content: Buffer, from: number): Promise<number> {
  return new Promise((resolve, reject) => {
    write(file, content, from, content.length - from, from, (error, written) =>
      error === null ? resolve(written) : reject(error),
    );
  });
}

async function moveDurably(from: string, to: string, folders: KnownFolders): Promise<void> {
  const parent = dirname(to);
  await folders.make(parent);
  try {
    await rename(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    // Somebody took the folder away since this process made it.
    folders.forget();
    await folders.make(parent);
    await rename(from, to);
  }
  // The name lives in its folder: that is written down too.
  await syncFolder(parent);
}

const foldersKnown = 10_000;

/** Folders of the store that this process has seen written down with all those above them, up to the root. */
class KnownFolders {
  readonly #root: string;
  readonly #made = new Map<string, Promise<void>>();

  constructor(root: string) {
    this.#root = root;
  }

  make(folder: string): Promise<void> {
    const known = this.#made.get(folder);
    if (known !== undefined) return known;
    if (this.#made.size >= foldersKnown) this.forget();
    const making = this.#make(folder);
    this.#made.set(folder, making);
    making.catch(() => this.#made.delete(folder));
    return making;
  }

  forget(): void {
    this.#made.clear();
  }

  async #make(folder: string): Promise<void> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    for (let current = dirname(folder); current.length >= this.#root.length; current = dirname(current))
      await syncFolder(current);
  }
}

async function syncFolder(path: string): Promise<void> {
  let folder: number | undefined;
  try {
    folder = await openFile(path, constants.O_RDONLY, 0);
    await syncAll(folder);
  } catch (error) {
    // Windows cannot sync a folder.
    if (!['EPERM', 'EINVAL', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  } finally {
    if (folder !== undefined) await closeFile(folder);
  }
}
