import { type FontFile, fontFiles, type Weight } from './fonts.ts';

/** Consecutive characters that one font file draws. */
export interface Run {
  readonly font: FontFile;
  readonly text: string;
}

export interface Line {
  readonly runs: readonly Run[];
  readonly width: number;
}

/** Width in points of a text in a font file at a size. */
export type Measure = (run: Run, size: number) => number;

/** A space that keeps together what French keeps together: before : ; ? ! » % €, after «, and inside 12 000. */
export function keepTogether(text: string): string {
  return text
    .replace(/ (?=[:;?!»%€])/g, '\u00a0')
    .replace(/« /g, '«\u00a0')
    .replace(/(\d) (?=\d{3}(?!\d))/g, '$1\u00a0');
}

/** Cuts a text where the font file must change. A character that no file has is drawn without its marks, else as "?". */
export function splitRuns(text: string, weight: Weight): Run[] {
  const files = fontFiles(weight);
  const runs: { font: FontFile; text: string }[] = [];
  for (const original of drawable(text)) {
    const [character, font] = chooseFont(original, files);
    const last = runs.at(-1);
    if (last !== undefined && last.font === font) last.text += character;
    else runs.push({ font, text: character });
  }
  return runs;
}

/** Lines no wider than `width` points. A newline starts a line; a word too long for a line is cut. */
export function wrapText(text: string, width: number, style: { weight: Weight; size: number }, measure: Measure): Line[] {
  const lines: Line[] = [];
  const lineOf = (words: string): Line => {
    const runs = splitRuns(words, style.weight);
    return { runs, width: runs.reduce((sum, run) => sum + measure(run, style.size), 0) };
  };
  for (const paragraph of keepTogether(text).split('\n')) {
    let current = lineOf('');
    let words = '';
    for (const word of paragraph.split(' ').flatMap((part) => cutLongWord(part, width, lineOf))) {
      const candidate = words === '' ? word : `${words} ${word}`;
      const fitted = lineOf(candidate);
      if (fitted.width <= width || words === '') {
        words = candidate;
        current = fitted;
        continue;
      }
      lines.push(current);
      words = word;
      current = lineOf(word);
    }
    lines.push(current);
  }
  return lines;
}

function drawable(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u2000-\u200a\u202f\u205f\u3000\t]/g, '\u00a0')
    .replace(/\u2011/g, '-')
    .replace(/[\p{Cc}\p{Cf}]/gu, '');
}

function chooseFont(character: string, files: readonly FontFile[]): [string, FontFile] {
  const fallback = files[0];
  if (fallback === undefined) throw new Error('The font has no file');
  for (const candidate of [character, character.normalize('NFKD').replace(/\p{M}/gu, '')]) {
    const font = files.find(({ has }) => candidate !== '' && [...candidate].every((part) => has.has(part.codePointAt(0) ?? 0)));
    if (font !== undefined) return [candidate, font];
  }
  return ['?', fallback];
}

function cutLongWord(word: string, width: number, lineOf: (text: string) => Line): string[] {
  if (word.length < 12 || lineOf(word).width <= width) return [word];
  const parts: string[] = [];
  let part = '';
  for (const character of word) {
    if (part !== '' && lineOf(part + character).width > width) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  return [...parts, part];
}
