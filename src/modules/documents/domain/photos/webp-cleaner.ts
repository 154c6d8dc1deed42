import type { PhotoCleaner } from './photo-cleaner.ts';

const headLength = 12;
const told = new Set(['EXIF', 'XMP ']);
const images = new Set(['VP8 ', 'VP8L', 'ANMF']);
/** Of the extended header: Exif is there, XMP is there. */
const toldFlags = 0x08 | 0x04;

/**
 * WebP (RFC 9649): a RIFF of chunks. The length of the whole stands at its start, before what is to go is seen: the
 * chunks of Exif and XMP keep their place, without their name and with zeros in place of what they said.
 */
export class WebpCleaner implements PhotoCleaner {
  #held: Buffer = Buffer.alloc(0);
  #begun = false;
  #left = 0;
  #blank = false;
  #remaining = 0;
  #image = false;

  push(chunk: Buffer): Buffer {
    const bytes = Buffer.concat([this.#held, chunk]);
    let at = 0;
    if (!this.#begun) {
      if (bytes.length < headLength) {
        this.#held = bytes;
        return Buffer.alloc(0);
      }
      this.#begun = true;
      // The length counts from after itself: the four letters of WEBP are in it.
      this.#remaining = bytes.readUInt32LE(4) + 8 - headLength;
      at = headLength;
    }
    while (at < bytes.length && this.#remaining > 0) {
      if (this.#left === 0) {
        if (bytes.length < at + 8) break;
        const name = bytes.toString('latin1', at, at + 4);
        const length = bytes.readUInt32LE(at + 4);
        if (name === 'VP8X') {
          if (bytes.length < at + 9) break;
          bytes[at + 8] = (bytes[at + 8] ?? 0) & ~toldFlags;
        }
        this.#blank = told.has(name);
        this.#image ||= images.has(name);
        if (this.#blank) bytes.write('JUNK', at, 'latin1');
        at += 8;
        this.#remaining -= 8;
        this.#left = length + (length % 2);
        continue;
      }
      const end = Math.min(bytes.length, at + this.#left, at + this.#remaining);
      if (this.#blank) bytes.fill(0, at, end);
      this.#left -= end - at;
      this.#remaining -= end - at;
      at = end;
    }
    // What follows the RIFF is not the image.
    this.#held = this.#remaining > 0 ? bytes.subarray(at) : Buffer.alloc(0);
    return bytes.subarray(0, at);
  }

  end(): Buffer {
    return Buffer.alloc(0);
  }

  shows(): boolean {
    return this.#image;
  }
}
