import { expect, test } from 'vitest';
import { readLibrary } from '#modules/catalogue/index.ts';
import { evaluate } from '#modules/forms/index.ts';
import { editorLibrary } from '../../editor-library.ts';
import type { ConditionField, ConditionFields } from '../conditions/condition.ts';
import { fieldsFor } from '../conditions/condition-fields.ts';
import { asJson, type JsonObject } from '../json.ts';
import { celToValue } from './cel-to-value.ts';
import { phraseText, readPhrase } from './phrase-text.ts';
import type { Value, ValueKind } from './value.ts';
import { valueSources } from './value-sources.ts';
import { valueToCel } from './value-to-cel.ts';
import { isWholeValue, valueLines } from './value-words.ts';

const source: JsonObject = {
  fees: [{ id: 'seat', label: { fr: 'Place', en: 'Seat' }, amount: 250 }],
  form: {
    pages: [
      {
        id: 'one',
        fields: [
          { id: 'people', type: 'number', label: { fr: 'Personnes', en: 'People' } },
          { id: 'children', type: 'number', label: { fr: 'Enfants', en: 'Children' }, optional: true },
          { id: 'income', type: 'money', label: { fr: 'Quotient familial', en: 'Income' } },
          {
            id: 'kind',
            type: 'choice',
            label: { fr: 'Catégorie', en: 'Kind' },
            options: [
              { value: 'adult', label: { fr: 'Adulte', en: 'Adult' } },
              { value: 'child', label: { fr: 'Enfant', en: 'Child' } },
            ],
          },
          { id: 'stay', type: 'period', label: { fr: 'Séjour', en: 'Stay' } },
          {
            id: 'costs',
            type: 'group',
            label: { fr: 'Frais', en: 'Costs' },
            fields: [{ id: 'amount', type: 'money', label: { fr: 'Montant', en: 'Amount' } }],
          },
        ],
      },
    ],
  },
};
const place = { on: 'urgent' } as const;
const none = () => [];
const sources = valueSources(source, place, none);
const fields = fieldsFor(source, place, none, none);

function read(cel: string, kind: ValueKind): Value {
  const value = celToValue(cel, kind, sources, fields);
  if (value === undefined) throw new Error(`Not read: ${cel}`);
  expect(isWholeValue(value, sources, fields), cel).toBe(true);
  return value;
}
const words = (cel: string, kind: ValueKind) =>
  valueLines(read(cel, kind), sources, fields, 'fr').map((line) => line.replaceAll(/[\u00a0\u202f]/g, ' '));

const answers = new Map<string, unknown>([
  ['people', 3],
  ['children', null],
  ['income', 45_000n],
  ['kind', 'child'],
  ['stay', { from: '2026-07-01', to: '2026-07-03' }],
  ['costs', [{ amount: 1200n }, { amount: 300n }]],
  ['fee', { seat: 250n }],
]);
const scope = { get: (name: string) => answers.get(name) ?? null, label: () => 'Enfant' };

test('a sum, a scale and a text are read in words, and written again to the same value', () => {
  for (const [cel, kind, value, said] of [
    ['people * fee.seat', 'money', 750, ['« Personnes » × « Place (tarif) »']],
    ['people * 250', 'money', 750, ['« Personnes » × 2,50 €']],
    ['people * 250', 'number', 750, ['« Personnes » × 250']],
    ['(days(stay.from, stay.to) + 1) * fee.seat - 50', 'money', 700, undefined],
    ['double(people) / 2', 'number', 1.5, ['« Personnes » ÷ 2']],
    [
      'min(max(sum(costs, "amount") * 0.5, 1000), 2000)',
      'money',
      1000,
      ['« Total de « Montant » dans Frais » × 0,5, jamais moins de 10,00 €, jamais plus de 20,00 €'],
    ],
    [
      'kind == "adult" ? 1200 : kind == "child" ? 600 : 900',
      'money',
      600,
      ['si « Catégorie » est « Adulte » : 12,00 €', 'si « Catégorie » est « Enfant » : 6,00 €', 'sinon : 9,00 €'],
    ],
    [
      'income != null && income < 50000 ? double(people * 100) : double(people * 300 - 50)',
      'money',
      300,
      [
        'si « Quotient familial » est inférieur à 500,00 € : « Personnes » × 1,00 €',
        'sinon : « Personnes » × 3,00 € − 0,50 €',
      ],
    ],
    [
      'people * 100 + (children == null ? 0.0 : double(children)) * 50',
      'money',
      300,
      ['« Personnes » × 1,00 € + « Enfants » (zéro sans réponse) × 0,50 €'],
    ],
    [
      '(people == null ? "Séjour" : string(people) + " personnes") + (stay == null ? "" : ", dès le " + stay.from)',
      'text',
      '3 personnes, dès le 2026-07-01',
      ['[Personnes] personnes (à défaut : Séjour), dès le [Séjour (début)]'],
    ],
  ] as const) {
    const built = read(cel, kind);
    if (said !== undefined) expect(words(cel, kind), cel).toEqual(said);
    const again = valueToCel(built, sources, fields);
    expect(evaluate(again, scope), `${cel} → ${again}`).toBe(value);
    expect(read(again, kind), again).toEqual(built);
  }
});

test('what the builder cannot say stays a formula', () => {
  for (const [cel, kind] of [
    ['people * people2', 'number'],
    ['{ "a": 1 }[kind]', 'number'],
    ['max(min(people, 3), 5)', 'number'],
    ['string(people).trim()', 'text'],
    ['people +', 'number'],
  ] as const)
    expect(celToValue(cel, kind, sources, fields), cel).toBeUndefined();
});

test('words that depend on the answers are read case by case, and written again to the same value', () => {
  for (const [cel, said, value] of [
    [
      '(kind == null ? "Demande" : { "adult": "Grand", "child": "Petit" }[kind]) + (stay == null ? "" : ", du " + stay.from + " au " + stay.to)',
      '[si « Catégorie » est « Adulte » : Grand ; si « Catégorie » est « Enfant » : Petit ; sinon : Demande][si « Séjour » est rempli : , du [Séjour (début)] au [Séjour (fin)]]',
      'Petit, du 2026-07-01 au 2026-07-03',
    ],
    [
      '(people != null ? string(people) + (people > 1 ? " enfants" : " enfant") : "Rien") + (children == null ? "" : " !")',
      undefined,
      '3 enfants',
    ],
    ['kind == null ? "Titre" : { "adult": "Grand", "child": "Petit" }[kind]', undefined, 'Petit'],
  ] as const) {
    const built = read(cel, 'text');
    if (said !== undefined) expect(words(cel, 'text')).toEqual([said]);
    const again = valueToCel(built, sources, fields);
    expect(evaluate(again, scope), again).toBe(value);
    expect(read(again, 'text'), again).toEqual(built);
  }
});

test('a phrase is typed with the names of answers in braces', () => {
  const typed = 'Pour {Personnes} en {quotient Familial}';
  const phrase = readPhrase(typed, sources);
  expect(phrase).toEqual(['Pour ', { source: 'people' }, ' en ', { source: 'income' }]);
  expect(readPhrase(phraseText(phrase, sources, 'en'), sources)).toEqual(phrase);
  expect(readPhrase('{Personne}', sources)).toEqual([{ unknown: 'Personne' }]);
});

test('two questions of the same name are told apart by their pages', () => {
  const twice: JsonObject = {
    form: {
      pages: ['Vous', 'Le défunt'].map((title, index) => ({
        id: `p${index}`,
        title: { fr: title, en: title },
        fields: [{ id: `name_${index}`, type: 'text', label: { fr: 'Nom', en: 'Name' } }],
      })),
    },
  };
  const labels = (found: ReadonlyMap<string, { label: { fr: string } }>) =>
    [...found.values()].map((one) => one.label.fr);
  expect(labels(valueSources(twice, place, none))).toEqual(['Nom (Vous)', 'Nom (Le défunt)']);
  expect(labels(fieldsFor(twice, place, none, none)).slice(0, 2)).toEqual(['Nom (Vous)', 'Nom (Le défunt)']);
});

test('nearly all titles of the library are shown without a formula, and mean the same once built', () => {
  const { blockFields, listOptions } = editorLibrary();
  let all = 0;
  const formulas: string[] = [];
  for (const { procedure } of readLibrary().procedures.values()) {
    const whole = asJson(procedure) as JsonObject;
    const { headline } = procedure;
    if (headline === undefined) continue;
    all += 1;
    const known = valueSources(whole, place, blockFields);
    const around = fieldsFor(whole, place, blockFields, listOptions);
    const value = celToValue(headline, 'text', known, around);
    if (value === undefined) {
      formulas.push(procedure.procedure);
      continue;
    }
    expect(isWholeValue(value, known, around), headline).toBe(true);
    expect(valueLines(value, known, around, 'fr').join(''), headline).not.toMatch(/==|\bnull\b|\blabel\(/);
    const written = valueToCel(value, known, around);
    const again = celToValue(written, 'text', known, around);
    expect(again, written).toEqual(value);
    for (const answers of titleAnswers(around)) {
      const answered = { get: (name: string) => answers.get(name) ?? null, label: (name: string) => `«${name}»` };
      expect(evaluate(written, answered), `${headline}\n${written}`).toBe(evaluate(headline, answered));
    }
  }
  expect(1 - formulas.length / all, formulas.join()).toBeGreaterThanOrEqual(0.95);
});

/** No answer at all, then each option of each choice in turn with everything else answered. */
function titleAnswers(around: ConditionFields): Map<string, unknown>[] {
  const whole = [...around.values()].filter(({ id }) => !id.includes('.'));
  const longest = Math.max(1, ...whole.map(({ options }) => options.length));
  const answer = ({ kind, options }: ConditionField, turn: number): unknown => {
    switch (kind) {
      case 'choice':
        return options[turn % Math.max(1, options.length)]?.value ?? 'x';
      case 'yes-no':
        return turn % 2 === 0;
      case 'number':
      case 'money':
        return BigInt((turn + 1) * 100);
      case 'date':
        return '2026-07-01';
      case 'list':
        return options.slice(0, turn + 1).map(({ value }) => value);
      case 'rows':
        return [{}, {}].slice(0, (turn % 2) + 1);
      case 'text':
        return 'Roy';
      default:
        return {
          from: '2026-07-01',
          to: '2026-07-03',
          given_names: 'Léa',
          family_name: 'Roy',
          name: 'Vernon',
          label: 'Rue',
        };
    }
  };
  return [
    new Map(),
    ...Array.from({ length: longest }, (_, turn) => new Map(whole.map((field) => [field.id, answer(field, turn)]))),
  ];
}

test('several choices are said by name in a title, not as label(…)', () => {
  const choices: JsonObject = {
    id: 'needs',
    type: 'choices',
    label: { fr: 'Vos besoins', en: 'Your needs' },
    options: [{ value: 'food', label: { fr: 'Manger', en: 'Food' } }],
  };
  const page = { id: 'p', fields: [choices, { ...choices, id: 'wishes', type: 'ranked', label: { fr: 'Vos vœux' } }] };
  const own: JsonObject = { form: { pages: [page] } };
  const around = valueSources(own, place, none);
  const conditions = fieldsFor(own, place, none, none);
  for (const [cel, name] of [
    ['label(needs)', 'Vos besoins (choix faits)'],
    ['label(wishes)', 'Vos vœux (choix faits)'],
  ] as const) {
    const value = celToValue(`"Aide : " + ${cel}`, 'text', around, conditions);
    if (value === undefined) throw new Error(`Not read: ${cel}`);
    const [line = ''] = valueLines(value, around, conditions, 'fr');
    expect(line).toContain(name);
    expect(line).not.toContain('label(');
    expect(valueToCel(value, around, conditions)).toContain(cel);
  }
});
