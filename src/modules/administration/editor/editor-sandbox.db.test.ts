import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Editor, type EditorBench, editorBench, vernon } from './testing/editor-bench.ts';
import { createFromNothing } from './usecases/create-draft.ts';

let bench: EditorBench;
let hugo: Editor;
beforeAll(async () => {
  bench = await editorBench();
  hugo = await bench.editor(vernon, 'Hugo Lambert');
});
afterAll(() => bench?.close());

/** How many rows each table has for the application at work in Vernon: where a request would go is among them. */
function rowsByTable(): Promise<Record<string, number>> {
  return bench.counter.platform.database.transaction([vernon], async (tx) => {
    const { rows: tables } = await sql<{ name: string }>`
      SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) AS name FROM pg_tables
      WHERE schemaname NOT IN ('pg_catalog', 'information_schema')
        AND has_table_privilege(quote_ident(schemaname) || '.' || quote_ident(tablename), 'SELECT')`.execute(tx);
    const counts: Record<string, number> = {};
    for (const { name } of tables) {
      const { rows } = await sql<{ count: number }>`SELECT count(*)::int AS count FROM ${sql.raw(name)}`.execute(tx);
      counts[name] = rows[0]?.count ?? 0;
    }
    return counts;
  });
}

/** The tables that hold more rows than before, or fewer. */
function changes(before: Record<string, number>, after: Record<string, number>): string[] {
  return Object.keys(after).filter((name) => after[name] !== before[name]);
}

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
const answers = { given_names: 'Inès', family_name: 'Banderole', email: 'ines.banderole@example.fr' };

test('a trial to its end writes no row, keeps no file and tells nobody, where a filing does all of it', async () => {
  const { counter } = bench;
  const id = await createFromNothing(bench.parts, hugo.principal, {
    title: 'Poser une banderole',
    theme: 'town-life',
    competence: 'town-life',
    decision: true,
  });
  const draft = `/agents/editeur/${id}`;
  const page = `${draft}/formulaire/request`;
  await hugo.send(`${page}/champs`, { act: 'add', label: 'Photo', type: 'file' }, page);
  // Published: what a trial would leave behind would come to the inbox of real agents.
  expect((await hugo.send(`${draft}/publier`, { act: 'publish' })).status).toBe(303);
  await counter.runJobs();
  await hugo.get(`${draft}/essai`);

  const before = await rowsByTable();
  const sent = counter.platform.mail.sent.length;
  const photo = [{ field: 'photo', name: 'facade.png', content: png }];
  const second = await hugo.browser.postFiles(
    `${draft}/essai`,
    { _page: 'request', request_text: 'Six mètres' },
    photo,
  );
  expect(second.body).toContain('facade.png');
  const carried = (body: string, name: string) =>
    (new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? '').replaceAll('&quot;', '"');
  const of = (body: string) => ({ _answers: carried(body, '_answers'), _documents: carried(body, '_documents') });
  const filed = await hugo.browser.post(`${draft}/essai`, { ...of(second.body), _page: 'applicant', ...answers });
  expect(filed.body).toContain('La demande serait envoyée');
  const refusing = { ...of(filed.body), _doing: 'refuse', reason: 'La façade est classée.' };
  const refused = await hugo.browser.post(`${draft}/essai`, refusing);
  expect(refused.body).toContain('Courrier qui serait produit');
  expect(refused.body).toContain('À ce stade, la demande serait terminée');
  await counter.runJobs();
  expect(changes(before, await rowsByTable())).toEqual([]);
  expect(counter.platform.mail.sent).toHaveLength(sent);

  // The same, filed by a resident: the tables above are those where it would have been seen.
  const resident = counter.visitor();
  const start = '/vernon/demarches/poser-une-banderole/commencer';
  const form = await resident.get(start);
  const key = /name="_idempotency" value="([^"]*)"/.exec(form.body)?.[1] ?? '';
  const begun = await resident.postFiles(start, { request_text: 'Six mètres', _idempotency: key }, photo);
  expect(begun.status).toBe(303);
  await resident.get(begun.location ?? '');
  const check = await resident.post(begun.location ?? '', answers);
  await resident.get(check.location ?? '');
  const receipt = await resident.post(check.location ?? '');
  expect(receipt.location).toMatch(/\/recu$/);
  await counter.runJobs();
  expect(changes(before, await rowsByTable())).toEqual(
    expect.arrayContaining([
      'public.documents',
      'public.dossiers',
      'public.dossier_events',
      'public.outgoing_messages',
    ]),
  );
  expect(counter.platform.mail.sent.slice(sent).map(({ to }) => to)).toContain(answers.email);
});
