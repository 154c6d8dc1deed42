import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Editor, type EditorBench, editorBench, vernon } from './testing/editor-bench.ts';
import { createFromNothing } from './usecases/create-draft.ts';

let bench: EditorBench;
let hugo: Editor;
let zoe: Editor;
beforeAll(async () => {
  bench = await editorBench();
  hugo = await bench.editor(vernon, 'Hugo Lambert');
  zoe = await bench.editor(vernon, 'Zoé Petit');
});
afterAll(() => bench?.close());

let drafts = 0;
async function newDraft(): Promise<string> {
  drafts += 1;
  const id = await createFromNothing(bench.parts, hugo.principal, {
    title: `Prêt de vélos ${drafts}`,
    theme: 'town-life',
    competence: 'town-life',
    decision: true,
  });
  return `/agents/editeur/${id}`;
}

test('a procedure is created from nothing, and nothing is missing', async () => {
  const refused = await hugo.send('/agents/editeur/nouvelle', { title: '' });
  expect(refused.status).toBe(422);
  expect(refused.body).toContain('Donnez un nom à la démarche.');
  const created = await hugo.send('/agents/editeur/nouvelle', {
    title: 'Emprunter un vélo',
    theme: 'town-life',
    competence: 'town-life',
    nature: 'decision',
  });
  expect(created.status).toBe(303);
  const home = await hugo.get(created.location ?? '');
  expect(home.status).toBe(200);
  expect(home.body).toContain('Rien ne manque');
  const list = await hugo.get('/agents/editeur?vue=own&q=velo');
  expect(list.body).toContain('Emprunter un vélo');
  expect((await hugo.get('/agents/editeur?q=xyzxyz')).body).toContain('Aucune démarche');
});

test('every page of a draft answers', async () => {
  const path = await newDraft();
  for (const rest of [
    '',
    '/textes',
    '/tarifs',
    '/formulaire',
    '/formulaire/request',
    '/formulaire/request/champs/request_text',
    '/condition?cible=page:applicant',
    '/apercu/request',
  ]) {
    const answer = await hugo.get(path + rest);
    expect(answer.status, rest).toBe(200);
  }
  for (const rest of [
    '/formulaire/nowhere',
    '/formulaire/request/champs/nothing',
    '/condition?cible=page:none',
    '/condition',
    '/apercu/none',
  ])
    expect((await hugo.get(path + rest)).status, rest).toBe(404);
});

test('a page and a field are added and set, and the preview shows them', async () => {
  const path = await newDraft();
  const page = await hugo.send(`${path}/formulaire`, { act: 'add-page', title: 'Le vélo' });
  expect(page.status).toBe(303);
  const added = await hugo.send(
    `${path}/formulaire/le-velo/champs`,
    { act: 'add', label: 'Taille du vélo', type: 'choice' },
    `${path}/formulaire/le-velo`,
  );
  expect(added.location).toBe(`${path}/formulaire/le-velo/champs/taille_du_velo`);
  const field = added.location ?? '';
  const shown = await hugo.get(field);
  expect(shown.body).toContain('name="options.0.label-fr"');
  const settings = {
    'label-fr': 'Taille du vélo',
    'label-en': 'Size of the bicycle',
    'options-rows': '2',
    'options.0.label-fr': 'Petit',
    'options.1.label-fr': 'Grand',
    presentation: 'auto',
    id: 'taille_du_velo',
  };
  const more = await hugo.send(field, { ...settings, '__add:options:0': '1' });
  expect(more.status).toBe(200);
  expect(more.body).toContain('name="options.2.label-fr"');
  const wrong = await hugo.send(field, { ...settings, 'label-fr': '' });
  expect(wrong.status).toBe(422);
  expect(wrong.body).toContain('id="s-label-fr"');
  expect(wrong.body).toContain('Size of the bicycle');
  const saved = await hugo.send(field, settings);
  expect(saved.status).toBe(303);
  const preview = await hugo.get(`${path}/apercu/le-velo`);
  expect(preview.body).toContain('Petit');
  expect(preview.headers['content-security-policy']).toContain("frame-ancestors 'self'");
  expect(preview.body).not.toContain('csrf');
});

test('a condition is built without writing code', async () => {
  const path = await newDraft();
  await hugo.send(
    `${path}/formulaire/request/champs`,
    { act: 'add', label: 'Déjà inscrit ?', type: 'yes-no' },
    `${path}/formulaire/request`,
  );
  const builder = `${path}/condition?cible=champ:request:request_text`;
  expect((await hugo.get(builder)).body).toContain('toujours montré pour l’instant');
  const added = await hugo.send(builder, { items: '0', join: 'all', 'new-field': 'deja_inscrit', __add: '1' });
  expect(added.status).toBe(200);
  expect(added.body).toContain('name="i.0.operator"');
  const clause = { items: '1', join: 'all', 'i.0.field': 'deja_inscrit', 'i.0.operator': 'is' };
  expect((await hugo.send(builder, clause)).status).toBe(422);
  const saved = await hugo.send(builder, { ...clause, 'i.0.value': 'yes' });
  expect(saved.status).toBe(303);
  expect((await hugo.get(saved.location ?? '')).body).toContain('Champ montré si «\u00a0Déjà inscrit ?\u00a0» est oui');
  const wrong = await hugo.send(builder, { expression: 'deja_inscrit == "oui"' });
  expect(wrong.status).toBe(422);
  expect(wrong.body).toContain('deja_inscrit == &quot;oui&quot;');
});

test('ten thousand rows sent to a list of choices are refused in words, and nothing is cut', async () => {
  const path = await newDraft();
  const page = `${path}/formulaire/request`;
  await hugo.send(`${page}/champs`, { act: 'add', label: 'Votre rue', type: 'choice' }, page);
  const field = `${page}/champs/votre_rue`;
  const before = (await hugo.get(`${path}/demarche.yaml`)).body;
  const rows = Object.fromEntries(
    Array.from({ length: 10_000 }, (_, row) => [`options.${row}.label-fr`, `Rue ${row}`]),
  );
  const refused = await hugo.send(field, {
    'label-fr': 'Votre rue',
    id: 'votre_rue',
    'options-rows': '10000',
    ...rows,
  });
  expect(refused.status).toBe(422);
  expect(refused.body).toContain('Cette liste compte 10\u202f000 lignes');
  expect((await hugo.get(`${path}/demarche.yaml`)).body).toBe(before);
});

test('choices are pasted at once, seen before they are kept; ten thousand are refused in words and stay in their box', async () => {
  const path = await newDraft();
  const page = `${path}/formulaire/request`;
  await hugo.send(`${page}/champs`, { act: 'add', label: 'Votre école', type: 'choice' }, page);
  const field = `${page}/champs/votre_ecole`;
  const typed = {
    'label-fr': 'Quelle école ?',
    id: 'votre_ecole',
    'options-rows': '2',
    'options.0.label-fr': 'Jaurès',
  };
  const schools = 'École Ferry\tFerry school\r\n\r\nJaurès\r\nÉcole Curie\r\nÉcole Curie\r\n';
  const shown = await hugo.send(field, { ...typed, 'options-pasted': schools, '__paste:options:0': '1' });
  expect(shown.status).toBe(200);
  expect(shown.body).toContain('name="options-rows" value="3"');
  for (const said of ['value="École Ferry"', 'value="Ferry school"', 'value="École Curie"', 'value="Quelle école ?"'])
    expect(shown.body).toContain(said);
  // Saving at once takes them too.
  expect((await hugo.send(field, { ...typed, 'options-pasted': schools })).status).toBe(303);
  const kept = (await hugo.get(`${path}/demarche.yaml`)).body;
  expect(kept).toContain('value: ecole-curie');
  const streets = Array.from({ length: 10_000 }, (_, row) => `Rue ${row}`);
  for (const button of ['save', '__paste:options:0', '__add:options:0']) {
    const refused = await hugo.send(field, { ...typed, 'options-pasted': streets.join('\r\n'), [button]: '1' });
    expect(refused.status).toBe(422);
    expect(refused.body).toContain('href="#s-options-pasted"');
    expect(refused.body).toContain('300 au plus. Rien n’a été ajouté');
    expect(refused.body).toContain(streets.join('\n'));
    expect(refused.body).toContain('value="Quelle école ?"');
    expect(refused.body).toContain('value="Jaurès"');
  }
  expect((await hugo.get(`${path}/demarche.yaml`)).body).toBe(kept);
});

test('the choices of a column are added and pasted like those of a field', async () => {
  const path = await newDraft();
  const page = `${path}/formulaire/request`;
  await hugo.send(`${page}/champs`, { act: 'add', label: 'Votre matériel', type: 'table' }, page);
  const field = `${page}/champs/votre_materiel`;
  const typed = {
    'label-fr': 'Votre matériel',
    id: 'votre_materiel',
    'columns-rows': '1',
    'columns.0.id': 'etat',
    'columns.0.label-fr': 'État',
    'columns.0.type': 'choice',
    'columns.0.options-rows': '1',
    'columns.0.options.0.label-fr': 'Neuf',
    'rows.min': '1',
    'rows.max': '5',
    'rows.addLabel-fr': 'Ajouter un objet',
    'rows.rowLabel-fr': 'Objet',
  };
  const more = await hugo.send(field, { ...typed, '__add:columns.0.options:0': '1' });
  expect(more.status).toBe(200);
  expect(more.body).toContain('name="columns.0.options.1.label-fr"');
  expect((await hugo.send(field, { ...typed, 'columns.0.options-pasted': 'Bon état\nUsé' })).status).toBe(303);
  expect((await hugo.get(`${path}/demarche.yaml`)).body).toContain('value: bon-etat');
});

test('a check across fields and a rule are built, with their words, and found on their pages', async () => {
  const path = await newDraft();
  const page = `${path}/formulaire/request`;
  for (const label of ['Début', 'Fin']) await hugo.send(`${page}/champs`, { act: 'add', label, type: 'date' }, page);
  const builder = `${path}/condition?cible=verification:request:nouvelle`;
  expect((await hugo.send(builder, { items: '0' })).status).toBe(422);
  const clause = {
    items: '1',
    'i.0.field': 'fin',
    'i.0.operator': 'more',
    'i.0.other': 'debut',
    'i.0.lenient': 'true',
  };
  const wordless = await hugo.send(builder, clause);
  expect(wordless.status).toBe(422);
  expect(wordless.body).toContain('href="#s-message-fr"');
  const saved = await hugo.send(builder, { ...clause, 'message-fr': 'La fin vient après le début.', at: 'fin' });
  expect(saved.location).toBe(page);
  const shown = (await hugo.get(page)).body;
  expect(shown).toContain('La fin vient après le début.');
  expect(shown).toContain('«\u00a0Fin\u00a0» est après «\u00a0Début\u00a0»');
  expect((await hugo.get(`${path}/demarche.yaml`)).body).toContain(
    'check: fin == null || debut == null || fin > debut',
  );
  expect((await hugo.send(page, { 'title-fr': 'Vos dates' })).status).toBe(303);
  expect((await hugo.get(page)).body).toContain('La fin vient après le début.');

  const field = `${page}/champs/debut`;
  const rule = `${path}/condition?cible=regle:request:debut:nouvelle`;
  expect((await hugo.get(rule)).body).toContain('La réponse');
  await hugo.send(rule, {
    items: '1',
    'i.0.field': 'value',
    'i.0.operator': 'ahead-at-least',
    'i.0.value': '10',
    'message-fr': 'Dix jours d’avance au moins.',
  });
  expect((await hugo.get(field)).body).toContain('est dans 10 jours ou plus');
  expect((await hugo.send(field, { 'label-fr': 'Premier jour', id: 'debut' })).status).toBe(303);
  expect((await hugo.get(`${path}/demarche.yaml`)).body).toContain('check: days(today, value) >= 10');
  await hugo.send(`${path}/condition?cible=regle:request:debut:0`, { act: 'remove-row' });
  expect((await hugo.get(field)).body).not.toContain('Dix jours d’avance');
  expect((await hugo.get(path)).body).toContain('Rien ne manque');
});

test('who is sent away, why and where to is built; a formula that says more stays, in words', async () => {
  const path = await newDraft();
  const page = `${path}/formulaire/request`;
  await hugo.send(`${page}/champs`, { act: 'add', label: 'Votre adresse', type: 'address' }, page);
  const exit = `${path}/condition?cible=sortie:request:nouvelle`;
  const typed = {
    items: '1',
    'i.0.field': 'votre_adresse',
    'i.0.operator': 'out-commune',
    'title-fr': 'Votre commune répond',
    'body-fr': 'Adressez-vous à votre mairie.',
    'link-kind': 'authorityOf',
    'link-label-fr': 'Aller à ma mairie',
  };
  const half = await hugo.send(exit, typed);
  expect(half.status).toBe(422);
  expect(half.body).toContain('Complétez le lien');
  expect((await hugo.send(exit, { ...typed, 'link-authorityOf': 'votre_adresse' })).location).toBe(page);
  expect((await hugo.get(page)).body).toContain('n’est pas dans la commune qui répond');
  expect((await hugo.get(path)).body).toContain('Rien ne manque');

  const first = `${path}/condition?cible=sortie:request:0`;
  const formula = 'size(request_text) * 2 > 10';
  const { items: _, ...words } = { ...typed, 'link-authorityOf': 'votre_adresse' };
  expect((await hugo.send(first, { ...words, act: 'formula', expression: formula })).status).toBe(303);
  const byHand = (await hugo.get(first)).body;
  expect(byHand).toContain('Cette formule dit plus');
  expect(byHand).toContain('la taille de «\u00a0Décrivez votre demande\u00a0» × 2 est supérieur à 10');
  expect((await hugo.get(`${first}&construire=1`)).body).toContain('Ajouter cette réponse');
  // Saved again with another title, the formula is as it was.
  await hugo.send(first, { ...words, 'title-fr': 'Ailleurs', by: 'formula', expression: formula });
  expect((await hugo.get(`${path}/demarche.yaml`)).body).toContain(`when: ${formula}`);
});

test('two people who change the same thing are told, and nothing typed is lost', async () => {
  const path = await newDraft();
  const field = `${path}/formulaire/request/champs/request_text`;
  const seen = /name="revision" value="(\d+)"/.exec((await zoe.get(field)).body)?.[1] ?? '';
  const change = (label: string) => ({ 'label-fr': label, maxLength: '2000', rows: '5', id: 'request_text' });
  expect((await hugo.send(field, change('Version de Hugo'))).status).toBe(303);
  const told = await zoe.browser.post(field, { revision: seen, ...change('Version de Zoé') });
  expect(told.status).toBe(409);
  expect(told.body).toContain('Hugo Lambert');
  expect(told.body).toContain('Version de Hugo');
  expect(told.body).toContain('value="Version de Zoé"');
  const now = /name="revision" value="(\d+)"/.exec(told.body)?.[1] ?? '';
  expect((await zoe.browser.post(field, { revision: now, ...change('Version de Zoé') })).status).toBe(303);
  expect((await hugo.get(field)).body).toContain('value="Version de Zoé"');
});

test('a change of something else is saved, and told', async () => {
  const path = await newDraft();
  const page = `${path}/formulaire/applicant`;
  const seen = /name="revision" value="(\d+)"/.exec((await zoe.get(page)).body)?.[1] ?? '';
  await hugo.send(`${path}/formulaire`, { act: 'add-page', title: 'Suite' });
  const saved = await zoe.browser.post(page, { revision: seen, 'title-fr': 'Qui êtes-vous ?' });
  expect(saved.status).toBe(303);
  const after = await zoe.get(saved.location ?? '');
  expect(after.body).toContain('Pendant ce temps');
  expect(after.body).toContain('Suite');
  expect(after.body).toContain('Qui êtes-vous');
});

test('what is referred to is taken away knowingly only; the last changes are undone one by one', async () => {
  const path = await newDraft();
  const fields = `${path}/formulaire/applicant/champs`;
  const asked = await hugo.send(fields, { act: 'remove', field: 'email' }, `${path}/formulaire/applicant`);
  expect(asked.status).toBe(409);
  expect(asked.body).toContain('les coordonnées de l’usager');
  expect(
    (await hugo.send(fields, { act: 'remove', field: 'email', knowingly: 'yes' }, `${path}/formulaire/applicant`))
      .status,
  ).toBe(303);
  expect((await hugo.get(path)).body).toContain('Le formulaire n’a pas de champ «\u00a0email\u00a0»');
  await hugo.send(fields, { act: 'up', field: 'phone' }, `${path}/formulaire/applicant`);
  await hugo.send(`${path}/annuler`, {}, path);
  await hugo.send(`${path}/annuler`, {}, path);
  expect((await hugo.get(path)).body).toContain('Rien ne manque');
  await hugo.send(`${path}/annuler`, {}, path);
  expect((await hugo.get(path)).body).toContain('plus rien à annuler');
});

test('the workflow is drawn, and its states, acts and messages are edited', async () => {
  const path = await newDraft();
  const shown = await hugo.get(`${path}/suivi`);
  expect(shown.status).toBe(200);
  expect(shown.body).toContain('<svg');
  expect(shown.body).toContain('Tous les chemins d’une demande');
  const added = await hugo.send(`${path}/suivi`, { act: 'add-states', name: 'En commission' });
  expect(added.location).toBe(`${path}/suivi/etats/en-commission`);
  expect((await hugo.get(added.location ?? '')).body).toContain('Aucun chemin ne mène');
  const act = await hugo.send(`${path}/suivi`, { act: 'add-transitions', name: 'Passer en commission' });
  const settings = {
    from: ['submitted'],
    to: 'en-commission',
    by: ['agent'],
    'label-fr': 'Passer en commission',
    tone: 'secondary',
  };
  const more = await hugo.send(act.location ?? '', {
    ...settings,
    'effects-rows': '0',
    'effects-new': 'note',
    '__add:effects:0': '1',
  });
  expect(more.body).toContain('name="effects.0.text-fr"');
  const saved = await hugo.send(act.location ?? '', {
    ...settings,
    'effects-rows': '1',
    'effects.0.effect': 'note',
    'effects.0.text-fr': 'Vu en commission',
  });
  expect(saved.status).toBe(303);
  expect((await hugo.get(path)).body).toContain('Impasse');
  const message = await hugo.send(`${path}/messages`, { name: 'Votre demande passe en commission' });
  const body = (await hugo.get(message.location ?? '')).body;
  expect(body).toContain('{{applicant.name}}');
  expect(body).toContain('Bonjour Zoé Martin');
  expect(body).toContain('{{answers.request_text}}');
  for (const rest of ['/messages', '/messages/courriers/refusal'])
    expect((await hugo.get(path + rest)).status, rest).toBe(200);
});

test('the notices are written by answers to questions', async () => {
  const path = await newDraft();
  const page = (await hugo.get(`${path}/mentions`)).body;
  expect(page).toContain('value="task" checked');
  const answers = {
    'purpose-fr': 'Prêter un vélo.',
    basis: 'contract',
    'recipients-fr': 'Le service des sports.',
    months: '24',
    'afterwards-fr': 'Effacement.',
    silence: 'reject',
    delay: '2m',
    article: '',
  };
  const wrong = await hugo.send(`${path}/mentions`, { ...answers, months: 'deux ans' });
  expect(wrong.status).toBe(422);
  expect(wrong.body).toContain('href="#months"');
  expect(wrong.body).toContain('href="#article"');
  expect((await hugo.send(`${path}/mentions`, { ...answers, article: 'CRPA, article L231-4' })).status).toBe(303);
  const yaml = (await hugo.get(`${path}/demarche.yaml`)).body;
  expect(yaml).toContain('Contrat avec vous (RGPD, article 6-1-b).');
  expect(yaml).toContain('rule: reject');
  expect(yaml).toContain('months: 24');
});

test('a form is tried to the end and its workflow walked, with nothing kept', async () => {
  const path = await newDraft();
  const start = await hugo.get(`${path}/essai`);
  expect(start.body).toContain('Décrivez votre demande');
  const wrong = await hugo.browser.post(`${path}/essai`, { _page: 'request', request_text: '' });
  expect(wrong.status).toBe(422);
  const second = await hugo.browser.post(`${path}/essai`, { _page: 'request', request_text: 'Un vélo rouge' });
  expect(second.body).toContain('Vos coordonnées');
  const _answers = JSON.stringify({ request_text: 'Un vélo rouge' });
  const end = await hugo.browser.post(`${path}/essai`, {
    _answers,
    _page: 'applicant',
    given_names: 'Zoé',
    family_name: 'Martin',
    email: 'zoe@example.fr',
  });
  expect(end.body).toContain('La demande serait envoyée');
  expect(end.body).toContain('Un vélo rouge');
  const act = /name="_act" value="([^"]+)"/.exec(end.body)?.[1] ?? '';
  const moved = await hugo.browser.post(`${path}/essai`, { _answers, _path: '', _act: act });
  expect(moved.body).toContain('Suivi de cette demande');
  const { database } = bench.counter.platform;
  const kept = await database.transaction([vernon], (tx) =>
    tx.selectFrom('drafts').select('id').where('authority_id', '=', vernon).execute(),
  );
  expect(kept).toEqual([]);
});

test('fees, the comparison and a file in the trial', async () => {
  const path = await newDraft();
  const saved = await hugo.send(`${path}/tarifs`, {
    'cost-fr': 'Selon la durée',
    'fees-rows': '1',
    'fees.0.label-fr': 'Journée',
    'fees.0.amount': '1250',
  });
  expect(saved.status).toBe(303);
  expect((await hugo.get(`${path}/demarche.yaml`)).body).toContain('id: journee');
  expect((await hugo.get(`${path}/comparer`)).body).toContain('jamais été publiée');
  await hugo.send(
    `${path}/formulaire/request/champs`,
    { act: 'add', label: 'Photo', type: 'file' },
    `${path}/formulaire/request`,
  );
  await hugo.get(`${path}/essai`);
  const after = await hugo.browser.postFiles(`${path}/essai`, { _page: 'request', request_text: 'Un vélo' }, [
    { field: 'photo', name: 'velo.jpg', content: Buffer.from('image') },
  ]);
  expect(after.body).toContain('Vos coordonnées');
  expect(after.body).toContain('velo.jpg');
});
