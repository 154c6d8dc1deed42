import { inflateSync } from 'node:zlib';

export interface PdfFindings {
  /** A password or restrictions: `/Encrypt`. */
  readonly restricted: boolean;
  /** JavaScript, common in the State's own forms to fill in. */
  readonly script: boolean;
  /** An action that starts a program of the reader's machine: no honest document has one. */
  readonly launch: boolean;
}

const overlap = 2048;
const longestObjectStream = 4 * 1024 * 1024;
const longestInflated = 16 * 1024 * 1024;

/**
 * Looks for what acts in a PDF while it flows by, in bounded memory. Bodies of streams (images, text) are skipped;
 * compressed streams of objects (ISO 32000-1, 7.5.7), in which actions can hide, are inflated. Names are compared after
 * their `#xx` escapes are undone (7.3.5). It is a filter, no antivirus.
 */
export class PdfInspector {
  #text = '';
  #inStream = false;
  #captured: string[] | undefined;
  #capturedSize = 0;
  #restricted = false;
  #script = false;
  #launch = false;

  update(chunk: Uint8Array): void {
    this.#text += Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString('latin1');
    while (this.#step()) {}
  }

  end(): PdfFindings {
    if (!this.#inStream) this.#look(this.#text);
    return { restricted: this.#restricted, script: this.#script, launch: this.#launch };
  }

  /** Goes over one stream's start or end, as far as the bytes that are there allow. @returns whether there may be more */
  #step(): boolean {
    return this.#inStream ? this.#leaveStream() : this.#enterStream();
  }

  #enterStream(): boolean {
    const found = /\bstream(\r\n|\n|\r(?=[^\n]))/.exec(this.#text);
    if (found === null) {
      if (this.#text.length > 2 * overlap) {
        // What is looked at twice around a border of chunks does no harm.
        this.#look(this.#text);
        this.#text = this.#text.slice(-overlap);
      }
      return false;
    }
    const before = this.#text.slice(0, found.index);
    this.#look(before);
    const dictionary = unescapeNames(before.slice(before.lastIndexOf(' obj') + 1));
    this.#captured = /\/ObjStm\b/.test(dictionary) && /\/FlateDecode\b|\/Fl\b/.test(dictionary) ? [] : undefined;
    this.#capturedSize = 0;
    this.#text = this.#text.slice(found.index + found[0].length);
    this.#inStream = true;
    return true;
  }

  #leaveStream(): boolean {
    const end = this.#text.indexOf('endstream');
    const consumed = end === -1 ? Math.max(0, this.#text.length - 'endstream'.length) : end;
    if (this.#captured !== undefined && this.#capturedSize < longestObjectStream) {
      this.#captured.push(this.#text.slice(0, consumed));
      this.#capturedSize += consumed;
    }
    if (end === -1) {
      this.#text = this.#text.slice(consumed);
      return false;
    }
    if (this.#captured !== undefined) this.#look(inflated(this.#captured.join('')));
    this.#captured = undefined;
    this.#text = this.#text.slice(end + 'endstream'.length);
    this.#inStream = false;
    return true;
  }

  #look(text: string): void {
    const plain = unescapeNames(text);
    this.#restricted ||= /\/Encrypt(?![A-Za-z])/.test(plain);
    this.#script ||= /\/(JavaScript|JS)(?![A-Za-z])/.test(plain);
    this.#launch ||= /\/S\s*\/Launch(?![A-Za-z])/.test(plain);
  }
}

function unescapeNames(text: string): string {
  return text.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function inflated(compressed: string): string {
  try {
    return inflateSync(Buffer.from(compressed, 'latin1'), { maxOutputLength: longestInflated }).toString('latin1');
  } catch {
    // Encrypted, damaged or a bomb: nothing to read here.
    return '';
  }
}
