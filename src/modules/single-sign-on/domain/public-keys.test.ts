import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { readPublicKeys } from './public-keys.ts';

const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const publicKey = { ...pair.publicKey.export({ format: 'jwk' }), kid: 'un' };
const secretKey = pair.privateKey.export({ format: 'jwk' });

test('a key set, or one key, is read without what does not matter', () => {
  const { kty, crv, x, y } = publicKey;
  const expected = { keys: [{ kty, crv, x, y, use: 'sig', kid: 'un' }] };
  expect(readPublicKeys(JSON.stringify({ keys: [{ ...publicKey, remark: 'x' }] }))).toEqual(expected);
  expect(readPublicKeys(JSON.stringify(publicKey))).toEqual(expected);
});

test('a secret key that was pasted by mistake is told apart', () => {
  expect(readPublicKeys(JSON.stringify({ keys: [secretKey] }))).toBe('private');
  expect(readPublicKeys(JSON.stringify({ keys: [{ kty: 'oct', k: 'c2VjcmV0' }] }))).toBe('private');
});

const weak = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ format: 'jwk' });
const otherCurve = generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).publicKey.export({ format: 'jwk' });
test.each([
  ['nothing', ''],
  ['no JSON', '{'],
  ['a text', '"x"'],
  ['no key', '{"keys":[]}'],
  ['keys that are none', '{"keys":[null]}'],
  ['a key without its point', '{"keys":[{"kty":"EC","crv":"P-256"}]}'],
  ['too many', JSON.stringify({ keys: Array.from({ length: 6 }, () => publicKey) })],
  ['a short RSA key', JSON.stringify(weak)],
  ['another curve', JSON.stringify(otherCurve)],
  ['a name that is none', JSON.stringify({ ...publicKey, kid: {} })],
])('%s is refused', (_what, text) => expect(readPublicKeys(text)).toBe('invalid'));
