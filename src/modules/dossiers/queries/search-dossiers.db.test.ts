import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { testPlatform } from '#tests/support/test-platform.ts';
import { addNote } from '../usecases/add-note.ts';
import type { DossierRow } from '../usecases/lock-dossier.ts';
import { type AgentBench, agentBench, vernon } from '../web/agent/testing/agent-bench.ts';
import { type InboxFilter, listInbox } from './list-inbox.ts';

let bench: AgentBench;
let agent: AgentPrincipal;
let stranger: AgentPrincipal;
let light: DossierRow;
let question: DossierRow;
const today = '2026-11-22';

beforeAll(async () => {
  bench = await agentBench(await testPlatform({ territory: true }));
  const adopted = await bench.procedure('question');
  const lights = await bench.procedure('street-light');
  const elsewhere = await bench.procedure('question', 'C27399');
  const team = { authorityId: adopted.teamAuthorityId, teamId: adopted.teamId };
  agent = await bench.makeAgent('Aline Roux', [team]);
  stranger = await bench.makeAgent('Marc Petit', [
    { authorityId: elsewhere.teamAuthorityId, teamId: elsewhere.teamId },
  ]);
  question = await bench.file(adopted, { subject: 'streets', message: 'Les nids-de-poule de la rue d’Évreux' });
  light = await bench.file(lights, { fault: 'out', danger: false, message: 'Éteint depuis mardi' });
  await bench.file(elsewhere, { subject: 'streets', message: 'Les nids-de-poule de la rue d’Évreux' });
});
afterAll(() => bench.close());

const find = async (filter: Partial<InboxFilter>, who = agent) => {
  const { rows } = await bench.platform.database.transaction(who.scope, (tx) =>
    listInbox(tx, who, { view: 'all', ...filter }, { today }),
  );
  return rows.map(({ id }) => id);
};

test('words of answers find their dossier, accents, endings and case aside, of one’s own authority alone', async () => {
  expect(await find({ search: 'evreux nid' })).toEqual([question.id]);
  expect(await find({ search: 'ÉTEINTS' })).toEqual([light.id]);
  expect(await find({ search: 'evreux lampadaire' })).toEqual([]);
  expect(await find({ search: 'evreux' }, stranger)).toHaveLength(1);
  expect(await find({ search: 'evreux' }, stranger)).not.toContain(question.id);
});

test('a code, an e-mail, a name find', async () => {
  expect(await find({ search: question.code })).toEqual([question.id]);
  expect((await find({ search: 'zoe.martin@example.fr' })).length).toBe(2);
  expect((await find({ search: 'mart' })).length).toBe(2);
  expect(await find({ search: 'de la' })).toEqual([]);
  expect((await find({ search: '!!' })).length).toBe(2);
});

test('an answer equal to a value finds, of its procedure', async () => {
  expect(await find({ procedureId: 'question', field: { id: 'subject', value: 'Streets' } })).toEqual([question.id]);
  expect(await find({ procedureId: 'street-light', field: { id: 'fault', value: 'out' } })).toEqual([light.id]);
  expect(await find({ procedureId: 'street-light', field: { id: 'danger', value: 'false' } })).toEqual([light.id]);
  expect(await find({ procedureId: 'street-light', field: { id: 'fault', value: "o'ut\\' | 'x" } })).toEqual([]);
});

test('notes are found, and no longer once the dossier is erased', async () => {
  const now = new Date();
  const note = {
    agent,
    authorityId: vernon,
    dossierId: light.id,
    body: 'Prévenir le concessionnaire Zébulon',
    key: 'k',
  };
  await bench.platform.database.transaction(agent.scope, (tx) => addNote(tx, { ...note, now }));
  expect(await find({ search: 'zebulon' })).toEqual([light.id]);
  await bench.platform.database.transaction(agent.scope, (tx) =>
    sql`SELECT * FROM anonymise_dossier(${vernon}, ${light.id}::uuid, '{}'::jsonb, now())`.execute(tx),
  );
  expect(await find({ search: 'zebulon' })).toEqual([]);
  expect(await find({ search: 'éteint' })).toEqual([]);
});

test('the function that reads every word gives nothing of another authority, whatever it is asked', async () => {
  const ask = (scope: readonly string[], typed: string) =>
    bench.platform.database.transaction(scope, async (tx) => {
      const { rows } = await sql<{ authority_id: string }>`
        SELECT * FROM find_dossiers_by_words(${typed}::tsquery, ARRAY[]::text[], 100)`.execute(tx);
      return [...new Set(rows.map((row) => row.authority_id))];
    });
  expect(await ask([vernon], "'nid':*")).toEqual([vernon]);
  expect(await ask([], "'nid':*")).toEqual([]);
  // A word that names another authority is only a longer word of one's own.
  expect(await ask([vernon], "'C27399/nid':*")).toEqual([]);
  expect(await ask([vernon], "!'nothing'")).toEqual([vernon]);
  const { rows } = await sql<{ n: number }>`SELECT count(*)::integer AS n FROM dossier_words`.execute(
    bench.platform.database.open,
  );
  expect(rows[0]?.n).toBe(0);
});

test('more answers than can be gathered are walked through, in the order of the list', async () => {
  await bench.platform.database.transaction([vernon], (tx) =>
    sql`
      WITH made AS (
        INSERT INTO dossiers (authority_id, id, code, procedure_id, procedure_version, state, phase, headline, team_authority_id,
          team_id, applicant_name, answers, submitted_at, updated_at, silence_rule, submission_key)
        SELECT authority_id, gen_random_uuid(), 'X' || n, procedure_id, procedure_version, state, phase, headline, team_authority_id,
          team_id, 'Personne ' || n, '{"message": "fontaine"}', submitted_at - n * interval '1 minute', updated_at, silence_rule, gen_random_uuid()
        FROM dossiers, generate_series(1, 1600) n WHERE authority_id = ${vernon} AND id = ${question.id} RETURNING 1)
      SELECT count(*) FROM made`.execute(tx),
  );
  const { rows } = await bench.platform.database.transaction(agent.scope, (tx) =>
    listInbox(tx, agent, { view: 'all', search: 'fontaine', order: 'oldest' }, { today, limit: 3 }),
  );
  expect(rows.map((row) => row.applicant_name)).toEqual(['Personne 1600', 'Personne 1599', 'Personne 1598']);
  expect(await find({ search: 'fontaine evreux' })).toEqual([]);
}, 30_000);
