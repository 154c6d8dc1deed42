import { randomUUID } from 'node:crypto';
import { access, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FileStore, StagedFile } from './file-store.ts';

/** Files in a folder of this machine, readable by the account of the process only. */
export function createLocalFileStore(root: string): FileStore {
  const folder = resolve(root);
  const staging = join(folder, '.staging');
  let ready: Promise<void> | undefined;

  const stage = async (content: Readable): Promise<StagedFile> => {
    ready ??= prepareStaging(staging);
    await ready;
    const path = join(staging, randomUUID());
    try {
      await writeDurably(path, content);
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
    return {
      commit: (key) => moveDurably(path, pathOf(folder, key), folder),
      discard: () => rm(path, { force: true }),
    };
  };

  return {
    stage,
    put: async (key, content) => {
      const staged = await stage(Buffer.isBuffer(content) ? Readable.from([content]) : content);
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

/** Parts of letters and digits only: a key never leaves the folder. */
function pathOf(folder: string, key: string): string {
  if (!/^[0-9A-Za-z]+(\/[0-9A-Za-z]+)*$/.test(key))
    throw new Error('A key of the file store has letters and digits only');
  return join(folder, key);
}

const abandonedAfter = 24 * 3600 * 1000;

/** Makes the folder and clears what a crash left in it. */
async function prepareStaging(staging: string): Promise<void> {
  await mkdir(staging, { recursive: true, mode: 0o700 });
  for (const name of await readdir(staging)) {
    const path = join(staging, name);
    const found = await stat(path).catch(() => undefined);
    if (found !== undefined && Date.now() - found.mtimeMs > abandonedAfter) await rm(path, { force: true });
  }
}

async function writeDurably(path: string, content: Readable): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  // `flush` asks for an fsync before the file is closed.
  await pipeline(content, file.createWriteStream({ flush: true }));
}

async function moveDurably(from: string, to: string, folder: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  await rename(from, to);
  // The names live in the folders: those are written down too, up to the root.
  for (let current = dirname(to); current.length >= folder.length; current = dirname(current))
    await syncFolder(current);
}

async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } catch (error) {
    // Windows cannot sync a folder.
    if (!['EPERM', 'EINVAL', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  } finally {
    await handle.close();
  }
}
