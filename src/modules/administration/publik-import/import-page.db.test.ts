import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Editor, type EditorBench, editorBench, vernon } from '../editor/testing/editor-bench.ts';

const path = '/agents/editeur/importer-publik';
const samples = new URL('../../../../tests/publik/samples/', import.meta.url).pathname;
const sample = (name: string) => ({ field: 'fichiers', name, content: readFileSync(`${samples}${name}`) });

let bench: EditorBench;
let editor: Editor;
beforeAll(async () => {
  bench = await editorBench();
  editor = await bench.editor(vernon, 'Hugo Lambert');
});
afterAll(() => bench?.close());

test('without a file, the page says so', async () => {
  expect((await editor.get(path)).status).toBe(200);
  const answer = await editor.browser.postFiles(path, {}, []);
  expect(answer.status).toBe(422);
  expect(answer.body).toContain('Choisissez au moins un fichier.');
});

test('exports become drafts, and the page tells what is carried over', async () => {
  await editor.get(path);
  const files = ['form-demande.wcs', 'workflow-circuit.wcs', 'block-enfant.wcs', 'datasource-quartiers.wcs'].map(
    sample,
  );
  const bad = { field: 'fichiers', name: 'mauvais.wcs', content: Buffer.from('<!DOCTYPE a><a/>') };
  const answer = await editor.browser.postFiles(path, {}, [...files, bad]);
  expect(answer.status).toBe(200);
  expect(answer.body).toMatch(/(\d\d) sur \1 \(100\u00a0%\)/);
  expect(answer.body).toContain('refusé par sécurité');
  const draft = /href="(\/agents\/editeur\/[0-9a-f-]{36})"/.exec(answer.body)?.[1] ?? '';
  const kept = await bench.counter.platform.database.transaction([vernon], (tx) =>
    tx.selectFrom('procedure_drafts').select(['source', 'workflow']).executeTakeFirstOrThrow(),
  );
  expect(kept.source).toMatchObject({ title: { fr: 'Demande détaillée' }, workflow: 'circuit-complet' });
  expect(kept.workflow).toMatchObject({ workflow: 'circuit-complet', initial: 'a-trier' });
  expect((await editor.get(draft)).status).toBe(200);
  expect((await editor.get(`${draft}/formulaire`)).body).toContain('Votre demande');

  await editor.get(path);
  const again = await editor.browser.postFiles(path, {}, [sample('form-demande.wcs')]);
  expect(again.body).toContain('déjà en préparation, laissée');
  await editor.send(`${draft}/formulaire`, { act: 'add-page', title: 'Une page à nous' });
  await editor.get(path);
  await editor.browser.postFiles(path, { existing: 'leave' }, [sample('form-demande.wcs')]);
  expect((await editor.get(`${draft}/formulaire`)).body).toContain('Une page à nous');
  await editor.get(path);
  const replaced = await editor.browser.postFiles(path, { existing: 'replace' }, [sample('form-demande.wcs')]);
  expect(replaced.body).toContain(`href="${draft}/historique"`);
  expect((await editor.get(`${draft}/formulaire`)).body).not.toContain('Une page à nous');
  expect((await editor.get(`${draft}/historique`)).body).toContain('tout remplacé par un fichier');
});
