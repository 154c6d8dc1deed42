import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create, type Font } from 'fontkit';
import { readCharacterMap } from './read-character-map.ts';
import { rememberAdvances, rememberLayouts } from './remembered-layouts.ts';
import { unpackWoff } from './unpack-woff.ts';

export type Weight = 'regular' | 'bold';

/** One file of the font: the letters of western Europe, or those of the rest of the Latin alphabet. */
export interface FontFile {
  readonly name: string;
  /** Read once and shared by all documents: its tables are looked through as letters ask for them. */
  readonly font: Font;
  /** Width of a text, in sizes of the letters. */
  readonly advance: (text: string) => number;
  readonly has: ReadonlySet<number>;
}

const weights: Record<Weight, string> = { regular: '400', bold: '700' };
const loaded = new Map<Weight, readonly FontFile[]>();
const require = createRequire(import.meta.url);

/** The files of a weight in the order in which a character looks for itself; read once. */
export function fontFiles(weight: Weight): readonly FontFile[] {
  let files = loaded.get(weight);
  if (files === undefined) {
    files = ['latin', 'latin-ext'].map((script) => {
      const file = `@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-${script}-${weights[weight]}-normal.woff`;
      const data = unpackWoff(readFileSync(require.resolve(file)));
      const read = create(data);
      if (read.type !== 'TTF') throw new Error(`${file} is a collection of fonts`);
      const font = rememberLayouts(read);
      return { name: `${weight}-${script}`, font, advance: rememberAdvances(font), has: readCharacterMap(data) };
    });
    loaded.set(weight, files);
  }
  return files;
}
