import { randomUUID } from 'node:crypto';
import { access, type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { FileStore, StagedFile } from './file-store.ts';

/** Files in a folder of this machine, readable by the account of the process only. */
export function createLocalFileStore(root: string): FileStore {
  const folder = resolve(root);
  const staging = new StagingFolder(join(folder, '.staging'));
  const folders = new KnownFolders(folder);

  const stage = async (content: AsyncIterable<Uint8Array>): Promise<StagedFile> => {
    const path = join(await staging.ready(), randomUUID());
    try {
      await writeDurably(path, content);
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
      const staged = await stage(Buffer.isBuffer(content) ? onePiece(content) : content);
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
    remove: (key) => rm(pathOf(folder, key), { force: true }),
  };
}

async function* onePiece(content: Buffer): AsyncGenerator<Buffer> {
  yield content;
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
  let handle: FileHandle | undefined;
  try {
    handle = await open(path, 'r');
    await handle.sync();
  } catch (error) {
    // Windows cannot sync a folder.
    if (!['EPERM', 'EINVAL', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  } finally {
    await handle?.close();
  }
}
