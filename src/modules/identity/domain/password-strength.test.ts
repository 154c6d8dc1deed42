import fc from 'fast-check';
import { expect, test } from 'vitest';
import { estimateBits, findPasswordProblem } from './password-strength.ts';

const nobody: string[] = [];

test.each([
  ['', 'password-missing'],
  ['Xk7$pQ2!vz', 'password-short'],
  ['x'.repeat(201), 'password-long'],
  ['483920571639', 'password-simple'],
  ['aaaaaaaaaaaaaaaa', 'password-simple'],
  ['qp8qp8qp8qp8qp8qp8', 'password-simple'],
  ['azertyuiop123456', 'password-simple'],
  ['MotDePasse2026', 'password-common'],
  ['M0tdep@sse2026!', 'password-common'],
  ['Marseille-Soleil', 'password-common'],
])('%s is refused as %s', (password, problem) => {
  expect(findPasswordProblem(password, nobody)).toBe(problem);
});

test.each([
  'cheval brouette parapluie',
  'une tortue mange 7 fraises',
  'trfvbeqphzkd',
  'Gh7!kd0P_zq2',
  'Ma grand-mère habite Évreux',
])('%s is accepted: no composition is imposed', (password) => {
  expect(findPasswordProblem(password, nobody)).toBeUndefined();
});

test('the words of the person count for nothing, accents and capitals aside', () => {
  const own = ['zoe.duplantier@exemple.fr', 'Zoé', 'Duplantier'];
  expect(findPasswordProblem('DUPLANTIER-zoé-27', own)).toBe('password-own-words');
  expect(findPasswordProblem('DUPLANTIER-zoé-27', nobody)).toBeUndefined();
});

test('no estimate is beyond what its characters can hold', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 40 }), (password) => {
      const bits = estimateBits(password, []);
      expect(bits).toBeGreaterThan(0);
      expect(bits).toBeLessThanOrEqual([...password.normalize('NFKD')].length * Math.log2(99) + 1e-9);
    }),
  );
});
