import { expect, test } from 'vitest';
import { hashPassword, isPassword } from './password-hashing.ts';

test('a hash is argon2id at the cost that OWASP asks for, and never twice the same', async () => {
  const [one, other] = await Promise.all([hashPassword('cheval brouette'), hashPassword('cheval brouette')]);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(one).not.toBe(other);
});

test('a password is known by its characters, however they were composed', async () => {
  const stored = await hashPassword('é'.normalize('NFC').padEnd(14, 'x'));
  expect(await isPassword(stored, 'é'.normalize('NFD') + 'x'.repeat(13))).toBe(true);
  expect(await isPassword(stored, 'e'.padEnd(14, 'x'))).toBe(false);
});

test('nobody has no password', async () => {
  expect(await isPassword(undefined, 'the password of nobody')).toBe(false);
  expect(await isPassword(null, 'cheval brouette')).toBe(false);
});

test('more hashes than may run at once all end', async () => {
  const stored = await hashPassword('cheval brouette');
  const answers = await Promise.all(
    Array.from({ length: 12 }, (_, index) => isPassword(stored, index % 2 === 0 ? 'cheval brouette' : 'autre')),
  );
  expect(answers.filter(Boolean).length).toBe(6);
});
