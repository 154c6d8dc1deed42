import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { countDays } from '#modules/pilotage/usecases/count-days.ts';
import { testPlatform } from '#tests/support/test-platform.ts';
import { fillNation } from '../../bench/support/nation-data.ts';

const vernon = 'C27681';

async function territory() {
  const platform = await testPlatform({ territory: true });
  const url = new URL(process.env.TEST_DATABASE_SUPER_URL as string);
  url.pathname = new URL(platform.ownerUrl).pathname;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  onTestFinished(() => client.end());
  const data = { superUrl: url.href, dossiers: 1500, intercommunal: ['waste'], passwordHash: 'none', connections: 2 };
  return { platform, client, data };
}

async function rowsOf(client: pg.Client, text: string): Promise<unknown[]> {
  return (await client.query(text)).rows;
}

const indexes = `SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1, 2`;

test('the data of the bench are whole: indexes as before, words, events and codes for each, days as the night counts them', async () => {
  const { platform, client, data } = await territory();
  const before = await rowsOf(client, indexes);
  await fillNation(data);
  expect(await rowsOf(client, indexes)).toEqual(before);
  const [made] = (await rowsOf(
    client,
    `SELECT count(*)::integer AS dossiers, count(w.dossier_id)::integer AS words, count(c.code)::integer AS codes,
       count(e.dossier_id)::integer AS filed, count(*) FILTER (WHERE d.closed_at IS NULL)::integer AS open
     FROM dossiers d LEFT JOIN dossier_words w ON w.authority_id = d.authority_id AND w.dossier_id = d.id
     LEFT JOIN tracking_codes c ON c.authority_id = d.authority_id AND c.dossier_id = d.id AND c.code = d.code
     LEFT JOIN dossier_events e ON e.authority_id = d.authority_id AND e.dossier_id = d.id AND e.seq = 1`,
  )) as { dossiers: number; words: number; codes: number; filed: number; open: number }[];
  expect(made?.dossiers).toBeGreaterThan(1400);
  expect(made).toMatchObject({ words: made?.dossiers, codes: made?.dossiers, filed: made?.dossiers });
  expect(made?.open).toBeGreaterThan(0);
  const shares = await rowsOf(
    client,
    'SELECT d.name, d.planned::integer = count(o.id)::integer AS whole FROM bench.desks d JOIN dossiers o ON o.authority_id = d.id GROUP BY 1, d.planned ORDER BY 1',
  );
  expect(shares).toEqual([
    { name: 'village', whole: true },
    { name: 'ville', whole: true },
  ]);

  const counted = `SELECT to_jsonb(d) AS row FROM dossier_days d WHERE authority_id = '${vernon}' ORDER BY 1`;
  const lasted = `SELECT to_jsonb(d) AS row FROM dossier_durations d WHERE authority_id = '${vernon}' ORDER BY 1`;
  const own = [await rowsOf(client, counted), await rowsOf(client, lasted)];
  expect(own[0]?.length).toBeGreaterThan(100);
  await client.query(`DELETE FROM dossier_rollups WHERE authority_id = '${vernon}'`);
  platform.clock.set(Temporal.Now.plainDateTimeISO('Europe/Paris').toString().slice(0, 16));
  await countDays(platform, vernon);
  expect([await rowsOf(client, counted), await rowsOf(client, lasted)]).toEqual(own);
}, 60_000);

test('who is interrupted goes on: nothing is made twice, another number is refused', async () => {
  const { client, data } = await territory();
  const before = await rowsOf(client, indexes);
  const made = () => rowsOf(client, 'SELECT count(*), min(id::text), max(id::text) FROM dossiers');
  await client.query(
    'CREATE FUNCTION public.stop() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION $m$stopped$m$; END $$',
  );
  await client.query(
    'CREATE TRIGGER stop BEFORE INSERT ON tracking_codes FOR EACH STATEMENT EXECUTE FUNCTION public.stop(); ALTER TABLE tracking_codes ENABLE ALWAYS TRIGGER stop',
  );
  await expect(fillNation(data)).rejects.toThrow('stopped');
  expect(await made()).toEqual([{ count: '0', min: null, max: null }]);
  await client.query('DROP TRIGGER stop ON tracking_codes');
  await fillNation(data);
  const whole = await made();
  expect(await rowsOf(client, indexes)).toEqual(before);
  await fillNation(data);
  expect(await made()).toEqual(whole);
  await expect(fillNation({ ...data, dossiers: 2000 })).rejects.toThrow('1500');
}, 60_000);
