import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { settingsTable } from '#app/settings-table.ts';

test('docs/operations.md holds the table of settings; `npm run cli -- settings` prints it', async () => {
  expect(await readFile('docs/operations.md', 'utf8')).toContain(settingsTable());
});
