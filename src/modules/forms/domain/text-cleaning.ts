/** Longer than any field allows, so that a text cut here is still refused as too long. */
const maxRead = 45_000;

const plainAscii = /^[\x20-\x7e]*$/;

/**
 * Control characters (NUL cannot be stored by the database), marks that reverse or isolate the direction of reading
 * (they make a name or a file read as another), and invisible marks. Zero-width joiners stay: emoji and some scripts need them.
 */
const unwanted = /[[\p{Cc}--[\t\n]]\u00ad\u200b\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/gv;

/** One line as it is kept: NFC, without control characters, spaces single. */
export function cleanLine(typed: string): string {
  const text = typed.length > maxRead ? typed.slice(0, maxRead) : typed;
  if (plainAscii.test(text)) return text.includes('  ') ? text.trim().replace(/ {2,}/g, ' ') : text.trim();
  return wellFormed(text).replace(/\s/g, ' ').replace(unwanted, '').replace(/ {2,}/g, ' ').normalize('NFC').trim();
}

/** Several lines as they are kept. */
export function cleanText(typed: string): string {
  const text = typed.length > maxRead ? typed.slice(0, maxRead) : typed;
  return wellFormed(text)
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(unwanted, '')
    .normalize('NFC')
    .trim();
}

/** What was typed, to be shown again: whole, but without what a page cannot hold. */
export function redisplayable(typed: string): string {
  const text = typed.length > maxRead ? typed.slice(0, maxRead) : typed;
  return plainAscii.test(text) ? text : wellFormed(text).replaceAll('\u0000', '');
}

/** Half of a surrogate pair is not a character, and the database refuses it. */
function wellFormed(text: string): string {
  return text.isWellFormed() ? text : text.toWellFormed();
}

/** Length in code points, as a reader would count better than in UTF-16 units. */
export function lengthOf(text: string): number {
  if (plainAscii.test(text)) return text.length;
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

/** For comparing names: without accents, case, hyphens or apostrophes; "St" and "Ste" read as "Saint" and "Sainte". */
export function comparable(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replace(/[^a-z0-9]+/g, ' ')
    .replace(/\bst\b/g, 'saint')
    .replace(/\bste\b/g, 'sainte')
    .trim();
}
