import { expect, test } from 'vitest';
import { dueAfterTransfer } from './clock-after-transfer.ts';

const first = new Date('2026-11-02T09:00:00Z');
const received = new Date('2026-11-22T09:00:00Z');

test('silence that rejects runs from the first authority, silence that accepts from the competent one (CRPA L114-3)', () => {
  expect(dueAfterTransfer({ rule: 'reject', delay: '2m' }, first, received)).toBe('2027-01-02');
  expect(dueAfterTransfer({ rule: 'accept', delay: '2m' }, first, received)).toBe('2027-01-22');
  expect(dueAfterTransfer({ rule: 'none', delay: '10d' }, first, received)).toBe('2026-12-02');
});
