import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { testPlatform } from '#tests/support/test-platform.ts';
import { addNote } from '../usecases/add-note.ts';
import type { DossierRow } from '../usecases/lock-dossier.ts';
import { type AgentBench, agentBench, vernon } from '../web/agent/testing/agent-bench.ts';
import { type InboxCursor, type InboxFilter, listInbox } from './list-inbox.ts';

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
      const { rows } = await sql<{ authorities: string[] }>`
        SELECT * FROM find_dossiers_by_words(${typed}::tsquery, NULL, ARRAY[]::text[], ${[vernon, 'C27399']}::text[],
          ARRAY['o', 'e'], NULL, NULL, NULL, 100)`.execute(tx);
      return [...new Set(rows.flatMap((row) => row.authorities))];
    });
  expect(await ask([vernon], "'nid':*")).toEqual([vernon]);
  expect(await ask([], "'nid':*")).toEqual([]);
  expect(await ask(['C27399'], "'nid':*")).toEqual(['C27399']);
  // A word that names another authority is only a longer word of one's own.
  expect(await ask([vernon], "'C27399/nid':*")).toEqual([]);
  expect(await ask([vernon], "!'nothing'")).toEqual([vernon]);
  const { rows } = await sql<{ n: number }>`SELECT count(*)::integer AS n FROM dossier_words`.execute(
    bench.platform.database.open,
  );
  expect(rows[0]?.n).toBe(0);
});

/** Dossiers like the question, filed one after the other into the past. */
const fileMany = (count: number, message: string, every: string, name = 'Personne', phase = 'received') =>
  bench.platform.database.transaction([vernon], (tx) =>
    sql`
      WITH made AS (
        INSERT INTO dossiers (authority_id, id, code, procedure_id, procedure_version, state, phase, headline, team_authority_id,
          team_id, applicant_name, answers, submitted_at, updated_at, silence_rule, submission_key)
        SELECT authority_id, gen_random_uuid(), ${name} || n, procedure_id, procedure_version, state, ${phase}, headline, team_authority_id,
          team_id, ${name} || ' ' || n, jsonb_build_object('message', ${message}::text), submitted_at - n * ${every}::interval, updated_at,
          silence_rule, gen_random_uuid()
        FROM dossiers, generate_series(1, ${count}::integer) n WHERE authority_id = ${vernon} AND id = ${question.id} RETURNING 1)
      SELECT count(*) FROM made`.execute(tx),
  );

/** All pages of a list, forwards and then backwards. */
const pages = async (filter: InboxFilter, limit: number) => {
  const names: string[] = [];
  let after: InboxCursor | undefined;
  do {
    const page = await bench.platform.database.transaction(agent.scope, (tx) =>
      listInbox(tx, agent, filter, { today, limit, ...(after === undefined ? {} : { after }) }),
    );
    names.push(...page.rows.map((row) => row.applicant_name));
    after = page.next;
  } while (after !== undefined);
  return names;
};

const numbered = (name: string, count: number) => Array.from({ length: count }, (_, n) => `${name} ${n + 1}`);

test('answers over many months come in the order of the list, page after page', async () => {
  await fileMany(130, 'glycine', '9 days', 'Ancien', 'closed');
  const glycine: InboxFilter = { view: 'all', search: 'glycine' };
  expect(await pages(glycine, 7)).toEqual(numbered('Ancien', 130));
  expect(await pages({ ...glycine, order: 'oldest' }, 40)).toEqual(numbered('Ancien', 130).reverse());
  expect(await pages({ ...glycine, view: 'closed' }, 50)).toEqual(numbered('Ancien', 130));
  expect(await pages({ ...glycine, view: 'todo' }, 50)).toEqual([]);
  expect((await pages({ ...glycine, order: 'name' }, 50)).toSorted()).toEqual(numbered('Ancien', 130).toSorted());
  // Whole words are many: those that only begin so are left out, on each page.
  await fileMany(3, 'glycinette', '40 days', 'Presque');
  expect(await pages(glycine, 7)).toEqual(numbered('Ancien', 130));
  expect(await pages({ view: 'all', search: 'glycinet' }, 2)).toEqual(numbered('Presque', 3));
}, 60_000);

test('what an ended dossier says is found among those ended, and among the open ones once it is opened again', async () => {
  await fileMany(1, 'mirabelle', '400 days', 'Voisine');
  const where = async () => ({
    open: await pages({ view: 'todo', search: 'mirabelle' }, 5),
    ended: await pages({ view: 'closed', search: 'mirabelle' }, 5),
    all: await pages({ view: 'all', search: 'mirab' }, 5),
  });
  const become = (phase: 'closed' | 'in-progress') =>
    bench.platform.database.transaction([vernon], (tx) =>
      tx.updateTable('dossiers').set({ phase }).where('applicant_name', '=', 'Voisine 1').execute(),
    );
  expect(await where()).toEqual({ open: ['Voisine 1'], ended: [], all: ['Voisine 1'] });
  await become('closed');
  expect(await where()).toEqual({ open: [], ended: ['Voisine 1'], all: ['Voisine 1'] });
  await become('in-progress');
  expect(await where()).toEqual({ open: ['Voisine 1'], ended: [], all: ['Voisine 1'] });
}, 30_000);

test('more answers than can be gathered are walked through, in the order of the list', async () => {
  await fileMany(1600, 'fontaine', '1 minute');
  const first = async (filter: Partial<InboxFilter>) => {
    const { rows } = await bench.platform.database.transaction(agent.scope, (tx) =>
      listInbox(tx, agent, { view: 'all', search: 'fontaine', ...filter }, { today, limit: 3 }),
    );
    return rows.map((row) => row.applicant_name);
  };
  expect(await first({ order: 'oldest' })).toEqual(['Personne 1600', 'Personne 1599', 'Personne 1598']);
  expect(await first({})).toEqual(['Personne 1', 'Personne 2', 'Personne 3']);
  expect(await first({ view: 'todo', order: 'name' })).toEqual(['Personne 1', 'Personne 10', 'Personne 100']);
  expect(await first({ order: 'name' })).toEqual(['Personne 1', 'Personne 10', 'Personne 100']);
  expect(await first({ order: 'name', authorityId: vernon, channel: 'web' })).toEqual([
    'Personne 1',
    'Personne 10',
    'Personne 100',
  ]);
  expect(await find({ search: 'fontaine evreux' })).toEqual([]);
}, 30_000);

test('many answers over many months are met in any order of the list, page after page, each once', async () => {
  await fileMany(1600, 'glacier', '16 hours', 'Alpin', 'closed');
  await bench.platform.database.transaction([vernon], (tx) =>
    sql`UPDATE dossiers SET phase = (ARRAY['closed', 'refused', 'received'])[1 + n % 3], due_on = CASE WHEN n % 4 > 0 THEN date '2026-01-01' + n % 90 END,
        updated_at = timestamptz '2026-01-01' + n % 70 * interval '1 day'
      FROM (SELECT id AS one, substr(applicant_name, 7)::integer AS n FROM dossiers WHERE applicant_name LIKE 'Alpin %') numbered
      WHERE authority_id = ${vernon} AND id = one`.execute(tx),
  );
  const sorted = async (by: string) => {
    const { rows } = await bench.platform.database.transaction([vernon], (tx) =>
      sql<{ name: string }>`SELECT applicant_name AS name FROM dossiers WHERE applicant_name LIKE 'Alpin %'
        ORDER BY ${sql.raw(by)}`.execute(tx),
    );
    return rows.map((row) => row.name);
  };
  const glacier: InboxFilter = { view: 'all', search: 'glacier' };
  expect(await pages({ ...glacier, order: 'name' }, 300)).toEqual(await sorted('applicant_name, id'));
  expect(await pages({ ...glacier, order: 'name-back' }, 700)).toEqual(await sorted('applicant_name DESC, id DESC'));
  expect(await pages({ ...glacier, order: 'touched' }, 300)).toEqual(await sorted('updated_at DESC, id DESC'));
  expect(await pages({ ...glacier, order: 'due' }, 300)).toEqual(await sorted('due_on NULLS LAST, id'));
  expect(await pages({ ...glacier, view: 'closed', order: 'untouched' }, 700)).toHaveLength(1067);
}, 60_000);
