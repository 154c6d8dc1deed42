/** A signature where it stands in the file. */
export interface FoundSignature {
  /** From here to `gapEnd` the file is the signature itself, which it cannot cover. */
  readonly gapStart: number;
  readonly gapEnd: number;
  /** Where what it covers ends: at the end of the file, unless something was added since. */
  readonly end: number;
  readonly cms: Buffer;
  readonly subFilter: string | undefined;
  readonly signedAt: Date | undefined;
  readonly reason: string | undefined;
  readonly place: string | undefined;
}

/** More than a letter can have: a file with a thousand of them was made to hold us up. */
const mostSignatures = 20;
const byteRange = /\/ByteRange\s*\[\s*(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s*\]/g;

/**
 * The signatures of a PDF, by the ranges of bytes that they cover. A range that is not "all but the signature itself" is
 * passed over: around a larger gap anything could be hidden.
 */
export function findSignatures(pdf: Buffer): FoundSignature[] {
  const file = pdf.toString('latin1');
  const found: FoundSignature[] = [];
  for (const match of file.matchAll(byteRange)) {
    if (found.length >= mostSignatures) break;
    const [first = 0, gapStart = 0, gapEnd = 0, rest = 0] = match.slice(1).map(Number);
    const end = gapEnd + rest;
    if (first !== 0 || gapStart >= gapEnd || end > file.length) continue;
    const gap = file.slice(gapStart, gapEnd);
    if (!/^<[0-9A-Fa-f\s]*>$/.test(gap)) continue;
    const dictionary = around(file, match.index, gapStart, gapEnd);
    found.push({
      gapStart,
      gapEnd,
      end,
      cms: derOf(Buffer.from(gap.slice(1, -1).replaceAll(/\s/g, ''), 'hex')),
      subFilter: /\/SubFilter\s*\/([A-Za-z0-9.]+)/.exec(dictionary)?.[1],
      signedAt: readDate(/\/M\s*\((D:[^)]{4,30})\)/.exec(dictionary)?.[1]),
      reason: readText(dictionary, 'Reason'),
      place: readText(dictionary, 'Location'),
    });
  }
  return found;
}

/** The dictionary of a signature without the signature. */
function around(file: string, place: number, gapStart: number, gapEnd: number): string {
  const from = Math.max(file.lastIndexOf(' obj', Math.min(place, gapStart)), 0);
  const to = file.indexOf('endobj', Math.max(place, gapEnd));
  const [before, after] = [file.slice(from, gapStart), file.slice(gapEnd, to < 0 ? gapEnd + 2000 : to)];
  return before.slice(-5000) + after.slice(0, 5000);
}

/** The CMS without the zeros that fill the room that was left for it. */
function derOf(filled: Buffer): Buffer {
  const size = filled[1] ?? 0;
  const figures = size & 0x7f;
  if (size < 0x80) return filled.subarray(0, 2 + size);
  // Of a length that is not said beforehand: the reader finds its end.
  if (figures === 0 || figures > 4 || filled.length < 2 + figures) return filled;
  return filled.subarray(0, 2 + figures + filled.readUIntBE(2, figures));
}

/** `D:20261122090000+01'00'` (ISO 32000-1, 7.9.4) */
function readDate(text: string | undefined): Date | undefined {
  const parts = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:Z|([+-])(\d\d)'?(\d\d)?)?/.exec(text ?? '');
  if (parts === null) return undefined;
  const [, year, month, day, hour, minute, second, sign, hours = '00', minutes = '00'] = parts;
  const zone = sign === undefined ? 'Z' : `${sign}${hours}:${minutes}`;
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** A text of the dictionary, in UTF-16 or in the letters of PDF, which are nearly those of Latin-1. */
function readText(dictionary: string, key: string): string | undefined {
  const raw = new RegExp(`/${key}\\s*\\(((?:[^()\\\\]|\\\\[\\s\\S])*)\\)`).exec(dictionary)?.[1];
  if (raw === undefined) return undefined;
  const letters: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
  const bytes = raw.replaceAll(/\\(?:([0-7]{1,3})|([\s\S]))/g, (_, octal: string | undefined, letter: string) =>
    octal === undefined ? (letters[letter] ?? letter) : String.fromCharCode(Number.parseInt(octal, 8) & 255),
  );
  const text = bytes.startsWith('\xfe\xff')
    ? new TextDecoder('utf-16be').decode(Buffer.from(bytes.slice(2), 'latin1'))
    : bytes;
  return text.replaceAll(/\p{Cc}/gu, ' ').slice(0, 300);
}
