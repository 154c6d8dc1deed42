import { crc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import { pngOf } from '#tests/support/png.ts';
import { photoCleaner } from './clean-photo.ts';

const secret = 'Nord 49.0933 Est 1.4833, appareil de Jeanne';

/** The photo in pieces of that size, cleaned. */
function cleaned(mediaType: string, photo: Buffer, piece = photo.length): Buffer {
  const cleaner = photoCleaner(mediaType);
  if (cleaner === undefined) throw new Error(`No cleaner for ${mediaType}`);
  const kept: Buffer[] = [];
  for (let at = 0; at < photo.length; at += piece) kept.push(cleaner.push(photo.subarray(at, at + piece)));
  kept.push(cleaner.end());
  return Buffer.concat(kept);
}

const latin = (text: string) => Buffer.from(text, 'latin1');
const bytes = (...parts: (string | number[] | Buffer)[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? latin(part) : Buffer.from(part))));

function segment(marker: number, content: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(content.length + 2);
  return bytes([0xff, marker], length, content);
}

/** Exif as a phone writes it: how it is turned, then a text where a place would be. */
function exif(orientation: number, order: 'MM' | 'II'): Buffer {
  const tiff = Buffer.alloc(26);
  tiff.write(order, 0, 'latin1');
  const short = (value: number, at: number) =>
    order === 'II' ? tiff.writeUInt16LE(value, at) : tiff.writeUInt16BE(value, at);
  const long = (value: number, at: number) =>
    order === 'II' ? tiff.writeUInt32LE(value, at) : tiff.writeUInt32BE(value, at);
  short(42, 2);
  long(8, 4);
  short(1, 8);
  short(0x0112, 10);
  short(3, 12);
  long(1, 14);
  short(orientation, 18);
  return segment(0xe1, bytes('Exif\0\0', tiff, secret));
}

const start = [0xff, 0xd8];
const end = [0xff, 0xd9];
const jfif = segment(0xe0, bytes('JFIF\0', [1, 1, 0, 0, 1, 0, 1, 0, 0]));
const colours = segment(0xe2, bytes('ICC_PROFILE\0', [1, 1], 'profile'));
const tables = segment(0xdb, Buffer.alloc(65, 7));
// A scan: 0xFF stands with a zero, or begins a restart; another scan follows, with a table that has the mark of the end in it.
const scan = bytes(segment(0xda, Buffer.alloc(8, 1)), [1, 2, 0xff, 0, 3, 0xff, 0xd0, 4]);
const second = bytes(segment(0xc4, Buffer.from([0, 0xff, 0xd9, 5])), scan);

const jpeg = bytes(
  start,
  exif(1, 'MM'),
  jfif,
  colours,
  segment(0xe1, latin(`http://ns.adobe.com/xap/1.0/\0<x>${secret}</x>`)),
  segment(0xed, latin(`Photoshop 3.0\0${secret}`)),
  segment(0xfe, latin(secret)),
  tables,
  scan,
  second,
  end,
  `PK\x03\x04${secret}`,
);

test.each([1, 2, 3, 7, 64, 100_000])(
  'a JPEG in pieces of %i keeps its image, its colours, and nothing else',
  (piece) => {
    const kept = cleaned('image/jpeg', jpeg, piece);
    expect(kept.toString('latin1')).toBe(bytes(start, jfif, colours, tables, scan, second, end).toString('latin1'));
  },
);

test.each(['MM', 'II'] as const)('a JPEG that lies on its side still says so (%s)', (order) => {
  const kept = cleaned('image/jpeg', bytes(start, exif(6, order), tables, scan, end));
  expect(kept.includes(secret)).toBe(false);
  const exifOfKept = kept.subarray(2, kept.indexOf(tables));
  expect(exifOfKept.subarray(0, 10).toString('latin1')).toBe(bytes([0xff, 0xe1, 0, 34], 'Exif\0\0').toString('latin1'));
  expect(exifOfKept.subarray(10 + 18, 10 + 20)).toEqual(Buffer.from([0, 6]));
  expect(exifOfKept.length).toBe(36);
});

test('a JPEG that was cut in its image is kept as far as it goes; one without an image opens nowhere', () => {
  const cut = photoCleaner('image/jpeg');
  expect(bytes(cut?.push(jpeg.subarray(0, jpeg.indexOf(second) - 2)) ?? [], cut?.end() ?? []).includes(tables)).toBe(
    true,
  );
  expect(cut?.shows()).toBe(true);
  const empty = photoCleaner('image/jpeg');
  empty?.push(bytes(start, jfif, tables));
  empty?.end();
  expect(empty?.shows()).toBe(false);
});

function chunk(name: string, content: Buffer): Buffer {
  const sizes = Buffer.alloc(8);
  sizes.writeUInt32BE(content.length, 0);
  sizes.writeUInt32BE(crc32(bytes(name, content)), 4);
  return bytes(sizes.subarray(0, 4), name, content, sizes.subarray(4));
}

test.each([1, 5, 8, 100_000])('a PNG in pieces of %i keeps its image and nothing else', (piece) => {
  const plain = pngOf(20, 30);
  const afterHeader = 8 + 25;
  const told = bytes(
    plain.subarray(0, afterHeader),
    chunk('eXIf', latin(secret)),
    chunk('tEXt', latin(secret)),
    chunk('iTXt', latin(secret)),
    chunk('tIME', Buffer.alloc(7)),
    plain.subarray(afterHeader),
    `<script>${secret}</script>`,
  );
  expect(cleaned('image/png', told, piece).equals(plain)).toBe(true);
});

function riff(name: string, content: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(content.length);
  return bytes(name, length, content, content.length % 2 === 0 ? [] : [0]);
}

test.each([1, 4, 9, 100_000])('a WebP in pieces of %i keeps its image; what it told is blank', (piece) => {
  const flags = (value: number) => riff('VP8X', Buffer.from([value, 0, 0, 0, 9, 0, 0, 9, 0, 0]));
  const image = riff('VP8L', Buffer.alloc(13, 5));
  const told = riff('EXIF', latin(secret));
  const photo = riff('RIFF', bytes('WEBP', flags(0x2c), image, told, riff('XMP ', latin(secret))));
  const kept = cleaned('image/webp', bytes(photo, secret), piece);
  expect(kept.length).toBe(photo.length);
  expect(kept.includes(secret)).toBe(false);
  expect(kept.includes(image)).toBe(true);
  expect(kept.includes(flags(0x20))).toBe(true);
  expect(kept.includes('EXIF')).toBe(false);
});

function box(type: string, ...content: (string | number[] | Buffer)[]): Buffer {
  const inside = bytes(...content);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(inside.length + 8);
  return bytes(size, type, inside);
}

/** A photo of a phone: an image, Exif, XMP; where they lie is known once the description has its length. */
function heic(descriptionFirst: boolean): Buffer {
  const entry = (item: number, type: string) => box('infe', [2, 0, 0, 0, 0, item, 0, 0], type, [0]);
  const head = box('ftyp', 'heic', [0, 0, 0, 0], 'mif1heic');
  const pixels = Buffer.alloc(70_000, 9);
  const parts = [pixels, latin(secret), latin(`${secret} XMP`)];
  const description = (from: number) => {
    let at = from + 8;
    const places = parts.map((part, index) => {
      const place = Buffer.alloc(16);
      place.writeUInt16BE(index + 1, 0);
      place.writeUInt16BE(1, 6);
      place.writeUInt32BE(at, 8);
      place.writeUInt32BE(part.length, 12);
      at += part.length;
      return bytes(place.subarray(0, 2), [0, 0], place.subarray(4, 6), place.subarray(6));
    });
    return box(
      'meta',
      [0, 0, 0, 0],
      box('iinf', [0, 0, 0, 0, 0, 3], entry(1, 'hvc1'), entry(2, 'Exif'), entry(3, 'mime')),
      box('iloc', [1, 0, 0, 0, 0x44, 0, 0, 3], ...places),
    );
  };
  const content = box('mdat', ...parts);
  return descriptionFirst
    ? bytes(head, description(head.length + description(0).length), content)
    : bytes(head, content, description(head.length));
}

test.each([
  [true, 100],
  [true, 100_000],
  [false, 100],
  [false, 100_000],
])(
  'a HEIC whose description comes first: %s, in pieces of %i, keeps its image; what it told is blank',
  (first, piece) => {
    const photo = heic(first);
    const kept = cleaned('image/heic', photo, piece);
    expect(kept.length).toBe(photo.length);
    expect(kept.includes(secret)).toBe(false);
    expect(kept.includes(Buffer.alloc(70_000, 9))).toBe(true);
  },
);

test('bytes that look like a photo and are none never stop the cleaner', () => {
  const types = ['image/jpeg', 'image/png', 'image/webp', 'image/heic'];
  const photos = [jpeg, pngOf(8, 8), heic(true), heic(false)];
  let seed = 7;
  const next = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed % below;
  };
  for (let round = 0; round < 2000; round += 1) {
    const photo = Buffer.from(photos[next(photos.length)] ?? jpeg).subarray(0, 600);
    for (let change = 0; change < 4; change += 1) photo[next(photo.length)] = next(256);
    expect(cleaned(types[next(types.length)] ?? '', photo, 1 + next(200)).length).toBeLessThanOrEqual(
      photo.length + 40,
    );
  }
});

test('what is no photo has no cleaner', () => {
  expect(photoCleaner('application/pdf')).toBeUndefined();
  expect(photoCleaner('image/tiff')).toBeUndefined();
});
