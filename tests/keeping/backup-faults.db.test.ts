import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { backupParts } from '#app/backup/backup-command.ts';
import { createDocuments } from '#modules/documents/index.ts';
import { type BackupFolder, openBackupFolder } from '#platform/backup/backup-folder.ts';
import { makeBackup } from '#platform/backup/make-backup.ts';
import { sha256 } from '#platform/crypto/digests.ts';
import { asSuper, backUp, backupKey, type EmptyMachine, emptyMachine } from '#tests/support/backup-site.ts';
import { type TestPlatform, testPlatform } from '#tests/support/test-platform.ts';

const vernon = 'C27681';

let platform: TestPlatform;
let machine: EmptyMachine;
/** A backup that is intact; each test spoils a copy of it. */
let intact: string;
let folder: string;
const contents = ['une', 'deux', 'trois'].map((word) => Buffer.from(`pièce ${word} ${'x'.repeat(100_000)}`));
const folders: string[] = [];

const newFolder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'parvis-backups-'));
  folders.push(made);
  return made;
};
const keyOf = (content: Buffer): string => {
  const name = sha256(content).toString('hex');
  return `${vernon}/${name.slice(0, 2)}/${name}`;
};
const store = (content: Buffer) =>
  platform.database.transaction([vernon], (tx) =>
    createDocuments(platform).storeGenerated(tx, vernon, { name: 'p.txt', mediaType: 'text/plain', content }),
  );
const databaseName = () => new URL(platform.ownerUrl).pathname.slice(1);
const backupUrl = () => platform.ownerUrl.replace('parvis_owner', 'parvis_backup');
const openFolder = (path: string): Promise<BackupFolder> => openBackupFolder(path, backupKey, { create: true });
const verify = (path: string) => backUp(platform, path, { words: ['verify', path] });

beforeAll(async () => {
  platform = await testPlatform({ territory: true });
  for (const content of contents) await store(content);
  intact = newFolder();
  expect(await backUp(platform, intact)).toMatchObject({ status: 0 });
  machine = await emptyMachine();
}, 180_000);
beforeEach(() => {
  folder = newFolder();
  cpSync(intact, folder, { recursive: true });
});
afterAll(async () => {
  await machine?.close();
  await platform?.close();
  for (const one of folders) rmSync(one, { recursive: true, force: true });
});

/** The path of the piece that holds a table, or of a file of the storage. */
async function pathOf(path: string, what: { table: string } | { key: string }): Promise<string> {
  const opened = await openFolder(path);
  const [name = ''] = await opened.list();
  if ('key' in what) {
    const hidden = opened.nameOf(what.key);
    return join(path, 'files', hidden.slice(0, 2), hidden);
  }
  const { tables } = await opened.readManifest(name);
  const index = tables.findIndex((table) => table.name === what.table);
  return join(path, 'backups', name, `t${index + 1}`);
}

function alter(path: string): void {
  const bytes = readFileSync(path);
  const at = Math.floor(bytes.length / 2);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(path, bytes);
}

const isUntouched = ({ database }: EmptyMachine) =>
  asSuper(database, async (client) => {
    const { rows } = await client.query<{ there: boolean }>("SELECT to_regclass('authorities') IS NOT NULL AS there");
    if (rows[0]?.there !== true) return true;
    return (await client.query('SELECT FROM authorities')).rowCount === 0;
  });

test('a piece that is altered, cut short, exchanged for another or missing is named, by verifying and by restoring', async () => {
  const table = await pathOf(folder, { table: 'authorities' });
  alter(table);
  expect(await verify(folder)).toMatchObject({
    status: 1,
    text: expect.stringContaining('public.authorities: altered'),
  });
  const other = await emptyMachine();
  expect((await other.restore(folder)).problem).toContain('the table public.authorities: altered');
  expect(await isUntouched(other)).toBe(true);
  await other.close();
  // Cut short.
  copyFileSync(await pathOf(intact, { table: 'authorities' }), table);
  writeFileSync(table, readFileSync(table).subarray(0, -10));
  expect((await verify(folder)).text).toContain('public.authorities: altered, cut short');
  copyFileSync(await pathOf(intact, { table: 'authorities' }), table);
  expect((await verify(folder)).status).toBe(0);

  const [one, two] = [
    await pathOf(folder, { key: keyOf(contents[0] as Buffer) }),
    await pathOf(folder, { key: keyOf(contents[1] as Buffer) }),
  ];
  const aside = `${one}x`;
  renameSync(one, aside);
  renameSync(two, one);
  renameSync(aside, two);
  const swapped = await verify(folder);
  expect(swapped).toMatchObject({ status: 1, text: expect.stringContaining('NOT INTACT: 2 pieces.') });
  for (const content of contents.slice(0, 2)) expect(swapped.text).toContain(`the file ${keyOf(content)}: altered`);
  rmSync(one);
  expect((await verify(folder)).text).toContain(`the file ${keyOf(contents[0] as Buffer)}: missing`);

  // The table of another backup, and the manifest of another one.
  platform.clock.advance({ minutes: 1 });
  expect(await backUp(platform, folder)).toMatchObject({ status: 0 });
  const [first = '', second = ''] = await (await openFolder(folder)).list();
  const at = (name: string, piece: string) => join(folder, 'backups', name, piece);
  copyFileSync(at(first, 't1'), at(second, 't1'));
  expect((await verify(folder)).status).toBe(1);
  copyFileSync(at(first, 'manifest'), at(second, 'manifest'));
  expect((await verify(folder)).problem).toContain(`the manifest of ${second}: altered`);
});

test('another key, a folder of something else, an empty one: told in words', async () => {
  const wrong = await backUp(platform, folder, { words: ['verify', folder], key: 'cd'.repeat(32) });
  expect(wrong.problem).toContain('BACKUP_KEY is not the key');
  expect((await machine.restore(folder, { key: 'cd'.repeat(32) })).problem).toContain('BACKUP_KEY is not the key');
  const other = newFolder();
  expect((await verify(other)).problem).toContain('there are no backups of Parvis');
  writeFileSync(join(other, 'letter.txt'), 'x');
  expect((await backUp(platform, other)).problem).toContain('holds something else');
  expect((await machine.restore(folder, { flags: { name: '20200101T000000000Z' } })).problem).toContain(
    'there is no complete backup 20200101T000000000Z',
  );
  expect(await backUp(platform, folder, { flags: { keep: '0' } })).toMatchObject({ status: undefined });
  // The owner of the tables does not see the rows behind the policies: never a smaller backup.
  expect((await backUp(platform, newFolder(), { databaseUrl: platform.ownerUrl })).problem).toContain(
    'bypass row-level security',
  );
  const strange = await emptyMachine({ ENCRYPTION_KEY: 'ef'.repeat(32) });
  expect((await strange.restore(folder)).problem).toContain('ENCRYPTION_KEY is not that');
  await strange.close();
});

test('an interrupted backup is none, and the next one copies what was not copied', async () => {
  const path = newFolder();
  const parts = backupParts(
    { ...platform, config: { ...platform.config, DATABASE_BACKUP_URL: backupUrl() } },
    platform.ownerUrl,
    () => undefined,
  );
  const kill = () =>
    asSuper(undefined, (client) =>
      client.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'parvis backup' AND datname = $1",
        [databaseName()],
      ),
    );
  const opened = await openFolder(path);
  const killedAt = (stage: string) =>
    makeBackup({ ...parts, reached: async (at) => void (at === stage && (await kill())) }, opened);
  await expect(killedAt('looked')).rejects.toThrow(/the database went away/);
  expect(existsSync(join(path, 'files'))).toBe(false);
  await expect(killedAt('files')).rejects.toThrow(/the database went away/);
  expect(await opened.list()).toEqual([]);
  expect(await opened.listUnfinished()).toEqual([]);
  // What a process that was killed leaves.
  mkdirSync(join(path, 'backups', '20200101T000000000Z'), { recursive: true });
  platform.clock.advance({ minutes: 1 });
  const made = await backUp(platform, path, { flags: { json: true } });
  expect(JSON.parse(made.text)).toMatchObject({ files: 3, copied: { files: 0 } });
  expect(await opened.listUnfinished()).toEqual([]);
  expect(await verify(path)).toMatchObject({ status: 0 });
  platform.clock.advance({ minutes: 1 });
  await expect(
    makeBackup(
      {
        ...parts,
        reached: async (at) =>
          void (at === 'looked' && expect((await backUp(platform, path)).problem).toContain('Another backup')),
      },
      opened,
    ),
  ).resolves.toBeDefined();
});

test('only new files are copied; --keep removes older backups with the files that only they named', async () => {
  const path = newFolder();
  const fresh = Buffer.from('une pièce qui partira');
  const document = await store(fresh);
  const run = async (keep?: string) =>
    JSON.parse((await backUp(platform, path, { flags: { json: true, ...(keep === undefined ? {} : { keep }) } })).text);
  expect(await run()).toMatchObject({ files: 4, copied: { files: 4 } });
  platform.clock.advance({ hours: 24 });
  await platform.database.transaction([vernon], (tx) => createDocuments(platform).remove(tx, vernon, document.id));
  expect(await run()).toMatchObject({ files: 3, copied: { files: 0 } });
  const opened = await openFolder(path);
  expect(await opened.hasFile(keyOf(fresh))).toBe(true);
  platform.clock.advance({ hours: 24 });
  expect((await run('2')).removed).toHaveLength(1);
  expect(await opened.hasFile(keyOf(fresh))).toBe(false);
  expect(await opened.list()).toHaveLength(2);
  expect(await verify(path)).toMatchObject({ status: 0 });
  const listed = await backUp(platform, path, { words: ['list', path] });
  expect(listed.text.split('\n')).toHaveLength(2);
});

test('a file that is gone or spoilt in the storage is named, and the backup is there without it', async () => {
  const path = newFolder();
  const [first, second] = contents.map((content) => join(platform.config.storageDir, keyOf(content)));
  const kept = [first, second].map((one) => readFileSync(one ?? ''));
  try {
    rmSync(first ?? '');
    alter(second ?? '');
    const made = await backUp(platform, path);
    expect(made).toMatchObject({ status: 3, text: expect.stringContaining('2 FILES COULD NOT BE READ') });
    expect(made.text).toContain(`missing: ${keyOf(contents[0] as Buffer)}`);
    expect(made.text).toContain(`damaged: ${keyOf(contents[1] as Buffer)}`);
    expect(await verify(path)).toMatchObject({ status: 0 });
  } finally {
    for (const [index, one] of [first, second].entries()) writeFileSync(one ?? '', kept[index] ?? '');
  }
  platform.clock.advance({ minutes: 1 });
  expect(JSON.parse((await backUp(platform, path, { flags: { json: true } })).text)).toMatchObject({
    copied: { files: 2 },
  });
});

test('a restoration is refused where something is, goes on where it was interrupted, and a newer Parvis migrates', async () => {
  // A later version: one migration more.
  const newer = join(newFolder(), 'migrations');
  cpSync('migrations', newer, { recursive: true });
  writeFileSync(join(newer, '9001_later.sql'), 'ALTER TABLE teams ADD COLUMN later text');
  const older = join(newFolder(), 'migrations');
  mkdirSync(older);
  copyFileSync('migrations/0001_counter.sql', join(older, '0001_counter.sql'));
  expect((await machine.restore(folder, { migrations: older })).problem).toContain('made by a newer Parvis');

  const file = await pathOf(folder, { key: keyOf(contents[2] as Buffer) });
  rmSync(file);
  expect((await machine.restore(folder)).problem).toContain('missing from the backup');
  expect(await isUntouched(machine)).toBe(true);
  copyFileSync(await pathOf(intact, { key: keyOf(contents[2] as Buffer) }), file);

  const stopped = await machine
    .restore(folder, {
      migrations: newer,
      beforeChecks: async () => {
        throw Object.assign(new Error('killed'), { name: 'StoppedProblemError' });
      },
    })
    .then(({ problem }) => problem);
  expect(stopped).toBe('killed');
  const done = await machine.restore(folder, { migrations: newer, flags: { json: true } });
  expect(done.problem).toBeUndefined();
  expect(JSON.parse(done.text)).toMatchObject({ goesOn: true, files: { written: 0, there: 3 }, findings: 0 });
  expect(done.status).toBe(0);
  await asSuper(machine.database, async (client) => {
    expect((await client.query('SELECT later FROM teams LIMIT 1')).rowCount).toBe(1);
    const forced = 'SELECT count(*)::int AS n FROM pg_class WHERE relforcerowsecurity';
    const here = (await client.query(forced)).rows[0].n;
    expect(here).toBe(await asSuper(databaseName(), async (other) => (await other.query(forced)).rows[0].n));
    const asleep = "SELECT FROM pg_trigger WHERE tgenabled <> 'O' AND NOT tgisinternal";
    expect((await client.query(asleep)).rowCount).toBe(0);
  });

  expect((await machine.restore(folder, { migrations: newer })).problem).toContain(
    'This database is newer than the backup',
  );
  await asSuper(machine.database, (client) =>
    client.query("DELETE FROM schema_migrations WHERE name = '9001_later.sql'; ALTER TABLE teams DROP COLUMN later"),
  );
  expect((await machine.restore(folder)).problem).toMatch(/This database is not empty \(\w+\)/);
  await asSuper(machine.database, (client) =>
    client.query("UPDATE authorities SET name = 'Autre' WHERE id = 'C27681'"),
  );
  expect(await machine.restore(folder, { flags: { replace: true } })).toMatchObject({ status: 0 });
  await asSuper(machine.database, async (client) => {
    expect((await client.query("SELECT FROM authorities WHERE name = 'Autre'")).rowCount).toBe(0);
  });
  const beside = await emptyMachine({ STORAGE_DIR: machine.config.storageDir });
  expect((await beside.restore(folder)).problem).toContain('is not empty: it holds files of C27681');
  await beside.close();
});
