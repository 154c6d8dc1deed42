import { render } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { WordsProvider } from '#ui/words.tsx';
import type { Answers } from '../domain/answers.ts';
import type { CompiledForm } from '../domain/compiled-form.ts';
import { parsePage } from '../domain/parse-page.ts';
import { context, firstTime, formOf, formOfField } from '../testing/sample-form.ts';
import { FormPageFields } from './form-page.tsx';
import type { FormPageFieldsProps } from './form-page-props.ts';

function html(form: CompiledForm, props: Partial<FormPageFieldsProps> = {}, pageId = form.pages[0]?.id): string {
  const page = form.pages.find((candidate) => candidate.id === pageId);
  if (page === undefined) throw new Error('a page is expected');
  return render(
    <WordsProvider locale={props.locale ?? 'fr'}>
      <FormPageFields form={form} page={page} answers={{}} context={context} locale="fr" {...props} />
    </WordsProvider>,
  );
}

const form = formOf(`
pages:
  - id: you
    title: Vous
    fields:
      - { id: kind, type: choice, label: Vous êtes, options: [{ value: person, label: Un particulier }, { value: club, label: Une association }, { value: firm, label: Une entreprise }] }
      - { id: club, type: text, label: Nom de l’association, when: kind == "club" }
      - { id: siret, type: company, label: SIRET, when: 'kind in ["club", "firm"]' }
      - { id: birth, type: date, label: Naissance, birth: true }
      - { id: parent, type: text, label: Nom d’un parent, when: age(birth) < 18 }
      - { id: phone, type: phone, label: Téléphone, optional: true, help: Pour vous joindre, example: 06 12 34 56 78 }
      - { id: channel, type: choice, label: Moyen, optional: true, options: [{ value: mail, label: Courriel }, { value: sms, label: SMS, when: phone != null }] }
      - { id: verdict, type: text, label: Avis, agentOnly: true, optional: true }
  - id: children
    title: Enfants
    fields:
      - id: children
        type: group
        label: Vos enfants
        rowLabel: Enfant {n}
        addLabel: Ajouter un enfant
        min: 1
        max: 3
        fields:
          - { id: name, type: text, label: Prénom, autocomplete: given-name }
          - { id: ill, type: yes-no, label: Malade ? }
          - { id: illness, type: text, label: Laquelle, when: ill }
          - { id: doctor, type: text, label: Médecin, when: ill || kind == "club" }
      - { id: proof, type: file, label: Livret, max: 2 }
`);

test('what depends on one option stands under it; other conditions are told in words and to the browser', () => {
  const page = html(form);
  expect(page).toMatch(/Une association.*govuk-radios__conditional.*name="club".*Une entreprise/s);
  expect(page).toContain(
    'data-show-when="[&quot;or&quot;,[&quot;is&quot;,&quot;kind&quot;,&quot;club&quot;],[&quot;is&quot;,&quot;kind&quot;,&quot;firm&quot;]]"',
  );
  expect(page).toContain(
    '(si «\u00a0Vous êtes\u00a0» est «\u00a0Une association\u00a0» ou «\u00a0Une entreprise\u00a0»)',
  );
  expect(page).toMatch(/Nom d’un parent.*\(si vous êtes concerné par cette question\)/s);
  expect(page).toContain('(si «\u00a0Téléphone\u00a0» est rempli)');
  expect(page).toContain('autocomplete="bday-year"');
  expect(page).toContain('Pour vous joindre Par exemple\u00a0: 06 12 34 56 78');
  expect(page).not.toContain('verdict');
});

test('agents see their fields', () => {
  expect(html(form, { context: { ...context, actor: 'agent' } })).toContain('name="verdict"');
});

test('nothing typed is lost, and every error has its place', () => {
  const body = {
    kind: 'firm',
    siret: '123 <b>',
    'birth-day': '31',
    'birth-month': 'février',
    'birth-year': '2019',
    phone: '06 12',
    channel: 'sms',
  };
  const { raw, errors, answers } = parsePage(form, 'you', body, firstTime);
  const page = html(form, { raw, errors, answers });
  for (const typed of ['value="123 &lt;b>"', 'value="31"', 'value="février"', 'value="06 12"'])
    expect(page).toContain(typed);
  expect(page).toMatch(/<input[^>]*value="sms"[^>]*checked/);
  for (const error of errors) {
    expect(page).toContain(`id="${error.inputId}"`);
    expect(page).toContain(error.message.fr);
  }
  expect(errors.map((error) => error.inputId)).toEqual(['f-siret', 'f-birth', 'f-phone']);
});

test('stored answers are shown again', () => {
  const page = html(form, { answers: { kind: 'club', club: 'Les amis', birth: '2019-03-02', phone: '+33612345678' } });
  expect(page).toMatch(/value="club"[^>]*checked/);
  expect(page).toContain('value="Les amis"');
  expect(page).toContain('value="06\u00a012\u00a034\u00a056\u00a078"');
  expect(page).toMatch(/name="birth-day"[^>]*value="2"/);
});

test('a group shows its rows, with buttons that work without script', () => {
  const answers: Answers = { kind: 'person', children: [{ name: 'Ana', ill: true }, { name: 'Luc' }] };
  const page = html(form, { answers }, 'children');
  expect(page).toMatch(/<button type="submit" class="govuk-visually-hidden"[^>]*aria-hidden="true"/);
  expect(page).toContain('name="children-rows" value="2"');
  expect(page).toContain('name="children.1.name"');
  expect(page).toContain('name="__remove:children:1"');
  expect(page).toContain('Retirer Enfant 2');
  expect(page).toContain('name="__add:children"');
  expect(page).not.toContain('given-name');
  expect(page).toMatch(
    /name="children\.0\.ill" value="yes" checked.*govuk-radios__conditional.*name="children\.0\.illness"/s,
  );
  expect(page).toContain('data-show-when="[&quot;is&quot;,&quot;children.0.ill&quot;,&quot;yes&quot;]"');
  expect(html(form, { answers: { ...answers, kind: 'club' } }, 'children')).not.toContain('data-show-when');
  const one = html(form, { answers: { kind: 'person' } }, 'children');
  expect(one).toContain('name="children-rows" value="1"');
  expect(one).not.toContain('__remove:children');
});

test('ids are unique', () => {
  for (const pageId of ['you', 'children']) {
    const answers: Answers = { children: [{ name: 'Ana' }, { name: 'Luc' }] };
    const ids = [...html(form, { answers }, pageId).matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThan(8);
  }
});

test('documents of the draft are listed, each with the button that removes it', () => {
  const { raw, answers } = parsePage(form, 'children', { proof: ['doc-1', 'doc-2'], 'children-rows': '1' }, firstTime);
  for (const props of [{ raw, answers }, { answers }]) {
    const page = html(
      form,
      { ...props, documentUrl: (id) => `/d/${id}`, uploadUrl: (name) => `/u/${name}` },
      'children',
    );
    expect(page).toContain('name="__remove-document:proof"');
    expect(page).toContain('240 Ko');
    expect(page).toContain('1,5 Mo');
    expect(page).toContain('href="/d/doc-2"');
    expect(page).toContain('data-upload-url="/u/proof"');
  }
});

test('addresses and communes are completed, and always possible by hand', () => {
  const place = formOf(`
pages:
  - id: place
    title: Lieu
    fields:
      - { id: home, type: address, label: Adresse }
      - { id: town, type: commune, label: Commune }
      - { id: spot, type: point, label: Sur la carte }
`);
  const suggestUrls = { address: '/adresses', commune: '/communes' };
  const map = { tilesUrl: '/t', attribution: 'IGN', centre: { lat: 49, lon: 1, zoom: 12 } };
  const page = html(place, { suggestUrls, map, scriptHref: '/form-page.js' });
  for (const name of [
    'home-street',
    'home-postcode',
    'home-city',
    'home-chosen',
    'town',
    'town-code',
    'spot-lat',
    'spot-lon',
  ]) {
    expect(page).toContain(`name="${name}"`);
  }
  expect(page).toContain('<script type="module" src="/form-page.js">');
  const plain = html(place, { scriptHref: '/form-page.js' });
  expect(plain).not.toContain('<script');
  expect(plain).not.toContain('spot-lat');
  const { errors } = parsePage(place, 'place', { 'home-street': '1 rue A' }, firstTime);
  const wrong = html(place, { raw: {}, errors });
  for (const { inputId } of errors) expect(wrong).toContain(`id="${inputId}"`);
  expect(errors.map(({ inputId }) => inputId)).toEqual(['f-home-postcode', 'f-home-city', 'f-town']);
});

const options = [
  { value: 'a', label: 'A' },
  { value: 'b', label: 'B' },
];

test.each([
  [{ type: 'text', width: 'short' }, 'govuk-input--width-10'],
  [{ type: 'long-text', maxLength: 50 }, 'data-max="50"'],
  [{ type: 'number', unit: 'm²' }, 'm²'],
  [{ type: 'money' }, '€'],
  [{ type: 'email' }, 'autocomplete="email"'],
  [{ type: 'time' }, 'type="time"'],
  [{ type: 'period' }, 'name="f-to-year"'],
  [{ type: 'yes-no' }, 'value="no"'],
  [{ type: 'choice', options, presentation: 'select' }, '<select'],
  [{ type: 'choices', options }, 'type="checkbox"'],
  [{ type: 'country' }, '<option value="PT"'],
  [{ type: 'iban' }, 'name="f"'],
  [{ type: 'plate' }, 'spellcheck="false"'],
  [{ type: 'association' }, 'name="f"'],
  [{ type: 'consent', text: 'Je **jure**' }, '<strong>jure</strong>'],
  [{ type: 'consent', text: 'Je jure' }, '>Je jure</label>'],
  [{ type: 'info', text: 'Bonjour' }, '<strong>Champ</strong>'],
  [{ type: 'info', text: 'Bonjour', tone: 'important' }, 'govuk-inset-text'],
  [{ type: 'info', text: 'Bonjour', tone: 'details' }, '<details'],
  [{ type: 'file', photo: true }, 'capture="environment"'],
])('%j has its look', (settings, expected) => {
  expect(html(formOfField(settings))).toContain(expected);
});

test('a period says which of its ends is wrong', () => {
  const period = formOfField({ type: 'period' });
  const { raw, errors } = parsePage(
    period,
    'page',
    { 'f-from-day': '1', 'f-from-month': '1', 'f-from-year': '26' },
    firstTime,
  );
  const page = html(period, { raw, errors });
  for (const { inputId } of errors) expect(page).toContain(`id="${inputId}"`);
  expect(errors[0]?.inputId).toBe('f-f-from-year');
});

test('a value filled in says where it comes from', () => {
  const email = formOfField({ type: 'email', prefill: 'account.email' });
  expect(html(email, { answers: { f: 'a@gmial.com' }, prefilled: { f: 'account' } })).toContain(
    'Vouliez-vous écrire a@gmail.com',
  );
  expect(html(email, { answers: { f: 'a@exemple.fr' }, prefilled: { f: 'account' } })).toContain(
    'Repris de votre compte',
  );
  expect(html(email, { locale: 'en', answers: { f: 'a@exemple.fr' }, prefilled: { f: 'account' } })).toContain(
    'Taken from your account',
  );
});
