import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { unpack } from './unpack.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

test('a zip gives its files, without what systems leave in it', () => {
  const zip = zipSync({ 'formdefs_xml/1': bytes('<formdef/>'), '__MACOSX/x': bytes('x'), 'config.pck': bytes('x') });
  expect(unpack([{ name: 'site.zip', bytes: zip }])).toEqual({
    files: [{ name: 'site.zip/formdefs_xml/1', bytes: bytes('<formdef/>') }],
    refused: [],
  });
});

test('a tar gives its files', () => {
  const header = new Uint8Array(512);
  header.set(bytes('forms/1'), 0);
  header.set(bytes('00000000012'), 124);
  header.set(bytes('0'), 156);
  header.set(bytes('ustar'), 257);
  const content = new Uint8Array(512);
  content.set(bytes('<formdef/>'));
  const { files } = unpack([{ name: 'application.tar', bytes: Uint8Array.of(...header, ...content) }]);
  expect(files).toEqual([{ name: 'application.tar/forms/1', bytes: bytes('<formdef/>') }]);
});

test('a bomb is refused before it is inflated; the other files are read', () => {
  const zip = zipSync({ bomb: new Uint8Array(5_000_000), 'form.wcs': bytes('<formdef/>') }, { level: 9 });
  const { files, refused } = unpack([{ name: 'site.zip', bytes: zip }]);
  expect(files.map((file) => file.name)).toEqual(['site.zip/form.wcs']);
  expect(refused).toEqual([{ name: 'site.zip/bomb', code: 'zip-too-large' }]);
});

test('a zip that lies about its sizes or is cut gives words, never more than it declares', () => {
  const zip = zipSync({ a: bytes('x'.repeat(5000)) });
  const lying = zip.slice();
  const directory = new DataView(lying.buffer);
  for (let at = 0; at + 28 < lying.length; at += 1) {
    if (directory.getUint32(at, true) === 0x02014b50) directory.setUint32(at + 24, 10, true);
  }
  const opened = unpack([{ name: 'lie.zip', bytes: lying }]);
  expect(opened.files.every((file) => file.bytes.length <= 10)).toBe(true);
  expect(unpack([{ name: 'cut.zip', bytes: zip.slice(0, 40) }]).refused).toEqual([
    { name: 'cut.zip', code: 'zip-unreadable' },
  ]);
});

test('too many files and empty ones are told', () => {
  const many = Object.fromEntries(Array.from({ length: 3005 }, (_, index) => [`f${index}`, bytes('x')]));
  const { files, refused } = unpack([
    { name: 'many.zip', bytes: zipSync(many, { level: 0 }) },
    { name: 'empty', bytes: new Uint8Array() },
  ]);
  expect(files).toHaveLength(3000);
  expect(refused.map((file) => file.code)).toEqual(['zip-too-many', 'file-empty']);
});
