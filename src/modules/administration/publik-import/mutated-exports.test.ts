import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { convertPublik } from './convert-publik.ts';
import { reportAsJson, reportInWords } from './import-report.ts';
import type { NamedFile } from './read/unpack.ts';

const folder = fileURLToPath(new URL('../../../../tests/publik/samples/', import.meta.url));
const samples: readonly NamedFile[] = readdirSync(folder)
  .filter((name) => name.endsWith('.wcs'))
  .map((name) => ({ name, bytes: new Uint8Array(readFileSync(folder + name)) }));
const sample = fc.constantFrom(...samples);
const latin = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));
const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8');

/** One report for each file handed in or found in an archive, each with a reason or with shares; never an exception. */
function expectReport(files: readonly NamedFile[]): ReturnType<typeof convertPublik> {
  const conversion = convertPublik(files);
  expect(conversion.report.files.length).toBeGreaterThanOrEqual(files.length);
  for (const { file, outcome, reason, ...shares } of conversion.report.files) {
    expect(file).not.toBe('');
    // What could not be read says why; what was read says how much of it is carried over.
    if (outcome === 'refused') expect(reason).toBeDefined();
    for (const tally of [shares.fields, shares.conditions, shares.statuses, shares.actions])
      expect(tally.carried).toBeLessThanOrEqual(tally.total);
  }
  expect(() => JSON.stringify(reportAsJson(conversion.report))).not.toThrow();
  return conversion;
}

test('property: an export cut anywhere is told or read, the files beside it all the same', () => {
  const [whole] = samples;
  if (whole === undefined) throw new Error('No sample');
  fc.assert(
    fc.property(sample, fc.double({ min: 0, max: 1, noNaN: true }), ({ name, bytes }, share) => {
      const cut = { name: `cut-${name}`, bytes: bytes.slice(0, Math.floor(bytes.length * share)) };
      const { report } = expectReport([cut, whole]);
      expect(report.files.find(({ file }) => file === whole.name)?.reason).toBeUndefined();
    }),
    { numRuns: 60 },
  );
});

test('a refused file tells its line, in French in words', () => {
  const { report } = convertPublik([{ name: 'cut.wcs', bytes: new Uint8Array(Buffer.from('<formdef>\n<name>')) }]);
  expect(reportInWords(report)).toContain('le fichier est abîmé ou coupé. (ligne 2)');
  expect(reportInWords(report)).toContain('Total\u00a0: 1 fichier, 1 refusé');
});

test('property: bytes that were changed, exchanged or doubled never throw', () => {
  const change = fc.record({
    at: fc.double({ min: 0, max: 0.999, noNaN: true }),
    length: fc.integer({ min: 0, max: 400 }),
    to: fc.double({ min: 0, max: 0.999, noNaN: true }),
    with: fc.uint8Array({ maxLength: 12 }),
  });
  fc.assert(
    fc.property(sample, fc.array(change, { minLength: 1, maxLength: 8 }), ({ name, bytes }, changes) => {
      const mutated: number[] = [...bytes];
      for (const { at, length, to, with: other } of changes) {
        const taken = mutated.splice(Math.floor(at * mutated.length), length);
        mutated.splice(Math.floor(to * mutated.length), 0, ...taken, ...other);
      }
      expectReport([{ name, bytes: Uint8Array.from(mutated) }]);
    }),
    { numRuns: 120 },
  );
});

test('property: tags and values exchanged between exports never throw', () => {
  const pieces = samples.flatMap(({ bytes }) => textOf(bytes).match(/<[^>]+>|[^<]+/g) ?? []);
  fc.assert(
    fc.property(
      sample,
      fc.array(fc.tuple(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.constantFrom(...pieces)), {
        minLength: 1,
        maxLength: 12,
      }),
      ({ name, bytes }, swaps) => {
        const parts = textOf(bytes).match(/<[^>]+>|[^<]+/g) ?? [];
        for (const [at, piece] of swaps) parts[Math.floor(at * parts.length)] = piece;
        expectReport([{ name, bytes: new Uint8Array(Buffer.from(parts.join(''))) }]);
      },
    ),
    { numRuns: 120 },
  );
});

test('an encoding other than the one that is declared is read or told', () => {
  for (const { name, bytes } of samples) {
    const text = textOf(bytes);
    const declared = (encoding: string) =>
      text.replace(/^(<\?xml[^>]*\?>)?/, `<?xml version="1.0" encoding="${encoding}"?>`);
    for (const file of [
      latin(declared('utf-8')),
      new Uint8Array(Buffer.from(declared('iso-8859-15'))),
      new Uint8Array(Buffer.from(declared('martian-8'))),
      new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le')),
      new Uint8Array(Buffer.from(text, 'utf16le')),
    ])
      expectReport([{ name, bytes: file }]);
  }
});

test('archives in archives, and those that hold nothing, are told', () => {
  const inner = zipSync(Object.fromEntries(samples.map(({ name, bytes }) => [name, bytes])));
  let nested = inner;
  for (let depth = 0; depth < 12; depth += 1) nested = zipSync({ [`deeper-${depth}.zip`]: nested });
  const deep = expectReport([{ name: 'deep.zip', bytes: nested }]);
  expect(deep.report.files.every(({ reason }) => reason !== undefined)).toBe(true);
  const reasons = (name: string, bytes: Uint8Array) =>
    expectReport([{ name, bytes }]).report.files.map(({ reason }) => reason);
  expect(reasons('once.zip', zipSync({ 'in.zip': inner }))).toEqual(['zip-inside']);
  expect(reasons('nothing.zip', zipSync({}))).toEqual(['zip-empty']);
  expectReport([{ name: 'names.zip', bytes: zipSync({ '../../out.wcs': inner, '/etc/passwd': inner }) }]);
  const plain = expectReport([{ name: 'all.zip', bytes: inner }]);
  expect(plain.procedures.length).toBeGreaterThan(0);
});

test('entities that swell, that look at files or at addresses are never followed', () => {
  const swelling = [
    '<!ENTITY a "aaaaaaaaaa">',
    ...'bcdefghij'.split('').map((name, at) => `<!ENTITY ${name} "${`&${'abcdefghi'[at]};`.repeat(10)}">`),
  ].join('');
  for (const [entities, used] of [
    [swelling, '&j;'],
    ['<!ENTITY x SYSTEM "file:///etc/passwd">', '&x;'],
    ['<!ENTITY x SYSTEM "http://127.0.0.1/secret">', '&x;'],
    ['<!ENTITY % p SYSTEM "http://127.0.0.1/dtd"> %p;', 'x'],
    ['<!ENTITY a "&b;"><!ENTITY b "&a;">', '&a;'],
  ]) {
    const xml = `<?xml version="1.0"?><!DOCTYPE formdef [${entities}]><formdef><name>${used}</name><fields/></formdef>`;
    const conversion = expectReport([{ name: 'bomb.wcs', bytes: new Uint8Array(Buffer.from(xml)) }]);
    const words = JSON.stringify(conversion);
    expect(words.length).toBeLessThan(20_000);
    expect(words).not.toContain('root:');
  }
});

test('what is nested very deep or very long is told in words', () => {
  for (const xml of [
    `${'<formdef>'.repeat(20_000)}`,
    `<formdef><name>F</name>${'<fields>'.repeat(5_000)}${'</fields>'.repeat(5_000)}</formdef>`,
    `<formdef><name>${'n'.repeat(200_000)}</name><fields/></formdef>`,
    `<formdef ${Array.from({ length: 5_000 }, (_, at) => `a${at}="x"`).join(' ')}><name>F</name></formdef>`,
    `<formdef><name>F</name><fields>${'<field><type>string</type><label>L</label></field>'.repeat(5_000)}</fields></formdef>`,
  ])
    expectReport([{ name: 'deep.wcs', bytes: new Uint8Array(Buffer.from(xml)) }]);
});
