import { hkdfSync, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { hmac, sameDigest } from '#platform/crypto/digests.ts';
import { decryptChunks, EnvelopeError, encryptChunks } from '#platform/crypto/envelope.ts';
import { createLocalFileStore } from '#platform/storage/local-file-store.ts';
import { BackupProblemError, problemOf } from './backup-problem.ts';
import { type Manifest, manifestSchema } from './manifest.ts';

/**
 * A folder of backups. `files` holds each file once, whatever the number of backups that name it, under a name that says
 * nothing; `backups/NAME` the pieces of one backup. Everything is encrypted (AES-256-GCM in chunks) with a key of its own
 * name, made from `BACKUP_KEY`: what is altered, cut short or put in the place of another does not open.
 */
export interface BackupFolder {
  readonly path: string;
  /** Complete backups, the oldest first. */
  list(): Promise<string[]>;
  readManifest(name: string): Promise<Manifest>;
  /** Makes a backup of what was written under that name: the last act. */
  writeManifest(manifest: Manifest): Promise<void>;
  writePiece(place: PiecePlace, content: AsyncIterable<Buffer>): Promise<void>;
  readPiece(place: PiecePlace): AsyncGenerator<Buffer>;
  hasFile(key: string): Promise<boolean>;
  writeFile(key: string, content: AsyncIterable<Buffer>): Promise<void>;
  readFile(key: string): AsyncGenerator<Buffer>;
  /** The name of a file in the folder: 64 hexadecimal digits. */
  nameOf(key: string): string;
  /** The names of the files whose name begins with these two digits. */
  listFiles(start: string): Promise<string[]>;
  removeFile(name: string): Promise<void>;
  /** Removes a backup, or what an interrupted one left; files stay. */
  remove(name: string): Promise<void>;
  /** Names of what was begun and is no backup. */
  listUnfinished(): Promise<string[]>;
}

export interface PiecePlace {
  /** Name and identifier of the backup. */
  readonly backup: Pick<Manifest, 'name' | 'id'>;
  /** Letters and digits. */
  readonly piece: string;
  /** What it is to whoever reads a message. */
  readonly words: string;
}

const markerSchema = z.object({ format: z.literal(1), id: z.uuid(), check: z.string() });
const markerName = 'parvis-backups.json';
const namePattern = /^\d{8}T\d{9}Z$/;

/** `20261123T021000000Z`: they sort as they were taken. */
export function backupNameOf(at: Date): string {
  return at.toISOString().replaceAll(/[-:.]/g, '');
}

/**
 * Opens the folder, and makes it with `create`.
 * @param key 32 bytes, hexadecimal
 * @throws BackupProblemError when it is none, or of another key
 */
export async function openBackupFolder(
  path: string,
  key: string,
  options: { readonly create: boolean },
): Promise<BackupFolder> {
  const root = resolve(path);
  const master = Buffer.from(key, 'hex');
  try {
    const marker = (await readMarker(root)) ?? (options.create ? await makeMarker(root, key) : undefined);
    if (marker === undefined) throw new BackupProblemError(`${root}: there are no backups of Parvis in this folder.`);
    if (!sameDigest(Buffer.from(marker.check, 'hex'), checkOf(key, marker.id)))
      throw new BackupProblemError(
        `${root}: BACKUP_KEY is not the key with which the backups of this folder were made.`,
      );
    return folderAt(root, master);
  } catch (error) {
    throw problemOf(error, root);
  }
}

const checkOf = (key: string, id: string): Buffer => hmac(key, 'parvis backups', id);

async function readMarker(root: string): Promise<z.infer<typeof markerSchema> | undefined> {
  let text: string;
  try {
    text = await readFile(join(root, markerName), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return markerSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new BackupProblemError(`${join(root, markerName)}: altered, or of another version of Parvis.`, error);
  }
}

async function makeMarker(root: string, key: string): Promise<z.infer<typeof markerSchema>> {
  await mkdir(root, { recursive: true, mode: 0o700 });
  const there = (await readdir(root)).filter((name) => !name.startsWith('.') && name !== 'lost+found');
  if (there.length > 0)
    throw new BackupProblemError(
      `${root}: this folder holds something else. Give one that is empty, or one of backups.`,
    );
  const id = randomUUID();
  const marker = { format: 1 as const, id, check: checkOf(key, id).toString('hex') };
  const half = join(root, `.${markerName}.part`);
  const file = await open(half, 'w', 0o600);
  try {
    await file.writeFile(JSON.stringify(marker));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(half, join(root, markerName));
  return marker;
}

function folderAt(root: string, master: Buffer): BackupFolder {
  const store = createLocalFileStore(root);
  const keyFor = (context: string) => Buffer.from(hkdfSync('sha256', master, '', `parvis backup v1 ${context}`, 32));
  const nameKey = keyFor('names').toString('hex');
  const nameOf = (key: string) => hmac(nameKey, key).toString('hex');
  const fileAt = (name: string) => `files/${name.slice(0, 2)}/${name}`;

  const write = async (at: string, key: Buffer, content: AsyncIterable<Buffer>) => {
    try {
      await store.put(at, encryptChunks(content, key, 1));
    } catch (error) {
      throw problemOf(error, root);
    }
  };
  async function* read(at: string, key: Buffer, words: string): AsyncGenerator<Buffer> {
    try {
      yield* decryptChunks(await store.get(at), async () => key);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT')
        throw new BackupProblemError(`${words}: missing from the backup (${join(root, at)}).`, error);
      if (error instanceof EnvelopeError)
        throw new BackupProblemError(
          `${words}: altered, cut short, or another piece in its place (${join(root, at)}).`,
          error,
        );
      throw problemOf(error, root);
    }
  }
  const manifestPlace = (name: string) => ({ at: `backups/${name}/manifest`, key: keyFor(`manifest ${name}`) });
  const piecePlace = ({ backup, piece }: PiecePlace) => ({
    at: `backups/${backup.name}/${piece}`,
    key: keyFor(`piece ${backup.id} ${piece}`),
  });
  const listAll = async (): Promise<{ name: string; complete: boolean }[]> => {
    const names = (await readdir(join(root, 'backups')).catch(emptyWhenAbsent)).filter((name) =>
      namePattern.test(name),
    );
    return Promise.all(
      names.sort().map(async (name) => ({ name, complete: await store.exists(manifestPlace(name).at) })),
    );
  };

  return {
    path: root,
    nameOf,
    list: async () => (await listAll()).filter(({ complete }) => complete).map(({ name }) => name),
    listUnfinished: async () => (await listAll()).filter(({ complete }) => !complete).map(({ name }) => name),
    readManifest: async (name) => {
      const { at, key } = manifestPlace(name);
      const pieces: Buffer[] = [];
      for await (const piece of read(at, key, `the manifest of ${name}`)) pieces.push(piece);
      const parsed = manifestSchema.safeParse(JSON.parse(Buffer.concat(pieces).toString('utf8')));
      if (parsed.success && parsed.data.name === name) return parsed.data;
      throw new BackupProblemError(
        `The backup ${name} was made by another version of Parvis, in a form that this one does not read: use that version.`,
      );
    },
    writeManifest: async (manifest) => {
      const { at, key } = manifestPlace(manifest.name);
      await write(at, key, once(Buffer.from(JSON.stringify(manifest))));
    },
    writePiece: async (place, content) => {
      const { at, key } = piecePlace(place);
      await write(at, key, content);
    },
    readPiece: (place) => {
      const { at, key } = piecePlace(place);
      return read(at, key, place.words);
    },
    hasFile: (key) => store.exists(fileAt(nameOf(key))),
    writeFile: (key, content) => write(fileAt(nameOf(key)), keyFor(`file ${key}`), content),
    readFile: (key) => read(fileAt(nameOf(key)), keyFor(`file ${key}`), `the file ${key}`),
    listFiles: async (start) =>
      (await readdir(join(root, 'files', start)).catch(emptyWhenAbsent)).filter((name) => /^[0-9a-f]{64}$/.test(name)),
    removeFile: (name) => store.remove(fileAt(name)),
    remove: async (name) => {
      if (!namePattern.test(name)) throw new Error('Not the name of a backup');
      // What is half removed is no backup any more.
      await store.remove(manifestPlace(name).at);
      await rm(join(root, 'backups', name), { recursive: true, force: true });
    },
  };
}

async function* once(content: Buffer): AsyncGenerator<Buffer> {
  yield content;
}

function emptyWhenAbsent(error: NodeJS.ErrnoException): string[] {
  if (error.code !== 'ENOENT') throw error;
  return [];
}
