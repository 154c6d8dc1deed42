import { expect, test } from 'vitest';
import { firstExpiry, renewedExpiry } from './session-terms.ts';

const day = 24 * 3600 * 1000;
const start = new Date('2026-11-22T10:00:00Z');
const after = (milliseconds: number) => new Date(start.getTime() + milliseconds);

test('a visit within five minutes is not written down', () => {
  const session = { createdAt: start, seenAt: start, expiresAt: firstExpiry(start, true) };
  expect(renewedExpiry(session, after(299_000))).toBeUndefined();
  expect(renewedExpiry(session, after(300_000))).toEqual(after(300_000 + 30 * day));
});

test('a remembered session lives 30 days from visit to visit, and 90 days in all', () => {
  let session = { createdAt: start, seenAt: start, expiresAt: firstExpiry(start, true) };
  for (let days = 10; days < 90; days += 10) {
    const now = after(days * day);
    expect(session.expiresAt.getTime()).toBeGreaterThan(now.getTime());
    session = { ...session, seenAt: now, expiresAt: renewedExpiry(session, now) as Date };
  }
  expect(session.expiresAt).toEqual(after(90 * day));
});

test('on a shared computer it ends two hours after the last visit, and after twelve in all', () => {
  const hour = 3600 * 1000;
  let session = { createdAt: start, seenAt: start, expiresAt: firstExpiry(start, false) };
  expect(session.expiresAt).toEqual(after(2 * hour));
  for (let hours = 1; hours < 12; hours += 1) {
    session = {
      ...session,
      seenAt: after(hours * hour),
      expiresAt: renewedExpiry(session, after(hours * hour)) as Date,
    };
  }
  expect(session.expiresAt).toEqual(after(12 * hour));
});
