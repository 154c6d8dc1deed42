import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { formSchema } from '#modules/forms/index.ts';
import { testPlatform } from '#tests/support/test-platform.ts';
import { type AgentBench, type AgentBrowser, agentBench } from './testing/agent-bench.ts';

const pages = `
pages:
  - id: one
    title: La demande
    fields:
      - { id: name, type: text, label: Nom }
      - { id: visit, type: date, label: Jour de la visite, agentOnly: true }
      - { id: width, type: number, label: Largeur du passage, agentOnly: true, min: 1, max: 10 }
`;

let bench: AgentBench;
let browser: AgentBrowser;
let path: string;
let dossierId: string;

beforeAll(async () => {
  const platform = await testPlatform({ territory: true });
  const changes = {
    procedure: 'with-agent-fields',
    slug: 'avec-champs-du-service',
    title: { fr: 'Demande' },
    applicant: {},
    form: formSchema.parse(parse(pages)),
  };
  await sql`
    INSERT INTO procedure_versions (procedure_id, version, definition, workflow, content_hash)
    SELECT 'with-agent-fields', 1, definition - 'headline' || ${JSON.stringify(changes)}::jsonb, workflow, 'with-agent-fields'
    FROM procedure_versions WHERE procedure_id = 'question' ORDER BY version DESC LIMIT 1`.execute(
    platform.database.open,
  );
  bench = await agentBench(platform);
  const adopted = await bench.procedure('with-agent-fields');
  const dossier = await bench.file(adopted, { name: 'Zoé' });
  dossierId = dossier.id;
  path = `/agents/dossiers/vernon/${dossier.id}`;
  const agent = await bench.makeAgent('Aline Roux', [{ authorityId: adopted.teamAuthorityId, teamId: adopted.teamId }]);
  browser = await bench.browser(agent);
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await bench?.close();
});

const revisionIn = (body: string) => /name="revision" value="(\d+)"/.exec(body)?.[1] ?? '';

test('an agent fills in what the form keeps for the department; the history says so to agents only', async () => {
  expect((await browser.get(path)).body).toContain('Compléter les informations du service');
  const page = await browser.get(`${path}/completer`);
  expect(page.body).toContain('Largeur du passage');
  expect(page.body).not.toContain('name="name"');

  const wrong = await browser.post(`${path}/completer`, { revision: revisionIn(page.body), width: '40' });
  expect(wrong.status).toBe(422);
  expect(wrong.body).toContain('value="40"');

  const saved = await browser.post(`${path}/completer`, {
    revision: revisionIn(page.body),
    width: '3',
    name: 'Forgé',
    'visit-day': '',
  });
  expect(saved.status).toBe(303);
  const dossier = await bench.platform.database.transaction(['C27681'], (tx) =>
    tx.selectFrom('dossiers').select('answers').where('id', '=', dossierId).executeTakeFirstOrThrow(),
  );
  expect(dossier.answers).toEqual({ name: 'Zoé', width: 3 });
  const shown = await browser.get(path);
  expect(shown.body).toContain('Informations du service\u00a0: Largeur du passage');

  const late = await browser.post(`${path}/completer`, { revision: '1', width: '5' });
  expect(late.status).toBe(409);
  expect(late.body).toContain('Le dossier a changé');
});
