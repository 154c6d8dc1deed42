import { expect, test } from 'vitest';
import { portalSlug } from './portal-address.ts';

test.each([
  ['Vernon', [], 'vernon'],
  ['Saint-Martin', ['saint-martin'], 'saint-martin-27'],
  ['Saint-Martin', ['saint-martin', 'saint-martin-27'], 'saint-martin-27999'],
  ["L'Haÿ-les-Roses", [], 'l-hay-les-roses'],
  ['Contact', [], 'contact-27'],
] as const)('%s with %j taken is at /%s', (name, taken, slug) => {
  const known = new Set<string>(taken);
  expect(portalSlug({ name, department: '27', code: '27999' }, (one) => known.has(one))).toBe(slug);
});
