import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contrast, darkColours, lightColours, themeCss } from './theme-css.ts';

const hex = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);

test('every text has a contrast of 4.5 on its ground in the light mode, whatever the accent', () => {
  fc.assert(
    fc.property(hex, (accent) => {
      const colours = lightColours(accent);
      for (const ground of ['#f7f4ee', '#ffffff', colours.tint]) {
        expect(contrast(colours.accent, ground)).toBeGreaterThanOrEqual(4.5);
        expect(contrast(colours.accentHover, ground)).toBeGreaterThanOrEqual(4.5);
      }
      expectLegibleFills(colours);
    }),
    { numRuns: 2000 },
  );
});

test('every text has a contrast of 4.5 on its ground in the dark mode, whatever the accent', () => {
  fc.assert(
    fc.property(hex, (accent) => {
      const colours = darkColours(accent);
      for (const ground of ['#12181f', '#1b232c', colours.tint]) {
        expect(contrast(colours.accent, ground)).toBeGreaterThanOrEqual(4.5);
        expect(contrast(colours.accentHover, ground)).toBeGreaterThanOrEqual(4.5);
      }
      expectLegibleFills(colours);
    }),
    { numRuns: 2000 },
  );
});

test('a legible accent is kept as it is', () => {
  expect(lightColours('#0b6e69').accent).toBe('#0b6e69');
});

test('what is not a colour never reaches the style sheet', () => {
  for (const accent of ['red', '#12345', '#fff}body{display:none', '']) {
    expect(() => themeCss({ accent })).toThrow(TypeError);
  }
  expect(themeCss({ accent: '#06a' })).toContain('--pv-accent:#0066aa');
});

test('the extremes of contrast are those of WCAG', () => {
  expect(contrast('#000000', '#ffffff')).toBe(21);
  expect(contrast('#777777', '#777777')).toBe(1);
});

function expectLegibleFills(colours: ReturnType<typeof lightColours>): void {
  expect(contrast(colours.onAccent, colours.accent)).toBeGreaterThanOrEqual(4.5);
  expect(contrast(colours.onAccent, colours.accentHover)).toBeGreaterThanOrEqual(4.5);
  expect(contrast(colours.onTint, colours.tint)).toBeGreaterThanOrEqual(4.5);
  expect(contrast(colours.onBand, colours.band)).toBeGreaterThanOrEqual(4.5);
  expect(contrast(colours.onBand, colours.bandDeep)).toBeGreaterThanOrEqual(4.5);
}
