import { type RegisterFolder, RegisterTakenError } from '#platform/storage/register-folder.ts';
import type { BackupFolder } from './backup-folder.ts';
import type { Manifest } from './manifest.ts';
import { compressed, decompressed, linesOf, measured, newMeasure } from './streams.ts';

type Backup = Pick<Manifest, 'name' | 'id'>;

/** Papers of the register are written once and never again: each is copied once, whatever the number of backups. */
const keyOf = (authorityId: string, number: number): string => `registers/${authorityId}/${number}`;

const place = (backup: Backup) => ({ backup, piece: 'papers', words: 'the list of the papers of the register' });

/** Copies the papers that the folder does not have, and lists them all in the backup. */
export async function writePapers(
  folder: BackupFolder,
  backup: Backup,
  register: RegisterFolder,
): Promise<Manifest['papers']> {
  const measure = newMeasure();
  const copied = async function* (): AsyncGenerator<Buffer> {
    for (const authorityId of await register.authorities()) {
      for (const number of await register.list(authorityId)) {
        const key = keyOf(authorityId, number);
        const text = (await folder.hasFile(key)) ? undefined : await register.read(authorityId, number);
        if (text !== undefined) await folder.writeFile(key, wholeOf(text));
        yield Buffer.from(`${authorityId} ${number}\n`);
      }
    }
  };
  await folder.writePiece(place(backup), compressed(measured(copied(), measure)));
  return measure;
}

async function* wholeOf(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text, 'utf8');
}

export interface Paper {
  readonly authorityId: string;
  readonly number: number;
  readonly key: string;
}

export async function* readPapers(folder: BackupFolder, backup: Backup): AsyncGenerator<Paper> {
  for await (const line of linesOf(decompressed(folder.readPiece(place(backup))))) {
    const [authorityId = '', number = ''] = line.split(' ');
    yield { authorityId, number: Number(number), key: keyOf(authorityId, Number(number)) };
  }
}

/**
 * Puts the papers of a backup in the register where it lacks them, then those of later backups. What it holds stays: the
 * register is older and farther from the database than any copy.
 * @returns how many were written, and those of the first backup of which the register holds another text
 */
export async function restorePapers(
  folder: BackupFolder,
  [backup, ...later]: readonly [Backup, ...Backup[]],
  register: RegisterFolder,
): Promise<{ written: number; different: string[] }> {
  const different: string[] = [];
  let written = 0;
  const put = async (one: Backup, options: { readonly compare: boolean }) => {
    const held = new Map<string, Set<number>>();
    for await (const { authorityId, number, key } of readPapers(folder, one)) {
      const numbers = held.get(authorityId) ?? new Set(await register.list(authorityId));
      held.set(authorityId, numbers);
      if (numbers.has(number) && !options.compare) continue;
      const pieces: Buffer[] = [];
      for await (const piece of folder.readFile(key)) pieces.push(piece);
      try {
        await register.write(authorityId, number, Buffer.concat(pieces).toString('utf8'));
        if (!numbers.has(number)) written += 1;
      } catch (error) {
        if (!(error instanceof RegisterTakenError)) throw error;
        different.push(`${authorityId} ${number}`);
      }
    }
  };
  await put(backup, { compare: true });
  for (const one of later) await put(one, { compare: false });
  return { written, different };
}
