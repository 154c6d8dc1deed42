import { expect, test } from 'vitest';
import { sha256 } from '#platform/crypto/digests.ts';
import { addGrant, newSubmissionKey, readGrants, readSubmissionKey, writeGrants } from './visitor-proofs.ts';

const secrets = { sessionSecret: 'the present secret of the installation' };
const rotated = { sessionSecret: 'another secret', SESSION_SECRET_PREVIOUS: secrets.sessionSecret };
const mine = sha256('mine');
const theirs = sha256('theirs');
const now = new Date('2026-11-22T10:00:00Z');
const grant = { authorityId: 'C27681', dossierId: '0197f000-0000-7000-8000-000000000001', until: now.getTime() + 1000 };

test('a grant holds for its browser, until its time, also after the secret was rotated', () => {
  const cookie = writeGrants(secrets, mine, [grant]);
  expect(readGrants(secrets, mine, cookie, now)).toEqual([grant]);
  expect(readGrants(rotated, mine, cookie, now)).toEqual([grant]);
  expect(readGrants(secrets, theirs, cookie, now)).toEqual([]);
  expect(readGrants(secrets, undefined, cookie, now)).toEqual([]);
  expect(readGrants(secrets, mine, cookie, new Date(grant.until))).toEqual([]);
  expect(readGrants({ sessionSecret: 'unknown' }, mine, cookie, now)).toEqual([]);
});

test('a grant that was altered is worth nothing', () => {
  const cookie = writeGrants(secrets, mine, [grant]);
  for (const altered of [
    cookie.replace('C27681', 'C27562'),
    cookie.replace('000000000001', '000000000002'),
    cookie.replace(grant.until.toString(36), (grant.until + 1).toString(36)),
    cookie.slice(0, -1),
    '',
    '~~~',
    'x'.repeat(10_000),
  ]) {
    expect(readGrants(secrets, mine, altered, now)).toEqual([]);
  }
});

test('the last grants are kept, once each, and fit in a cookie', () => {
  const many = Array.from({ length: 30 }, (_, index) => ({
    ...grant,
    dossierId: `0197f000-0000-7000-8000-${String(index).padStart(12, '0')}`,
  })).reduce((kept, one) => addGrant(addGrant(kept, one), one), [] as (typeof grant)[]);
  expect(many).toHaveLength(12);
  expect(many[0]?.dossierId.endsWith('29')).toBe(true);
  const cookie = writeGrants(secrets, mine, many);
  expect(encodeURIComponent(cookie).length).toBeLessThan(3500);
  expect(readGrants(secrets, mine, cookie, now)).toEqual(many);
});

test('a submission key is read back for its browser, authority and procedure only', () => {
  const key = newSubmissionKey(secrets, mine, 'C27681', 'question');
  expect(readSubmissionKey(secrets, mine, 'C27681', 'question', key)).toBe(key.split('.')[0]);
  expect(readSubmissionKey(rotated, mine, 'C27681', 'question', key)).toBe(key.split('.')[0]);
  expect(readSubmissionKey(secrets, theirs, 'C27681', 'question', key)).toBeUndefined();
  expect(readSubmissionKey(secrets, mine, 'C27562', 'question', key)).toBeUndefined();
  expect(readSubmissionKey(secrets, mine, 'C27681', 'canteen', key)).toBeUndefined();
  expect(readSubmissionKey(secrets, undefined, 'C27681', 'question', key)).toBeUndefined();
  expect(readSubmissionKey(secrets, mine, 'C27681', 'question', 'x')).toBeUndefined();
});
