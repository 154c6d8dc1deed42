import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { expect, test } from 'vitest';
import { describeSchema } from '#platform/database/describe-schema.ts';
import { testPlatform } from '#tests/support/test-platform.ts';

test('migrations/schema.sql says what the migrations make; `npm run cli -- schema` writes it', async () => {
  const platform = await testPlatform();
  const client = new pg.Client({ connectionString: platform.ownerUrl });
  await client.connect();
  try {
    expect(await describeSchema(client)).toBe(await readFile('migrations/schema.sql', 'utf8'));
  } finally {
    await client.end();
  }
});
