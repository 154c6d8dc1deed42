import { expect, test } from 'vitest';
import { codeHash, isCode, newAgreementCode } from './agreement-code.ts';
import { readRevocationToken, revocationToken } from './revocation-link.ts';

const mandate = { authorityId: 'C27681', id: '0197f000-0000-7000-8000-000000000001' };
const other = { ...mandate, id: '0197f000-0000-7000-8000-000000000002' };

test('a link ends its own mandate and no other', () => {
  const token = revocationToken('key', mandate);
  expect(readRevocationToken('key', token)).toEqual(mandate);
  expect(readRevocationToken('another key', token)).toBeUndefined();
  expect(readRevocationToken('key', token.replace(mandate.id, other.id))).toBeUndefined();
  expect(readRevocationToken('key', token.replace('C27681', 'C27399'))).toBeUndefined();
  expect(readRevocationToken('key', `${token}x`)).toBeUndefined();
});

test('a code is for one mandate, spaces aside', () => {
  const code = newAgreementCode();
  expect(code).toMatch(/^\d{6}$/);
  const kept = codeHash('key', mandate, code);
  expect(isCode('key', mandate, kept, `${code.slice(0, 3)} ${code.slice(3)}`)).toBe(true);
  expect(isCode('key', other, kept, code)).toBe(false);
  expect(isCode('key', mandate, kept, '')).toBe(false);
});
