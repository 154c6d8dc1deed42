import { randomBytes } from 'node:crypto';
import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Part, partsOf, readWhole, smallBody, smallLength } from './small-multipart.ts';

const type = 'multipart/form-data; boundary=b';

function read(body: string | Buffer, contentType = type): Part[] {
  return [...partsOf(Buffer.from(body), contentType)];
}

function part(disposition: string, content: string, more = ''): string {
  return `--b\r\nContent-Disposition: ${disposition}\r\n${more}\r\n${content}\r\n`;
}

test('fields and files, as browsers send them', () => {
  const parts = read(
    `${part('form-data; name="prénom"', 'Zoé')}${part('form-data; name="proof"; filename="scan \\"1\\".pdf"', 'a\r\nb', 'Content-Type: application/pdf\r\n')}${part('form-data; name="empty"; filename=""', '', 'Content-Type: application/octet-stream\r\n')}--b--\r\n`,
  );
  expect(parts.map(({ name, isFile, filename, content }) => [name, isFile, filename, content.toString()])).toEqual([
    ['prénom', false, '', 'Zoé'],
    ['proof', true, 'scan "1".pdf', 'a\r\nb'],
    ['empty', true, '', ''],
  ]);
});

test('a boundary between quotes, words before the first delimiter and after the last', () => {
  const body = `before\r\n${part('form-data; name=a', 'x')}--b--\r\nafter --b`;
  expect(read(body, 'Multipart/Form-Data; charset=utf-8; boundary="b"').map(({ name }) => name)).toEqual(['a']);
});

test.each([
  ['C:\\Users\\zoe\\scan.pdf', 'scan.pdf'],
  ['../../etc/passwd', 'passwd'],
  ['..', ''],
])('the folder of %s is left out', (sent, name) => {
  expect(read(`${part(`form-data; name="f"; filename="${sent}"`, 'x')}--b--`)[0]?.filename).toBe(name);
});

test('a name of RFC 8187 goes before the other', () => {
  const [file] = read(`${part('form-data; name=f; filename="na.pdf"; filename*=UTF-8\'\'na%C3%AFf.pdf', 'x')}--b--`);
  expect(file?.filename).toBe('naïf.pdf');
});

test('parts that are none of a form are passed over', () => {
  const body = `--b\r\n\r\nno head\r\n${part('attachment; name="a"', 'x')}${part('form-data', 'x')}${part('form-data; name="unclosed', 'x')}${part('form-data; name="kept"', 'x')}--b--`;
  expect(read(body).map(({ name }) => name)).toEqual(['kept']);
});

test.each([
  ['no boundary', 'multipart/form-data', `${part('form-data; name=a', 'x')}--b--`],
  ['another boundary', 'multipart/form-data; boundary=c', `${part('form-data; name=a', 'x')}--b--`],
  ['no end', type, part('form-data; name=a', 'x')],
  ['a head without end', type, '--b\r\ncontent-disposition: form-data; name=a\r\n--b--'],
  ['more behind a delimiter', type, `${part('form-data; name=a', 'x')}--bbb\r\n\r\n\r\n--b--`],
  ['a head that is too long', type, `${part(`form-data; name=a${' '.repeat(20_000)}`, 'x')}--b--`],
])('%s: the form is broken', (_what, contentType, body) => {
  expect(() => read(body, contentType)).toThrow('form-broken');
});

test('any content comes back as it was sent', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 5 }), (contents) => {
      // Long enough not to be found in the content.
      const boundary = `--${randomBytes(12).toString('hex')}`;
      const body = Buffer.concat([
        ...contents.flatMap((content, index) => [
          Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="f${index}"; filename="f"\r\n\r\n`),
          content,
          Buffer.from('\r\n'),
        ]),
        Buffer.from(`--${boundary}--\r\n`),
      ]);
      const parts = read(body, `multipart/form-data; boundary=${boundary}`);
      expect(parts.map(({ content }) => [...content])).toEqual(contents.map((content) => [...content]));
    }),
  );
});

// It would take longer than a test may if the same text were gone over again and again.
test('what people of bad will send is read in one pass', () => {
  const quotes = `${part(`form-data${';a="\\'.repeat(3000)}`, 'x').repeat(60)}--b--`;
  const delimiters = `${'\r\n--'.repeat(100_000)}\r\n--b--`;
  expect(read(quotes)).toEqual([]);
  expect(read(delimiters)).toEqual([]);
});

test('only a body that says that it is small is read whole', () => {
  expect(smallLength({ 'content-length': '12' })).toBe(12);
  expect(smallLength({ 'content-length': String(smallBody) })).toBe(smallBody);
  expect(smallLength({ 'content-length': String(smallBody + 1) })).toBeUndefined();
  expect(smallLength({ 'content-length': '99999999999' })).toBeUndefined();
  expect(smallLength({ 'content-length': '-1' })).toBeUndefined();
  expect(smallLength({ 'transfer-encoding': 'chunked' })).toBeUndefined();
});

test('a body is read whole, and a broken one is a fault of the request', async () => {
  const whole = new IncomingMessage(new Socket());
  const read = readWhole(whole, 5);
  whole.push(Buffer.from('ab'));
  whole.push(Buffer.from('cde'));
  whole.push(null);
  expect((await read).toString()).toBe('abcde');

  const short = new IncomingMessage(new Socket());
  const cut = readWhole(short, 5);
  short.push(Buffer.from('ab'));
  short.push(null);
  await expect(cut).rejects.toThrow('form-broken');

  const gone = new IncomingMessage(new Socket());
  const lost = readWhole(gone, 5);
  gone.destroy();
  await expect(lost).rejects.toThrow('form-broken');
  await expect(readWhole(gone, 5)).rejects.toThrow('form-broken');
});
