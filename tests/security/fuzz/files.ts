import { zipSync } from 'fflate';
import type { Random } from '../../../chaos/random.ts';
import { png } from '../world.ts';

export interface HostileFile {
  readonly name: string;
  readonly content: Buffer;
}

const text = (content: string) => Buffer.from(content);
const zipped = (files: Record<string, Uint8Array>) => Buffer.from(zipSync(files, { level: 9 }));

/** A page of HTML that is a PDF too, for whoever looks at the first kilobyte. */
const pdf = '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 99999999>>endobj\n';

const contents: readonly (() => Buffer)[] = [
  () => Buffer.alloc(0),
  () => png,
  () => Buffer.concat([png, text('<script>alert(1)</script>')]),
  () => png.subarray(0, 40),
  () => text(`${pdf}<html><script>alert(1)</script></html>\n%%EOF`),
  () => text('%PDF-'),
  () => text('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
  () => text('<!doctype html><script>alert(1)</script>'),
  () => text('GIF89a/*<script>*/=1;alert(1)//'),
  () =>
    Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0xff, 0xff]), text('Exif\0\0II*\0'), Buffer.alloc(64, 0xff)]),
  () => Buffer.from([0xff, 0xd8, 0xff, 0xd9]),
  () => text('MM\0*\0\0\0\bÿÿ'),
  () => Buffer.from('RIFF\xff\xff\xff\xffWEBPVP8X', 'latin1'),
  () => Buffer.from('\0\0\0\x18ftypheic\0\0\0\0heicmif1', 'latin1'),
  () => text('BEGIN:VCARD'),
  () => text('nom;prénom\n"a""b;c\n=1+1;@x\n\0\0\0'),
  () => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('nom;x\n', 'utf16le')]),
  () => text('a: &a [x,x]\nb: &b [*a,*a,*a]\nprocedure: *b'),
  () => text('procedure: !!binary |\n  //8=\n'),
  () =>
    text(`<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><formdef><name>&b;</name></formdef>`),
  () => text('<formdef id="x"><name>\u0001</name><fields><field><type>string</type></field></fields></formdef>'),
  () => text('{"a":'.repeat(5000)),
  () => zipped({ 'a.json': text('{'), '../../etc/passwd': text('x'), 'b/\u0000c': text('x') }),
  () =>
    zipped({
      'content.xml': Buffer.alloc(3_000_000, 0x20),
      mimetype: text('application/vnd.oasis.opendocument.spreadsheet'),
    }),
  () => zipped({ 'content.xml': text('<a>'.repeat(20_000)) }),
  () => zipped({ '[Content_Types].xml': text('<x/>'), 'word/document.xml': text('<w>') }),
  () => Buffer.from('PK\x03\x04'.repeat(50), 'latin1'),
  () => Buffer.from('PK\x05\x06\0\0\0\0\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\0\0', 'latin1'),
  () => Buffer.from('MZ\x90\0', 'latin1'),
  () => Buffer.from([0x30, 0x84, 0xff, 0xff, 0xff, 0xff, 0x02, 0x01]),
  () => Buffer.from('From: a\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n'.repeat(20)),
];

const names: readonly string[] = [
  'lampe.png',
  'facture.pdf',
  'photo.pdf.exe',
  '../../etc/passwd',
  '..\\..\\boot.ini',
  'C:\\fakepath\\a.png',
  '\u202egnp.exe',
  'nul\u0000.png',
  'a\tb\u0007.png',
  '.htaccess',
  '..',
  ' ',
  `${'n'.repeat(1000)}.png`,
  'é漢字🎉.png',
  '<img src=x onerror=alert(1)>.png',
  'import.zip',
  'import.csv',
  'import.ods',
  'import.yaml',
  'import.wcs',
  'sceau.p12',
];

export const hostileFile = (random: Random): HostileFile => ({
  name: random.pick(names),
  content: random.pick(contents)(),
});
