import { inflateSync } from 'node:zlib';

export interface PdfFindings {
  /** A password or restrictions: `/Encrypt`. */
  readonly restricted: boolean;
  /** JavaScript, common in the State's own forms to fill in. */
  readonly script: boolean;
  /** An action that starts a program of the reader's machine: no honest document has one. */
  readonly launch: boolean;
  /** Its streams of objects unpack to more than any document's: whoever opens it has a machine that stalls. */
  readonly bomb: boolean;
}

const overlap = 2048;
const endOfStream = 'endstream';
/** Bytes of a long chunk that become text at a time. */
const lookedAtOnce = 64 * 1024;
/** `/JavaScript` with each letter escaped, and the letter after it. */
const longestEscapedName = 33;
const longestObjectStream = 4 * 1024 * 1024;
/** Bytes that one stream of objects may unpack to, and all of a document together; honest ones have some hundred kilobytes. */
const longestInflated = 16 * 1024 * 1024;
const mostInflated = 4 * longestInflated;

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
  #bomb = false;
  #inflated = 0;

  update(chunk: Uint8Array): void {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    for (let at = 0; at < bytes.length; ) {
      if (this.#inStream && this.#captured === undefined) at = this.#passOver(bytes, at);
      this.#text += bytes.toString('latin1', at, at + lookedAtOnce);
      at += lookedAtOnce;
      while (this.#step()) {}
    }
  }

  /** Inside an image or a text nothing is looked for but its end, most often far away. @returns where to go on */
  #passOver(bytes: Buffer, at: number): number {
    const border = this.#text + bytes.toString('latin1', at, at + endOfStream.length);
    if (border.includes(endOfStream)) return at;
    const end = bytes.indexOf(endOfStream, at);
    const next = end === -1 ? Math.max(at, bytes.length - endOfStream.length) : end;
    if (next > at) this.#text = '';
    return next;
  }

  end(): PdfFindings {
    if (!this.#inStream) this.#look(this.#text);
    return { restricted: this.#restricted, script: this.#script, launch: this.#launch, bomb: this.#bomb };
  }

  /** Goes over one stream's start or end, as far as the bytes that are there allow. @returns whether there may be more */
  #step(): boolean {
    return this.#inStream ? this.#leaveStream() : this.#enterStream();
  }

  #enterStream(): boolean {
    const found = findStart(this.#text);
    if (found === undefined) {
      if (this.#text.length > 2 * overlap) {
        // What is looked at twice around a border of chunks does no harm.
        this.#look(this.#text);
        this.#text = this.#text.slice(-overlap);
      }
      return false;
    }
    const before = this.#text.slice(0, found.start);
    this.#look(before);
    const dictionary = unescapeNames(before.slice(before.lastIndexOf(' obj') + 1));
    this.#captured = /\/ObjStm\b/.test(dictionary) && /\/FlateDecode\b|\/Fl\b/.test(dictionary) ? [] : undefined;
    this.#capturedSize = 0;
    this.#text = this.#text.slice(found.end);
    this.#inStream = true;
    return true;
  }

  #leaveStream(): boolean {
    const end = this.#text.indexOf(endOfStream);
    const consumed = end === -1 ? Math.max(0, this.#text.length - endOfStream.length) : end;
    if (this.#captured !== undefined && this.#capturedSize < longestObjectStream) {
      this.#captured.push(this.#text.slice(0, consumed));
      this.#capturedSize += consumed;
    }
    if (end === -1) {
      this.#text = this.#text.slice(consumed);
      return false;
    }
    if (this.#captured !== undefined) this.#look(this.#inflate(this.#captured.join('')));
    this.#captured = undefined;
    this.#text = this.#text.slice(end + endOfStream.length);
    this.#inStream = false;
    return true;
  }

  /** What a stream of objects unpacks to; nothing once there has been more than a document has. */
  #inflate(compressed: string): string {
    if (this.#bomb) return '';
    const left = Math.min(longestInflated, mostInflated - this.#inflated);
    try {
      const text = inflateSync(Buffer.from(compressed, 'latin1'), { maxOutputLength: Math.max(left, 1) });
      this.#inflated += text.length;
      return text.toString('latin1');
    } catch (error) {
      this.#bomb = (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE';
      // Encrypted or damaged: nothing to read here.
      return '';
    }
  }

  /** Goes from name to name: a scan has few, and most of them begin otherwise. */
  #look(text: string): void {
    for (let at = text.indexOf('/'); at !== -1; at = text.indexOf('/', at + 1)) {
      const first = text[at + 1];
      if (first !== 'E' && first !== 'J' && first !== 'S' && first !== '#') continue;
      const name = nameAt(text, at);
      if (name === 'Encrypt') this.#restricted = true;
      else if (name === 'JavaScript' || name === 'JS') this.#script = true;
      else if (name === 'S') this.#launch ||= nextIsLaunch(text, at);
    }
  }
}

/** Whether the value of the `/S` at that place is `/Launch`. */
function nextIsLaunch(text: string, at: number): boolean {
  const next = text.indexOf('/', at + 1);
  return (
    next !== -1 &&
    nameAt(text, next) === 'Launch' &&
    text
      .slice(at + 1, next)
      .replace(/^(S|#53)/, '')
      .trim() === ''
  );
}

/** The letters of the name that begins at a `/`, without its escapes; what else a name may hold ends it here. */
function nameAt(text: string, at: number): string {
  return /^[A-Za-z]*/.exec(unescapeNames(text.slice(at + 1, at + 1 + longestEscapedName)))?.[0] ?? '';
}

/** The next start of the body of a stream: the word `stream` and the end of its line. */
function findStart(text: string): { start: number; end: number } | undefined {
  for (let at = text.indexOf('stream'); at !== -1; at = text.indexOf('stream', at + 1)) {
    if (at > 0 && /\w/.test(text[at - 1] ?? '')) continue;
    const after = at + 'stream'.length;
    if (text[after] === '\n') return { start: at, end: after + 1 };
    if (text[after] !== '\r' || text[after + 1] === undefined) continue;
    return { start: at, end: text[after + 1] === '\n' ? after + 2 : after + 1 };
  }
  return undefined;
}

function unescapeNames(text: string): string {
  return text.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
