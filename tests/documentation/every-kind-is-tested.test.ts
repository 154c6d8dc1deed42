import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { effectKinds, systemEvents } from '#modules/workflow/index.ts';

/** What the tests on the real database do, all of it together. */
const onDatabase = globSync('{src,tests}/**/*.db.test.ts')
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');

test.each(effectKinds)('the effect %s is tried on the real database', (kind) => {
  expect(onDatabase).toContain(`effect: '${kind}'`);
});

test.each(systemEvents)('what follows the event %s is tried on the real database', (event) => {
  expect(onDatabase).toContain(`on: '${event}'`);
});

/** Those of the reference, which is generated from the code. */
const fieldTypes = [...readFileSync('docs/reference/fields.md', 'utf8').matchAll(/^## `([a-z-]+)`$/gm)].map(
  ([, type = '']) => type,
);

test('the reference has the types of fields', () => expect(fieldTypes.length).toBeGreaterThan(30));

test.each(fieldTypes)('a field of type %s is filled in by a resident in the browser', (type) => {
  // The form that tests/e2e/every-field.test.ts fills in, page after page.
  expect(readFileSync('tests/support/every-field.ts', 'utf8')).toMatch(new RegExp(`type: ${type}\\b`));
});
