import type { Font, Glyph, GlyphPosition, GlyphRun } from 'fontkit';

/** Words of a font whose letters are kept in place: a territory's letters say the same ones again and again. */
const mostWords = 3000;

type Laid = Pick<GlyphRun, 'glyphs' | 'positions'>;

/**
 * The font, which remembers how the words of the documents before were laid out: three quarters of what a short letter
 * costs. Each caller has positions of its own, since PDFKit scales them in place.
 */
export function rememberLayouts(font: Font): Font {
  let known = new Map<string, Laid>();
  const layout: Font['layout'] = (text, ...how) => {
    // Asked for anything but the letters as they come, or a whole line: not a word that comes again.
    if (how.some((one) => one !== undefined) || text.length > 40) return font.layout(text, ...how);
    let laid = known.get(text);
    if (laid === undefined) {
      laid = font.layout(text);
      if (known.size >= mostWords) known = new Map();
      known.set(text, laid);
    }
    return runOf(laid);
  };
  return Object.create(font, { layout: { value: layout } });
}

/**
 * How wide texts are in a font, in sizes of its letters: the sum of its words, each with the space after it, as PDFKit puts
 * them down.
 */
export function rememberAdvances(font: Font): (text: string) => number {
  let known = new Map<string, number>();
  const advanceOf = (word: string): number => {
    let advance = known.get(word);
    if (advance === undefined) {
      advance = font.layout(word).advanceWidth / font.unitsPerEm;
      if (known.size >= mostWords) known = new Map();
      known.set(word, advance);
    }
    return advance;
  };
  return (text) => (text.match(/[^ ]* |[^ ]+$/g) ?? []).reduce((sum, word) => sum + advanceOf(word), 0);
}

function runOf({ glyphs, positions }: Laid): GlyphRun {
  const own: GlyphPosition[] = positions.map((position) => ({ ...position }));
  return Object.create(null, {
    glyphs: { value: glyphs satisfies readonly Glyph[] },
    positions: { value: own },
    // Of the positions as they are when it is asked for.
    advanceWidth: { get: () => own.reduce((sum, { xAdvance }) => sum + xAdvance, 0) },
  });
}
