import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextInTurn } from './next-in-turn.ts';

test('property: in as many turns as there are members, each has had one', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 8 }), fc.option(fc.uuid()), (ids, start) => {
      const members = ids.map((id) => ({ id }));
      let last = start;
      const had = ids.map(() => {
        last = nextInTurn(members, last)?.id ?? null;
        return last;
      });
      expect(new Set(had)).toEqual(new Set(ids));
    }),
  );
});

test('nobody is nobody', () => {
  expect(nextInTurn([], null)).toBeUndefined();
});
