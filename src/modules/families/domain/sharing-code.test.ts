import { expect, test } from 'vitest';
import { hashSharingCode, newSharingCode } from './sharing-code.ts';

test('a code is read as it is told: whatever its case, spaces and hyphens', () => {
  const code = newSharingCode();
  expect(code).toMatch(/^[A-HJKMNP-Z2-9]{4}-[A-HJKMNP-Z2-9]{4}$/);
  expect(hashSharingCode(` ${code.toLowerCase().replace('-', ' ')} `).equals(hashSharingCode(code))).toBe(true);
  expect(hashSharingCode(newSharingCode()).equals(hashSharingCode(code))).toBe(false);
});
