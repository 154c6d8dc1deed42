import { crc32, deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { LogoRefusedError } from '../../errors.ts';
import { readPng } from './read-png.ts';
import { readSvg } from './read-svg.ts';

const svg = (inside: string, head = 'viewBox="0 0 100 120"') =>
  `<svg xmlns="http://www.w3.org/2000/svg" ${head}>${inside}</svg>`;
const refusal = (read: () => unknown) => {
  try {
    read();
  } catch (error) {
    if (error instanceof LogoRefusedError) return error.problem;
    throw error;
  }
  return undefined;
};

test('a coat of arms is its shapes, with their colours and places', () => {
  const { width, height, shapes } = readSvg(
    svg(`<style>.or{fill:#fd0}</style><title>Blason</title>
      <g transform="translate(10 20) scale(2)" stroke="#123456" stroke-width="3">
        <path class="or" d="M0 0 L10 0 L5 8 Z"/><rect x="1" y="2" width="3" height="4" style="fill: none"/>
      </g><circle cx="50" cy="60" r="5" fill="red" stroke="none"/>`),
  );
  expect({ width, height }).toEqual({ width: 100, height: 120 });
  expect(shapes).toEqual([
    { path: 'M0 0 L10 0 L5 8 Z', matrix: [2, 0, 0, 2, 10, 20], fill: '#ffdd00', stroke: '#123456', strokeWidth: 3 },
    { path: 'M1 2h3v4h-3Z', matrix: [2, 0, 0, 2, 10, 20], stroke: '#123456', strokeWidth: 3 },
    { path: 'M45 60a5 5 0 1 0 10 0a5 5 0 1 0 -10 0Z', matrix: [1, 0, 0, 1, 0, 0], fill: '#ff0000' },
  ]);
});

test.each([
  ['a script', svg('<script>alert(1)</script><path d="M0 0Z"/>'), 'not-plain'],
  ['a picture from elsewhere', svg('<image href="https://example.org/x.png"/>'), 'not-plain'],
  ['another document', svg('<foreignObject><p/></foreignObject>'), 'not-plain'],
  ['a shape used again', svg('<use href="#a"/>'), 'not-plain'],
  ['a gradient', svg('<path d="M0 0Z" fill="url(#g)"/>'), 'not-plain'],
  ['entities', `<!DOCTYPE svg [<!ENTITY a "b">]>${svg('<path d="M0 0Z"/>')}`, 'not-plain'],
  ['words in a path', svg('<path d="javascript:alert(1)"/>'), 'not-plain'],
  ['nothing drawn', svg(''), 'not-a-drawing'],
  ['no size', svg('<path d="M0 0Z"/>', ''), 'not-a-drawing'],
  ['an open end', '<svg viewBox="0 0 1 1"><path d="M0 0Z"/>', 'not-a-drawing'],
  ['another file', 'bonjour', 'not-a-drawing'],
  ['too deep', svg('<g>'.repeat(60) + '</g>'.repeat(60)), 'too-large'],
  ['too large', svg(`<path d="M0 0Z"/>${' '.repeat(200_000)}`), 'too-large'],
])('a drawing is refused for %s', (_, source, problem) => {
  expect(refusal(() => readSvg(source))).toBe(problem);
});

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc32(body), body.length + 4);
  return whole;
}

function png(options: { width?: number; lines?: number; extra?: Buffer } = {}): Buffer {
  const { width = 2, lines = 2, extra = Buffer.alloc(0) } = options;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(2, 4);
  header[8] = 8;
  header[9] = 2;
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    extra,
    chunk('IDAT', deflateSync(Buffer.alloc(lines * (1 + width * 3)))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

test('of a PNG only the picture is kept', () => {
  const hidden = chunk('tEXt', Buffer.from('Author\0Jeanne'));
  const read = readPng(Buffer.concat([png({ extra: hidden }), Buffer.from('<script>')]));
  expect(read.data.equals(png())).toBe(true);
  expect([read.width, read.height]).toEqual([2, 2]);
});

test('a PNG that is broken, lies about its size or is too large is refused', () => {
  const turned = Buffer.from(png());
  turned[40] = (turned[40] ?? 0) ^ 1;
  expect(refusal(() => readPng(turned))).toBe('not-a-drawing');
  expect(refusal(() => readPng(png({ lines: 500 })))).toBe('not-a-drawing');
  expect(refusal(() => readPng(png({ lines: 1 })))).toBe('not-a-drawing');
  expect(refusal(() => readPng(png({ width: 5000 })))).toBe('too-large');
  expect(refusal(() => readPng(Buffer.from('GIF89a')))).toBe('not-a-drawing');
});
