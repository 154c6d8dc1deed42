import type { IncomingMessage } from 'node:http';
import { AppError } from '#platform/errors/app-error.ts';
import { releaseBytes } from '#platform/memory/release-bytes.ts';

/** Bodies up to this many bytes are read whole, as those of forms without files are; longer ones are read as they come. */
export const smallBody = 1024 * 1024;

/** One part of a form with files, as the browser sent it; `content` is a view of the body. */
export interface Part {
  readonly name: string;
  /** Whether it comes from a file input; one that was left empty has no file name. */
  readonly isFile: boolean;
  readonly filename: string;
  readonly content: Buffer;
}

/** The length that a body says it has, when it is small; undefined when it says none or is long. */
export function smallLength(headers: IncomingMessage['headers']): number | undefined {
  const said = headers['content-length'];
  if (said === undefined || !/^\d{1,7}$/.test(said)) return undefined;
  const length = Number(said);
  return length <= smallBody ? length : undefined;
}

/** Reads a body of that length into one piece of memory. */
export function readWhole(request: IncomingMessage, length: number): Promise<Buffer> {
  const body = Buffer.allocUnsafeSlow(length);
  let filled = 0;
  return new Promise((resolve, reject) => {
    // Who went away before the body was asked for is not told of again.
    if (request.destroyed) throw brokenForm(request.errored);
    const fail = (cause?: unknown) => reject(brokenForm(cause));
    request.on('data', (chunk: Buffer) => {
      // No more than was announced: the rest would be somebody else's request.
      filled += chunk.copy(body, filled);
      releaseBytes(chunk);
    });
    request.once('end', () => (filled === length ? resolve(body) : fail()));
    request.once('error', fail);
    // After the end it comes as well, and changes nothing.
    request.once('close', fail);
  });
}

const mostHeaders = 16 * 1024;
const emptyLine = Buffer.from('\r\n\r\n');
const dash = 0x2d;

/**
 * The parts of a `multipart/form-data` body (RFC 7578, RFC 2046 section 5.1) that is wholly there. A part without a name
 * is passed over, as is what comes before the first delimiter and after the last.
 * @throws {AppError} `form-broken` when there is no boundary, no last delimiter, or a part without the end of its head
 */
export function* partsOf(body: Buffer, contentType: string): Generator<Part> {
  const boundary = boundaryOf(contentType);
  if (boundary === undefined) throw brokenForm();
  const delimiter = Buffer.from(`\r\n--${boundary}`, 'latin1');
  const opening = delimiter.subarray(2);
  let at = body.subarray(0, opening.length).equals(opening) ? opening.length : after(body, delimiter, 0);
  while (!isLast(body, at)) {
    // The line of the delimiter ends here; a part without headers has its empty line at once.
    const lineEnd = body.indexOf('\r\n', at);
    if (lineEnd === -1 || body.toString('latin1', at, lineEnd).trim() !== '') throw brokenForm();
    const headEnd = body.indexOf(emptyLine, lineEnd);
    if (headEnd === -1 || headEnd - lineEnd > mostHeaders) throw brokenForm();
    const start = headEnd + emptyLine.length;
    // The content may be empty: its delimiter then begins with the end of the head.
    at = after(body, delimiter, start - 2);
    const end = Math.max(start, at - delimiter.length);
    const part = headOf(body.toString('utf8', lineEnd, headEnd));
    if (part !== undefined) yield { ...part, content: body.subarray(start, end) };
  }
}

/** The place after the next delimiter. */
function after(body: Buffer, delimiter: Buffer, from: number): number {
  const found = body.indexOf(delimiter, from);
  if (found === -1) throw brokenForm();
  return found + delimiter.length;
}

function isLast(body: Buffer, at: number): boolean {
  return body[at] === dash && body[at + 1] === dash;
}

function boundaryOf(contentType: string): string | undefined {
  const found = /;\s*boundary=(?:"([^"]{1,200})"|([^\s;"]{1,200}))/i.exec(contentType);
  return found?.[1] ?? found?.[2];
}

/** What a part says of itself; undefined when it is no part of a form. */
function headOf(lines: string): Omit<Part, 'content'> | undefined {
  const disposition = /\r\ncontent-disposition:[ \t]*form-data[ \t]*(;[^\r\n]*)/i.exec(lines)?.[1];
  if (disposition === undefined) return undefined;
  const { name, filename } = namesIn(disposition);
  if (name === undefined) return undefined;
  const isFile =
    filename !== undefined || /\r\ncontent-type:[ \t]*application\/octet-stream[ \t]*($|[\r;])/i.test(lines);
  return { name, isFile, filename: filename === undefined ? '' : withoutFolder(filename) };
}

function namesIn(disposition: string): { name?: string; filename?: string } {
  const names: { name?: string; filename?: string } = {};
  for (const [key, value] of parametersOf(disposition)) {
    if (key === 'name') names.name = value;
    else if (key === 'filename') names.filename ??= value;
    // Browsers do not send it (RFC 7578, 4.2), other programs may: it says the name better than the other.
    else if (key === 'filename*') names.filename = extendedValue(value) ?? names.filename ?? value;
  }
  return names;
}

/** `; key=value; key="value"`, in one pass whatever is sent. */
function* parametersOf(text: string): Generator<[key: string, value: string]> {
  for (let at = text.indexOf(';'); at !== -1; at = text.indexOf(';', at)) {
    const equals = text.indexOf('=', at);
    if (equals === -1) return;
    const key = text
      .slice(at + 1, equals)
      .trim()
      .toLowerCase();
    const quote = text[equals + 1] === '"';
    const end = quote ? closingQuote(text, equals + 2) : endOfToken(text, equals + 1);
    if (end === -1) return;
    yield [key, quote ? text.slice(equals + 2, end).replace(/\\(["\\])/g, '$1') : text.slice(equals + 1, end).trim()];
    at = end;
  }
}

function closingQuote(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '"') return at;
    if (text[at] === '\\') at += 1;
  }
  return -1;
}

function endOfToken(text: string, from: number): number {
  const end = text.indexOf(';', from);
  return end === -1 ? text.length : end;
}

/** `UTF-8''na%C3%AFf.pdf` (RFC 8187). */
function extendedValue(value: string): string | undefined {
  const encoded = /^utf-8'[^']*'(.*)$/i.exec(value)?.[1];
  if (encoded === undefined) return undefined;
  try {
    return decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
}

/** Some programs send the whole path of a file. */
function withoutFolder(path: string): string {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  return name === '.' || name === '..' ? '' : name;
}

/** The form did not arrive whole, or is none: a fault of the request, not of ours. */
export function brokenForm(cause?: unknown): AppError {
  return new AppError('invalid', 'form-broken', { cause });
}
