import { randomIndexes } from '#platform/crypto/ids.ts';

/**
 * 23 symbols, a prime number, so that one weighted sum finds every single error and every exchange of two symbols.
 * Left out: 0 O, 1 I, 5's twin S, 2's twin Z, and letters that sound like a kept one on the phone (B, D, E, G, N, Q, V).
 */
export const trackingAlphabet = '23456789ACFHJKLMPRTUWXY';

const randomSymbols = 10;
const codeLength = randomSymbols + 1;
const modulus = trackingAlphabet.length;
const symbolValues = new Map([...trackingAlphabet].map((symbol, index) => [symbol, index]));

/** A code of 11 symbols: 10 drawn at random (4 × 10^13 codes) and the check symbol. Without dashes, as stored. */
export function newTrackingCode(): string {
  const values = randomIndexes(randomSymbols, modulus);
  return symbolsOf([...values, checkValue(values)]);
}

/**
 * What a person typed, as stored: case, spaces, dashes and dots do not matter. Undefined when it cannot be a code:
 * wrong length, unknown symbol, or a check symbol that says that something was mistyped.
 */
export function normalizeTrackingCode(typed: string): string | undefined {
  if (typed.length > 64) return undefined;
  const code = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s.\-_/\u2010-\u2015]/g, '');
  if (code.length !== codeLength) return undefined;
  const values: number[] = [];
  for (const symbol of code) {
    const value = symbolValues.get(symbol);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return checkValue(values.slice(0, randomSymbols)) === values[randomSymbols] ? code : undefined;
}

/** As people read it: XXXX-XXXX-XXX. */
export function formatTrackingCode(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4, 8)}-${code.slice(8)}`;
}

/**
 * Weights 1 to 10 for the drawn symbols, 11 for the check symbol, and a sum that is a multiple of 23: the weights are
 * different and none is zero modulo a prime, hence no single error and no exchange leaves the sum as it was.
 */
function checkValue(values: readonly number[]): number {
  let sum = 0;
  for (const [index, value] of values.entries()) sum += (index + 1) * value;
  return modulo(-sum * inverseOfEleven);
}

/** 11 × 21 = 231 = 10 × 23 + 1 */
const inverseOfEleven = 21;

function modulo(value: number): number {
  return ((value % modulus) + modulus) % modulus;
}

function symbolsOf(values: readonly number[]): string {
  return values.map((value) => trackingAlphabet[value]).join('');
}
