import { expect, test } from 'vitest';
import { type AdoptionChoice, adoptionOf } from './adoption-rule.ts';

const latest = { procedureId: 'bin-change', version: 3, competence: 'waste' };
const where = {
  authority: { kind: 'epci' as const, closed: false },
  held: new Set(['waste']),
  follows: true,
  today: '2026-11-22',
};
const choice = (given: Partial<AdoptionChoice>): AdoptionChoice => ({
  procedureId: 'bin-change',
  version: undefined,
  open: true,
  overrides: {},
  overridesRevision: 0,
  team: undefined,
  postponedUntil: undefined,
  ...given,
});

test('an authority in charge offers the latest version, with no row at all', () => {
  expect(adoptionOf(latest, undefined, where)).toMatchObject({ version: 3, open: true, waiting: undefined });
});

test('one that is not in charge offers nothing; own affairs are everybody’s', () => {
  expect(adoptionOf(latest, undefined, { ...where, held: new Set() })).toBeUndefined();
  expect(
    adoptionOf({ ...latest, competence: 'data-protection' }, undefined, { ...where, held: new Set() }),
  ).toBeDefined();
});

test('a version that is postponed waits, and is taken on the day said', () => {
  const kept = choice({ version: 2, postponedUntil: '2026-11-23' });
  expect(adoptionOf(latest, kept, where)).toMatchObject({ version: 2, waiting: { version: 3, until: '2026-11-23' } });
  expect(adoptionOf(latest, kept, { ...where, today: '2026-11-23' })).toMatchObject({ version: 3, waiting: undefined });
});

test('an authority that does not follow keeps what it took and gets nothing new by itself', () => {
  const own = { ...where, follows: false };
  expect(adoptionOf(latest, undefined, own)).toBeUndefined();
  expect(adoptionOf(latest, choice({ version: 2 }), own)).toMatchObject({ version: 2, waiting: { version: 3 } });
  expect(adoptionOf(latest, choice({ version: 2, postponedUntil: '2026-01-01' }), own)).toMatchObject({ version: 2 });
  expect(adoptionOf(latest, choice({ version: 3 }), { ...own, held: new Set() })).toMatchObject({ open: false });
});

test('closed by its choice, or with the whole counter', () => {
  expect(adoptionOf(latest, choice({ open: false }), where)?.open).toBe(false);
  expect(adoptionOf(latest, undefined, { ...where, authority: { kind: 'commune', closed: true } })?.open).toBe(false);
});
