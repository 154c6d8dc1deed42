import { expect, test } from 'vitest';
import { withFreshCode } from './submit-dossier.ts';

const failing = (times: number, error: object) => {
  let run = 0;
  return async () => {
    run += 1;
    if (run <= times) throw Object.assign(new Error('undone'), error);
    return run;
  };
};
const taken = { code: '23505', constraint: 'tracking_codes_pkey' };
const deadlock = { code: '40P01' };

test.each([taken, deadlock])('a filing that was undone for no fault of its own is run again: %o', async (error) => {
  expect(await withFreshCode(failing(2, error))).toBe(3);
  await expect(withFreshCode(failing(3, error))).rejects.toThrow('undone');
});

test('what is wrong with the filing itself is not tried again', async () => {
  const again = failing(1, { code: '23505', constraint: 'dossiers_pkey' });
  await expect(withFreshCode(again)).rejects.toThrow('undone');
  expect(await again()).toBe(2);
});
