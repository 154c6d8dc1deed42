import type { PhotoCleaner } from './photo-cleaner.ts';

/** Chunks that tell of the photographer and not of the image: Exif, texts (XMP among them), the time. */
const told = new Set(['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME']);
const signatureLength = 8;

/** PNG (ISO/IEC 15948): a signature, then chunks of length, name, data and check. What follows `IEND` is not the image. */
export class PngCleaner implements PhotoCleaner {
  #held: Buffer = Buffer.alloc(0);
  #signed = false;
  /** Bytes of the chunk under way that are still to come, and whether they are kept. */
  #left = 0;
  #keep = true;
  #last = false;
  #image = false;

  push(chunk: Buffer): Buffer {
    const bytes = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
    const out: Buffer[] = [];
    let at = 0;
    if (!this.#signed) {
      if (bytes.length < signatureLength) {
        this.#held = bytes;
        return Buffer.alloc(0);
      }
      out.push(bytes.subarray(0, signatureLength));
      this.#signed = true;
      at = signatureLength;
    }
    while (at < bytes.length) {
      if (this.#left > 0) {
        const end = Math.min(bytes.length, at + this.#left);
        if (this.#keep) out.push(bytes.subarray(at, end));
        this.#left -= end - at;
        at = end;
        continue;
      }
      if (this.#last) {
        at = bytes.length;
        break;
      }
      if (bytes.length < at + 8) break;
      const name = bytes.toString('latin1', at + 4, at + 8);
      this.#left = 8 + bytes.readUInt32BE(at) + 4;
      this.#keep = !told.has(name);
      this.#last = name === 'IEND';
      this.#image ||= name === 'IDAT';
    }
    this.#held = bytes.subarray(at);
    return Buffer.concat(out);
  }

  end(): Buffer {
    return Buffer.alloc(0);
  }

  shows(): boolean {
    return this.#image;
  }
}
