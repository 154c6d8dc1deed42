import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { formSchema } from '#modules/forms/index.ts';
import { createAccount } from '#modules/identity/index.ts';
import { type TestCounter, testCounter, type Visitor } from '#tests/support/test-counter.ts';

const pages = `
pages:
  - id: company
    title: L’entreprise
    fields:
      - { id: email, type: email, label: Adresse électronique, prefill: previous.email }
      - { id: siret, type: company, label: SIRET }
      - { id: inspected, type: text, label: Contrôle, agentOnly: true }
  - id: details
    title: Le détail
    fields:
      - { id: name, type: text, label: Nom de l’entreprise, prefill: connector.company.name, prefillFrom: siret }
      - { id: where, type: address, label: Adresse de l’entreprise, prefill: connector.company.address, prefillFrom: siret }
      - { id: remark, type: text, label: Contrôle passé, prefill: previous.inspected, optional: true }
`;

const start = '/vernon/demarches/entreprise/commencer';

let counter: TestCounter;
beforeAll(async () => {
  counter = await testCounter({
    prepare: async ({ database }) => {
      const changes = {
        procedure: 'company-form',
        slug: 'entreprise',
        title: { fr: 'Entreprise' },
        applicant: { email: 'email' },
        form: formSchema.parse(parse(pages)),
      };
      await sql`
        INSERT INTO procedure_versions (procedure_id, version, definition, workflow, content_hash)
        SELECT 'company-form', 1, definition - 'headline' || ${JSON.stringify(changes)}::jsonb, workflow, 'company-form'
        FROM procedure_versions WHERE procedure_id = 'question' ORDER BY version DESC LIMIT 1`.execute(database.open);
    },
  });
}, 180_000);
afterAll(() => counter?.close());

function hidden(body: string, name: string): string {
  return new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? '';
}

async function sendFirst(visitor: Visitor, siret: string): Promise<string> {
  const page = await visitor.get(start);
  const sent = await visitor.post(start, {
    email: 'zoe@exemple.fr',
    siret,
    _idempotency: hidden(page.body, '_idempotency'),
  });
  expect(sent.status).toBe(303);
  return sent.location ?? '';
}

test('after a SIRET, the name and the address are there, with their source, and can be changed', async () => {
  const visitor = counter.visitor();
  const path = await sendFirst(visitor, '356 000 000 00048');
  const page = await visitor.get(path);
  expect(page.body).toMatch(/name="name"[^>]*value="[^"]*Exemple/);
  expect(page.body).toMatch(/name="where-city"[^>]*value="Vernon"/);
  expect(page.body).toContain('Trouvé dans l’annuaire des entreprises');
  const sent = await visitor.post(path, {
    name: 'Autre nom',
    'where-street': '3 rue du Moulin',
    'where-postcode': '27200',
    'where-city': 'Vernon',
  });
  expect(sent.location).toMatch(/verifier$/);
  const again = await visitor.get(path);
  expect(again.body).toContain('value="Autre nom"');
  expect(again.body).not.toContain('Trouvé dans');
});

test('when the directory is out of order, it is said and the answers are typed', async () => {
  const visitor = counter.visitor();
  const page = await visitor.get(await sendFirst(visitor, '98765432400019'));
  expect(page.status).toBe(200);
  expect(page.body).toContain('Nous n’avons pas pu consulter l’annuaire des entreprises');
  expect(page.body).toMatch(/name="name"[^>]*value=""|name="name"(?![^>]*value=)/);
});

test('the last request of the same person gives first answers, without what agents wrote', async () => {
  const email = 'precedent@exemple.fr';
  const password = 'cheval brouette parapluie';
  await createAccount(counter.platform, { email, password, givenNames: 'Zoé', familyName: 'Roy' });
  const visitor = counter.visitor();
  await visitor.get('/connexion');
  expect((await visitor.post('/connexion', { email, password })).status).toBe(303);
  expect((await visitor.get(start)).body).not.toContain('demande précédente');

  const path = await sendFirst(visitor, '35600000000048');
  const check = await visitor.post(path, {
    name: 'La mienne',
    'where-street': '3 rue du Moulin',
    'where-postcode': '27200',
    'where-city': 'Vernon',
  });
  expect((await visitor.post(check.location ?? '')).status).toBe(303);
  await sql`UPDATE dossiers SET answers = answers || '{"inspected": "Secret"}' WHERE procedure_id = 'company-form'`.execute(
    counter.platform.database.open,
  );
  const first = await visitor.get(start);
  expect(first.body).toContain('value="zoe@exemple.fr"');
  expect(first.body).toContain('Repris de votre demande précédente');
  const second = await visitor.get(await sendFirst(visitor, '35600000000048'));
  expect(second.body).not.toContain('Secret');
  expect((await counter.visitor().get(start)).body).not.toContain('zoe@exemple.fr');
});

test('the options of a long list are suggested', async () => {
  const found = await counter.visitor().get('/api/listes/school-levels?q=SECTION+moy');
  expect(JSON.parse(found.body)).toEqual([{ value: 'ms', label: 'Moyenne section (MS)' }]);
  const english = await counter.visitor().get('/api/listes/school-levels?q=nursery&langue=en');
  expect(JSON.parse(english.body)).toHaveLength(4);
  expect((await counter.visitor().get('/api/listes/nothing?q=a')).status).toBe(404);
});
