import { expect, test } from 'vitest';
import { readLibrary } from '#modules/catalogue/index.ts';
import { evaluate } from '#modules/forms/index.ts';
import { fieldsFor } from '../conditions/condition-fields.ts';
import { asJson, type JsonObject } from '../json.ts';
import { celToValue } from './cel-to-value.ts';
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

test('a sum, a scale and a text are read in words, and written again to the same value', () => {
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

test('many titles of the library are shown without a formula', () => {
  let shown = 0;
  let all = 0;
  for (const { procedure } of readLibrary().procedures.values()) {
    const whole = asJson(procedure) as JsonObject;
    if (procedure.headline === undefined) continue;
    all += 1;
    const known = valueSources(whole, place, none);
    if (celToValue(procedure.headline, 'text', known, fieldsFor(whole, place, none, none)) !== undefined) shown += 1;
  }
  expect(shown / all).toBeGreaterThan(0.35);
});
