import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/**
 * Numbered papers of each authority in a folder apart from the database: written once, never again. What the database is
 * compared with, and what a restored one is told.
 */
export interface RegisterFolder {
  /** Durable when it answers. Written before with the same text: nothing is done. @throws RegisterTakenError */
  write(authorityId: string, number: number, text: string): Promise<void>;
  /** Undefined when there is none. */
  read(authorityId: string, number: number): Promise<string | undefined>;
  /** The numbers there are, ascending. */
  list(authorityId: string): Promise<number[]>;
  authorities(): Promise<string[]>;
}

/** Another paper bears that number. */
export class RegisterTakenError extends Error {
  constructor(authorityId: string, number: number) {
    super(`The register of ${authorityId} holds another paper under the number ${number}`);
    this.name = 'RegisterTakenError';
  }
}

const authorityPattern = /^[0-9A-Z]{2,20}$/;
const paperPattern = /^(\d{7})\.json$/;

export function createRegisterFolder(root: string): RegisterFolder {
  const folder = resolve(root);
  const folderOf = (authorityId: string) => {
    if (!authorityPattern.test(authorityId)) throw new Error('An authority id has capitals and digits only');
    return join(folder, authorityId);
  };
  const pathOf = (authorityId: string, number: number) =>
    join(folderOf(authorityId), `${String(number).padStart(7, '0')}.json`);
  const read = (authorityId: string, number: number) =>
    readFile(pathOf(authorityId, number), 'utf8').catch(undefinedWhenAbsent);
  return {
    read,
    write: async (authorityId, number, text) => {
      const known = await read(authorityId, number);
      if (known === text) return;
      if (known !== undefined) throw new RegisterTakenError(authorityId, number);
      const path = pathOf(authorityId, number);
      await mkdir(folderOf(authorityId), { recursive: true, mode: 0o700 });
      // Beside its name first: a cut leaves no half a paper under a number.
      const half = `${path}.${randomUUID()}.part`;
      const file = await open(half, 'wx', 0o400);
      try {
        await file.writeFile(text);
        await file.sync();
      } finally {
        await file.close();
      }
      // Two who write the same paper leave one; a cut half is nobody's number.
      await rename(half, path);
      await syncFolder(folderOf(authorityId));
    },
    list: async (authorityId) => {
      const names = (await readdir(folderOf(authorityId)).catch(undefinedWhenAbsent)) ?? [];
      return names
        .flatMap((name) => paperPattern.exec(name)?.[1] ?? [])
        .map(Number)
        .sort((a, b) => a - b);
    },
    authorities: async () => {
      const names = (await readdir(folder).catch(undefinedWhenAbsent)) ?? [];
      return names.filter((name) => authorityPattern.test(name)).sort();
    },
  };
}

function undefinedWhenAbsent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => undefined);
  try {
    // Windows cannot sync a folder.
    await folder?.sync().catch(() => undefined);
  } finally {
    await folder?.close();
  }
}
