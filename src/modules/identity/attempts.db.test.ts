import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestPlatform, testPlatform } from '#tests/support/test-platform.ts';
import { type AttemptLimiter, createDatabaseLimiter, limitAttempts } from './attempts.ts';
import { mailRule, signInRules } from './domain/attempt-rules.ts';

let platform: TestPlatform;
/** Two processes on one database. */
let one: AttemptLimiter;
let other: AttemptLimiter;
beforeAll(async () => {
  platform = await testPlatform();
  one = createDatabaseLimiter(platform.database.open, platform.clock);
  other = createDatabaseLimiter(platform.database.open, platform.clock);
});
afterAll(() => platform.close());

const now = () => new Date(platform.clock.now().epochMilliseconds);

test('what one process counts, another knows; a success forgives', async () => {
  for (let n = 0; n < signInRules.account.free; n += 1)
    expect(await (n % 2 === 0 ? one : other).take(signInRules.account, 'a')).toBeUndefined();
  expect(await other.take(signInRules.account, 'a')).toBe(65);
  expect(await other.take(signInRules.account, 'b')).toBeUndefined();
  await one.clear(signInRules.account, 'a');
  expect(await other.take(signInRules.account, 'a')).toBeUndefined();
});

test('attempts made at the same instant are all counted: none is let through twice', async () => {
  const outcomes = await Promise.all(
    Array.from({ length: 30 }, (_, n) => (n % 2 === 0 ? one : other).take(mailRule, 'crowd')),
  );
  expect(outcomes.filter((wait) => wait === undefined).length).toBeLessThanOrEqual(mailRule.free);
  expect(await one.take(mailRule, 'crowd')).toBeGreaterThan(0);
});

test('an attempt given back does not count, and none is worth less than nothing', async () => {
  for (let n = 0; n < 3; n += 1) await one.giveBack(signInRules.address, 'x');
  for (let n = 0; n < signInRules.address.free; n += 1) await one.take(signInRules.address, 'x');
  expect(await one.take(signInRules.address, 'x')).toBeGreaterThan(0);
  await one.giveBack(signInRules.address, 'x');
  expect(await one.take(signInRules.address, 'x')).toBeUndefined();
});

test('the wait doubles, then the day is over for whoever goes on', async () => {
  const waits: number[] = [];
  for (let n = 0; n < 30; n += 1) {
    const outcome = await limitAttempts(platform.database.open, { kind: 'second-factor', keys: ['z'], now: now() });
    if (outcome !== undefined) {
      waits.push(outcome.wait);
      platform.clock.advance({ seconds: outcome.wait });
    }
  }
  expect(waits.slice(0, 3)).toEqual([65, 130, 260]);
});

test('several keys: the longest wait is told, and what is kept tells no address', async () => {
  const ask = () =>
    limitAttempts(platform.database.open, { kind: 'sign-in-account', keys: ['n@exemple.fr', '192.0.2.7'], now: now() });
  for (let n = 0; n < 5; n += 1) expect(await ask()).toBeUndefined();
  expect(await ask()).toEqual({ wait: 65 });
  const rows = await platform.database.open.selectFrom('attempts').selectAll().execute();
  expect(JSON.stringify(rows)).not.toContain('exemple');
  expect(rows.every((row) => row.key.length === 32)).toBe(true);
});
