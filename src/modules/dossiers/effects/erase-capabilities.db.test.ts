import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import { testPlatform } from '#tests/support/test-platform.ts';
import { removeOldRuns } from '../bulk/remove-old-runs.ts';
import { applyTransition } from '../usecases/apply-transition.ts';
import type { DossierRow } from '../usecases/lock-dossier.ts';
import { purgeDossiers } from '../usecases/purge-dossiers.ts';
import { type AgentBench, agentBench } from '../web/agent/testing/agent-bench.ts';
import { withWorkflow } from './testing/with-workflow.ts';

const vernon = 'C27681';
/** Put wherever a table may speak of the person. */
const said = 'Zoé Martin';
let bench: AgentBench;
let agentId: string;

beforeAll(async () => {
  bench = await agentBench(await testPlatform({ territory: true }));
  const { teamAuthorityId: authorityId, teamId } = await bench.procedure('question');
  agentId = (await bench.makeAgent('Aline Roux', [{ authorityId, teamId }])).agentId;
});
afterAll(() => bench.close());

const inVernon = <T>(work: (tx: Tx) => Promise<T>) => bench.platform.database.transaction([vernon], work);

async function filed(): Promise<DossierRow> {
  const forget = { id: 'forget', to: 'nobody', effects: [{ effect: 'anonymise' }] };
  const nobody = { id: 'nobody', phase: 'closed', label: 'Anonyme', explanation: 'Anonyme.' };
  return bench.file(
    await withWorkflow(bench, await bench.procedure('question'), { transitions: [forget], states: [nobody] }),
  );
}

/** A row in every table that may hold something of the person besides the dossier itself. */
async function plant(tx: Tx, dossier: DossierRow, other: DossierRow): Promise<void> {
  const own = { authority_id: vernon, dossier_id: dossier.id };
  const at = new Date('2026-11-22T09:00:00Z');
  const batchId = newId();
  await tx
    .insertInto('letter_batches')
    .values({
      authority_id: vernon,
      id: batchId,
      letter_id: 'own-1',
      title: 'Relance',
      sending: 'chosen',
      origin: '',
      made_by: agentId,
      made_by_name: 'Aline Roux',
      made_at: at,
    })
    .execute();
  const line = { batch_id: batchId, position: 1, code: dossier.code, state: 'written', way: 'paper' } as const;
  await tx
    .insertInto('letter_batch_lines')
    .values({ ...own, ...line, document_id: newId(), content: JSON.stringify({ recipient: [said] }) })
    .execute();
  await tx
    .insertInto('letter_choices')
    .values({ ...own, way: 'paper', chosen_at: at, chosen_by_name: said })
    .execute();
  await tx
    .insertInto('dossier_tasks')
    .values({
      ...own,
      id: newId(),
      title: `Rappeler ${said}`,
      created_at: at,
      created_by: agentId,
      created_by_name: '',
    })
    .execute();
  await tx
    .insertInto('dossier_mentions')
    .values({ ...own, seq: 1, agent_id: agentId, by_name: '', excerpt: `Voir ${said}`, at })
    .execute();
  await tx
    .insertInto('dossier_looks')
    .values({ ...own, agent_id: agentId, looked_at: at, seen_seq: 1 })
    .execute();
  await tx
    .insertInto('resident_file_views')
    .values({
      ...own,
      id: newId(),
      agent_id: agentId,
      agent_name: '',
      for_authority_id: vernon,
      reason: `Aide de ${said}`,
      at,
    })
    .execute();
  await tx
    .insertInto('dossier_links')
    .values([
      { ...own, linked_dossier_id: other.id, kind: 'related', created_at: at },
      { authority_id: vernon, dossier_id: other.id, linked_dossier_id: dossier.id, kind: 'related', created_at: at },
    ])
    .execute();
  const [dossierId = '', otherId = ''] = [dossier.id, other.id].sort();
  await tx
    .insertInto('dossier_distinctions')
    .values({ authority_id: vernon, dossier_id: dossierId, other_id: otherId, said_at: at, said_by: agentId })
    .execute();
  await tx
    .insertInto('mail_threads')
    .values({ ...own, reference: `r-${dossier.id}` })
    .execute();
  await tx
    .insertInto('received_messages')
    .values({
      ...own,
      id: newId(),
      medium: 'email',
      identity: Buffer.from(dossier.id),
      sender: 'zoe.martin@example.fr',
      sender_name: said,
      subject: said,
      body: `Je suis ${said}.`,
      quoted: said,
      set_aside: JSON.stringify([{ name: `${said}.exe`, why: 'type' }]),
      verdict: 'joined',
      state: 'settled',
      received_at: at,
      decided_at: at,
    })
    .execute();
  await tx
    .insertInto('contact_ratings')
    .values({ ...own, contact_id: newId(), mark: 2, comment: `${said} attend toujours`, rated_at: at })
    .execute();
  await tx
    .insertInto('payments')
    .values({
      authority_id: vernon,
      id: newId(),
      subject_kind: 'dossier',
      subject_id: dossier.id,
      request_key: newId(),
      label: 'Copie',
      amount_cents: 500,
      payer_name: said,
      state: 'due',
      created_at: at,
      updated_at: at,
    })
    .execute();
  const runId = newId();
  await tx
    .insertInto('bulk_runs')
    .values({
      authority_id: vernon,
      id: runId,
      agent_id: agentId,
      key: runId,
      act: JSON.stringify({ kind: 'note', body: `Vu avec ${said}` }),
      query: `q=${said}`,
      origin: '',
      state: 'done',
      created_at: at,
      finished_at: at,
    })
    .execute();
  await tx
    .insertInto('bulk_run_rows')
    .values({
      authority_id: vernon,
      run_id: runId,
      position: 1,
      dossier_authority_id: vernon,
      dossier_id: dossier.id,
      code: dossier.code,
      outcome: 'done',
      reason: `${said} absente`,
    })
    .execute();
  await tx
    .insertInto('requested_documents')
    .values({ ...own, id: newId(), label: JSON.stringify({ fr: `Carte de ${said}` }), position: 1, asked_at: at })
    .execute();
}

function forget(dossier: DossierRow): Promise<unknown> {
  return inVernon((tx) =>
    applyTransition(tx, bench.parts, {
      authorityId: vernon,
      dossierId: dossier.id,
      transitionId: 'forget',
      actor: { kind: 'agent', role: 'agent', id: agentId, name: 'Aline Roux' },
      channel: 'web',
      form: {},
      origin: 'https://guichet.example.fr',
    }),
  );
}

/** Every table that the application may read and that has a row that says the person's name or address. */
async function tablesThatName(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'authority_id'
    WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND has_table_privilege(c.oid, 'SELECT') ORDER BY 1`.execute(
    tx,
  );
  const found: string[] = [];
  for (const { name } of rows) {
    const { rows: hits } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM ${sql.table(name)} t
      WHERE t.authority_id = ${vernon} AND t::text ~* 'zo[eé].?martin|\\mzoé\\M'`.execute(tx);
    if ((hits[0]?.n ?? 0) > 0) found.push(name);
  }
  return found;
}

const planted = [
  'bulk_run_rows',
  'bulk_runs',
  'contact_ratings',
  'dossier_mentions',
  'dossier_tasks',
  'letter_batch_lines',
  'letter_choices',
  'payments',
  'received_messages',
  'requested_documents',
  'resident_file_views',
];

test('once anonymised, no table of the database says whose the dossier was', async () => {
  const dossier = await filed();
  const other = await filed();
  await forget(other);
  await inVernon((tx) => plant(tx, dossier, other));
  expect(await inVernon(tablesThatName)).toEqual(expect.arrayContaining(planted));
  await forget(dossier);
  expect(await inVernon(tablesThatName)).toEqual([]);
  const lines = await inVernon((tx) => tx.selectFrom('letter_batch_lines').selectAll().execute());
  expect(lines).toMatchObject([{ state: 'written', content: null, document_id: null }]);
  const count = (table: 'dossier_looks' | 'dossier_links' | 'dossier_distinctions' | 'mail_threads') =>
    inVernon(async (tx) => (await tx.selectFrom(table).selectAll().execute()).length);
  for (const table of ['dossier_looks', 'dossier_links', 'dossier_distinctions', 'mail_threads'] as const)
    expect([table, await count(table)]).toEqual([table, 0]);
});

test('once purged, none does either', async () => {
  const dossier = await filed();
  await inVernon(async (tx) => plant(tx, dossier, await bench.file(await bench.procedure('question'))));
  await inVernon((tx) => tx.updateTable('dossiers').set({ purge_on: '2026-01-01' }).execute());
  expect(await inVernon(tablesThatName)).toEqual(expect.arrayContaining(planted));
  await purgeDossiers(bench.parts, vernon, '2026-11-22');
  expect(await inVernon(tablesThatName)).toEqual([]);
});

test('what was done to many is forgotten a month after; what is still to be done keeps its words', async () => {
  const finished = new Date('2026-11-22T09:00:00Z');
  const run = (state: 'done' | 'waiting') => {
    const id = newId();
    return {
      authority_id: vernon,
      id,
      agent_id: agentId,
      key: id,
      act: JSON.stringify({ kind: 'note', body: 'Relancer' }),
      origin: '',
      state,
      created_at: finished,
      finished_at: state === 'done' ? finished : null,
    };
  };
  const [done, waiting] = [run('done'), run('waiting')];
  await inVernon((tx) => tx.insertInto('bulk_runs').values([done, waiting]).execute());
  const left = async () =>
    (await inVernon((tx) => tx.selectFrom('bulk_runs').select('id').where('id', 'in', [done.id, waiting.id]).execute()))
      .map(({ id }) => id)
      .toSorted();
  await removeOldRuns(bench.parts, vernon, new Date('2026-12-21T09:00:00Z'));
  expect(await left()).toEqual([done.id, waiting.id].toSorted());
  await removeOldRuns(bench.parts, vernon, new Date('2026-12-23T09:00:00Z'));
  expect(await left()).toEqual([waiting.id]);
});

test('nobody takes the traces of another authority’s dossiers away', async () => {
  await expect(
    inVernon((tx) => sql`SELECT forget_dossier_traces('C27399', ${newId()}::uuid)`.execute(tx)),
  ).rejects.toThrow('not an authority of this transaction');
});
