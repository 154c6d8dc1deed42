import { expect, test } from 'vitest';
import { decodeText } from './decode-text.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const latin = (text: string) =>
  Uint8Array.from(text, (character) => (character === '€' ? 0xa4 : character.charCodeAt(0)));

test.each([
  ['UTF-8 without declaration', utf8('<a>é</a>'), '<a>é</a>', 'utf-8', undefined],
  ['a byte order mark', Uint8Array.of(0xef, 0xbb, 0xbf, ...utf8('<a>é</a>')), '<a>é</a>', 'utf-8', undefined],
  ['UTF-16', Uint8Array.of(0xff, 0xfe, 0x3c, 0, 0xe9, 0), '<é', 'utf-16le', undefined],
  [
    'ISO-8859-15 as declared',
    latin('<?xml version="1.0" encoding="iso-8859-15"?><a>é 5 €</a>'),
    '<?xml version="1.0" encoding="iso-8859-15"?><a>é 5 €</a>',
    'iso-8859-15',
    undefined,
  ],
  ['ISO-8859-15 not declared', latin('<a>é 5 €</a>'), '<a>é 5 €</a>', 'iso-8859-15', 'utf-8'],
  [
    'UTF-8 that calls itself ISO-8859-15',
    utf8('<?xml version="1.0" encoding="iso-8859-15"?><a>é</a>'),
    '<?xml version="1.0" encoding="iso-8859-15"?><a>é</a>',
    'utf-8',
    'iso-8859-15',
  ],
  ['curly quotes of Windows', Uint8Array.of(0x3c, 0x61, 0x3e, 0x92, 0xe9), '<a>’é', 'windows-1252', 'utf-8'],
  [
    'an encoding that nobody knows',
    utf8('<?xml version="1.0" encoding="martian"?><a/>'),
    undefined,
    'utf-8',
    undefined,
  ],
])('%s', (_name, bytes, text, encoding, claimed) => {
  const decoded = decodeText(bytes);
  if (text !== undefined) expect(decoded.text).toBe(text);
  expect(decoded.encoding).toBe(encoding);
  expect(decoded.claimed).toBe(claimed);
});
