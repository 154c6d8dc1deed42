import { expect, test } from 'vitest';
import { covers, endOf, endsSoon, scopeInShort, stateOf } from './mandate.ts';

const agreedAt = new Date('2026-11-22T10:00:00Z');
const endsAt = endOf(agreedAt, 31);

test('a mandate acts up to the second before its end, and not a second longer', () => {
  const mandate = { agreedAt, endsAt, revokedAt: null, replacedBy: null };
  expect(endsAt.toISOString()).toBe('2026-12-23T10:00:00.000Z');
  expect(stateOf(mandate, new Date(endsAt.getTime() - 1))).toBe('active');
  expect(stateOf(mandate, endsAt)).toBe('ended');
});

test('without agreement it opens nothing, and a revocation wins over all', () => {
  const replacedBy = null;
  expect(stateOf({ agreedAt: null, endsAt: null, revokedAt: null, replacedBy }, agreedAt)).toBe('waiting');
  expect(stateOf({ agreedAt, endsAt, revokedAt: agreedAt, replacedBy }, agreedAt)).toBe('revoked');
  expect(stateOf({ agreedAt, endsAt, revokedAt: agreedAt, replacedBy: 'another' }, agreedAt)).toBe('replaced');
});

test('it covers a procedure of the authority that was named, and not the same one elsewhere', () => {
  const mandate = { procedures: [{ authorityId: 'C27681', procedureId: 'street-light' }] };
  expect(covers(mandate, 'C27681', 'street-light')).toBe(true);
  expect(covers(mandate, 'C27399', 'street-light')).toBe(false);
  expect(covers(mandate, 'C27681', 'question')).toBe(false);
});

test('a renewal is thought of when the end is near, and not for a mandate of a day', () => {
  const before = (days: number) => new Date(endsAt.getTime() - days * 86_400_000);
  expect(endsSoon({ endsAt, days: 31 }, before(9))).toBeUndefined();
  expect(endsSoon({ endsAt, days: 31 }, before(7))).toBe(7);
  expect(endsSoon({ endsAt, days: 365 }, before(29))).toBe(29);
  expect(endsSoon({ endsAt, days: 365 }, endsAt)).toBeUndefined();
  expect(endsSoon({ endsAt, days: 1 }, before(0.5))).toBeUndefined();
});

test('in a text message every authority is named, with its first procedures', () => {
  const of = (authorityName: string, ...titles: string[]) => titles.map((title) => ({ title, authorityName }));
  expect(scopeInShort(of('Mairie de Vernon', 'A', 'B', 'C', 'D', 'E'))).toBe('A, B, C, D (+1) – Mairie de Vernon');
  expect(scopeInShort([...of('Mairie de Vernon', 'A', 'B', 'C'), ...of('SNA', 'Bacs')])).toBe(
    'A, B (+1) – Mairie de Vernon ; Bacs – SNA',
  );
});
