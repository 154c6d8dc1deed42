import { expect, test } from 'vitest';
import { complaintsOf } from './fuzz/complaints.ts';
import { fuzz } from './fuzz/fuzz.ts';

const cases = 200;

test('hostile requests of a fixed seed: no failure, no word of the inside, none without an answer', async () => {
  const { failures, ...rest } = await fuzz({ seed: 20_261_123, goesOn: (n) => n < cases });
  expect(failures).toEqual([]);
  expect(rest).toMatchObject({ cases, skipped: 0 });
  expect(rest.targets.route).toBeGreaterThan(500);
  expect(rest.targets['form page']).toBeGreaterThan(150);
  // What is sent gets past the doors: pages are shown, forms are read and refused in words, acts are done.
  for (const status of [200, 303, 404, 422]) expect(rest.statuses[status], String(status)).toBeGreaterThan(2);
}, 600_000);

test.each<[string, Parameters<typeof complaintsOf>[0], RegExp]>([
  ['a failure', { status: 500, headers: {}, body: '' }, /status 500/],
  ['no answer', { status: 0, headers: {}, body: '', complaint: 'no answer' }, /no answer/],
  [
    'a stack',
    { status: 404, headers: { 'content-type': 'text/plain' }, body: 'x\n    at run (file.js:1:2)' },
    /tells of the inside/,
  ],
  [
    'words of the database',
    { status: 422, headers: { 'content-type': 'application/json' }, body: 'invalid input syntax for type uuid' },
    /tells of the inside/,
  ],
  [
    'an element that was sent',
    { status: 200, headers: { 'content-type': 'text/html' }, body: '<p><script>alert(1)</script>' },
    /as an element/,
  ],
  ['another site', { status: 303, headers: { location: '//evil.example/' }, body: '' }, /leads to/],
  ['no headers of ours', { status: 414, headers: {}, body: '' }, /without nosniff/],
])('the fuzzer complains of %s', (_what, heard, complaint) => {
  expect(complaintsOf(heard).join('; ')).toMatch(complaint);
});
