import fc from 'fast-check';
import { expect, test } from 'vitest';
import { displayName, extensionDiffers } from './display-name.ts';

const pdf = 'application/pdf';

test.each([
  ['Justificatif de domicile.pdf', 'Justificatif de domicile.pdf'],
  ['../../etc/passwd', 'passwd.pdf'],
  ['C:\\Users\\Marie\\carte.PDF', 'carte.PDF'],
  ['facture\u202Efdp.exe', 'facturefdp.exe.pdf'],
  ['a\r\nb\tc.pdf', 'abc.pdf'],
  ['<script>"x".pdf', '-script--x-.pdf'],
  ['...', 'document.pdf'],
  ['', 'document.pdf'],
  ['e\u0301te\u0301.pdf', 'été.pdf'],
  ['sans extension', 'sans extension.pdf'],
])('%j is shown as %j', (said, shown) => {
  expect(displayName(said, pdf)).toBe(shown);
});

test('a name is cut, never its extension', () => {
  const name = displayName(`${'é'.repeat(500)}.pdf`, pdf);
  expect([...name]).toHaveLength(120);
  expect(name.endsWith('é.pdf')).toBe(true);
});

test('whatever is typed, nothing invisible or of a path is left', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (said) => {
      const name = displayName(said, pdf);
      expect(name).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}/\\"<>:|?*]/u);
      expect(name).toMatch(/\.pdf$/i);
      expect([...name].length).toBeLessThanOrEqual(120);
      expect(displayName(name, pdf)).toBe(name);
    }),
  );
});

test('the extension is compared with the content, and its absence is no difference', () => {
  expect(extensionDiffers('photo.jpeg', 'image/jpeg')).toBe(false);
  expect(extensionDiffers('photo.JPG', 'image/jpeg')).toBe(false);
  expect(extensionDiffers('photo.png', 'image/jpeg')).toBe(true);
  expect(extensionDiffers('photo', 'image/jpeg')).toBe(false);
});
