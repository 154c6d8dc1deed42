import { expect, test } from 'vitest';
import { createMemoryLimiter, networkOf } from './attempt-limiter.ts';
import { signInRules } from './domain/attempt-rules.ts';

function limiterAt(seconds: { now: number }) {
  return createMemoryLimiter({ now: () => Temporal.Instant.fromEpochMilliseconds(seconds.now * 1000) });
}

test('attempts made all at once are counted before they are made', async () => {
  const limiter = limiterAt({ now: 1_000_000 });
  const waits = await Promise.all(
    Array.from({ length: 50 }, () => limiter.take(signInRules.account, 'zoe@exemple.fr')),
  );
  expect(waits.filter((wait) => wait === undefined).length).toBe(5);
});

test('what one account went through does not touch another one', async () => {
  const limiter = limiterAt({ now: 1_000_000 });
  for (let index = 0; index < 6; index += 1) await limiter.take(signInRules.account, 'zoe@exemple.fr');
  expect(await limiter.take(signInRules.account, 'leo@exemple.fr')).toBeUndefined();
  expect(await limiter.take(signInRules.account, 'zoe@exemple.fr')).toBe(65);
  await limiter.clear(signInRules.account, 'zoe@exemple.fr');
  expect(await limiter.take(signInRules.account, 'zoe@exemple.fr')).toBeUndefined();
});

test('good attempts from an address leave it its free ones', async () => {
  const limiter = limiterAt({ now: 1_000_000 });
  for (let index = 0; index < 200; index += 1) {
    expect(await limiter.take(signInRules.address, '192.0.2.1')).toBeUndefined();
    await limiter.giveBack(signInRules.address, '192.0.2.1');
  }
});

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '::ffff:192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
])('%s counts as %s', (ip, network) => {
  expect(networkOf(ip)).toBe(network);
});
