import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { backupParts } from '#app/backup/backup-command.ts';
import { composeCounter } from '#app/composition.ts';
import { createAudit, purgeDossiers, sealHistories } from '#modules/dossiers/index.ts';
import { openBackupFolder } from '#platform/backup/backup-folder.ts';
import { makeBackup } from '#platform/backup/make-backup.ts';
import { asSuper, backUp, backupKey, type EmptyMachine, emptyMachine } from '#tests/support/backup-site.ts';
import { type TestCounter, testCounter, Visitor } from '#tests/support/test-counter.ts';
import { attachment, familyBookAttachments, familyBookPages, familyBookPath } from '../../bench/support/filing.ts';
import { readForm } from '../../bench/support/html-form.ts';

const vernon = 'C27681';

interface Filed {
  readonly id: string;
  readonly code: string;
  /** SHA-256 in hexadecimal. */
  readonly contents: readonly string[];
}

let counter: TestCounter;
let machine: EmptyMachine;
let folder: string;
const told: Filed[] = [];
const later: Filed[] = [];
let purged: Filed;
let addedAfter: Filed;

/** A whole filing over HTTP with two attachments, to its receipt. */
async function file(email: string): Promise<Filed> {
  const visitor = counter.visitor();
  const send = async (path: string, fields: Iterable<readonly [string, string]>): Promise<string> => {
    const form = readForm((await visitor.get(path)).body, path);
    const all = { ...Object.fromEntries(form.hidden), ...Object.fromEntries(fields) };
    const answer = form.multipart
      ? await visitor.postFiles(form.action, all, [])
      : await visitor.post(form.action, all);
    expect(answer.status, answer.body).toBe(303);
    return answer.location ?? '';
  };
  let next = familyBookPath;
  for (const page of familyBookPages({ email, street: '1 rue du Moulin' })) next = await send(next, page);
  const files = familyBookAttachments.map((field) => ({ field, name: `${field}.pdf`, content: attachment(150_000) }));
  const form = readForm((await visitor.get(next)).body, next);
  const answer = await visitor.postFiles(form.action, { ...Object.fromEntries(form.hidden), accuracy: 'yes' }, files);
  const receipt = await send(answer.location ?? '', []);
  const { body } = await visitor.get(receipt);
  return {
    id: /\/dossiers\/([0-9a-f-]{36})\/recu/.exec(receipt)?.[1] ?? '',
    code: /pv-panel__code-value">([^<]+)</.exec(body)?.[1] ?? '',
    contents: files.map(({ content }) => createHash('sha256').update(content).digest('hex')),
  };
}

const keysOf = ({ contents }: Filed) => contents.map((name) => `${vernon}/${name.slice(0, 2)}/${name}`);

/**
 * Residents file before the backup, while it looks at the database and after; meanwhile a dossier that it has seen is purged
 * with its files, and sealed.
 */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parvis-backups-'));
  counter = await testCounter();
  const { platform } = counter;
  const audit = createAudit(platform);
  for (let n = 0; n < 3; n += 1) told.push(await file(`avant-${n}@sauvegarde.example`));
  purged = await file('terme@sauvegarde.example');
  await asSuper(new URL(platform.ownerUrl).pathname.slice(1), (client) =>
    client.query("UPDATE dossiers SET phase = 'closed', purge_on = '2026-11-20' WHERE id = $1", [purged.id]),
  );
  await sealHistories(audit, vernon);
  // One job waits, and one for tomorrow.
  await platform.database.transaction([vernon], (tx) =>
    platform.jobs.enqueue(
      tx,
      { name: 'warn-expiring-seals' },
      { rehearsal: true },
      { startAfter: new Date('2027-01-01') },
    ),
  );
  const parts = backupParts(
    { ...platform, config: { ...platform.config, DATABASE_BACKUP_URL: backupUrl() } },
    platform.ownerUrl,
    () => undefined,
  );
  let filing: Promise<unknown> = Promise.resolve();
  await makeBackup(
    {
      ...parts,
      reached: async (stage) => {
        if (stage === 'looked') {
          // Some while the tables are copied, and not waited for.
          filing = (async () => {
            for (let n = 0; n < 3; n += 1) later.push(await file(`pendant-${n}@sauvegarde.example`));
          })();
          expect(
            await purgeDossiers(
              { platform, documents: counter.documents, catalogue: counter.catalogue },
              vernon,
              '2026-11-22',
            ),
          ).toBe(1);
          await sealHistories(audit, vernon);
        }
        // The bytes of what was purged are to go now: the backup holds them.
        if (stage === 'tables') {
          await filing;
          await counter.runJobs();
        }
      },
    },
    await openBackupFolder(folder, backupKey, { create: true }),
  );
  addedAfter = await file('apres@sauvegarde.example');
  machine = await emptyMachine({ REGISTER_DIR: join(platform.config.registerDir) });
}, 180_000);

afterAll(async () => {
  await machine?.close();
  await counter?.close();
  rmSync(folder, { recursive: true, force: true });
});

function backupUrl(): string {
  const url = new URL(counter.platform.ownerUrl);
  url.username = 'parvis_backup';
  return url.href;
}

test('files that the backup has seen are not removed while it copies them, and go afterwards', async () => {
  const { platform } = counter;
  for (const key of keysOf(purged)) expect(await platform.files.exists(key)).toBe(true);
  const waiting = await asSuper(new URL(platform.ownerUrl).pathname.slice(1), async (client) => {
    const { rows } = await client.query<{ n: number }>(
      `UPDATE pgboss.job SET start_after = now() WHERE name = 'remove-unused-file' AND state = 'created' RETURNING 1 AS n`,
    );
    return rows.length;
  });
  expect(waiting).toBeGreaterThanOrEqual(2);
  await counter.runJobs();
  for (const key of keysOf(purged)) expect(await platform.files.exists(key)).toBe(false);
});

test('verified without being restored, the backup is intact; its names tell nothing', async () => {
  expect(await backUp(counter.platform, folder, { words: ['verify', folder] })).toMatchObject({
    status: 0,
    text: expect.stringContaining('Intact.'),
  });
  const names = readdirSync(folder, { recursive: true }).map(String).join('\n');
  for (const { contents } of [...told, purged]) for (const content of contents) expect(names).not.toContain(content);
});

test('restored on a machine that has nothing: all that was told is there, what was purged since is purged again, histories are intact', async () => {
  const restored = await machine.restore(folder, { flags: { json: true } });
  expect(restored.problem).toBeUndefined();
  const report = JSON.parse(restored.text);
  expect(report).toMatchObject({ findings: 0, goesOn: false, files: { lacking: 0, there: 0 } });
  expect(report.replayed).toEqual(
    expect.arrayContaining([expect.objectContaining({ authorityId: vernon, purged: 1, refused: 0 })]),
  );
  expect(report.verified).toEqual(expect.arrayContaining([expect.objectContaining({ authorityId: vernon, found: 0 })]));
  expect(restored.status).toBe(0);

  const platform = await machine.open();
  const again = await composeCounter(platform);
  const server = await again.createServer();
  await server.ready();
  try {
    for (const { id, code, contents } of told) {
      const visitor = new Visitor(server);
      await visitor.get('/suivi');
      const page = await visitor.follow(await visitor.post('/suivi', { code }));
      expect(page.status).toBe(200);
      expect(page.body).toContain(code);
      const documents = await platform.database.transaction([vernon], (tx) =>
        again.documents.listOfDossier(tx, vernon, id),
      );
      const read = await Promise.all(
        documents
          .filter(({ origin }) => origin === 'applicant')
          .map(async (document) =>
            createHash('sha256')
              .update(await buffer(await again.documents.open(vernon, document)))
              .digest('hex'),
          ),
      );
      expect(read.sort()).toEqual([...contents].sort());
    }
  } finally {
    await server.close();
  }
  const there = await asSuper(machine.database, async (client) => ({
    ids: (await client.query<{ id: string }>('SELECT id FROM dossiers')).rows.map(({ id }) => id),
    jobs: (await client.query(`SELECT FROM pgboss.job WHERE data->>'rehearsal' = 'true' AND state = 'created'`))
      .rowCount,
    sessions: (await client.query('SELECT FROM sessions')).rowCount,
    run: (await client.query('SELECT kind, findings, ended_at IS NOT NULL AS ended FROM backup_runs')).rows,
  }));
  expect(there.ids.sort()).toEqual(told.map(({ id }) => id).sort());
  expect(there.ids).not.toContain(purged.id);
  expect(there.ids).not.toContain(addedAfter.id);
  expect(later).toHaveLength(3);
  expect(there).toMatchObject({ jobs: 1, sessions: 0, run: [{ kind: 'restoration', findings: 0, ended: true }] });
});

test('a site goes on with what was restored: a second backup of it, restored, is the same to the last byte', async () => {
  const platform = { ...(await machine.open()), ownerUrl: machine.ownerUrl };
  const second = mkdtempSync(join(tmpdir(), 'parvis-backups-'));
  const third = mkdtempSync(join(tmpdir(), 'parvis-backups-'));
  const other = await emptyMachine();
  try {
    expect(await backUp(platform, second)).toMatchObject({ status: 0 });
    expect((await other.restore(second)).status).toBe(0);
    const copy = { ...(await other.open()), ownerUrl: other.ownerUrl };
    expect(await backUp(copy, third)).toMatchObject({ status: 0 });
    const tablesOf = async (path: string) => {
      const opened = await openBackupFolder(path, backupKey, { create: false });
      const manifest = await opened.readManifest((await opened.list())[0] ?? '');
      return {
        tables: manifest.tables.filter(({ schema, name }) => schema === 'public' && name !== 'backup_runs'),
        sequences: manifest.sequences,
        files: manifest.files,
      };
    };
    expect(await tablesOf(third)).toEqual(await tablesOf(second));
  } finally {
    await other.close();
    for (const path of [second, third]) rmSync(path, { recursive: true, force: true });
  }
});
