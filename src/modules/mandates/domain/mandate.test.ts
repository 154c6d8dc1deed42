import { expect, test } from 'vitest';
import { covers, endOf, stateOf } from './mandate.ts';

const agreedAt = new Date('2026-11-22T10:00:00Z');
const endsAt = endOf(agreedAt, 31);

test('a mandate acts up to the second before its end, and not a second longer', () => {
  const mandate = { agreedAt, endsAt, revokedAt: null };
  expect(endsAt.toISOString()).toBe('2026-12-23T10:00:00.000Z');
  expect(stateOf(mandate, new Date(endsAt.getTime() - 1))).toBe('active');
  expect(stateOf(mandate, endsAt)).toBe('ended');
});

test('without agreement it opens nothing, and a revocation wins over all', () => {
  expect(stateOf({ agreedAt: null, endsAt: null, revokedAt: null }, agreedAt)).toBe('waiting');
  expect(stateOf({ agreedAt, endsAt, revokedAt: agreedAt }, agreedAt)).toBe('revoked');
});

test('it covers a procedure of the authority that was named, and not the same one elsewhere', () => {
  const mandate = { procedures: [{ authorityId: 'C27681', procedureId: 'street-light' }] };
  expect(covers(mandate, 'C27681', 'street-light')).toBe(true);
  expect(covers(mandate, 'C27399', 'street-light')).toBe(false);
  expect(covers(mandate, 'C27681', 'question')).toBe(false);
});
