import { afterAll, beforeAll, expect, test } from 'vitest';
import { procedureSourceSchema, publishLibrary, readLibrary } from '#modules/catalogue/index.ts';
import { agglomeration, type Editor, type EditorBench, editorBench, mercey, vernon } from './testing/editor-bench.ts';
import { createFromNothing, createFromPublished } from './usecases/create-draft.ts';

let bench: EditorBench;
let hugo: Editor;
let sophie: Editor;
beforeAll(async () => {
  bench = await editorBench();
  hugo = await bench.editor(vernon, 'Hugo Lambert');
  sophie = await bench.editor(agglomeration, 'Sophie Delaunay');
});
afterAll(() => bench?.close());

const begin = (editor: Editor, title: string) =>
  createFromNothing(bench.parts, editor.principal, {
    title,
    theme: 'town-life',
    competence: 'town-life',
    decision: true,
  });

test('a commune’s own procedure is published for it alone, and closed by its withdrawal', async () => {
  const path = `/agents/editeur/${await begin(hugo, 'Emprunter un vélo')}`;
  // Pages of residents are kept some seconds: each look has an address of its own.
  const visitor = bench.counter.visitor();
  expect((await visitor.get('/vernon/demarches/emprunter-un-velo')).status).toBe(404);
  // Nothing to withdraw before a first publication.
  expect((await hugo.get(`${path}/publier`)).body).not.toContain('value="withdraw"');
  const published = await hugo.send(`${path}/publier`, { act: 'publish' });
  expect(published.status).toBe(303);
  expect((await hugo.get(path)).body).toContain('La version 1 est publiée');
  expect((await hugo.get(`${path}/publier`)).body).toContain('value="withdraw"');
  expect((await visitor.get('/vernon/demarches/emprunter-un-velo')).status).toBe(200);
  expect((await visitor.get('/vernon/demarches')).body).toContain('Emprunter un vélo');
  expect((await visitor.get('/mercey/demarches/emprunter-un-velo')).status).toBe(404);
  expect((await visitor.get('/themes/town-life')).body).not.toContain('Emprunter un vélo');
  const form = await visitor.get('/vernon/demarches/emprunter-un-velo/commencer?vue=0');
  expect(form.body).toContain('Décrivez votre demande');

  await hugo.send(`${path}/formulaire/request/champs/request_text`, {
    'label-fr': 'Quel vélo ?',
    maxLength: '2000',
    rows: '5',
    id: 'request_text',
  });
  expect((await hugo.get(`${path}/publier`)).body).toContain('Quel vélo ?');
  await hugo.send(`${path}/publier`, { act: 'publish' });
  expect((await visitor.get('/vernon/demarches/emprunter-un-velo/commencer?vue=1')).body).toContain('Quel vélo ?');

  await hugo.send(`${path}/publier`, { act: 'withdraw' });
  expect((await visitor.get('/vernon/demarches/emprunter-un-velo/commencer?vue=2')).body).not.toContain('Quel vélo ?');
  await hugo.send(`${path}/publier`, { act: 'reopen' });
  expect((await visitor.get('/vernon/demarches/emprunter-un-velo/commencer?vue=3')).body).toContain('Quel vélo ?');
  const journal = (await hugo.get('/agents/editeur/journal')).body;
  for (const words of [
    'Version 1 publiée',
    'Version 2 publiée',
    'Démarche retirée',
    'Démarche rouverte',
    'Hugo Lambert',
  ])
    expect(journal).toContain(words);
});

test('the library is changed by who keeps it, and by nobody else', async () => {
  await expect(createFromPublished(bench.parts, hugo.principal, 'question', { asCopy: false })).rejects.toMatchObject({
    status: 403,
  });
  const id = await createFromPublished(bench.parts, sophie.principal, 'question', { asCopy: false });
  const path = `/agents/editeur/${id}`;
  await sophie.send(`${path}/publier`, { act: 'publish' });
  const before = (await bench.counter.catalogue.listProcedures()).find((one) => one.procedure === 'question');
  await sophie.send(`${path}/formulaire`, { act: 'add-page', title: 'Vide' });
  const refused = await sophie.send(`${path}/publier`, { act: 'publish' });
  expect(refused.status).toBe(409);
  expect(refused.body).toContain('Il reste une chose à corriger');
  await sophie.send(`${path}/annuler`, {}, path);
  await sophie.send(
    `${path}/formulaire/${before?.form.pages[0]?.id}/champs`,
    { act: 'add', label: 'Précision utile', type: 'text' },
    `${path}/formulaire/${before?.form.pages[0]?.id}`,
  );
  await sophie.send(`${path}/publier`, { act: 'publish' });
  const after = (await bench.counter.catalogue.listProcedures()).find((one) => one.procedure === 'question');
  expect(after?.version).toBe((before?.version ?? 0) + 1);
  const visitor = bench.counter.visitor();
  expect((await visitor.get('/vernon/demarches/question-a-la-mairie/commencer')).body).toContain('Précision utile');
  // The files of the library, read again at the next start, have not changed: what was published since stands.
  const { changed } = await publishLibrary(bench.counter.platform.database, readLibrary(), { renumber: true });
  expect(changed.filter((one) => one.procedure === 'question')).toEqual([]);
});

test('a copy keeps its origin and has an address of its own', async () => {
  const id = await createFromPublished(bench.parts, hugo.principal, 'question', { asCopy: true });
  const home = await hugo.get(`/agents/editeur/${id}`);
  expect(home.body).toContain('question, version');
  expect(home.body).toContain('Rien ne manque');
});

test('drafts of another authority do not exist', async () => {
  const path = `/agents/editeur/${await begin(hugo, 'Secrète')}`;
  const odile = await bench.editor(mercey, 'Odile Renard');
  for (const rest of ['', '/formulaire', '/publier', '/demarche.yaml', '/historique']) {
    expect((await odile.get(path + rest)).status, rest).toBe(404);
  }
});

const on = (day: number, month: number, year: number) => ({
  'date-day': String(day),
  'date-month': String(month),
  'date-year': String(year),
  time: '08:00',
});

test('a publication waits for its day, and does not happen when errors have come', async () => {
  const path = `/agents/editeur/${await begin(hugo, 'Plus tard')}`;
  expect((await hugo.send(`${path}/publier`, { act: 'schedule', ...on(31, 2, 2027) })).status).toBe(422);
  expect((await hugo.send(`${path}/publier`, { act: 'schedule', ...on(1, 1, 2020) })).status).toBe(422);
  const { clock } = bench.counter.platform;
  const day = clock.now().toZonedDateTimeISO('Europe/Paris').toPlainDate().add({ days: 2 });
  const date = on(day.day, day.month, day.year);
  expect((await hugo.send(`${path}/publier`, { act: 'schedule', ...date })).status).toBe(303);
  expect((await hugo.get('/agents/editeur?vue=scheduled')).body).toContain('Plus tard');
  const second = `/agents/editeur/${await begin(hugo, 'Jamais')}`;
  await hugo.send(`${second}/publier`, { act: 'schedule', ...date });
  await hugo.send(`${second}/formulaire`, { act: 'add-page', title: 'Vide' });
  clock.advance({ hours: 72 });
  const [job] = bench.counter.jobs.filter((one) => one.name === 'publish-scheduled-procedure');
  for (const draft of [path, second])
    await job?.run({ authorityId: vernon, draftId: draft.split('/').at(-1) } as never);
  const visitor = bench.counter.visitor();
  expect((await visitor.get('/vernon/demarches/plus-tard')).status).toBe(200);
  expect((await visitor.get('/vernon/demarches/jamais')).status).toBe(404);
  expect((await hugo.get('/agents/editeur/journal')).body).toContain('Publication programmée impossible');
});

test('a file goes out and comes in as the same procedure; a bad one tells its line', async () => {
  const id = await createFromPublished(bench.parts, sophie.principal, 'room-request', { asCopy: false });
  const yaml = (await sophie.get(`/agents/editeur/${id}/demarche.yaml`)).body;
  const workflow = (await sophie.get(`/agents/editeur/${id}/suivi.yaml`)).body;
  await sophie.send(`/agents/editeur/${id}/supprimer`, { confirm: 'yes' }, `/agents/editeur/${id}`);
  await sophie.get('/agents/editeur/importer');
  const files = [
    { field: 'file', name: 'room.yaml', content: Buffer.from(yaml) },
    { field: 'workflow', name: 'request.yaml', content: Buffer.from(workflow) },
  ];
  const imported = await sophie.browser.postFiles('/agents/editeur/importer', {}, files);
  expect(imported.status).toBe(303);
  expect((await sophie.get(`${imported.location}/demarche.yaml`)).body).toBe(yaml);
  expect((await sophie.get(`${imported.location}/publier`)).body).toContain('Rien ne diffère');
  expect(procedureSourceSchema.safeParse({}).success).toBe(false);
  await sophie.get('/agents/editeur/importer');
  const bad = [{ field: 'file', name: 'room.yaml', content: Buffer.from(yaml.replace('minutes: 8', 'minutes: huit')) }];
  const refused = await sophie.browser.postFiles('/agents/editeur/importer', {}, bad);
  expect(refused.status).toBe(422);
  const line = yaml.slice(0, yaml.indexOf('minutes: 8')).split('\n').length;
  expect(refused.body).toContain(`room.yaml, ligne ${line}`);
});

test('a file whose conditions go in a circle is refused at their lines, before anything is replaced; what it said is kept', async () => {
  const id = await begin(hugo, 'Emprunter un barnum');
  const yaml = (await hugo.get(`/agents/editeur/${id}/demarche.yaml`)).body;
  const workflow = (await hugo.get(`/agents/editeur/${id}/suivi.yaml`)).body;
  const pages = (one: string, two: string) =>
    `form:
  pages:
    - id: un
      title: Un
      when: ${one}
      fields:
        - { id: a, type: text, label: A }
    - id: deux
      title: Deux
      when: a == "x"
      fields:
        - { id: b, type: text, label: B, when: ${two} }
        - { id: c, type: text, label: C, when: b != null }
`;
  const looping = (one: string, two: string) => yaml.replace(/^form:\n(?: .*\n)+/m, () => pages(one, two));
  const importing = async (text: string) => {
    await hugo.get('/agents/editeur/importer');
    return hugo.browser.postFiles('/agents/editeur/importer', {}, [
      { field: 'file', name: 'barnum.yaml', content: Buffer.from(text) },
      { field: 'workflow', name: 'suivi.yaml', content: Buffer.from(workflow) },
    ]);
  };
  const lineOf = (text: string, part: string) => text.slice(0, text.indexOf(part)).split('\n').length;
  const crossed = looping('b == "y"', 'a != null');
  const refused = await importing(crossed);
  expect(refused.status).toBe(422);
  expect(refused.body).not.toContain('Remplacer le brouillon');
  expect(refused.body).toContain(
    `barnum.yaml, ligne ${lineOf(crossed, 'b == "y"')}, page «\u00a0Un\u00a0», condition\u00a0: La condition dépend de «\u00a0B\u00a0», demandé sur une page suivante. (form.pages.0.when)`,
  );
  expect(refused.body).toContain('label: B, when: a != null');
  expect(refused.body).toContain('name="workflow-text"');
  const circling = looping('true', 'c != null').replace('      when: true\n', '');
  const circle = await importing(circling);
  expect(circle.status).toBe(422);
  expect(circle.body).toContain('Les conditions tournent en rond\u00a0: B → C → B. Retirez l’une d’elles.');
  expect(circle.body).toContain(`ligne ${lineOf(circling, '- id: deux')}`);
  const sound = await importing(looping('true', 'a != null').replace('      when: true\n', ''));
  expect(sound.status).toBe(409);
  expect(sound.body).toContain('Remplacer le brouillon');
  expect((await hugo.get(`/agents/editeur/${id}/demarche.yaml`)).body).toBe(yaml);
});

test('a draft begins as a copy of one’s own, with another workflow, or of the library, under its own name', async () => {
  const first = await begin(hugo, 'Emprunter une remorque');
  await hugo.send(`/agents/editeur/${first}/suivi`, { act: 'add-states', name: 'En atelier' });
  await hugo.send(`/agents/editeur/${first}/formulaire`, { act: 'add-page', title: 'Votre permis' });
  const page = (await hugo.get('/agents/editeur/nouvelle')).body;
  expect(page).toContain('Emprunter une remorque (en préparation)');
  const own = await hugo.send('/agents/editeur/nouvelle', {
    title: 'Emprunter un tracteur',
    start: `brouillon:${first}`,
  });
  const tractor = own.location ?? '';
  expect((await hugo.get(`${tractor}/formulaire`)).body).toContain('Votre permis');
  expect((await hugo.get(`${tractor}/suivi`)).body).toContain('En atelier');
  expect((await hugo.get(`${tractor}/demarche.yaml`)).body).toContain('slug: emprunter-un-tracteur');
  const library = await hugo.send('/agents/editeur/nouvelle', {
    title: 'Poser une question au maire',
    start: 'demarche:question',
    workflow: `brouillon:${first}`,
  });
  expect((await hugo.get(library.location ?? '')).body).toContain('question, version');
  expect((await hugo.get(`${library.location}/suivi`)).body).toContain('En atelier');
  const other = await hugo.send('/agents/editeur/nouvelle', { title: 'Ailleurs', start: '' });
  expect(other.status).toBe(422);
  // The workflow of one's own procedure replaces another's.
  const second = await begin(hugo, 'Emprunter une tente');
  await hugo.send(`/agents/editeur/${second}/suivi`, { act: 'use', workflow: `brouillon:${first}` });
  expect((await hugo.get(`/agents/editeur/${second}/suivi`)).body).toContain('En atelier');
  const odile = await bench.editor(mercey, 'Odile Renard');
  const foreign = await odile.send('/agents/editeur/nouvelle', { title: 'Volée', start: `brouillon:${first}` });
  expect(foreign.status).toBe(404);
});

test('a file replaces a draft once asked, told what changes, and the history keeps what was there', async () => {
  const id = await begin(hugo, 'Prêt de chaises');
  const path = `/agents/editeur/${id}`;
  const yaml = (await hugo.get(`${path}/demarche.yaml`)).body;
  await hugo.send(`${path}/formulaire`, { act: 'add-page', title: 'Une page à nous' });
  await hugo.send(
    `${path}/formulaire/une-page-a-nous/champs`,
    { act: 'add', label: 'Combien ?', type: 'number' },
    `${path}/formulaire/une-page-a-nous`,
  );
  await hugo.get('/agents/editeur/importer');
  const file = [{ field: 'file', name: 'chaises.yaml', content: Buffer.from(yaml) }];
  const asked = await hugo.browser.postFiles('/agents/editeur/importer', {}, file);
  expect(asked.status).toBe(409);
  expect(asked.body).toContain('Remplacer le brouillon');
  expect(asked.body).toContain('Hugo Lambert');
  expect(asked.body).toContain('Une page à nous');
  expect((await hugo.get(`${path}/formulaire`)).body).toContain('Une page à nous');
  const value = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(asked.body)?.[1] ?? '';
  const plain = (text: string) => text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&');
  const confirmed = {
    text: plain(value('text')),
    'workflow-text': plain(value('workflow-text')),
    replace: value('replace'),
    revision: value('revision'),
  };
  expect(confirmed.replace).toBe(id);
  const late = await hugo.browser.postFiles('/agents/editeur/importer', { ...confirmed, revision: '1' }, []);
  expect(late.status).toBe(409);
  const replaced = await hugo.browser.postFiles('/agents/editeur/importer', confirmed, []);
  expect(replaced.location).toBe(path);
  expect((await hugo.get(`${path}/formulaire`)).body).not.toContain('Une page à nous');
  await hugo.send(`${path}/annuler`, {}, path);
  expect((await hugo.get(`${path}/formulaire`)).body).toContain('Une page à nous');
});
