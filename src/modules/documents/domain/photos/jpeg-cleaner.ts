import type { PhotoCleaner } from './photo-cleaner.ts';

const startOfScan = 0xda;
const endOfImage = 0xd9;
/** What draws the image and its colours: JFIF, ICC profile, Adobe's colour transform. Other APPn and comments go. */
const kept = (marker: number, segment: Buffer): boolean => {
  if (marker === 0xfe) return false;
  if (marker < 0xe0 || marker > 0xef) return true;
  const name = segment.toString('latin1', 4, 16);
  return (
    (marker === 0xe0 && name.startsWith('JFIF\0')) ||
    (marker === 0xe2 && name.startsWith('ICC_PROFILE\0')) ||
    (marker === 0xee && name.startsWith('Adobe'))
  );
};

/**
 * JPEG (ITU-T T.81, annex B): a row of segments, each with its length, then scans. Exif, XMP, IPTC and comments are left
 * out, and all that follows the end of the image, where another file could hide. Of Exif the orientation alone comes back.
 */
export class JpegCleaner implements PhotoCleaner {
  #held: Buffer = Buffer.alloc(0);
  #state: 'start' | 'segments' | 'scan' | 'over' = 'start';
  #scans = 0;

  push(chunk: Buffer): Buffer {
    if (this.#state === 'over') return Buffer.alloc(0);
    const bytes = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
    const out: Buffer[] = [];
    let at = 0;
    for (let next = this.#step(bytes, at, out); next !== undefined; next = this.#step(bytes, at, out)) {
      at = next;
      if (this.#isOver()) {
        this.#held = Buffer.alloc(0);
        return Buffer.concat(out);
      }
    }
    this.#held = bytes.subarray(at);
    return out.length === 1 && out[0] !== undefined ? out[0] : Buffer.concat(out);
  }

  end(): Buffer {
    const rest = this.#held;
    this.#held = Buffer.alloc(0);
    // What was cut in its middle is no segment; a scan that was cut is shown as far as it goes.
    return this.#state === 'scan' ? rest : Buffer.alloc(0);
  }

  shows(): boolean {
    return this.#scans > 0;
  }

  #isOver(): boolean {
    return this.#state === 'over';
  }

  /** Goes over one segment or one stretch of a scan. @returns where to go on; nothing when more bytes are needed */
  #step(bytes: Buffer, at: number, out: Buffer[]): number | undefined {
    if (this.#state === 'start') {
      if (bytes.length < at + 2) return undefined;
      out.push(bytes.subarray(at, at + 2));
      this.#state = 'segments';
      return at + 2;
    }
    return this.#state === 'scan' ? this.#passScan(bytes, at, out) : this.#passSegment(bytes, at, out);
  }

  #passSegment(bytes: Buffer, at: number, out: Buffer[]): number | undefined {
    if (bytes.length < at + 4) {
      if (bytes.length >= at + 2 && bytes[at] === 0xff && bytes[at + 1] === endOfImage)
        return this.#finish(bytes, at, out);
      return undefined;
    }
    if (bytes[at] !== 0xff || bytes[at + 1] === 0xff) return at + 1;
    const marker = bytes[at + 1] ?? 0;
    if (marker === endOfImage) return this.#finish(bytes, at, out);
    // These stand alone, without a length.
    if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) return at + 2;
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    if (bytes.length < end) return undefined;
    const segment = bytes.subarray(at, end);
    if (kept(marker, segment)) out.push(segment);
    else {
      const orientation = marker === 0xe1 ? orientationOf(segment) : 1;
      if (orientation !== 1) out.push(exifOfOrientation(orientation));
    }
    if (marker === startOfScan) {
      this.#state = 'scan';
      this.#scans += 1;
    }
    return end;
  }

  /** In a scan 0xFF is followed by 0 or a restart number; anything else begins a segment or ends the image. */
  #passScan(bytes: Buffer, at: number, out: Buffer[]): number | undefined {
    let found = bytes.indexOf(0xff, at);
    while (found !== -1 && found + 1 < bytes.length && isOfScan(bytes[found + 1] ?? 0))
      found = bytes.indexOf(0xff, found + 1);
    const end = found === -1 ? bytes.length : found;
    if (end > at) out.push(bytes.subarray(at, end));
    if (found === -1 || found + 1 >= bytes.length) {
      return end > at ? end : undefined;
    }
    this.#state = 'segments';
    return end;
  }

  #finish(bytes: Buffer, at: number, out: Buffer[]): number {
    out.push(bytes.subarray(at, at + 2));
    this.#state = 'over';
    return at + 2;
  }
}

const isOfScan = (second: number): boolean => second === 0 || second === 0xff || (second >= 0xd0 && second <= 0xd7);

const exifName = 'Exif\0\0';

/** The orientation that an Exif segment says (tag 0x0112 of its first directory), 1 to 8; 1 when it says none. */
function orientationOf(segment: Buffer): number {
  if (segment.toString('latin1', 4, 10) !== exifName) return 1;
  const tiff = segment.subarray(10);
  if (tiff.length < 14) return 1;
  const little = tiff.toString('latin1', 0, 2) === 'II';
  const short = (at: number) => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const directory = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  if (directory + 2 > tiff.length) return 1;
  const entries = short(directory);
  for (let entry = 0, at = directory + 2; entry < entries && at + 12 <= tiff.length; entry += 1, at += 12) {
    if (short(at) !== 0x0112) continue;
    const value = short(at + 8);
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}

/** An Exif segment that says how the photo is turned, and nothing else. */
function exifOfOrientation(orientation: number): Buffer {
  const tiff = Buffer.alloc(26);
  tiff.write('MM\0*', 0, 'latin1');
  tiff.writeUInt32BE(8, 4);
  tiff.writeUInt16BE(1, 8);
  tiff.writeUInt16BE(0x0112, 10);
  tiff.writeUInt16BE(3, 12);
  tiff.writeUInt32BE(1, 14);
  tiff.writeUInt16BE(orientation, 18);
  const head = Buffer.from([0xff, 0xe1, 0, 2 + exifName.length + tiff.length]);
  return Buffer.concat([head, Buffer.from(exifName, 'latin1'), tiff]);
}
