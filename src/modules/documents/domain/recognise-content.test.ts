import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { PdfInspector } from './pdf-inspector.ts';
import { recogniseContent } from './recognise-content.ts';

const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))));

const box = (brand: string) => bytes([0, 0, 0, 24], 'ftyp', brand, [0, 0, 0, 0], `mif1${brand}`, [0, 0, 0, 8], 'mdat');
const png = bytes(
  [0x89],
  'PNG\r\n',
  [0x1a],
  '\n',
  [0, 0, 0, 13],
  'IHDR',
  [0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0, 0x90, 0x77, 0x53, 0xde],
  [0, 0, 0, 0],
  'IDAT',
  [0, 0, 0, 0],
);

/** A zip of stored entries, as office programs write them, the checksums left out. */
function zip(entries: Record<string, string>): Buffer {
  const parts = Object.entries(entries).map(([name, text]) => {
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50, 0);
    header.writeUInt16LE(20, 4);
    header.writeUInt32LE(text.length, 18);
    header.writeUInt32LE(text.length, 22);
    header.writeUInt16LE(name.length, 26);
    return Buffer.concat([header, Buffer.from(name), Buffer.from(text)]);
  });
  return Buffer.concat([...parts, bytes('PK', [5, 6], [...Buffer.alloc(18)])]);
}

const contentTypes = (type: string) =>
  `<?xml version="1.0"?><Types><Override PartName="/word/document.xml" ContentType="${type}.main+xml"/></Types>`;
const docx = zip({
  '[Content_Types].xml': contentTypes('application/vnd.openxmlformats-officedocument.wordprocessingml.document'),
  'word/document.xml': '<w/>',
});
const docm = zip({
  '[Content_Types].xml': contentTypes('application/vnd.ms-word.document.macroEnabled'),
  'word/vbaProject.bin': 'x',
});
const odt = zip({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': '<x/>' });

const accepted: [string, Buffer, string][] = [
  ['PDF', bytes('%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF'), 'application/pdf'],
  ['JPEG', bytes([0xff, 0xd8, 0xff, 0xe0, 0, 16], 'JFIF', [0, 1, 1, 0, 0, 1, 0, 1, 0, 0]), 'image/jpeg'],
  ['PNG', png, 'image/png'],
  ['WebP', bytes('RIFF', [26, 0, 0, 0], 'WEBPVP8L', [13, 0, 0, 0, 0x2f, 0, 0, 0, 0, 0, 0, 0, 0]), 'image/webp'],
  ['TIFF', bytes('II', [42, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0]), 'image/tiff'],
  ['HEIC', box('heic'), 'image/heic'],
  ['docx', docx, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['odt', odt, 'application/vnd.oasis.opendocument.text'],
];

test.each(accepted)('%s is recognised by its content', async (_, content, mediaType) => {
  expect(await recogniseContent(content, ['pdf', 'image', 'office'])).toEqual({ mediaType });
});

test.each([
  ['an empty file', Buffer.alloc(0), 'empty'],
  ['a web page', bytes('<!DOCTYPE html><html><script>alert(1)</script>'), 'web-page'],
  ['a web page after blanks and a mark', bytes([0xef, 0xbb, 0xbf], '\n  <html><body>'), 'web-page'],
  ['a web page in UTF-16', Buffer.from('\ufeff<html><body>', 'utf16le'), 'web-page'],
  ['an SVG', bytes('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 'web-page'],
  [
    'an SVG after an XML declaration',
    bytes('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'),
    'web-page',
  ],
  ['a page that holds a PDF', bytes('<html><!-- %PDF-1.4\n1 0 obj -->'), 'web-page'],
  ['a PDF behind something else', bytes('GIF89a', [1, 0, 1, 0], '%PDF-1.4'), 'type-not-accepted'],
  ['a Windows program', bytes('MZ', [...Buffer.alloc(100)]), 'program'],
  ['a Linux program', bytes([0x7f], 'ELF', [2, 1, 1, ...Buffer.alloc(60)]), 'program'],
  ['a script', bytes('#!/bin/sh\nrm -rf /'), 'program'],
  ['a document with macros', docm, 'program'],
  ['a zip', zip({ 'photo.txt': 'hello' }), 'archive'],
  ['a gzip', bytes([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]), 'archive'],
  ['a GIF', bytes('GIF89a', [1, 0, 1, 0, 0, 0, 0]), 'type-not-accepted'],
  ['a plain text', bytes('Bonjour, voici mon justificatif.'), 'type-not-accepted'],
])('%s is refused', async (_, content, rejected) => {
  expect(await recogniseContent(content, ['pdf', 'image', 'office'])).toEqual({ rejected });
});

test('what another field would accept is refused in words that fit', async () => {
  expect(await recogniseContent(docx, ['pdf', 'image'])).toEqual({ rejected: 'type-not-accepted' });
  expect(await recogniseContent(png, ['pdf'])).toEqual({ rejected: 'type-not-accepted' });
});

function inspect(content: Buffer, piece = content.length) {
  const inspector = new PdfInspector();
  for (let offset = 0; offset < content.length; offset += piece)
    inspector.update(content.subarray(offset, offset + piece));
  return inspector.end();
}

const quiet = { restricted: false, script: false, launch: false, bomb: false };
const objectStream = (text: string) => {
  const packed = deflateSync(Buffer.from(text, 'latin1'));
  return bytes(
    `4 0 obj\n<< /Type /ObjStm /N 1 /First 5 /Filter /FlateDecode /Length ${packed.length} >>\nstream\n`,
    [...packed],
    '\nendstream\nendobj\n',
  );
};

test.each([
  ['an ordinary one', bytes('%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n'), quiet],
  ['a protected one', bytes('%PDF-1.4\ntrailer\n<< /Root 1 0 R /Encrypt 9 0 R >>'), { ...quiet, restricted: true }],
  ['one whose metadata are not encrypted', bytes('%PDF-1.4\n<< /EncryptMetadata false >>'), quiet],
  ['one with a script', bytes('%PDF-1.4\n<< /S /JavaScript /JS (app.alert\\(1\\)) >>'), { ...quiet, script: true }],
  ['one with an escaped name', bytes('%PDF-1.4\n<< /S /J#61vaScript >>'), { ...quiet, script: true }],
  ['one that starts a program', bytes('%PDF-1.4\n<< /S /Launch /F (cmd.exe) >>'), { ...quiet, launch: true }],
  [
    'one that hides it in a compressed stream',
    bytes('%PDF-1.5\n', [...objectStream('1 0 << /S /Launch /F (cmd.exe) >>')]),
    { ...quiet, launch: true },
  ],
  [
    'one whose image has those letters by chance',
    bytes('%PDF-1.4\n5 0 obj\n<< /Length 20 >>\nstream\n', '/JS /Encrypt /S /Launch\nendstream\nendobj'),
    quiet,
  ],
])('PDF: %s', (_, content, findings) => {
  expect(inspect(content)).toEqual(findings);
  // However it is cut on its way.
  for (const piece of [1, 3, 7, 64]) expect(inspect(content, piece)).toEqual(findings);
});

/** A stream of objects of so many megabytes of blanks. */
const swollen = (megabytes: number) => objectStream(`1 0 ${' '.repeat(megabytes * 1024 * 1024)}`);

test('PDF: one that unpacks to more than any document does is told, and is not unpacked to its end', () => {
  expect(inspect(bytes('%PDF-1.5\n', [...swollen(1)]))).toEqual(quiet);
  expect(inspect(bytes('%PDF-1.5\n', [...swollen(17)]))).toEqual({ ...quiet, bomb: true });
  // Many that are each within the limit; each would cost as much as the first, hence the rest is passed over.
  const one = swollen(15);
  const many = Buffer.concat([bytes('%PDF-1.5\n'), ...Array.from({ length: 400 }, () => one)]);
  expect(inspect(many)).toEqual({ ...quiet, bomb: true });
  const hidden = Buffer.concat([many, objectStream('1 0 << /S /Launch /F (cmd.exe) >>')]);
  expect(inspect(hidden).bomb).toBe(true);
});
