import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ownPath } from './own-path.ts';

test('a path of this site is kept with its query', () => {
  expect(ownPath('/vernon/demarches/acte?x=1&y=é', '/')).toBe('/vernon/demarches/acte?x=1&y=%C3%A9');
});

test.each([
  undefined,
  '',
  'https://mechant.example',
  '//mechant.example',
  '/\\mechant.example',
  '\\\\mechant.example',
  '/\t/mechant.example',
  '/\n/mechant.example',
  '/..//mechant.example',
  '/a/..//mechant.example',
  'javascript:alert(1)',
  `/${'a'.repeat(1001)}`,
])('%j is not', (wanted) => {
  expect(ownPath(wanted, '/mon-espace')).toBe('/mon-espace');
});

test('whatever is typed, a browser stays on the site', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('/', '\\', '.', '\t', '@', ':', 'http', 'a.example', '?', '#', '%2f', '\u0000'), {
        maxLength: 12,
      }),
      (parts) => {
        expect(new URL(ownPath(parts.join(''), '/'), 'https://site.example').origin).toBe('https://site.example');
      },
    ),
  );
});
