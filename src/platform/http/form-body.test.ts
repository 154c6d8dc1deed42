import { expect, test } from 'vitest';
import { parseForm } from './form-body.ts';

test('a name that comes several times becomes a list', () => {
  const body = parseForm('a=1&b=x&a=2&c=');
  expect(body.a).toEqual(['1', '2']);
  expect(body.b).toBe('x');
  expect(body.c).toBe('');
});

test('names of the prototype are names like others', () => {
  const body = parseForm('__proto__=x&constructor=y&toString=z');
  expect(Object.entries(body)).toContainEqual(['__proto__', 'x']);
  expect(body.constructor).toBe('y');
  expect(Object.getPrototypeOf(body)).toBeNull();
  expect(({} as { x?: string }).x).toBeUndefined();
});

test('a body of too many fields is cut, not read to its end', () => {
  const body = parseForm(Array.from({ length: 20_000 }, (_, n) => `f${n}=1`).join('&'));
  expect(Object.keys(body).length).toBe(5000);
});
