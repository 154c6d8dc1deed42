import { render } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { WordsProvider } from '#ui/words.tsx';
import type { FormContext } from '../domain/form-context.ts';
import { parsePage } from '../domain/parse-page.ts';
import { summarize } from '../domain/summary.ts';
import { context, formOf, formOfField } from '../testing/sample-form.ts';
import { FormPageFields } from './form-page.tsx';
import type { FormPageFieldsProps } from './form-page-props.ts';

type Props = Partial<FormPageFieldsProps>;
const map = { tilesUrl: '/t/{z}/{x}/{y}', attribution: '©', centre: { lat: 49.09, lon: 1.48, zoom: 14 } };

function html(form: FormPageFieldsProps['form'], props: Props = {}): string {
  const [page] = form.pages;
  if (page === undefined) throw new Error('a page is expected');
  return render(
    <WordsProvider locale={props.locale ?? 'fr'}>
      <FormPageFields form={form} page={page} answers={{}} context={context} locale="fr" {...props} />
    </WordsProvider>,
  );
}

/** The page that answers what was posted. */
function shownAgain(form: FormPageFieldsProps['form'], body: object, over: Partial<FormContext> = {}): string {
  const around = { ...context, ...over };
  const { answers, raw, errors } = parsePage(form, 'page', body, { ...around, answers: {} });
  return html(form, { answers, raw, errors, context: around });
}

const household = [{ id: 'c-1', givenNames: 'Léa', familyName: 'Martin', birthDate: '2018-03-12' }];
const child = formOfField({ type: 'child', ask: ['birth_date', 'school'] });

test('the children of the household are offered, the inputs of another one stand under theirs', () => {
  const page = html(child, { context: { ...context, household } });
  expect(page).toMatch(/value="c-1".*Léa Martin, 12 mars 2018.*Un autre enfant.*__conditional.*name="f-given_names"/s);
  expect(page).toMatch(/name="f-school"/);
  expect(page).not.toContain('checked');
  expect(html(child)).not.toContain('type="radio"');
});

test('a child that left the household is shown by name, as another one', () => {
  const answers = { f: { id: 'c-9', given_names: 'Tom', family_name: 'Roy', birth_date: '2019-01-02', school: 'X' } };
  const page = html(child, { answers, context: { ...context, household } });
  expect(page).toMatch(/value="other" checked/);
  expect(page).toContain('value="Tom"');
  expect(page).toContain('value="2019"');
});

test('of somebody left empty each part says so at its own box', () => {
  const wrongBoxes = (page: string) =>
    [...page.matchAll(/<input[^>]*class="[^"]*govuk-input--error[^"]*"[^>]*\sid="([^"]+)"/g)].map(([, id]) => id);
  const dated = ['f-f-given_names', 'f-f-family_name', 'f-f-birth_date', 'f-f-birth_date-month', 'f-f-birth_date-year'];
  expect(wrongBoxes(shownAgain(child, {})).slice(0, 5)).toEqual(dated);
  expect(wrongBoxes(shownAgain(child, { 'f-who': 'other' }, { household })).slice(0, 5)).toEqual(dated);
  const person = formOfField({ type: 'person', ask: ['given_names', 'family_name', 'birth_date'] });
  expect(wrongBoxes(shownAgain(person, {}))).toEqual(dated);
  const unchosen = shownAgain(child, {}, { household });
  expect(unchosen).toMatch(/id="f-f-who-error"/);
});

test('nothing typed of a person is lost, and each message stands at its input', () => {
  const form = formOfField({ type: 'person', ask: ['title', 'given_names', 'birth_date', 'email'] });
  const page = shownAgain(form, {
    'f-title': 'madam',
    'f-given_names': '<i>3</i>',
    'f-birth_date-day': '31',
    'f-birth_date-month': '2',
    'f-birth_date-year': '2000',
    'f-email': 'zoé',
  });
  expect(page).toMatch(/value="madam" checked/);
  for (const kept of ['&lt;i>3&lt;/i>', '31', '2000', 'zoé']) expect(page).toContain(`value="${kept}"`);
  expect(page).toMatch(/id="f-f-given_names-error".*ne doit contenir ni chiffre/s);
  expect(page).toMatch(/id="f-f-birth_date-error".*n’existe pas/s);
  expect(page).toMatch(/id="f-f-email-error"/);
});

test('ranks are lists to open, with the message at the one that repeats', () => {
  const options = ['a', 'b', 'c'].map((value) => ({ value, label: value.toUpperCase() }));
  const page = shownAgain(formOfField({ type: 'ranked', options, max: 2 }), { 'f-1': 'b', 'f-2': 'b' });
  expect(page.match(/<select/g)).toHaveLength(2);
  expect(page).toMatch(/for="f-f-1"[^>]*>Choix n°\u00a01/);
  expect(page).toMatch(/id="f-f-2-error".*«\u00a0B\u00a0».*<select[^>]*id="f-f-2"/s);
});

test('an area is asked in words; the map is for browsers that can draw', () => {
  const area = formOfField({ type: 'area' });
  const byHand = html(area);
  expect(byHand).toContain('Décrivez l’endroit');
  expect(byHand).not.toContain('data-map-area');
  expect(html(area, { map })).toMatch(/data-map-area.*data-map-buttons[^>]* hidden/s);
  const points = [
    { lat: 49.09, lon: 1.48 },
    { lat: 49.0909, lon: 1.48 },
    { lat: 49.0909, lon: 1.481 },
  ];
  // Drawn elsewhere: kept, and told, where there is no map.
  const drawn = html(area, { answers: { f: { points, surface: 3650 } } });
  expect(drawn).toContain('name="f-points" value="49.09,1.48;49.0909,1.48;49.0909,1.481"');
  expect(drawn).toContain('Dessiné sur la carte, environ 3\u202f650\u00a0m²');
});

test('a table has headers for its columns and rows, and names each cell for those who do not see them', () => {
  const form = formOf(`
pages:
  - id: page
    title: Page
    fields:
      - id: f
        type: table
        label: Dépenses
        columns: [{ id: what, label: Objet, type: text }, { id: on, label: Date, type: date }, { id: sum, label: Montant, type: money }]
        rows: { min: 1, max: 2, addLabel: Ajouter, rowLabel: 'Dépense {n}' }
`);
  const one = html(form);
  expect(one).toMatch(/<caption[^>]*>Dépenses<\/caption>/);
  expect(one).toMatch(/<th scope="col"[^>]*>Objet/);
  expect(one).toMatch(/<th scope="row"[^>]*>Dépense 1/);
  expect(one).toMatch(/<label for="f-f-0-what"[^>]*>Objet, Dépense 1/);
  expect(one).not.toContain('Retirer');
  const two = shownAgain(form, { 'f-rows': '1', 'f.0.what': 'Car', '__add:f': '1' });
  expect(two).toContain('value="Car"');
  expect(two).toContain('Retirer Dépense 2');
  // Two is the most.
  expect(two).not.toContain('name="__add:f"');
});

test('a computed value is told by the server, and is no input; what is not shown stays with the agents', () => {
  const form = formOf(`
pages:
  - id: page
    title: Page
    fields:
      - { id: weeks, type: number, label: Semaines }
      - { id: total, type: computed, label: Total, value: weeks * 1050, as: money }
      - { id: rank, type: computed, label: Rang, value: weeks * 2, as: number, shown: false }
`);
  expect(html(form)).toContain('Sera calculé quand vous aurez répondu');
  const page = html(form, { answers: { weeks: 2 } });
  expect(page).toContain('21,00\u00a0€');
  expect(page).not.toContain('Rang');
  expect(page).not.toContain('name="total"');
  expect(html(form, { answers: { weeks: 2 }, context: { ...context, actor: 'agent' } })).toContain('Rang');
  // What a page claims is never believed.
  const { answers } = parsePage(form, 'page', { weeks: '2', total: '1', rank: '99' }, { ...context, answers: {} });
  expect(answers).toEqual({ weeks: 2, total: 2100, rank: 4 });
});

test('a declaration says what a false one costs, and the text that asks for it', () => {
  const page = html(formOfField({ type: 'declaration', text: 'C’est vrai', law: 'Code général des impôts' }));
  expect(page).toContain('article 441-7 du Code pénal');
  expect(page).toContain('Texte\u00a0: Code général des impôts');
  expect(page).toMatch(/<label[^>]*>C’est vrai/);
  expect(html(formOfField({ type: 'declaration', text: 'C’est vrai' }), { locale: 'en' })).toContain('15,000 euros');
});

test('a place on the map is told in words to residents, in degrees to agents', () => {
  const form = formOfField({ type: 'point' });
  const answers = { f: { lat: 49.0912345, lon: 1.48 } };
  const value = (withAgentFields: boolean) => summarize(form, answers, 'fr', { withAgentFields })[0]?.rows[0]?.value;
  expect(value(false)).toBe('Placé sur la carte');
  expect(value(true)).toBe('49.09123, 1.48000');
  const area = [
    { lat: 49, lon: 1 },
    { lat: 49, lon: 1.2 },
    { lat: 49.2, lon: 1 },
  ];
  const drawn = { f: { points: area, surface: 12 } };
  expect(summarize(formOfField({ type: 'area' }), drawn, 'fr', { withAgentFields: true })[0]?.rows[0]?.value).toEqual([
    'Dessiné sur la carte, environ 12\u00a0m²',
    'Centre\u00a0: 49.10000, 1.10000',
  ]);
});

test('a text between fields says its condition in words, or nothing', () => {
  const form = formOf(`
pages:
  - id: page
    title: Page
    fields:
      - { id: kind, type: choice, label: Vous êtes, options: [{ value: a, label: Un }, { value: b, label: Deux }] }
      - { id: other, type: choice, label: Ville, options: [{ value: a, label: Ici }, { value: b, label: Ailleurs }] }
      - { id: birth, type: date, label: Naissance, birth: true }
      - { id: note_one, type: info, label: Note, text: Premier., when: kind == "a" || other == "b" }
      - { id: note_two, type: info, label: Suite, text: Second., when: age(birth) < 18 }
      - { id: parent, type: text, label: Parent, when: age(birth) < 18 }
`);
  const page = html(form);
  expect(page).toMatch(/Note.*\(si «\u00a0Vous êtes\u00a0» est «\u00a0Un\u00a0» ou «\u00a0Ville\u00a0»/s);
  expect(page.match(/si vous êtes concerné/g)).toHaveLength(1);
  expect(page).toMatch(/Parent.*si vous êtes concerné/s);
});

test('the words of a file’s button are ours, in the language of the page', () => {
  expect(html(formOfField({ type: 'file', max: 1 }))).toMatch(/aria-hidden="true">Choisir un fichier/);
  expect(html(formOfField({ type: 'file', max: 3 }), { locale: 'en' })).toMatch(/aria-hidden="true">Choose files/);
});

const contacts = [
  {
    id: 'home',
    datum: 'address' as const,
    label: { fr: 'Domicile : 5 rue Carnot, 27200 Vernon', en: 'Home: 5 rue Carnot, 27200 Vernon' },
    answer: { label: '5 rue Carnot, 27200 Vernon', street: '5 rue Carnot', postcode: '27200', city: 'Vernon' },
  },
  {
    id: 'port',
    datum: 'address' as const,
    label: { fr: 'Résidence secondaire : 3 quai du Port', en: 'Second home: 3 quai du Port' },
    answer: { label: '3 quai du Port, 56000 Vannes', street: '3 quai du Port', postcode: '56000', city: 'Vannes' },
  },
];

test('a person of several addresses chooses which one a field takes; the rest of the page stays as typed', () => {
  const form = formOf(`
    pages:
      - id: page
        title: Page
        fields:
          - { id: f, type: address, label: Adresse, prefill: account.address }
          - { id: g, type: text, label: Motif }
  `);
  expect(html(form)).not.toContain('Vos adresses');
  const asked = html(form, { context: { ...context, contacts } });
  expect(asked).toMatch(/Vos adresses.*value="home".*value="port".*name="__take:f"/s);
  // Enter in a field sends the page, and takes no address.
  expect(asked.indexOf('govuk-visually-hidden')).toBeLessThan(asked.indexOf('__take:f'));
  expect(html(form, { locale: 'en', context: { ...context, contacts } })).toContain('Second home: 3 quai du Port');
  const taken = shownAgain(
    form,
    { 'f-street': '5 rue Carnot', 'f-postcode': '27200', g: 'Travaux', '__contact:f': 'port', '__take:f': '1' },
    { contacts },
  );
  expect(taken).toMatch(/name="f-street" .*value="3 quai du Port".*value="56000".*value="Vannes".*value="Travaux"/s);
  expect(taken).not.toContain('error-message');
  for (const contact of ['', 'somebody-else’s'])
    expect(
      shownAgain(form, { 'f-street': '5 rue Carnot', '__contact:f': contact, '__take:f': '1' }, { contacts }),
    ).toContain('value="5 rue Carnot"');
});

test('a field that does not take the person’s own address offers none', () => {
  const form = formOfField({ type: 'address' });
  expect(html(form, { context: { ...context, contacts } })).not.toContain('Vos adresses');
  expect(shownAgain(form, { '__contact:f': 'port', '__take:f': '1' }, { contacts })).not.toContain('quai du Port');
});
