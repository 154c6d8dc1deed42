import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mayChoose, mayConclude, momentOf, problemsOf } from './appointment.ts';

const now = new Date('2026-11-22T09:00:00Z');

test('a civil hour is read as it is in Paris, in winter and in summer', () => {
  expect(momentOf('2026-12-01', '09:30')?.toISOString()).toBe('2026-12-01T08:30:00.000Z');
  expect(momentOf('2027-07-01', '09:30')?.toISOString()).toBe('2027-07-01T07:30:00.000Z');
});

test('an hour that does not exist is refused, the one that comes twice is the first', () => {
  expect(momentOf('2027-02-30', '09:30')).toBeUndefined();
  expect(momentOf('2027-03-28', '02:30')).toBeUndefined();
  expect(momentOf('2026-10-25', '02:30')?.toISOString()).toBe('2026-10-25T00:30:00.000Z');
  expect(momentOf('demain', '9 h')).toBeUndefined();
});

test('hours that pass, or lie too far, or overlap are told each at its place', () => {
  const at = (iso: string) => new Date(iso);
  const problems = problemsOf(
    [
      at('2026-12-01T09:00:00Z'),
      at('2026-12-01T09:20:00Z'),
      at('2026-11-01T09:00:00Z'),
      undefined,
      at('2036-12-01T09:00:00Z'),
    ],
    30,
    now,
  );
  expect([...problems]).toEqual([
    [1, 'overlap'],
    [2, 'past'],
    [3, 'unreadable'],
    [4, 'too-far'],
  ]);
});

test('hours without a problem never overlap, whatever their order', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 5000 }), { maxLength: 10 }),
      fc.integer({ min: 5, max: 120 }),
      (offsets, minutes) => {
        const starts = offsets.map((offset) => new Date(now.getTime() + offset * 60_000));
        const problems = problemsOf(starts, minutes, now);
        const kept = starts.filter((_start, index) => !problems.has(index)).map((start) => start.getTime());
        kept.sort((a, b) => a - b);
        kept.slice(1).forEach((start, index) => {
          expect(start - (kept[index] ?? 0)).toBeGreaterThanOrEqual(minutes * 60_000);
        });
      },
    ),
  );
});

test('an hour on offer is chosen while it is to come; who came is said once it has begun', () => {
  const slot = { id: 's', startsAt: new Date(now.getTime() + 60_000), endsAt: new Date(now.getTime() + 120_000) };
  expect(mayChoose({ state: 'proposed' }, { ...slot, state: 'offered' }, now)).toBe(true);
  expect(mayChoose({ state: 'proposed' }, { ...slot, state: 'offered' }, slot.startsAt)).toBe(false);
  expect(mayChoose({ state: 'booked' }, { ...slot, state: 'offered' }, now)).toBe(false);
  const booked = { state: 'booked' as const, slots: [{ ...slot, state: 'chosen' as const }] };
  expect(mayConclude(booked, now)).toBe(false);
  expect(mayConclude(booked, slot.startsAt)).toBe(true);
});
