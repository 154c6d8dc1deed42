import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AdoptedProcedure } from '#modules/catalogue/index.ts';
import { sha256 } from '#platform/crypto/digests.ts';
import { runStatement } from '#platform/database/database.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { type TestPlatform, testPlatform } from '#tests/support/test-platform.ts';
import { type AuditParts, createAudit } from '../audit/audit-parts.ts';
import { sealHistories } from '../audit/seal-histories.ts';
import { verifyAudit } from '../audit/verify-audit.ts';
import type { DossierRow } from '../usecases/lock-dossier.ts';
import { purgeDossiers } from '../usecases/purge-dossiers.ts';
import { type AgentBench, agentBench, vernon } from '../web/agent/testing/agent-bench.ts';
import { placeHold } from './holds.ts';
import { listHeld, listPurges, planPurge } from './plan-purge.ts';
import { replayPurges } from './replay-purges.ts';

let bench: AgentBench;
let platform: TestPlatform;
let audit: AuditParts;
let superuser: pg.Client;
let procedure: AdoptedProcedure;
let leader: AgentPrincipal;
let member: AgentPrincipal;

beforeAll(async () => {
  platform = await testPlatform({ territory: true });
  bench = await agentBench(platform);
  audit = createAudit(platform);
  const url = new URL(process.env.TEST_DATABASE_SUPER_URL ?? '');
  url.pathname = new URL(platform.ownerUrl).pathname;
  superuser = new pg.Client({ connectionString: url.href });
  await superuser.connect();
  const [first] = await bench.parts.catalogue.listAdopted(vernon);
  if (first === undefined) throw new Error('Vernon has adopted something');
  procedure = first;
  const place = { authorityId: first.teamAuthorityId, teamId: first.teamId };
  leader = await bench.makeAgent('Line Chef', [{ ...place, leader: true }]);
  member = await bench.makeAgent('Aline Roux', [place]);
}, 120_000);
afterAll(async () => {
  await superuser?.end();
  await bench?.close();
});

const today = '2026-11-22';
const within = <T>(work: Parameters<typeof platform.database.transaction<T>>[1]) =>
  platform.database.transaction([vernon], work);

/** Closed, its term over, with one document. */
async function dueDossier(purgeOn = '2026-11-20'): Promise<{ dossier: DossierRow; content: Buffer }> {
  const dossier = await bench.file(procedure);
  const content = Buffer.from(`pièce de ${dossier.id}`);
  await within(async (tx) => {
    await bench.parts.documents.storeGenerated(tx, vernon, {
      name: 'piece.txt',
      mediaType: 'text/plain',
      content,
      dossierId: dossier.id,
    });
    await tx.updateTable('dossiers').set({ purge_on: purgeOn, phase: 'closed' }).where('id', '=', dossier.id).execute();
  });
  return { dossier, content };
}

const exists = async (id: string) =>
  (await within((tx) => tx.selectFrom('dossiers').select('id').where('id', '=', id).execute())).length === 1;

const addressOf = (dossier: DossierRow) => `/agents/dossiers/vernon/${dossier.id}`;

test('a purge takes what is due and not held, and leaves a proof with its rule that nobody else can make', async () => {
  const { dossier, content } = await dueDossier();
  const later = await dueDossier('2026-12-10');
  const held = await dueDossier();
  await within((tx) =>
    placeHold(tx, {
      agent: leader,
      authorityId: vernon,
      dossierId: held.dossier.id,
      reason: 'Instance 2601234',
      now: new Date(platform.clock.now().epochMilliseconds),
    }),
  );
  const procedureId = procedure.procedure.procedure;
  expect(await within((tx) => planPurge(tx, vernon, today))).toEqual([
    { procedureId, due: 1, documents: expect.any(Number), held: 1, soon: 1 },
  ]);
  expect(await within((tx) => listHeld(tx, vernon, 10))).toMatchObject([
    { code: held.dossier.code, reason: 'Instance 2601234', placedByName: 'Line Chef' },
  ]);

  expect(await purgeDossiers(bench.parts, vernon, today)).toBe(1);
  expect(await exists(dossier.id)).toBe(false);
  expect(await exists(later.dossier.id)).toBe(true);
  expect(await exists(held.dossier.id)).toBe(true);
  expect(await purgeDossiers(bench.parts, vernon, today)).toBe(0);

  const [proof] = await within((tx) => tx.selectFrom('purges').selectAll().execute());
  expect(proof).toMatchObject({
    procedure_id: procedureId,
    procedure_version: procedure.version,
    retention_months: procedure.procedure.legal.retention.months,
    due_on: '2026-11-20',
    again: false,
  });
  expect(proof?.dossier_hash.equals(sha256(dossier.id))).toBe(true);
  expect(JSON.stringify(proof)).not.toMatch(new RegExp(`${dossier.id}|${dossier.code}|Martin`));
  expect(await within((tx) => listPurges(tx, vernon, 10))).toMatchObject([
    { day: today, procedureId, dossiers: 1, months: procedure.procedure.legal.retention.months },
  ]);

  // The bytes go with the job that waits.
  const waiting: string[] = [];
  for (let job = await platform.jobs.takeOne(['remove-unused-file']); job !== undefined; ) {
    waiting.push((job.data as { sha256: string }).sha256);
    job = await platform.jobs.takeOne(['remove-unused-file']);
  }
  expect(waiting).toContain(sha256(content).toString('hex'));

  await sealHistories(audit, vernon);
  expect((await verifyAudit(audit, vernon)).findings).toEqual([]);
  await superuser.query('ALTER TABLE purges DISABLE TRIGGER ALL');
  await superuser.query(
    `INSERT INTO purges (authority_id, id, procedure_id, dossier_hash, last_event_hash, documents, purged_at)
     VALUES ($1, gen_random_uuid(), 'question', sha256('x'), '', 0, now())`,
    [vernon],
  );
  expect((await verifyAudit(audit, vernon)).findings).toMatchObject([{ reason: 'purge-not-authentic' }]);
  await superuser.query(`DELETE FROM purges WHERE dossier_hash = sha256('x')`);
});

test('a held dossier is removed by nobody: not by the application, not by an older purge', async () => {
  const { dossier } = await dueDossier();
  await within((tx) =>
    placeHold(tx, { agent: leader, authorityId: vernon, dossierId: dossier.id, reason: 'Contrôle', now: new Date() }),
  );
  await expect(within((tx) => tx.deleteFrom('dossiers').where('id', '=', dossier.id).execute())).rejects.toThrow(
    /is held/,
  );
  await expect(
    superuser.query('SELECT purge_dossier($1, $2, $3, gen_random_uuid())', [vernon, dossier.id, today]),
  ).rejects.toThrow(/is held/);
  expect(await exists(dossier.id)).toBe(true);
});

test('a leader holds and lifts from the page, with a reason; whoever leads nothing finds no such page', async () => {
  const { dossier } = await dueDossier();
  const path = `${addressOf(dossier)}/conservation`;
  const [browser, other] = [await bench.browser(leader), await bench.browser(member)];
  expect((await other.get(path)).status).toBe(404);
  expect((await other.get(addressOf(dossier))).body).not.toContain('conservation');
  expect((await browser.get(addressOf(dossier))).body).toContain(path);
  expect((await browser.get(path)).body).toContain('Suspendre l’effacement de ce dossier');
  expect(await browser.post(path, { acte: 'place', motif: '  ' })).toMatchObject({
    status: 422,
    body: expect.stringContaining('Écrivez le motif.'),
  });
  const long = await browser.post(path, { acte: 'place', motif: 'x'.repeat(501) });
  expect(long.status).toBe(422);
  expect(long.body).toContain('x'.repeat(501));
  expect((await browser.post(path, { acte: 'place', motif: 'Recours 2601' })).status).toBe(303);
  const shown = (await browser.get(addressOf(dossier))).body;
  expect(shown).toContain('Dossier conservé');
  expect(shown).toContain('Recours 2601');
  // A second click, and a colleague's.
  expect((await browser.post(path, { acte: 'place', motif: 'Encore' })).status).toBe(303);
  expect(await purgeDossiers(bench.parts, vernon, today)).toBe(0);
  expect((await browser.get(path)).body).toContain('Reprendre l’effacement de ce dossier');
  expect((await browser.post(path, { acte: 'lift', motif: 'Jugement rendu' })).status).toBe(303);
  expect((await browser.get(addressOf(dossier))).body).toContain('Effacement à nouveau possible');
  expect(await purgeDossiers(bench.parts, vernon, today)).toBe(1);
  await Promise.all([browser.close(), other.close()]);
});

test('what had been purged and comes back with an older copy is purged again, and the seals go on', async () => {
  const { dossier } = await dueDossier();
  await sealHistories(audit, vernon);
  // The copy of before: what the tables hold now.
  const kept =
    'dossiers dossier_events documents tracking_codes dossier_holds purges audit_seals audit_seal_lines'.split(' ');
  await superuser.query("SET session_replication_role = 'replica'");
  for (const table of kept) await superuser.query(`CREATE TEMP TABLE old_${table} AS SELECT * FROM ${table}`);
  expect(await purgeDossiers(bench.parts, vernon, today)).toBe(1);
  await sealHistories(audit, vernon);
  const after = await bench.file(procedure);
  platform.clock.advance({ hours: 24 });
  const last = await sealHistories(audit, vernon);
  for (const table of kept) {
    const { rows } = await superuser.query<{ names: string }>(
      `SELECT string_agg(quote_ident(column_name), ', ') AS names FROM information_schema.columns
       WHERE table_schema = 'public' AND table_name = $1 AND is_generated = 'NEVER'`,
      [table],
    );
    await superuser.query(`DELETE FROM ${table}`);
    await superuser.query(`INSERT INTO ${table} (${rows[0]?.names}) SELECT ${rows[0]?.names} FROM old_${table}`);
  }
  await superuser.query("SET session_replication_role = 'origin'");
  expect(await exists(dossier.id)).toBe(true);
  expect(await exists(after.id)).toBe(false);
  // Held in the copy, the hold lifted since.
  await within((tx) =>
    placeHold(tx, { agent: leader, authorityId: vernon, dossierId: dossier.id, reason: 'Ancien', now: new Date() }),
  );

  const [report] = await replayPurges(platform, platform.ownerUrl);
  expect(report).toEqual({ authorityId: vernon, purged: 1, refused: 0, resumedAt: (last?.number ?? 0) + 1 });
  expect(await exists(dossier.id)).toBe(false);
  expect((await verifyAudit(audit, vernon)).findings).toEqual([]);
  const proofs = await within((tx) => tx.selectFrom('purges').select('again').where('again', '=', true).execute());
  expect(proofs).toHaveLength(1);
  const [again] = await replayPurges(platform, platform.ownerUrl);
  expect(again).toMatchObject({ purged: 0, resumedAt: undefined });
});

test('a paper that the key of here did not make is not followed', async () => {
  const { dossier } = await dueDossier('2027-01-01');
  const numbers = await audit.register.list(vernon);
  const last = numbers.at(-1) ?? 0;
  const paper = JSON.parse((await audit.register.read(vernon, last)) ?? '{}');
  paper.number = last + 1;
  paper.purged = [{ dossier: sha256(dossier.id).toString('hex'), proof: '00' }];
  await audit.register.write(vernon, last + 1, JSON.stringify(paper));
  await expect(replayPurges(platform, platform.ownerUrl)).rejects.toThrow(/register holds seal/);
  expect(await exists(dossier.id)).toBe(true);
});

test('the application cannot purge before the term, nor again', async () => {
  const { dossier } = await dueDossier('2027-01-01');
  await expect(
    within((tx) => runStatement(tx, 'SELECT purge_dossier_again($1, $2, $3)', [vernon, dossier.id, '{}'])),
  ).rejects.toThrow(/permission denied/);
});
