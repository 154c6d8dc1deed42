import { unzipSync } from 'fflate';

export interface NamedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A file that could not be opened; `code` names the words to show. */
export interface RefusedFile {
  readonly name: string;
  readonly code:
    | 'file-too-large'
    | 'file-empty'
    | 'zip-empty'
    | 'zip-inside'
    | 'zip-unreadable'
    | 'zip-too-large'
    | 'zip-too-many';
}

/** A whole site is some hundreds of files of some hundred kilobytes. */
export const unpackLimits = { files: 3000, fileBytes: 20_000_000, totalBytes: 150_000_000, ratio: 200 } as const;

export interface Unpacked {
  readonly files: readonly NamedFile[];
  readonly refused: readonly RefusedFile[];
}

/** Opens the archives (zip, and the tar of the applications) among the files; sizes are bounded before anything is inflated. */
export function unpack(given: readonly NamedFile[]): Unpacked {
  const files: NamedFile[] = [];
  const refused: RefusedFile[] = [];
  let total = 0;
  for (const file of given) {
    const found = openFile(file);
    const holdsNothing = !('code' in found) && found.files.length === 0 && found.refused.length === 0;
    const opened = holdsNothing ? { name: file.name, code: 'zip-empty' as const } : found;
    if ('code' in opened) {
      refused.push(opened);
      continue;
    }
    for (const inner of opened.files) {
      total += inner.bytes.length;
      if (files.length >= unpackLimits.files) refused.push({ name: inner.name, code: 'zip-too-many' });
      else if (total > unpackLimits.totalBytes) refused.push({ name: inner.name, code: 'zip-too-large' });
      // Archives are opened once: those inside would make the limits a matter of how they are packed.
      else if (inner !== file && isZip(inner)) refused.push({ name: inner.name, code: 'zip-inside' });
      else files.push(inner);
    }
    refused.push(...opened.refused);
  }
  return { files, refused };
}

function openFile(file: NamedFile): Unpacked | RefusedFile {
  if (file.bytes.length === 0) return { name: file.name, code: 'file-empty' };
  if (file.bytes.length > unpackLimits.totalBytes) return { name: file.name, code: 'file-too-large' };
  if (isZip(file)) return unzip(file);
  if (ascii(file.bytes, 257, 5) === 'ustar') return untar(file);
  return file.bytes.length > unpackLimits.fileBytes
    ? { name: file.name, code: 'file-too-large' }
    : { files: [file], refused: [] };
}

function isZip({ bytes }: NamedFile): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b;
}

function unzip(archive: NamedFile): Unpacked | RefusedFile {
  const refused: RefusedFile[] = [];
  let total = 0;
  let count = 0;
  try {
    const opened = unzipSync(archive.bytes, {
      // The sizes are those that the archive declares: fflate inflates into a buffer of that size and no more.
      filter(entry) {
        if (entry.name.endsWith('/') || isFurniture(entry.name)) return false;
        const name = `${archive.name}/${entry.name}`;
        count += 1;
        total += entry.originalSize;
        const bomb = entry.originalSize > 1_000_000 && entry.originalSize > entry.size * unpackLimits.ratio;
        if (count > unpackLimits.files) {
          if (count === unpackLimits.files + 1) refused.push({ name, code: 'zip-too-many' });
          return false;
        }
        if (!bomb && entry.originalSize <= unpackLimits.fileBytes && total <= unpackLimits.totalBytes) return true;
        total -= entry.originalSize;
        refused.push({ name, code: 'zip-too-large' });
        return false;
      },
    });
    const files = Object.entries(opened).map(([name, bytes]) => ({ name: `${archive.name}/${name}`, bytes }));
    return { files, refused };
  } catch {
    return { name: archive.name, code: 'zip-unreadable' };
  }
}

/** What systems and the site's own machinery leave in an archive. */
function isFurniture(name: string): boolean {
  return name.startsWith('__MACOSX/') || name.endsWith('.DS_Store') || /\.(pck|pyc|log)$/.test(name);
}

const tarBlock = 512;

function untar(archive: NamedFile): Unpacked | RefusedFile {
  const files: NamedFile[] = [];
  const refused: RefusedFile[] = [];
  let at = 0;
  while (at + tarBlock <= archive.bytes.length) {
    const path = [ascii(archive.bytes, at + 345, 155), ascii(archive.bytes, at, 100)].filter((part) => part !== '');
    if (path.length === 0) break;
    const size = Number.parseInt(ascii(archive.bytes, at + 124, 12).trim(), 8);
    if (!Number.isSafeInteger(size) || size < 0) return { name: archive.name, code: 'zip-unreadable' };
    const kind = ascii(archive.bytes, at + 156, 1);
    const name = `${archive.name}/${path.join('/')}`;
    const from = at + tarBlock;
    if ((kind === '' || kind === '0') && !isFurniture(name)) {
      if (size > unpackLimits.fileBytes) refused.push({ name, code: 'zip-too-large' });
      else if (files.length >= unpackLimits.files) refused.push({ name, code: 'zip-too-many' });
      else files.push({ name, bytes: archive.bytes.subarray(from, from + size) });
    }
    at = from + Math.ceil(size / tarBlock) * tarBlock;
  }
  return { files, refused };
}

function ascii(bytes: Uint8Array, from: number, length: number): string {
  const end = bytes.subarray(from, from + length).indexOf(0);
  const part = bytes.subarray(from, end < 0 ? from + length : from + end);
  return String.fromCharCode(...part);
}
