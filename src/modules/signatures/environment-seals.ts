import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigurationError } from '#platform/config/config.ts';
import { SealFileError } from './errors.ts';
import { type OpenedSeal, openPkcs12 } from './pkcs12/open-pkcs12.ts';

/** Seals that the installation itself holds: files of a folder, for those who keep secrets outside the database. */
export interface EnvironmentSeals {
  /** Whether a seal is given for it: it then holds in place of one of the database. */
  has(authorityId: string): boolean;
  find(authorityId: string): Promise<OpenedSeal | undefined>;
  list(): readonly string[];
}

/**
 * `C27681.p12` (or `.pfx`) beside `C27681.password`, for each authority. Opened at the first need and then kept in memory.
 * @throws {ConfigurationError} naming the file that is missing or cannot be read
 */
export function loadEnvironmentSeals(folder: string | undefined): EnvironmentSeals {
  const files = folder === undefined ? new Map<string, SealFiles>() : readFolder(folder);
  const opened = new Map<string, Promise<OpenedSeal>>();
  return {
    has: (authorityId) => files.has(authorityId),
    list: () => [...files.keys()],
    find: async (authorityId) => {
      const given = files.get(authorityId);
      if (given === undefined) return undefined;
      let seal = opened.get(authorityId);
      if (seal === undefined) {
        seal = open(authorityId, given);
        opened.set(authorityId, seal);
        // Tried again the next time: a file that was being replaced is whole by then.
        seal.catch(() => opened.delete(authorityId));
      }
      return seal;
    },
  };
}

interface SealFiles {
  readonly pkcs12: string;
  readonly password: string;
}

function readFolder(folder: string): Map<string, SealFiles> {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    throw new ConfigurationError([`SEALS_DIR: the folder ${folder} cannot be read`]);
  }
  const files = new Map<string, SealFiles>();
  const problems: string[] = [];
  for (const name of names) {
    const [, authorityId] = /^([0-9A-Z]{2,20})\.(?:p12|pfx)$/.exec(name) ?? [];
    if (authorityId === undefined) continue;
    if (names.includes(`${authorityId}.password`)) {
      files.set(authorityId, { pkcs12: join(folder, name), password: join(folder, `${authorityId}.password`) });
    } else problems.push(`SEALS_DIR: ${name} has no ${authorityId}.password beside it`);
  }
  if (problems.length > 0) throw new ConfigurationError(problems);
  return files;
}

async function open(authorityId: string, files: SealFiles): Promise<OpenedSeal> {
  const password = readFileSync(files.password, 'utf8').replace(/\r?\n$/, '');
  try {
    return await openPkcs12(readFileSync(files.pkcs12), password);
  } catch (error) {
    if (!(error instanceof SealFileError)) throw error;
    throw new ConfigurationError([`SEALS_DIR: the seal of ${authorityId} cannot be opened (${error.problem})`]);
  }
}
