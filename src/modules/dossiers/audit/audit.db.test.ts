import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '#platform/crypto/ids.ts';
import { type TestPlatform, testPlatform } from '#tests/support/test-platform.ts';
import { sealHash } from '../domain/audit-seal.ts';
import { chainHash } from '../domain/event-chain.ts';
import { addNote } from '../usecases/add-note.ts';
import type { DossierRow } from '../usecases/lock-dossier.ts';
import { purgeDossiers } from '../usecases/purge-dossiers.ts';
import { type AgentBench, agentBench, vernon } from '../web/agent/testing/agent-bench.ts';
import { type AuditParts, createAudit } from './audit-parts.ts';
import { SealsMissingError, sealHistories } from './seal-histories.ts';
import { findSeal } from './seal-rows.ts';
import { verifyAudit } from './verify-audit.ts';

let bench: AgentBench;
let platform: TestPlatform;
let parts: AuditParts;
/** Above every policy and privilege, as who has the password of the database's administrator. */
let superuser: pg.Client;
/** Three days, three seals: the first dossier has three sealed events, the second two, the third one. */
let dossiers: DossierRow[];

beforeAll(async () => {
  platform = await testPlatform({ territory: true });
  bench = await agentBench(platform);
  parts = createAudit(platform);
  const url = new URL(process.env.TEST_DATABASE_SUPER_URL ?? '');
  url.pathname = new URL(platform.ownerUrl).pathname;
  superuser = new pg.Client({ connectionString: url.href });
  await superuser.connect();
  const [procedure] = await bench.parts.catalogue.listAdopted(vernon);
  if (procedure === undefined) throw new Error('Vernon has adopted something');
  const agent = await bench.makeAgent('Aline Roux', [
    { authorityId: procedure.teamAuthorityId, teamId: procedure.teamId },
  ]);
  dossiers = [await bench.file(procedure), await bench.file(procedure), await bench.file(procedure)];
  for (const upTo of [2, 1, 0]) {
    platform.clock.advance({ hours: 48 });
    for (const dossier of dossiers.slice(0, upTo)) {
      await platform.database.transaction([vernon], async (tx) =>
        addNote(tx, {
          agent,
          authorityId: vernon,
          dossierId: dossier.id,
          body: 'Vu au téléphone',
          key: newId(),
          now: new Date(platform.clock.now().epochMilliseconds),
        }),
      );
    }
    await sealHistories(parts, vernon);
  }
}, 120_000);
afterAll(async () => {
  await superuser?.end();
  await bench?.close();
});

const one = (index: number) => dossiers[index] as DossierRow;

test('what was written by the counter is intact, whoever has sealed it', async () => {
  const report = await verifyAudit(parts, vernon);
  expect(report).toMatchObject({ dossiers: 3, seals: 3, found: 0, findings: [] });
  expect(report.events).toBeGreaterThanOrEqual(6);
  expect(await parts.register.list(vernon)).toEqual([1, 2, 3]);
});

/** Plants an alteration, looks, and puts everything back as it was: the register outside is not touched. */
async function afterPlanting(statements: (client: pg.Client) => Promise<unknown>) {
  const kept = 'dossiers dossier_events audit_seals audit_seal_lines purges'.split(' ');
  await superuser.query("SET session_replication_role = 'replica'");
  for (const table of kept) await superuser.query(`CREATE TEMP TABLE kept_${table} AS SELECT * FROM ${table}`);
  try {
    await statements(superuser);
    return await verifyAudit(parts, vernon);
  } finally {
    for (const table of kept) {
      const { rows } = await superuser.query<{ names: string }>(
        `SELECT string_agg(quote_ident(column_name), ', ') AS names FROM information_schema.columns
         WHERE table_schema = 'public' AND table_name = $1 AND is_generated = 'NEVER'`,
        [table],
      );
      const names = rows[0]?.names ?? '';
      await superuser.query(`DELETE FROM ${table}`);
      await superuser.query(`INSERT INTO ${table} (${names}) SELECT ${names} FROM kept_${table}`);
      await superuser.query(`DROP TABLE kept_${table}`);
    }
    await superuser.query("SET session_replication_role = 'origin'");
  }
}

beforeEach(async () => {
  expect((await verifyAudit(parts, vernon)).findings).toEqual([]);
});

/** As somebody would who knows how hashes are made: each event of the history anew. */
async function recomputeChain(client: pg.Client, dossierId: string): Promise<void> {
  const { rows } = await client.query('SELECT * FROM dossier_events WHERE dossier_id = $1 ORDER BY seq', [dossierId]);
  let previous: Buffer = Buffer.alloc(32);
  for (const row of rows) {
    const hash = chainHash(previous, {
      authorityId: row.authority_id,
      dossierId,
      seq: row.seq,
      at: row.at,
      kind: row.kind,
      actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
      channel: row.channel,
      visibility: row.visibility,
      data: row.data,
    });
    await client.query('UPDATE dossier_events SET previous_hash = $3, hash = $4 WHERE dossier_id = $1 AND seq = $2', [
      dossierId,
      row.seq,
      previous,
      hash,
    ]);
    previous = hash;
  }
}

/** The seal's own hash made to agree with its row; the key is not at hand. */
async function rehashSeal(client: pg.Client, number: number): Promise<void> {
  const { rows } = await client.query('SELECT * FROM audit_seals WHERE authority_id = $1 AND number = $2', [
    vernon,
    number,
  ]);
  const row = rows[0];
  const hash = sealHash({
    authorityId: vernon,
    number,
    sealedAt: row.sealed_at,
    previousHash: row.previous_hash,
    chains: row.chains,
    chainsDigest: row.chains_digest,
    purges: row.purges,
    purgesDigest: row.purges_digest,
    dossiers: row.dossiers,
    resumesAfter: row.resumes_after,
  });
  await client.query('UPDATE audit_seals SET hash = $3 WHERE authority_id = $1 AND number = $2', [
    vernon,
    number,
    hash,
  ]);
}

const lastSeq = '(SELECT max(seq) FROM dossier_events WHERE dossier_id = $1)';

test.each<[string, string, (client: pg.Client) => Promise<unknown>]>([
  [
    'a word changed in an event',
    'event-content',
    (client) =>
      client.query(`UPDATE dossier_events SET actor_name = 'Somebody else' WHERE dossier_id = $1 AND seq = 1`, [
        one(0).id,
      ]),
  ],
  [
    'an event marked as erased that nobody erased',
    'event-content',
    (client) =>
      client.query(`UPDATE dossier_events SET data = '{}', erased_at = now() WHERE dossier_id = $1 AND seq = 1`, [
        one(0).id,
      ]),
  ],
  [
    'an event removed in the middle',
    'event-number',
    (client) => client.query('DELETE FROM dossier_events WHERE dossier_id = $1 AND seq = 1', [one(0).id]),
  ],
  [
    'an event removed in the middle, the others numbered again',
    'event-link',
    async (client) => {
      await client.query('DELETE FROM dossier_events WHERE dossier_id = $1 AND seq = 1', [one(0).id]);
      await client.query('UPDATE dossier_events SET seq = seq + 1000 WHERE dossier_id = $1', [one(0).id]);
      await client.query('UPDATE dossier_events SET seq = seq - 1001 WHERE dossier_id = $1', [one(0).id]);
    },
  ],
  [
    'an event inserted',
    'event-content',
    (client) =>
      client.query(
        `INSERT INTO dossier_events SELECT authority_id, dossier_id, seq + 1, at, 'forged', actor_kind, actor_id, actor_name,
           channel, visibility, data, hash, hash FROM dossier_events WHERE dossier_id = $1 AND seq = ${lastSeq}`,
        [one(2).id],
      ),
  ],
  [
    'two events exchanged',
    'event-link',
    async (client) => {
      await client.query('UPDATE dossier_events SET seq = 1001 WHERE dossier_id = $1 AND seq = 1', [one(0).id]);
      await client.query('UPDATE dossier_events SET seq = 1 WHERE dossier_id = $1 AND seq = 2', [one(0).id]);
      await client.query('UPDATE dossier_events SET seq = 2 WHERE dossier_id = $1 AND seq = 1001', [one(0).id]);
    },
  ],
  [
    'the last event removed',
    'sealed-event-missing',
    (client) => client.query(`DELETE FROM dossier_events WHERE dossier_id = $1 AND seq = ${lastSeq}`, [one(0).id]),
  ],
  [
    'a history rewritten with all its hashes',
    'sealed-event-differs',
    async (client) => {
      await client.query(`UPDATE dossier_events SET actor_name = 'Somebody else' WHERE dossier_id = $1 AND seq = 1`, [
        one(0).id,
      ]);
      await recomputeChain(client, one(0).id);
    },
  ],
  [
    'the end removed and another one written in its place, hashes and all',
    'sealed-event-differs',
    async (client) => {
      await client.query(
        `UPDATE dossier_events SET data = '{"text": "other"}' WHERE dossier_id = $1 AND seq = ${lastSeq}`,
        [one(1).id],
      );
      await recomputeChain(client, one(1).id);
    },
  ],
  [
    'an event of long ago written today at the end',
    'event-backdated',
    async (client) => {
      await client.query(
        `INSERT INTO dossier_events SELECT authority_id, dossier_id, seq + 1, at, kind, actor_kind, actor_id, actor_name,
           channel, visibility, data, hash, hash FROM dossier_events WHERE dossier_id = $1 AND seq = ${lastSeq}`,
        [one(2).id],
      );
      await recomputeChain(client, one(2).id);
    },
  ],
  [
    'a whole dossier removed with its history',
    'dossier-missing',
    async (client) => {
      await client.query('DELETE FROM dossier_events WHERE dossier_id = $1', [one(1).id]);
      await client.query('DELETE FROM dossiers WHERE id = $1', [one(1).id]);
    },
  ],
  [
    'a history removed',
    'no-event',
    (client) => client.query('DELETE FROM dossier_events WHERE dossier_id = $1', [one(1).id]),
  ],
  [
    'a dossier removed, not its history',
    'event-without-dossier',
    (client) => client.query('DELETE FROM dossiers WHERE id = $1', [one(1).id]),
  ],
  [
    'a history rewritten, and the lines of the seals with it',
    'seal-lines',
    async (client) => {
      await client.query(`UPDATE dossier_events SET actor_name = 'Somebody else' WHERE dossier_id = $1 AND seq = 1`, [
        one(2).id,
      ]);
      await recomputeChain(client, one(2).id);
      await client.query(
        `UPDATE audit_seal_lines l SET hash = e.hash FROM dossier_events e
         WHERE e.dossier_id = $1 AND l.dossier_hash = sha256(convert_to(e.dossier_id::text, 'UTF8')) AND l.seq = e.seq`,
        [one(2).id],
      );
    },
  ],
  [
    'a dossier taken out of the lines',
    'seal-lines',
    (client) => client.query('DELETE FROM audit_seal_lines WHERE number = 1 AND seq = 1'),
  ],
  ['a seal changed', 'seal-content', (client) => client.query('UPDATE audit_seals SET dossiers = 2 WHERE number = 2')],
  [
    'a seal made again without the key',
    'seal-not-authentic',
    async (client) => {
      await client.query('UPDATE audit_seals SET dossiers = 2 WHERE number = 3');
      await rehashSeal(client, 3);
    },
  ],
  [
    'a seal said to be of another key',
    'seal-key-unknown',
    (client) => client.query(`UPDATE audit_seals SET key_id = '0011223344556677' WHERE number = 3`),
  ],
  ['a seal removed in the middle', 'seal-number', (client) => client.query('DELETE FROM audit_seals WHERE number = 2')],
  ['the last seal removed', 'seal-missing', (client) => client.query('DELETE FROM audit_seals WHERE number = 3')],
  [
    'the last seal removed with its lines',
    'seal-missing',
    async (client) => {
      await client.query('DELETE FROM audit_seals WHERE number = 3');
      await client.query('DELETE FROM audit_seal_lines WHERE number = 3');
    },
  ],
  [
    'lines whose seal is gone',
    'line-without-seal',
    (client) => client.query('DELETE FROM audit_seals WHERE number = 1'),
  ],
  [
    'two seals exchanged',
    'seal-link',
    async (client) => {
      for (const [from, to] of [
        [1, 1001],
        [2, 1],
        [1001, 2],
      ])
        await client.query('UPDATE audit_seals SET number = $2 WHERE number = $1', [from, to]);
    },
  ],
  [
    'everything of the audit removed',
    'seal-missing',
    (client) => client.query('DELETE FROM audit_seals; DELETE FROM audit_seal_lines'),
  ],
])('%s is found: %s', async (_what, reason, plant) => {
  const report = await afterPlanting(plant);
  expect(report.findings.map((finding) => finding.reason)).toContain(reason);
  expect(report.found).toBeGreaterThan(0);
});

test('a finding names its dossier, its event and its seal', async () => {
  const report = await afterPlanting((client) =>
    client.query(`DELETE FROM dossier_events WHERE dossier_id = $1 AND seq = ${lastSeq}`, [one(0).id]),
  );
  expect(report.findings).toEqual([
    expect.objectContaining({ authorityId: vernon, dossierId: one(0).id, reason: 'sealed-event-missing', number: 2 }),
  ]);
});

test('with another key every seal is in doubt; with the former one said, none', async () => {
  const other = createAudit({
    ...platform,
    config: { ...platform.config, AUDIT_KEY: 'ab'.repeat(32), encryptionKey: 'cd'.repeat(32) },
  });
  expect((await verifyAudit(other, vernon)).findings.map(({ reason }) => reason)).toEqual(
    Array(3).fill('seal-key-unknown'),
  );
  const config = {
    ...platform.config,
    AUDIT_KEY: 'ab'.repeat(32),
    encryptionKey: 'cd'.repeat(32),
    AUDIT_KEYS_PREVIOUS: platform.config.encryptionKey,
  };
  expect((await verifyAudit(createAudit({ ...platform, config }), vernon)).found).toBe(0);
});

test('a paper taken from the register, or changed there, is found', async () => {
  const path = join(platform.config.registerDir, vernon, '0000002.json');
  const paper = (await parts.register.read(vernon, 2)) ?? '';
  await rm(path);
  expect((await verifyAudit(parts, vernon)).findings).toEqual([
    { authorityId: vernon, reason: 'seal-not-outside', number: 2 },
  ]);
  await parts.register.write(vernon, 2, paper.replace('"dossiers": 3', '"dossiers": 4'));
  expect((await verifyAudit(parts, vernon)).findings).toEqual([
    { authorityId: vernon, reason: 'seal-differs-outside', number: 2 },
  ]);
  await rm(path);
  await parts.register.write(vernon, 2, paper);
});

test('nothing is sealed while the register knows of a later seal', async () => {
  const paper = (await parts.register.read(vernon, 3)) ?? '';
  await parts.register.write(vernon, 4, paper);
  await expect(sealHistories(parts, vernon)).rejects.toThrow(SealsMissingError);
  await rm(join(platform.config.registerDir, vernon, '0000004.json'));
});

test('on a day without news there is one seal; a purged dossier leaves its hash and its proof, and no doubt', async () => {
  expect(await sealHistories(parts, vernon)).toBeUndefined();
  await platform.database.transaction([vernon], (tx) =>
    tx.updateTable('dossiers').set({ purge_on: '2026-11-01' }).where('id', '=', one(1).id).execute(),
  );
  expect(await purgeDossiers(bench.parts, vernon, '2026-11-30')).toBe(1);
  expect((await verifyAudit(parts, vernon)).findings).toEqual([]);
  expect(await sealHistories(parts, vernon)).toMatchObject({ number: 4, chains: 0, purges: 1, dossiers: 2 });
  expect((await verifyAudit(parts, vernon)).findings).toEqual([]);
  const altered = await afterPlanting((client) => client.query('UPDATE purges SET documents = 7'));
  expect(altered.findings.map(({ reason }) => reason)).toEqual(['purge-differs', 'purge-not-authentic']);
  const removed = await afterPlanting((client) => client.query('DELETE FROM purges'));
  expect(removed.findings.map(({ reason }) => reason)).toEqual(['dossier-missing', 'purge-missing']);
});

test('two who seal together make one seal', async () => {
  platform.clock.advance({ hours: 24 });
  const made = await Promise.all([sealHistories(parts, vernon), sealHistories(parts, vernon)]);
  expect(made.filter((seal) => seal !== undefined)).toHaveLength(1);
  const seal = await platform.database.transaction([vernon], (tx) => findSeal(tx, vernon, 5));
  expect(seal?.chains).toBe(0);
});
