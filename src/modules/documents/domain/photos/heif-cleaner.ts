import type { PhotoCleaner } from './photo-cleaner.ts';

/** A description longer than this is no photo's. */
const longestDescription = 2 * 1024 * 1024;

interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * HEIF and HEIC (ISO/IEC 23008-12 over ISO/IEC 14496-12): a description (`meta`) says where the items lie. Those of Exif
 * and XMP are filled with zeros in their place. Phones write the description first; a file whose description comes after
 * its pixels is held until it is there.
 */
export class HeifCleaner implements PhotoCleaner {
  #held: Buffer[] = [];
  #heldSize = 0;
  /** How much is held before the description is looked for again: twice as much each time. */
  #lookedForAt = 0;
  #passed = 0;
  #ranges: readonly Range[] | undefined;

  push(chunk: Buffer): Buffer {
    if (this.#ranges !== undefined) return this.#blanked(Buffer.from(chunk));
    this.#held.push(chunk);
    this.#heldSize += chunk.length;
    if (this.#heldSize < this.#lookedForAt) return Buffer.alloc(0);
    this.#lookedForAt = 2 * this.#heldSize;
    const start = Buffer.concat(this.#held, this.#heldSize);
    this.#held = [start];
    this.#ranges = findTold(start);
    return this.#ranges === undefined ? Buffer.alloc(0) : this.#release();
  }

  end(): Buffer {
    if (this.#ranges !== undefined) return Buffer.alloc(0);
    // Without any description nothing says that anything is told.
    this.#ranges = findTold(Buffer.concat(this.#held, this.#heldSize)) ?? [];
    return this.#release();
  }

  shows(): boolean {
    return this.#passed > 0;
  }

  #release(): Buffer {
    const bytes = Buffer.concat(this.#held, this.#heldSize);
    this.#held = [];
    this.#heldSize = 0;
    return this.#blanked(bytes);
  }

  /** Of the bytes that come next; the array is this one's own. */
  #blanked(bytes: Buffer): Buffer {
    for (const { start, end } of this.#ranges ?? []) {
      const from = Math.max(0, start - this.#passed);
      const to = Math.min(bytes.length, end - this.#passed);
      if (from < to) bytes.fill(0, from, to);
    }
    this.#passed += bytes.length;
    return bytes;
  }
}

interface Box {
  readonly type: string;
  /** Where its content begins and ends, in the whole. */
  readonly start: number;
  readonly end: number;
}

/** The boxes from one place to another; the last may be cut. */
function* boxes(bytes: Buffer, from: number, to: number): Generator<Box> {
  for (let at = from; at + 8 <= to; ) {
    let size = bytes.readUInt32BE(at);
    let head = 8;
    if (size === 1) {
      if (at + 16 > to) return;
      size = Number(bytes.readBigUInt64BE(at + 8));
      head = 16;
    }
    if (size === 0) size = to - at;
    if (size < head) return;
    yield { type: bytes.toString('latin1', at + 4, at + 8), start: at + head, end: at + size };
    at += size;
  }
}

/** Where Exif and XMP lie; nothing as long as the description is not all there. */
function findTold(bytes: Buffer): readonly Range[] | undefined {
  for (const box of boxes(bytes, 0, bytes.length)) {
    if (box.type !== 'meta') continue;
    if (box.end - box.start > longestDescription) return [];
    if (box.end > bytes.length) return undefined;
    try {
      return toldItems(bytes, box);
    } catch {
      // A description that does not hold together: what reads past its end is not followed.
      return [];
    }
  }
  return undefined;
}

function toldItems(bytes: Buffer, meta: Box): Range[] {
  const parts = [...boxes(bytes, meta.start + 4, meta.end)];
  const information = parts.find(({ type }) => type === 'iinf');
  const locations = parts.find(({ type }) => type === 'iloc');
  if (information === undefined || locations === undefined) return [];
  const told = toldIdentifiers(bytes, information);
  const inside = parts.find(({ type }) => type === 'idat')?.start ?? 0;
  return [...itemRanges(bytes, locations, inside)].filter(({ item }) => told.has(item));
}

/** Identifiers of the items of Exif, and of XMP (`mime`). */
function toldIdentifiers(bytes: Buffer, information: Box): Set<number> {
  const version = bytes[information.start] ?? 0;
  const told = new Set<number>();
  for (const entry of boxes(bytes, information.start + (version === 0 ? 6 : 8), information.end)) {
    if (entry.type !== 'infe') continue;
    const wide = (bytes[entry.start] ?? 0) >= 3;
    const item = wide ? bytes.readUInt32BE(entry.start + 4) : bytes.readUInt16BE(entry.start + 4);
    const type = entry.start + (wide ? 10 : 8);
    if (['Exif', 'mime'].includes(bytes.toString('latin1', type, type + 4))) told.add(item);
  }
  return told;
}

function* itemRanges(bytes: Buffer, locations: Box, inside: number): Generator<Range & { item: number }> {
  let at = locations.start;
  const version = bytes.readUInt8(at);
  const sizes = bytes.readUInt16BE(at + 4);
  const offsetSize = sizes >> 12;
  const lengthSize = (sizes >> 8) & 15;
  const baseSize = (sizes >> 4) & 15;
  const indexSize = version === 0 ? 0 : sizes & 15;
  at += 6;
  const number = (size: number): number => {
    const value = size === 0 ? 0 : size === 8 ? Number(bytes.readBigUInt64BE(at)) : bytes.readUIntBE(at, size);
    at += size;
    return value;
  };
  const count = number(version < 2 ? 2 : 4);
  for (let index = 0; index < count && at < locations.end; index += 1) {
    const item = number(version < 2 ? 2 : 4);
    const method = version === 0 ? 0 : number(2) & 15;
    number(2);
    const base = number(baseSize);
    const extents = number(2);
    for (let extent = 0; extent < extents && at < locations.end; extent += 1) {
      number(indexSize);
      const start = base + number(offsetSize) + (method === 1 ? inside : 0);
      const length = number(lengthSize);
      if (method < 2) yield { item, start, end: start + length };
    }
  }
}
