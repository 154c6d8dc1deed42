import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHeartbeat, rollDays } from '#modules/service-state/index.ts';
import { type TestCounter, testCounter } from '#tests/support/test-counter.ts';

let counter: TestCounter;
beforeAll(async () => {
  counter = await testCounter();
}, 120_000);
afterAll(() => counter?.close());

const route = {
  id: 'catalogue.home',
  method: 'GET',
  path: '/',
  access: 'public',
  handle: () => ({}) as never,
} as const;
const answer = { route, method: 'GET', status: 200, seconds: 0.08, inMaintenance: false };

const minutes = () =>
  counter.platform.database.open
    .selectFrom('service_minutes')
    .selectAll()
    .orderBy('minute')
    .orderBy('answers')
    .execute();
const days = () => counter.platform.database.open.selectFrom('service_days').selectAll().orderBy('day').execute();

test('processes write down their minutes, days are summed up once, old minutes and days go', async () => {
  const { platform } = counter;
  const { clock } = platform;
  const [one, other] = [createHeartbeat(platform), createHeartbeat(platform)];
  clock.set('2026-11-22T23:50:30');
  // Only what somebody asked for counts, and what maintenance refuses is no error.
  one.observe(answer);
  one.observe({ ...answer, status: 503, inMaintenance: true });
  one.observe({ ...answer, route: { ...route, access: 'operations' }, status: 503 });
  one.observe({ ...answer, route: undefined, status: 404 });
  await one.beat();
  await one.beat();
  other.observe({ ...answer, status: 500, seconds: 2 });
  await other.beat();
  expect((await minutes()).map(({ answers, errors }) => [answers, errors])).toEqual([
    [1, 1],
    [2, 0],
  ]);
  // 23:50 has one error of three; 23:51 is whole; then nobody says anything until four minutes after midnight.
  clock.set('2026-11-22T23:51:10');
  await one.beat();
  clock.set('2026-11-23T00:04:10');
  await one.beat();
  await rollDays(platform);
  await rollDays(platform);
  const [day, ...more] = await days();
  expect(more).toEqual([]);
  expect(day).toMatchObject({ day: '2026-11-22', minutes: 10, unavailable: 9, maintenance: 0, answers: 3, errors: 1 });
  expect(day?.durations.reduce((sum, count) => sum + count)).toBe(3);

  // Two days of silence are two days without service, of 1,440 minutes each.
  clock.set('2026-11-26T12:00:10');
  await one.beat();
  await rollDays(platform);
  expect((await days()).map(({ minutes: all, unavailable }) => [all, unavailable])).toEqual([
    [10, 9],
    [1440, 1439],
    [1440, 1440],
    [1440, 1440],
  ]);
  expect((await minutes()).every(({ minute }) => minute >= new Date('2026-11-22T23:00:00Z'))).toBe(true);
  const { body } = await counter.visitor().get('/etat-du-service');
  expect(body).toContain('Mesurée depuis le 22 novembre 2026');
  expect(body).toContain('Comment c’est mesuré');
  // 10 + 3 × 1,440 minutes and those of today until two minutes ago: all but two without service.
  expect(body).toContain('84\u00a0h\u00a007');

  clock.set('2028-01-05T12:00:10');
  await rollDays(platform);
  expect((await days())[0]?.day).toBe('2026-12-05');
});

test('before anything was measured the page says so, and what works is told', async () => {
  const { platform } = counter;
  await platform.database.open.deleteFrom('service_days').execute();
  await platform.database.open.deleteFrom('service_minutes').execute();
  const { body } = await counter.visitor().get('/etat-du-service?lang=en');
  expect(body).toContain('Measuring has just begun');
  expect(body).toContain('Sending requests');
});
