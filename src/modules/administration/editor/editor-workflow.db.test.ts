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
    title: `Prêt de remorques ${drafts}`,
    theme: 'town-life',
    competence: 'town-life',
    decision: true,
  });
  return `/agents/editeur/${id}`;
}

test('what an act asks is added, set, moved and taken away, and its settings keep it', async () => {
  const act = `${await newDraft()}/suivi/actions/refuse`;
  const empty = await hugo.send(`${act}/champs`, { act: 'add', label: '', type: 'file' }, act);
  expect(empty.status).toBe(422);
  expect(empty.body).toContain('Écrivez la question.');
  expect(empty.body).toContain('Choisissez un type de réponse.');
  const added = await hugo.send(`${act}/champs`, { act: 'add', label: 'Date de la commission', type: 'date' }, act);
  expect(added.location).toBe(`${act}/champs/date_de_la_commission`);
  const field = added.location ?? '';
  const settings = { 'label-fr': 'Jour de la commission', id: 'date_de_la_commission' };
  expect((await hugo.send(field, { ...settings, 'label-fr': '' })).status).toBe(422);
  expect((await hugo.send(field, settings)).location).toBe(act);
  await hugo.send(`${act}/champs`, { act: 'up', field: 'date_de_la_commission' }, act);
  const saved = await hugo.send(act, {
    from: ['submitted'],
    to: 'refused',
    by: ['agent'],
    'label-fr': 'Refuser la demande',
    tone: 'warning',
  });
  expect(saved.status).toBe(303);
  const shown = (await hugo.get(act)).body;
  expect(shown).toContain('{{form.date_de_la_commission}}');
  expect(shown.indexOf('Jour de la commission')).toBeLessThan(shown.indexOf('Motifs du refus'));
  await hugo.send(`${act}/champs`, { act: 'remove', field: 'date_de_la_commission' }, act);
  expect((await hugo.get(act)).body).not.toContain('Jour de la commission');
  expect((await hugo.get(field)).status).toBe(404);
});

test('two people who change the same question of an act are told, and what was typed is there', async () => {
  const act = `${await newDraft()}/suivi/actions/refuse`;
  const field = `${act}/champs/reason`;
  const seen = /name="revision" value="(\d+)"/.exec((await zoe.get(field)).body)?.[1] ?? '';
  expect((await hugo.send(field, { 'label-fr': 'Motifs de Hugo', id: 'reason' })).status).toBe(303);
  const told = await zoe.browser.post(field, { revision: seen, 'label-fr': 'Motifs de Zoé', id: 'reason' });
  expect(told.status).toBe(409);
  expect(told.body).toContain('Motifs de Hugo');
  expect(told.body).toContain('value="Motifs de Zoé"');
  const late = { revision: seen, act: 'add', label: 'Lieu de rendez-vous', type: 'text' };
  const again = await zoe.browser.post(`${act}/champs`, late);
  expect(again.status).toBe(409);
  expect(again.body).toContain('value="Lieu de rendez-vous"');
});

test('what an effect needs is offered, and the check no longer complains', async () => {
  const path = await newDraft();
  const act = `${path}/suivi/actions/take`;
  await hugo.send(act, {
    from: ['submitted'],
    to: 'in-progress',
    by: ['agent'],
    'label-fr': 'Prendre en charge',
    tone: 'primary',
    'effects-rows': '1',
    'effects.0.effect': 'request-from-applicant',
  });
  const before = (await hugo.get(act)).body;
  expect(before).toContain('Ajouter ce champ');
  expect(before).toContain('L’action doit demander');
  await hugo.send(`${act}/champs`, { act: 'add-needed', field: 'request' }, act);
  const after = (await hugo.get(act)).body;
  expect(after).not.toContain('Ajouter ce champ');
  expect(after).not.toContain('L’action doit demander');
});

test('every way of a request is told in words, and a dead end with the way to mend it', async () => {
  const path = await newDraft();
  const sound = (await hugo.get(`${path}/suivi`)).body;
  expect(sound).toContain('Aucune impasse');
  expect(sound).toContain(`href="${path}/suivi/actions/refuse"`);
  expect(sound).toContain('Chemin 1');
  await hugo.send(`${path}/suivi`, { act: 'add-states', name: 'En commission' });
  const lost = (await hugo.get(`${path}/suivi`)).body;
  expect(lost).toContain('Aucune action n’y mène');
  expect(lost).toContain(`href="${path}/suivi/etats/en-commission"`);
});

test('the notice that residents will read is shown, of what is typed before it is saved', async () => {
  const page = `${await newDraft()}/mentions`;
  expect((await hugo.get(page)).body).toContain('La mention que liront les usagers');
  const answers = {
    'purpose-fr': 'Prêter une remorque.',
    basis: 'task',
    'recipients-fr': 'Le service technique.',
    months: '24',
    'afterwards-fr': 'Effacement.',
    silence: 'reject',
    delay: '2m',
    article: 'CRPA, article L231-4',
  };
  const shown = await hugo.send(page, { ...answers, act: 'preview' });
  expect(shown.status).toBe(200);
  expect(shown.body).toContain('Sans réponse dans un délai de 2 mois, la demande est refusée. (CRPA, article L231-4)');
  expect(shown.body).toContain('Mission d’intérêt public');
  expect((await hugo.get(page)).body).not.toContain('Prêter une remorque.');
});

test('a letter is printed with an example dossier', async () => {
  const letters = `${await newDraft()}/messages/courriers`;
  const pdf = await hugo.get(`${letters}/refusal/apercu.pdf`);
  expect(pdf.status).toBe(200);
  expect(pdf.headers['content-type']).toBe('application/pdf');
  expect(pdf.headers['cache-control']).toContain('no-store');
  expect(pdf.body.startsWith('%PDF-')).toBe(true);
  expect((await hugo.get(`${letters}/nothing/apercu.pdf`)).status).toBe(404);
});

test('an act that asks something is tried with its form, then its letter is read', async () => {
  const trial = `${await newDraft()}/essai`;
  await hugo.get(trial);
  const carried = {
    _answers: JSON.stringify({ request_text: 'Une remorque', given_names: 'Zoé', family_name: 'Martin' }),
    _steps: '[]',
  };
  const asked = await hugo.browser.post(trial, { ...carried, _act: 'refuse' });
  expect(asked.body).toContain('Motifs du refus');
  const wrong = await hugo.browser.post(trial, { ...carried, _doing: 'refuse', reason: '' });
  expect(wrong.status).toBe(422);
  const done = await hugo.browser.post(trial, {
    ...carried,
    _doing: 'refuse',
    reason: 'Toutes les remorques sont déjà prêtées.',
  });
  expect(done.status).toBe(200);
  expect(done.body).toContain('Courrier qui serait produit');
  expect(done.body).toContain('Toutes les remorques sont déjà prêtées.');
  const back = await hugo.browser.post(trial, {
    ...carried,
    _steps: JSON.stringify([{ act: 'refuse', form: { reason: 'Toutes les remorques sont déjà prêtées.' } }]),
    _undo: '1',
  });
  expect(back.body).toContain('Que se passe-t-il ensuite');
  expect(back.body).not.toContain('Courrier qui serait produit');
  const forged = await hugo.browser.post(trial, { ...carried, _steps: 'not json', _act: 'no-such-act' });
  expect(forged.status).toBe(200);
});

test('the import from Publik is one link away, and a text still to be written is told', async () => {
  expect((await hugo.get('/agents/editeur')).body).toContain('href="/agents/editeur/importer-publik"');
  const path = await newDraft();
  await hugo.send(`${path}/tarifs`, { 'cost-fr': 'À compléter', 'fees-rows': '0' });
  const publish = (await hugo.get(`${path}/publier`)).body;
  expect(publish).toContain('Un texte est encore «\u00a0À compléter\u00a0»');
  expect(publish).not.toContain('value="publish"');
});

test('a letter of the library is written in the procedure’s own words, and given back', async () => {
  const path = await newDraft();
  const letter = `${path}/messages/courriers/refusal`;
  const text = `${letter}/texte`;
  expect((await hugo.get(letter)).body).toContain('Écrire ma version de ce courrier');
  const shown = await hugo.get(text);
  expect(shown.status).toBe(200);
  expect(shown.body).toContain('{{form.reason}}');
  expect(shown.body).not.toContain('Revenir au courrier de la bibliothèque');
  const words = {
    'title-fr': 'Réponse de la mairie',
    'paragraphs-rows': '2',
    'paragraphs.0-fr': 'Bonjour {{applicant.name}},',
    'paragraphs.1-fr': 'Nous refusons\u00a0: {{form.reason}}',
    'signatory-fr': 'La maire',
  };
  expect((await hugo.send(text, { ...words, 'title-fr': '' })).status).toBe(422);
  expect((await hugo.send(text, words)).status).toBe(303);
  const own = (await hugo.get(letter)).body;
  expect(own).toContain('Réponse de la mairie');
  expect(own).toContain('Modifier ce courrier');
  expect((await hugo.get(`${path}/messages`)).body).toContain('version de cette démarche');
  await hugo.send(text, { ...words, 'paragraphs.1-fr': 'Voir {{form.unknown}}' });
  expect((await hugo.get(text)).body).toContain('form.unknown');
  await hugo.send(text, { act: 'remove' });
  expect((await hugo.get(letter)).body).toContain('Écrire ma version de ce courrier');
});

test('what is done at the filing is set, on a condition, told by the messages and tried', async () => {
  const path = await newDraft();
  const filing = `${path}/suivi/depot`;
  await hugo.send(`${path}/messages`, { name: 'Votre remorque est réservée' });
  expect((await hugo.get(`${path}/messages`)).body).toContain('Aucune action ne l’envoie');
  const added = await hugo.send(filing, {
    'onSubmission-rows': '0',
    'onSubmission-new': 'notify',
    '__add:onSubmission:0': '1',
  });
  expect(added.status).toBe(200);
  const settings = {
    'onSubmission-rows': '2',
    'onSubmission.0.effect': 'notify',
    'onSubmission.0.message': 'votre-remorque-est-reservee',
    'onSubmission.1.effect': 'note',
    'onSubmission.1.text-fr': 'À préparer',
  };
  const wrong = await hugo.send(filing, { ...settings, 'onSubmission.1.text-fr': '' });
  expect(wrong.status).toBe(422);
  // What needs an agent cannot be done then.
  expect((await hugo.get(filing)).body).not.toContain('value="assign-actor"');
  expect((await hugo.send(filing, settings)).status).toBe(303);
  const condition = `${path}/condition?cible=depot:1`;
  const when = { items: '1', 'i.0.field': 'email', 'i.0.operator': 'filled' };
  expect((await hugo.send(condition, when)).location).toBe(filing);
  expect((await hugo.get(filing)).body).toContain('Seulement si «\u00a0Adresse électronique\u00a0» est rempli');
  // Saved again, the condition is still there.
  await hugo.send(filing, { ...settings, 'onSubmission.1.when': 'email != null' });
  expect((await hugo.get(`${path}/suivi.yaml`)).body).toContain('when: email != null');
  const messages = (await hugo.get(`${path}/messages`)).body;
  expect(messages).toContain('Au dépôt de la demande');
  expect(messages).not.toContain('Aucune action ne l’envoie');
  expect((await hugo.get(path)).body).toContain('Rien ne manque');
  const refused = await hugo.send(`${path}/messages/votre-remorque-est-reservee`, { act: 'remove' });
  expect(refused.status).toBe(409);
  expect(refused.body).toContain(`href="${filing}"`);
  const answers = JSON.stringify({
    request_text: 'Une remorque',
    given_names: 'Zoé',
    family_name: 'Martin',
    email: 'zoe@example.fr',
  });
  const tried = await hugo.browser.post(`${path}/essai`, {
    _answers: answers,
    _page: 'applicant',
    given_names: 'Zoé',
    family_name: 'Martin',
    email: 'zoe@example.fr',
  });
  expect(tried.body).toContain('Au dépôt');
  expect(tried.body).toContain('Votre remorque est réservée');
  expect(tried.body).toContain('À préparer');
});

test('the condition of an effect is built from what the act asks, and stays when the act is saved', async () => {
  const path = await newDraft();
  const act = `${path}/suivi/actions/refuse`;
  const condition = `${path}/condition?cible=effet:refuse:0`;
  expect((await hugo.get(condition)).body).toContain('Motifs du refus');
  const clause = { items: '1', 'i.0.field': 'form.reason', 'i.0.operator': 'size-at-least', 'i.0.value': '20' };
  expect((await hugo.send(condition, clause)).location).toBe(act);
  expect((await hugo.get(act)).body).toContain('«\u00a0Motifs du refus\u00a0» compte 20 caractères ou plus');
  expect((await hugo.get(`${path}/suivi.yaml`)).body).toContain('when: form.reason != null && size(form.reason) >= 20');
  expect((await hugo.get(path)).body).toContain('Rien ne manque');
});

test('a variable is put into a text by its name, and nothing is saved until it is', async () => {
  const path = await newDraft();
  const message = `${path}/messages/accepted`;
  const shown = (await hugo.get(message)).body;
  expect(shown).toContain('<option value="applicant.name">Nom du demandeur (exemple\u00a0: Zoé Martin)</option>');
  const before = (await hugo.get(`${path}/suivi.yaml`)).body;
  const typed = { 'subject-fr': 'Accepté', 'body-fr': 'Bonjour', 'insert-into': 'body.fr', act: 'insert' };
  const inserted = await hugo.send(message, { ...typed, 'insert-variable': 'applicant.name' });
  expect(inserted.status).toBe(200);
  expect(inserted.body).toContain('Bonjour {{applicant.name}}</textarea>');
  expect(inserted.body).toContain('Bonjour Zoé Martin');
  const nothing = await hugo.send(message, { ...typed, 'insert-variable': 'constructor' });
  expect(nothing.body).toContain('Choisissez ce qu’il faut insérer.');
  expect(nothing.body).toContain('Bonjour</textarea>');
  expect((await hugo.get(`${path}/suivi.yaml`)).body).toBe(before);
  const letter = `${path}/messages/courriers/refusal/texte`;
  const lines = {
    'title-fr': 'Refus',
    'signatory-fr': 'Le maire',
    'paragraphs-rows': '1',
    'paragraphs.0-fr': 'Madame,',
  };
  const written = await hugo.send(letter, {
    ...lines,
    'insert-into': 'paragraphs.0.fr',
    'insert-variable': 'dossier.code',
    act: 'insert',
  });
  expect(written.body).toContain('Madame, {{dossier.code}}</textarea>');
});

test('a variable is put into the internal note of an act, or of the filing', async () => {
  const path = await newDraft();
  const workflow = (await hugo.get(`${path}/suivi`)).body;
  const act = /href="([^"]+\/suivi\/actions\/[^"]+)"/.exec(workflow)?.[1] ?? '';
  expect((await hugo.get(act)).body).not.toContain('insert-variable');
  const pages: { page: string; list: string; more: Record<string, string> }[] = [
    { page: act, list: 'effects', more: { 'label-fr': 'Prendre', from: 'received', to: 'received', by: 'agent' } },
    { page: `${path}/suivi/depot`, list: 'onSubmission', more: {} },
  ];
  for (const { page, list, more } of pages) {
    const typed = { ...more, [`${list}-rows`]: '1', [`${list}.0.effect`]: 'note', [`${list}.0.text-fr`]: 'Vu :' };
    const button = { act: 'insert', 'insert-into': `${list}.0.text.fr` };
    const inserted = await hugo.send(page, { ...typed, ...button, 'insert-variable': 'applicant.name' });
    expect(inserted.status).toBe(200);
    expect(inserted.body).toContain('Vu : {{applicant.name}}');
    expect(inserted.body).toContain('Nom du demandeur (exemple');
    const wrong = await hugo.send(page, { ...typed, ...button, 'insert-variable': 'constructor' });
    expect(wrong.body).toContain('Choisissez ce qu’il faut insérer.');
    expect(wrong.body).toContain('Vu :');
  }
  expect((await hugo.get(`${path}/suivi`)).body).toBe(workflow);
});

test('messages and letters are previewed in both languages, and what falls back is told', async () => {
  const path = await newDraft();
  const message = `${path}/messages/accepted`;
  const both = (await hugo.get(message)).body;
  expect(both).toContain('<h3 class="govuk-heading-s" id="preview-en">');
  await hugo.send(message, { 'subject-fr': 'Accepté', 'body-fr': 'Bonjour {{applicant.name}}, le {{today}}' });
  const french = (await hugo.get(message)).body;
  expect(french).toContain('Le texte anglais n’est pas écrit');
  await hugo.send(message, {
    'subject-fr': 'Accepté',
    'subject-en': 'Accepted',
    'body-fr': 'Bonjour {{applicant.name}}, le {{today}}',
    'body-en': 'Dear {{applicant.name}}, on {{today}}',
  });
  const english = (await hugo.get(message)).body;
  expect(english).toContain('Dear Zoé Martin, on 4 March 2026');
  expect(english).not.toContain('Le texte anglais n’est pas écrit');
  expect((await hugo.get(`${path}/messages/courriers/refusal`)).body).toContain('apercu.pdf?langue=en');
  const pdf = await hugo.get(`${path}/messages/courriers/refusal/apercu.pdf?langue=en`);
  expect(pdf.status).toBe(200);
});
