import { buffer } from 'node:stream/consumers';
import pg from 'pg';
import { expect, test } from 'vitest';
import { copyIn, copyOut } from '#platform/database/copy-rows.ts';
import { testPlatform } from '#tests/support/test-platform.ts';

test('rows go out and come in on one connection, many times, few and many, and a failure leaves it usable', async () => {
  const platform = await testPlatform();
  const client = new pg.Client({ connectionString: platform.ownerUrl });
  await client.connect();
  try {
    await client.query('CREATE TEMP TABLE taken (n int, words text)');
    for (const count of [0, 1, 5000, 0, 300, 5000, 1]) {
      await client.query('TRUNCATE taken');
      const rows = `SELECT n, repeat('é\t\n', 100) FROM generate_series(1, ${count}) n`;
      const written = await buffer(copyOut(client, `COPY (${rows}) TO STDOUT`));
      const pieces = async function* () {
        // In pieces that cut rows and letters anywhere.
        for (let at = 0; at < written.length; at += 99_991) yield written.subarray(at, at + 99_991);
      };
      expect(await copyIn(client, 'COPY taken FROM STDIN', pieces())).toBe(count);
      const same = `SELECT count(*)::int AS n FROM (SELECT * FROM taken EXCEPT ALL ${rows}) differing`;
      expect((await client.query(same)).rows[0]).toEqual({ n: 0 });
    }
    await client.query('TRUNCATE taken');
    const failing = async function* () {
      yield Buffer.from('1\tone\n');
      throw new Error('unreadable');
    };
    await expect(copyIn(client, 'COPY taken FROM STDIN', failing())).rejects.toThrow('unreadable');
    const wrong = async function* () {
      for (let n = 0; n < 50; n += 1) yield Buffer.from('no number\tx\n'.repeat(10_000));
    };
    await expect(copyIn(client, 'COPY taken FROM STDIN', wrong())).rejects.toThrow(/invalid input syntax/);
    await expect(buffer(copyOut(client, 'COPY nothing_such TO STDOUT'))).rejects.toThrow(/does not exist/);
    expect((await client.query('SELECT count(*)::int AS n FROM taken')).rows[0]).toEqual({ n: 0 });
  } finally {
    await client.end();
  }
});
