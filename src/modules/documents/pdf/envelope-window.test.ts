import { expect, test } from 'vitest';
import { recipientPlace, recipientStyle } from './render-pdf.ts';

/** Millimetres. The window stands `right` from the right edge and `bottom` from the lower one. */
interface Envelope {
  readonly width: number;
  readonly height: number;
  readonly window: { readonly width: number; readonly height: number; readonly right: number; readonly bottom: number };
  /** Of the sheet as it is folded. */
  readonly sheet: { readonly width: number; readonly height: number };
}

const envelopes: Readonly<Record<string, Envelope>> = {
  'DL, window 45 × 100, A4 folded in three': {
    width: 220,
    height: 110,
    window: { width: 100, height: 45, right: 20, bottom: 20 },
    sheet: { width: 210, height: 99 },
  },
  'C4, window 50 × 110, A4 flat, its address near the top': {
    width: 229,
    height: 324,
    window: { width: 110, height: 50, right: 20, bottom: 225 },
    sheet: { width: 210, height: 297 },
  },
};

/** What of the sheet shows wherever it slides to in its envelope. */
function alwaysSeen({ width, height, window, sheet }: Envelope) {
  const slide = { x: width - sheet.width, y: height - sheet.height };
  const left = width - window.right - window.width;
  const top = height - window.bottom - window.height;
  return { left, right: left + window.width - slide.x, top, bottom: top + window.height - slide.y };
}

const mm = (points: number) => (points / 72) * 25.4;

test.each(Object.entries(envelopes))('the address shows in the window: %s', (name, envelope) => {
  const seen = alwaysSeen(envelope);
  const lines = name.startsWith('C4') ? 5 : recipientPlace.mostLines;
  const height = lines * recipientStyle.size * (recipientStyle.leading ?? 1.42);
  expect(mm(recipientPlace.x)).toBeGreaterThanOrEqual(seen.left);
  expect(mm(recipientPlace.x + recipientPlace.width)).toBeLessThanOrEqual(seen.right);
  expect(mm(recipientPlace.y)).toBeGreaterThanOrEqual(seen.top);
  expect(mm(recipientPlace.y + height)).toBeLessThanOrEqual(seen.bottom);
});
