import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NotFoundError } from '#platform/errors/app-error.ts';
import { firstTime, formOf } from '../testing/sample-form.ts';
import { parsePage } from './parse-page.ts';
import { keepShownAnswers } from './visibility.ts';

const form = formOf(`
pages:
  - id: you
    title: Vous
    fields:
      - { id: kind, type: choice, label: Vous êtes, options: [{ value: person, label: Un particulier }, { value: club, label: Une association }] }
      - { id: club, type: text, label: Nom de l’association, when: kind == "club" }
      - { id: phone, type: phone, label: Téléphone, optional: true }
      - id: channel
        type: choice
        label: Comment vous joindre
        optional: true
        options: [{ value: mail, label: Par courriel }, { value: sms, label: Par SMS, when: phone != null }]
      - { id: verdict, type: text, label: Avis du service, agentOnly: true }
  - id: family
    title: Famille
    when: kind == "person"
    fields:
      - id: children
        type: group
        label: Enfants
        rowLabel: Enfant {n}
        addLabel: Ajouter un enfant
        min: 1
        max: 3
        fields:
          - { id: name, type: text, label: Prénom }
          - { id: birth, type: date, label: Naissance, birth: true }
          - { id: school, type: text, label: École, when: age(birth) >= 3 }
          - { id: kind, type: choice, label: Garde, optional: true, options: [{ value: full, label: Pleine }, { value: shared, label: Partagée }] }
          - { id: other, type: text, label: Autre parent, when: kind == "shared" }
        constraints: [{ check: value.size() < 3 || phone != null, message: Un téléphone est nécessaire à partir de trois enfants }]
  - id: dates
    title: Dates
    fields:
      - { id: from, type: date, label: Début }
      - { id: to, type: date, label: Fin, optional: true, constraints: [{ check: value < "2027-01-01", message: Avant 2027 }] }
      - { id: days, type: number, label: Jours, optional: true, when: to != null }
    checks: [{ check: to >= from, message: La fin vient après le début, at: to }]
`);

const person = { ...firstTime, answers: { kind: 'person' } };

function codes(parsed: { errors: readonly { path: string; code: string }[] }): string[] {
  return parsed.errors.map(({ path, code }) => `${path} ${code}`);
}

test('a hidden field is not demanded, and what was typed in it is not kept', () => {
  const parsed = parsePage(form, 'you', { kind: 'person', club: 'Les amis' }, firstTime);
  expect(parsed.errors).toEqual([]);
  expect(parsed.answers).toEqual({ kind: 'person' });
  expect(parsed.raw).toEqual({ kind: 'person', club: 'Les amis' });
});

test('a shown field is demanded', () => {
  expect(codes(parsePage(form, 'you', { kind: 'club' }, firstTime))).toEqual(['club required']);
  expect(codes(parsePage(form, 'you', {}, firstTime))).toEqual(['kind requiredChoice']);
});

test('an option may be offered by what the same page says', () => {
  const body = { kind: 'person', channel: 'sms' };
  expect(parsePage(form, 'you', { ...body, phone: '0612345678' }, firstTime).errors).toEqual([]);
  expect(codes(parsePage(form, 'you', body, firstTime))).toEqual(['channel choiceNotOffered']);
  expect(codes(parsePage(form, 'you', { ...body, phone: 'zéro six' }, firstTime))).toEqual(['phone phone']);
});

test('an applicant cannot write what agents fill in, nor lose it', () => {
  const context = { ...firstTime, answers: { verdict: 'Favorable' } };
  const body = { kind: 'person', verdict: 'Forgé' };
  expect(parsePage(form, 'you', body, context).answers).toEqual({ kind: 'person', verdict: 'Favorable' });
  expect(parsePage(form, 'you', body, firstTime).answers).toEqual({ kind: 'person' });
  expect(codes(parsePage(form, 'you', { kind: 'person' }, { ...context, actor: 'agent' }))).toEqual([
    'verdict required',
  ]);
});

test('an answer that hides a later page drops what was answered there', () => {
  const answers = { kind: 'person', children: [{ name: 'Ana' }], from: '2026-12-01' };
  const parsed = parsePage(form, 'you', { kind: 'club', club: 'Les amis' }, { ...firstTime, answers });
  expect(parsed.answers).toEqual({ kind: 'club', club: 'Les amis', from: '2026-12-01' });
});

const ana = {
  'children.0.name': 'Ana',
  'children.0.birth-day': '1',
  'children.0.birth-month': '2',
  'children.0.birth-year': '2025',
};

test('rows are read with their own conditions', () => {
  const body = {
    'children-rows': '2',
    ...ana,
    'children.1.name': 'Luc',
    'children.1.birth-day': '1',
    'children.1.birth-month': '2',
    'children.1.birth-year': '2019',
    'children.1.kind': 'shared',
  };
  const parsed = parsePage(form, 'family', body, person);
  expect(codes(parsed)).toEqual(['children[1].school required', 'children[1].other required']);
  expect(parsed.errors.map(({ inputId }) => inputId)).toEqual(['f-children-1-school', 'f-children-1-other']);
  expect(parsed.answers.children).toEqual([
    { name: 'Ana', birth: '2025-02-01' },
    { name: 'Luc', birth: '2019-02-01', kind: 'shared' },
  ]);
});

test('rows left blank at the end do not count, beyond those that are needed', () => {
  expect(parsePage(form, 'family', { 'children-rows': '3', ...ana }, person).answers.children).toHaveLength(1);
  expect(codes(parsePage(form, 'family', { 'children-rows': '1' }, person))).toEqual([
    'children[0].name required',
    'children[0].birth requiredDate',
  ]);
  expect(codes(parsePage(form, 'family', {}, person))).toEqual(['children required']);
  expect(parsePage(form, 'family', ana, person).answers.children).toHaveLength(1);
});

test('a group has a limit, and constraints over its rows', () => {
  const row = (index: number) =>
    Object.fromEntries(Object.entries(ana).map(([name, value]) => [name.replace('.0.', `.${index}.`), value]));
  const three = { 'children-rows': '3', ...row(0), ...row(1), ...row(2) };
  expect(codes(parsePage(form, 'family', three, person))).toEqual(['children constraint']);
  const four = { ...three, ...row(3), 'children-rows': '400' };
  expect(codes(parsePage(form, 'family', four, person))).toEqual(['children groupMax']);
});

test('buttons add and remove rows, losing nothing of the others', () => {
  const added = parsePage(
    form,
    'family',
    { 'children-rows': '1', 'children.0.name': 'Ana', '__add:children': '1' },
    person,
  );
  expect(added).toMatchObject({
    action: { kind: 'add-row', group: 'children' },
    errors: [],
    raw: { 'children-rows': '2', 'children.0.name': 'Ana' },
  });
  const body = {
    'children-rows': '3',
    'children.0.name': 'Ana',
    'children.1.name': 'Luc',
    'children.1.birth-day': '3',
    'children.2.name': 'Zoé',
  };
  const removed = parsePage(form, 'family', { ...body, '__remove:children:0': '1' }, person);
  expect(removed.action).toEqual({ kind: 'remove-row', group: 'children', row: 0 });
  expect(removed.raw).toEqual({
    'children-rows': '2',
    'children.0.name': 'Luc',
    'children.0.birth-day': '3',
    'children.1.name': 'Zoé',
  });
  expect(removed.answers.children).toEqual([{ name: 'Luc' }, { name: 'Zoé' }]);
  expect(parsePage(form, 'family', { ...body, '__remove:children:7': '1' }, person).action).toBeUndefined();
});

function dates(from: string, to: string) {
  const [day, month, year] = from.split('/');
  const [endDay, endMonth, endYear] = to.split('/');
  return {
    'from-day': day,
    'from-month': month,
    'from-year': year,
    'to-day': endDay,
    'to-month': endMonth,
    'to-year': endYear,
  };
}

test('a check across fields waits for all of them, and for each to be right', () => {
  expect(codes(parsePage(form, 'dates', dates('2/12/2026', '1/12/2026'), person))).toEqual(['to check']);
  expect(codes(parsePage(form, 'dates', dates('2/12/2026', '3/12/2026'), person))).toEqual([]);
  expect(codes(parsePage(form, 'dates', dates('2/12/2026', ''), person))).toEqual([]);
  expect(codes(parsePage(form, 'dates', dates('2/12/2027', '1/12/2027'), person))).toEqual(['to constraint']);
});

test('a page that the form does not have is not found', () => {
  expect(() => parsePage(form, 'nowhere', {}, firstTime)).toThrow(NotFoundError);
});

test('unknown names and forged shapes are ignored', () => {
  const body = JSON.parse(
    '{"kind":["person","club"],"__proto__":{"club":"x"},"constructor":"y","phone":{"a":1},"channel":[["sms"]],"extra":"z"}',
  );
  const parsed = parsePage(form, 'you', body, firstTime);
  expect(parsed.answers).toEqual({ kind: 'person' });
  expect(Object.keys(parsed.raw)).toEqual(['kind']);
  expect(({} as Record<string, unknown>).club).toBeUndefined();
});

const hostile = fc.oneof(
  fc.anything(),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.array(fc.anything(), { maxLength: 4 }),
  fc.constantFrom(
    '\u202eevil',
    '\u0000',
    '\ud800',
    '💣'.repeat(5000),
    'x'.repeat(200_000),
    '=cmd()',
    '<script>',
    '-1',
    '1e999',
    'NaN',
  ),
);
const names = fc.constantFrom(
  'kind',
  'club',
  'phone',
  'channel',
  'children-rows',
  'children.0.name',
  'children.0.birth-day',
  'children.0.birth-year',
  'children.1.kind',
  '__add:children',
  '__remove:children:0',
  '__remove:children:-1',
  '__proto__',
  'constructor',
  'from-day',
  'to-month',
  'days',
  'toString',
);
const stored = fc.oneof(fc.anything(), fc.constant({}));

test('property: no body and no stored answers make the reading of a page fail', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.dictionary(names, hostile), fc.anything()),
      fc.dictionary(fc.constantFrom('kind', 'children', 'from', 'phone', '__proto__'), stored),
      fc.constantFrom('you', 'family', 'dates'),
      (body, answers, page) => {
        const parsed = parsePage(form, page, body, { ...firstTime, answers: answers as never });
        for (const error of parsed.errors) {
          expect(error.message.fr).not.toBe('');
          expect(error.message.fr).not.toMatch(/\{\w+\}/);
        }
        expect(JSON.stringify(parsed.raw)).not.toContain('\\u0000');
      },
    ),
    { numRuns: 300 },
  );
});

test('property: what a page gives is stable: no hidden answer is left to drop', () => {
  const value = fc.constantFrom('person', 'club', 'sms', 'mail', '0612345678', '3', '2026', 'yes', '');
  fc.assert(
    fc.property(fc.dictionary(names, value), fc.constantFrom('you', 'family', 'dates'), (body, page) => {
      const { answers } = parsePage(form, page, body, person);
      expect(keepShownAnswers(form, answers, person)).toEqual(answers);
    }),
    { numRuns: 300 },
  );
});
