import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isOwed, mayBounce, mayMove, type PaymentState } from './payment.ts';

const states: readonly PaymentState[] = ['due', 'paid', 'cancelled', 'refused'];

test('what is cancelled stays cancelled, and nothing moves to where it is', () => {
  for (const state of states) {
    expect(mayMove('cancelled', state)).toBe(false);
    expect(mayMove(state, state)).toBe(false);
  }
});

test('whatever is tried in whatever order, a sum is owed or settled, and is paid again only after it was refused', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...states), { maxLength: 20 }), (tried) => {
      const path: PaymentState[] = ['due'];
      for (const next of tried) {
        const now = path.at(-1) ?? 'due';
        if (mayMove(now, next)) path.push(next);
      }
      path.forEach((state, index) => {
        if (state === 'paid') expect(isOwed({ state: path[index - 1] ?? 'paid' })).toBe(true);
        if (state === 'refused') expect(path[index - 1]).toBe('paid');
      });
    }),
  );
});

test('cash does not come back unpaid', () => {
  expect(mayBounce({ state: 'paid', method: 'cheque' })).toBe(true);
  expect(mayBounce({ state: 'paid', method: 'cash' })).toBe(false);
  expect(mayBounce({ state: 'due', method: 'cheque' })).toBe(false);
});
