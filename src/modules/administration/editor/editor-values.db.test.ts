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

let drafts = 0;
async function newDraft(): Promise<string> {
  drafts += 1;
  const id = await createFromNothing(bench.parts, hugo.principal, {
    title: `Location de vélos ${drafts}`,
    theme: 'town-life',
    competence: 'town-life',
    decision: true,
  });
  return `/agents/editeur/${id}`;
}

const plain = (html: string) =>
  html
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll(/[\u00a0\u202f]/g, ' ')
    .replaceAll('&#39;', '’');

async function addField(draft: string, label: string, type: string): Promise<string> {
  const page = `${draft}/formulaire/request`;
  const added = await hugo.send(`${page}/champs`, { act: 'add', label, type }, page);
  return added.location ?? '';
}

test('a computed value is built from answers and fees, line by line, without a formula', async () => {
  const draft = await newDraft();
  await hugo.send(`${draft}/tarifs`, {
    'cost-fr': '5 € par jour',
    'fees-rows': '1',
    'fees.0.label-fr': 'Journée',
    'fees.0.amount': '500',
  });
  await addField(draft, 'Nombre de jours', 'number');
  const field = await addField(draft, 'Prix', 'computed');
  await hugo.send(field, { 'label-fr': 'Prix', id: 'prix', as: 'money', value: '0' });
  expect(plain((await hugo.get(field)).body)).toContain('Aucun calcul pour l’instant.');
  const path = `${draft}/calcul?cible=champ:request:prix`;
  const shown = await hugo.get(path);
  expect(plain(shown.body)).toContain('Journée (tarif)');
  const incomplete = await hugo.send(path, { cases: '0', 'o-terms': '1' });
  expect(incomplete.status).toBe(422);
  expect(plain(incomplete.body)).toContain('Complétez le calcul');
  const more = await hugo.send(path, {
    cases: '0',
    'o-terms': '1',
    'o-t.0.f.0.what': 'nombre_de_jours',
    'o-t.0.f.1.what': 'fee.journee',
    'o-__term-add': '1',
  });
  expect(more.status).toBe(200);
  expect(plain(more.body)).toContain('Ligne 2');
  const saved = await hugo.send(path, {
    cases: '0',
    'o-terms': '2',
    'o-t.0.f.0.what': 'nombre_de_jours',
    'o-t.0.f.1.what': 'fee.journee',
    'o-t.1.sign': '-',
    'o-t.1.f.0.what': '#amount',
    'o-t.1.f.0.literal': '2,50',
    'o-atLeast': '10',
  });
  expect(saved.location).toBe(field);
  expect(plain((await hugo.get(field)).body)).toContain(
    '« Nombre de jours » × « Journée (tarif) » − 2,50 €, jamais moins de 10,00 €',
  );
  const exported = (await hugo.get(`${draft}/demarche.yaml`)).body;
  expect(exported).toContain('max(nombre_de_jours * fee.journee - 250, 1000)');
  const stale = await hugo.send(path, { cases: '0', expression: 'nombre_de_jour * 2', act: 'formula' });
  expect(stale.status).toBe(422);
});

test('a payment has an amount before it is published: a scale made of the choices of an answer', async () => {
  const draft = await newDraft();
  const field = await addField(draft, 'Taille', 'choice');
  await hugo.send(field, {
    'label-fr': 'Taille',
    id: 'taille',
    'options-rows': '2',
    'options.0.label-fr': 'Enfant',
    'options.1.label-fr': 'Adulte',
  });
  const filing = `${draft}/suivi/depot`;
  await hugo.send(filing, {
    'onSubmission-rows': '1',
    'onSubmission.0.effect': 'payment',
    'onSubmission.0.label-fr': 'Location',
  });
  expect(plain((await hugo.get(`${draft}/publier`)).body)).toContain('Le montant de ce paiement n’est pas fixé.');
  const path = `${draft}/calcul?cible=depot:0`;
  const table = await hugo.send(path, { cases: '0', 'o-terms': '1', 'table-field': 'taille', __table: '1' });
  expect(plain(table.body)).toContain('Cas 2');
  const ofCase = (index: number, value: string, amount: string) => ({
    [`c${index}-items`]: '1',
    [`c${index}-i.0.field`]: 'taille',
    [`c${index}-i.0.operator`]: 'is',
    [`c${index}-i.0.value`]: value,
    [`c${index}-terms`]: '1',
    [`c${index}-t.0.f.0.what`]: '#amount',
    [`c${index}-t.0.f.0.literal`]: amount,
  });
  const scale = {
    cases: '2',
    ...ofCase(0, 'enfant', '3'),
    ...ofCase(1, 'adulte', '5,50'),
    'o-terms': '1',
    'o-t.0.f.0.what': '#amount',
    'o-t.0.f.0.literal': '4',
  };
  expect((await hugo.send(path, scale)).location).toBe(filing);
  expect(plain((await hugo.get(filing)).body)).toContain('si « Taille » est « Adulte » : 5,50 €');
  expect((await hugo.get(`${draft}/suivi.yaml`)).body).toContain(
    'taille == "enfant" ? 300 : taille == "adulte" ? 550 : 400',
  );
  expect(plain((await hugo.get(`${draft}/publier`)).body)).not.toContain('Le montant de ce paiement n’est pas fixé.');
});

test('the title of each request is composed of words and answers, and taken away', async () => {
  const draft = await newDraft();
  await addField(draft, 'Nombre de jours', 'number');
  const path = `${draft}/calcul?cible=titre`;
  const saved = await hugo.send(path, {
    cases: '0',
    'o-pieces': '1',
    'o-p.0.before': 'Vélos, ',
    'o-p.0.source': 'nombre_de_jours',
    'o-p.0.after': ' jours',
    'o-p.0.otherwise': 'Vélos',
  });
  expect(saved.location).toBe(`${draft}/textes`);
  expect(plain((await hugo.get(`${draft}/textes`)).body)).toContain(
    'Vélos, [Nombre de jours] jours (à défaut : Vélos)',
  );
  expect((await hugo.send(path, { act: 'remove' })).status).toBe(303);
  expect(plain((await hugo.get(`${draft}/textes`)).body)).toContain('Chaque demande porte le nom de la démarche.');
});

test('a title whose parts depend on the answers is composed case by case, and a name that no answer has is told', async () => {
  const draft = await newDraft();
  await addField(draft, 'Nombre de jours', 'number');
  const path = `${draft}/calcul?cible=titre`;
  const added = await hugo.send(path, { cases: '0', 'o-pieces': '0', 'o-__chosen-add': '1' });
  expect(plain(added.body)).toContain('Morceau 1, selon les réponses');
  expect(plain(added.body)).toContain('{Nombre de jours}');
  const typed = {
    cases: '0',
    'o-pieces': '2',
    'o-p.0.before': 'Vélos',
    'o-p.1.ways': '1',
    'o-p1w0-items': '1',
    'o-p1w0-join': 'all',
    'o-p1w0-i.0.field': 'nombre_de_jours',
    'o-p1w0-i.0.operator': 'more',
    'o-p1w0-i.0.value': '10',
    'o-p1w0-words': ', long : {nombre de jours} jours',
    'o-p.1.otherwise': ', court',
  };
  const wrong = await hugo.send(path, { ...typed, 'o-p1w0-words': ', {Nombre de nuits}' });
  expect(wrong.status).toBe(422);
  expect(plain(wrong.body)).toContain('Aucune réponse ne s’appelle « Nombre de nuits ».');
  expect(wrong.body).toContain('{Nombre de nuits}');
  const without = await hugo.send(path, { ...typed, 'o-p1w0-items': '0' });
  expect(without.status).toBe(422);
  expect(plain(without.body)).toContain('Dites dans quel cas.');
  expect((await hugo.send(path, typed)).location).toBe(`${draft}/textes`);
  expect(plain((await hugo.get(`${draft}/textes`)).body)).toContain(
    'Vélos[si « Nombre de jours » est supérieur à 10 : , long : [Nombre de jours] jours ; sinon : , court]',
  );
  const again = (await hugo.get(path)).body;
  expect(again).toContain('value=", long : {Nombre de jours} jours"');
  expect(again).not.toContain('name="by" value="formula"');
  const removed = await hugo.send(path, { ...typed, 'o-__way-remove:1:0': '1' });
  expect(removed.body).toContain('name="o-p.1.ways" value="0"');
});

test('the answers of a request that is opened come from this one, are always the same, or are left to be asked', async () => {
  const draft = await newDraft();
  const filing = `${draft}/suivi/depot`;
  const shown = await hugo.get(filing);
  expect(plain(shown.body)).not.toContain('YAML');
  await hugo.send(filing, {
    'onSubmission-rows': '1',
    'onSubmission.0.effect': 'open-dossier',
    'onSubmission.0.procedure': 'birth-certificate',
  });
  expect(plain((await hugo.get(filing)).body)).toContain('Aucune réponse n’est reprise pour l’instant.');
  const path = `${draft}/demande-liee?cible=depot:0`;
  const questions = (await hugo.get(path)).body;
  const [named = '', id = ''] =
    /<select[^>]*name="q-([a-z_]+)"[^>]*>(?:(?!<\/select>).)*value="family_name"/s.exec(questions) ?? [];
  expect(named).not.toBe('');
  const typed = /name="q-([a-z_]+)-typed"/.exec(questions.replaceAll(`q-${id}-typed`, ''))?.[1] ?? '';
  expect(typed).not.toBe('');
  const wrong = await hugo.send(path, { [`q-${typed}`]: '#formula', [`q-${typed}-typed`]: '' });
  expect(wrong.status).toBe(422);
  const saved = await hugo.send(path, { [`q-${id}`]: 'family_name' });
  expect(saved.location).toBe(filing);
  expect(plain((await hugo.get(filing)).body)).toContain('Réponses données d’avance : 1.');
  expect((await hugo.get(`${draft}/suivi.yaml`)).body).toContain(`${id}: family_name`);
});
