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

test('a publication waits for its day, and does not happen when errors have come', async () => {
  const path = `/agents/editeur/${await begin(hugo, 'Plus tard')}`;
  expect((await hugo.send(`${path}/publier`, { act: 'schedule', date: '31/02/2027', time: '08:00' })).status).toBe(422);
  expect((await hugo.send(`${path}/publier`, { act: 'schedule', date: '01/01/2020', time: '08:00' })).status).toBe(422);
  const { clock } = bench.counter.platform;
  const day = clock.now().toZonedDateTimeISO('Europe/Paris').toPlainDate().add({ days: 2 });
  const date = `${day.day}/${day.month}/${day.year}`;
  expect((await hugo.send(`${path}/publier`, { act: 'schedule', date, time: '08:00' })).status).toBe(303);
  expect((await hugo.get('/agents/editeur?vue=scheduled')).body).toContain('Plus tard');
  const second = `/agents/editeur/${await begin(hugo, 'Jamais')}`;
  await hugo.send(`${second}/publier`, { act: 'schedule', date, time: '08:00' });
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
