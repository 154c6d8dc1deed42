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

export const widthOfRun: Measure = ({ font, text }, size) => font.advance(text) * size;

const months = 'janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre';
const dates = new RegExp(`(\\d|1er) (${months})(?: (\\d{4}))?`, 'g');

/** Spaces that keep together what French keeps together: before : ; ? ! » % €, after «, inside 12 000 and dates. */
export function keepTogether(text: string): string {
  return text
    .replace(/ (?=[:;?!»%€])/g, '\u00a0')
    .replace(/« /g, '«\u00a0')
    .replace(/(\d) (?=\d{3}(?!\d))/g, '$1\u00a0')
    .replace(dates, (_, day: string, month: string, year?: string) =>
      [day, month, year].filter(Boolean).join('\u00a0'),
    );
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
export function wrapText(
  text: string,
  width: number,
  style: { weight: Weight; size: number },
  measure: Measure = widthOfRun,
): Line[] {
  const widthOf = (words: string) =>
    splitRuns(words, style.weight).reduce((sum, run) => sum + measure(run, style.size), 0);
  const lines: Line[] = [];
  const push = (words: string, wordEnds: boolean) => {
    // The space is not seen, but read aloud and copied: without it "acte de" and "naissance" become one word.
    lines.push({ runs: splitRuns(wordEnds ? `${words} ` : words, style.weight), width: widthOf(words) });
  };
  const space = widthOf(' ');
  for (const paragraph of keepTogether(text).split('\n')) {
    let words = '';
    let used = 0;
    for (const word of paragraph.split(' ')) {
      const wordWidth = widthOf(word);
      if (words !== '' && used + space + wordWidth > width) {
        push(words, true);
        words = '';
        used = 0;
      }
      if (wordWidth > width) {
        const parts = cutLongWord(word, width, widthOf);
        for (const part of parts.slice(0, -1)) push(part, false);
        words = parts.at(-1) ?? '';
        used = widthOf(words);
        continue;
      }
      used += words === '' ? wordWidth : space + wordWidth;
      words = words === '' ? word : `${words} ${word}`;
    }
    push(words, true);
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
  if (fallback.has.has(character.codePointAt(0) ?? 0)) return [character, fallback];
  for (const candidate of [character, character.normalize('NFKD').replace(/\p{M}/gu, '')]) {
    const font = files.find(
      ({ has }) => candidate !== '' && [...candidate].every((part) => has.has(part.codePointAt(0) ?? 0)),
    );
    if (font !== undefined) return [candidate, font];
  }
  return ['?', fallback];
}

function cutLongWord(word: string, width: number, widthOf: (text: string) => number): string[] {
  const parts: string[] = [];
  let part = '';
  for (const character of word) {
    if (part !== '' && widthOf(part + character) > width) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  return [...parts, part];
}
