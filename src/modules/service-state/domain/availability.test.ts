import { expect, test } from 'vitest';
import { addFigures, availability, isWithoutService, measure, minute, noFigures, type Span } from './availability.ts';
import { bounds, classOf, noDurations, p95 } from './latency.ts';

const start = Date.UTC(2026, 10, 22, 9, 0);
const alive = { answers: 10, errors: 0 };
const at = (...minutes: readonly number[]) => new Map(minutes.map((one) => [start + one * minute, alive]));
const span = (from: number, to: number) => ({ from: start + from * minute, to: start + to * minute });

test('minutes without a row are without service, those before the first and after the last are not measured', () => {
  expect(measure(span(0, 5), at(0, 1, 3), [])).toEqual({
    minutes: 5,
    unavailable: 2,
    maintenance: 0,
    answers: 30,
    errors: 0,
  });
  expect(measure(span(2, 2), at(), [])).toMatchObject({ minutes: 0, unavailable: 0 });
});

test('a minute has too many errors above one answer of twenty, and a quiet one has none', () => {
  expect(isWithoutService(undefined)).toBe(true);
  expect(isWithoutService({ answers: 0, errors: 0 })).toBe(false);
  expect(isWithoutService({ answers: 20, errors: 1 })).toBe(false);
  expect(isWithoutService({ answers: 19, errors: 1 })).toBe(true);
  expect(isWithoutService({ answers: 1, errors: 1 })).toBe(true);
});

test('maintenance mode counts apart, answered or not; announced works only where the service was away', () => {
  const mode: Span = { from: start + 1.5 * minute, to: start + 3 * minute, kind: 'mode' };
  expect(measure(span(0, 5), at(0, 1, 4), [mode])).toMatchObject({ unavailable: 1, maintenance: 2 });
  expect(measure(span(0, 5), at(0, 1, 4), [{ ...mode, kind: 'works' }])).toMatchObject({
    unavailable: 1,
    maintenance: 1,
  });
  expect(measure(span(0, 5), at(0), [{ from: start, to: undefined, kind: 'mode' }])).toMatchObject({ maintenance: 5 });
});

test('availability is the share of what is left when maintenance is taken away', () => {
  expect(availability({ ...noFigures, minutes: 100, unavailable: 9, maintenance: 10 })).toBe(0.9);
  expect(availability({ ...noFigures, minutes: 10, maintenance: 10 })).toBeUndefined();
  expect(availability(noFigures)).toBeUndefined();
  const day = { ...noFigures, minutes: 1440, unavailable: 1, answers: 5, durations: [5] };
  expect(addFigures([day, day])).toMatchObject({ minutes: 2880, unavailable: 2, answers: 10 });
  expect(addFigures([day, day]).durations).toEqual([10, ...noDurations().slice(1)]);
});

test('95 answers of 100 are within the bound of the class that holds the 95th', () => {
  const counts = noDurations();
  expect(p95(counts)).toBeUndefined();
  counts[0] = 95;
  counts[4] = 5;
  expect(p95(counts)).toBe(bounds[0]);
  counts[4] = 6;
  expect(p95(counts)).toBe(bounds[4]);
  expect(p95([...noDurations().slice(1), 3])).toBe(Number.POSITIVE_INFINITY);
  expect([classOf(0), classOf(50), classOf(50.1), classOf(60_000)]).toEqual([0, 0, 1, bounds.length]);
});
