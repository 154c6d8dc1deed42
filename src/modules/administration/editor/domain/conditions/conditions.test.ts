import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readLibrary } from '#modules/catalogue/index.ts';
import { compileExpression, holds } from '#modules/forms/index.ts';
import { asJson, type JsonObject } from '../json.ts';
import { celToCondition } from './cel-to-condition.ts';
import {
  type Clause,
  type Condition,
  type ConditionField,
  type ConditionItem,
  comparableWith,
  mayBeLenient,
  normalized,
  operatorsFor,
  takesValue,
} from './condition.ts';
import { fieldsFor } from './condition-fields.ts';
import { conditionToCel } from './condition-to-cel.ts';
import { conditionInWords } from './condition-words.ts';
import { expressionInWords } from './expression-words.ts';
import { isComparison, measureOf } from './operators.ts';

const option = (value: string) => ({ value, label: { fr: value, en: value } });
const field = (
  id: string,
  kind: ConditionField['kind'],
  options: string[] = [],
  rest: Partial<ConditionField> = {},
): ConditionField => ({
  id,
  label: { fr: `Question ${id}`, en: `Question ${id}` },
  kind,
  options: options.map(option),
  ...rest,
});
const fields = new Map(
  [
    field('married', 'yes-no'),
    field('who', 'choice', ['person', 'association', 'not-married']),
    field('needs', 'list', ['chairs', 'stage']),
    field('motive', 'text'),
    field('people', 'number'),
    field('income', 'money'),
    field('born', 'date'),
    field('from_month', 'month'),
    field('begins', 'time'),
    field('sign', 'any'),
    field('guests', 'number'),
    field('spent', 'money'),
    field('married_on', 'date'),
    field('stay', 'period'),
    field('stay.from', 'date', [], { guard: 'stay' }),
    field('child.birth_date', 'date', [], { guard: 'child', part: 'child.birth_date' }),
    field('home', 'place', [], { part: 'home.citycode' }),
    field('town', 'place'),
    field('children', 'rows'),
    field('form.reason', 'text'),
    field('value', 'number', [], { guard: '' }),
    field('authority.kind', 'choice', ['commune', 'epci'], { guard: '' }),
  ].map((one) => [one.id, one] as const),
);

const valuesOf: Record<ConditionField['kind'] | 'kind', fc.Arbitrary<string>> = {
  kind: fc.constantFrom('commune', 'epci'),
  'yes-no': fc.constantFrom('yes', 'no'),
  choice: fc.constantFrom('person', 'association', 'not-married'),
  list: fc.constantFrom('chairs', 'stage'),
  text: fc.string({ minLength: 1, maxLength: 12 }).filter((text) => text !== 'today'),
  number: fc.oneof(fc.integer({ min: -500, max: 500 }).map(String), fc.constantFrom('2.5', '-0.25')),
  money: fc.integer({ min: -1000, max: 100_000 }).map(String),
  date: fc.constantFrom('today', '2026-01-31', '1999-12-01'),
  month: fc.constantFrom('2026-01', '2020-12'),
  time: fc.constantFrom('08:30', '23:59'),
  period: fc.constant(''),
  place: fc.constant(''),
  rows: fc.constant(''),
  any: fc.constant(''),
};

const clause: fc.Arbitrary<Clause> = fc.constantFrom(...fields.values()).chain((one) =>
  fc.constantFrom(...operatorsFor(one)).chain((operator) => {
    const some = (least: number, most: number) =>
      fc.array(valuesOf[choicesOf(one)], { minLength: least, maxLength: most });
    const values = !takesValue(operator)
      ? fc.constant([])
      : measureOf(operator) !== undefined
        ? fc.integer({ min: 0, max: 120 }).map((count) => [String(count)])
        : operator === 'one-of' || operator === 'none-of'
          ? some(1, 3)
          : some(1, 1);
    const others = isComparison(operator) ? comparableWith(one, fields) : [];
    return fc
      .tuple(values, fc.boolean(), fc.option(fc.constantFrom(...others, undefined)))
      .map(([chosen, lenient, other]): Clause => {
        const said: Clause = other
          ? { field: one.id, operator, values: [], other: other.id }
          : { field: one.id, operator, values: chosen };
        return lenient && mayBeLenient(said, fields) ? { ...said, lenient: true } : said;
      });
  }),
);

function choicesOf(one: ConditionField): ConditionField['kind'] | 'kind' {
  return one.id === 'authority.kind' ? 'kind' : one.kind;
}
const join = fc.constantFrom('all' as const, 'any' as const);
const groupOf = (item: fc.Arbitrary<ConditionItem>): fc.Arbitrary<Condition> =>
  fc.record({ join, items: fc.array(item, { minLength: 1, maxLength: 3 }) });
const condition = groupOf(fc.oneof(clause, groupOf(fc.oneof(clause, groupOf(clause)))));

test('what the builder writes it reads again as it was', () => {
  fc.assert(
    fc.property(condition, (built) => {
      const cel = conditionToCel(built, fields);
      for (const reading of ['condition', 'check'] as const)
        expect(celToCondition(cel, fields, reading), cel).toEqual(normalized(built));
    }),
    { numRuns: 800 },
  );
});

test('a condition reads in words in both languages', () => {
  const built: Condition = {
    join: 'all',
    items: [
      { field: 'who', operator: 'is', values: ['association'] },
      {
        join: 'any',
        items: [
          { field: 'born', operator: 'less', values: ['2026-01-31'] },
          { field: 'income', operator: 'at-least', values: ['120050'] },
        ],
      },
    ],
  };
  expect(conditionInWords(built, fields, 'fr')).toBe(
    '«\u00a0Question who\u00a0» est «\u00a0association\u00a0» et («\u00a0Question born\u00a0» est avant le 31 janvier 2026 ou «\u00a0Question income\u00a0» est d’au moins 1\u202f200,50\u00a0€)',
  );
  expect(conditionInWords(built, fields, 'en')).toContain('“Question who” is “association” and (');
});

test('what the builder cannot say is left to be edited by hand', () => {
  for (const source of [
    'people * 2 > 10',
    '!(who == "person")',
    'who == motive',
    'people != guests',
    'home.citycode != authority.code',
    'unknown == 3',
    'a &&',
    'who == "elsewhere"',
  ])
    expect(celToCondition(source, fields), source).toBeUndefined();
});

test('comparisons with another answer, ages, delays, places and counts are read as people write them', () => {
  for (const [source, words, reading] of [
    ['people != null && guests != null && guests <= people', '« Question guests » est d’au plus « Question people »'],
    ['guests <= people', '« Question guests » est d’au plus « Question people »', 'check'],
    ['born != null && days(born, today) > 30', '« Question born » remonte à 31 jours ou plus'],
    ['stay != null && days(today, stay.from) <= 9', '« Question stay.from » est dans moins de 10 jours, ou est passé'],
    ['stay != null && days(stay.from, stay.to) >= 2', '« Question stay » dure 2 jours ou plus'],
    ['age(child.birth_date) < 4', '« Question child.birth_date » donne un âge de moins de 4 ans'],
    [
      'home != null && has(home.citycode) && home.citycode != authority.code',
      '« Question home » n’est pas dans la commune qui répond',
    ],
    [
      'has(home.citycode) && home.citycode != null && home.citycode != authority.code',
      '« Question home » n’est pas dans la commune qui répond',
    ],
    ['town != null && town.code != authority.code', '« Question town » n’est pas dans la commune qui répond'],
    ['needs != null && size(needs) > 0', '« Question needs » compte 1 choix ou plus'],
    ['size(form.reason) >= 20', '« Question form.reason » compte 20 caractères ou plus'],
    [
      'who != "person" || (motive != null && size(motive) >= 5)',
      '« Question who » n’est pas « person » ou « Question motive » est rempli et « Question motive » compte 5 caractères ou plus',
      'check',
    ],
    ['value >= 17', '« Question value » est d’au moins 17', 'check'],
  ] as const) {
    const read = celToCondition(source, fields, reading);
    expect(read && conditionInWords(read, fields, 'fr', reading).replaceAll('\u00a0', ' '), source).toBe(words);
  }
});

test('what is more than the builder can show is put in words all the same', () => {
  for (const [source, words] of [
    ['income + spent <= 30000000', '« Question income » + « Question spent » est d’au plus 300 000,00 €'],
    [
      'who == "person" || (motive != null && (married == true || people > 3))',
      '« Question who » est « person » ou (« Question motive » est rempli et (« Question married » est oui ou « Question people » est supérieur à 3))',
    ],
    [
      'people == null ? 0 : people * fee.seat',
      'si « Question people » n’est pas rempli, alors 0, sinon « Question people » × le tarif « seat »',
    ],
    ['children[0].price == people', '« price » à la ligne 1 de « Question children » est égal à « Question people »'],
    ['sum(children, "price")', 'la somme de « price » dans « Question children »'],
  ] as const)
    expect(expressionInWords(source, fields, 'fr')?.replaceAll(/[\u00a0\u202f]/g, ' '), source).toBe(words);
  expect(expressionInWords('motive.matches("^a")', fields, 'fr')).toBeUndefined();
  expect(expressionInWords('motive ==', fields, 'fr')).toBeUndefined();
});

test('what the library writes is shown as the builder would build it, and decides as the file does', () => {
  let shown = 0;
  let all = 0;
  for (const { procedure } of readLibrary().procedures.values()) {
    const source = asJson(procedure) as JsonObject;
    for (const page of procedure.form.pages) {
      const whole = fieldsFor(source, { on: 'check', page: page.id, index: 0 }, none, none);
      const conditions = [page, ...page.fields, ...page.exits].flatMap(({ when }) => when ?? []);
      const judged = [
        ...conditions.map((when) => ({ source: when, reading: 'condition' as const, known: whole })),
        ...page.checks.map(({ check }) => ({ source: check, reading: 'check' as const, known: whole })),
      ];
      for (const one of judged) {
        all += 1;
        expect(expressionInWords(one.source, one.known, 'fr', one.reading), one.source).toBeDefined();
        const read = celToCondition(one.source, one.known, one.reading);
        if (read === undefined) continue;
        shown += 1;
        expectSameDecisions(one.source, conditionToCel(read, one.known), one.known, one.reading);
      }
    }
  }
  expect(shown / all).toBeGreaterThan(0.97);
});

const none = () => [];

function expectSameDecisions(
  source: string,
  builtAs: string,
  known: ReturnType<typeof fieldsFor>,
  reading: 'condition' | 'check',
): void {
  const written = compileExpression(builtAs);
  const original = compileExpression(source);
  fc.assert(
    fc.property(fc.infiniteStream(fc.nat(5)), (chances) => {
      const answers = new Map<string, unknown>([
        ['today', '2026-11-22'],
        ['authority', { code: '27681', kind: chances.next().value % 2 === 0 ? 'commune' : 'epci', name: 'Vernon' }],
      ]);
      for (const name of original.variables) {
        if (!answers.has(name)) answers.set(name, someAnswer(known.get(name), chances.next().value));
      }
      const scope = { get: (name: string) => answers.get(name) ?? null };
      const decide = (expression: typeof written) =>
        reading === 'check' ? passes(expression, answers, scope) : holds(expression, scope);
      expect(decide(written), `${source} → ${builtAs} ${JSON.stringify([...answers], plain)}`).toBe(decide(original));
    }),
    { numRuns: 40 },
  );
}

/** A check that cannot be told yet is not held against the person. */
function passes(
  expression: ReturnType<typeof compileExpression>,
  answers: ReadonlyMap<string, unknown>,
  scope: Parameters<typeof holds>[1],
): boolean {
  try {
    return expression.run(scope) === true;
  } catch {
    return expression.variables.some((name) => (answers.get(name) ?? null) === null);
  }
}

const plain = (_key: string, value: unknown) => (typeof value === 'bigint' ? Number(value) : value);

function someAnswer(known: ConditionField | undefined, chance: number): unknown {
  if (known === undefined || chance === 0) return null;
  const value = known.options[chance % Math.max(1, known.options.length)]?.value ?? 'x';
  switch (known.kind) {
    case 'yes-no':
      return chance % 2 === 0;
    case 'choice':
      return value;
    case 'list':
      return known.options.slice(0, chance % (known.options.length + 1)).map((one) => one.value);
    case 'number':
    case 'money':
      return BigInt(chance * 10);
    case 'date':
      return chance % 2 === 0 ? '2031-01-01' : '2001-01-01';
    case 'period':
      return { from: chance % 2 === 0 ? '2026-11-25' : '2025-01-01', to: chance > 2 ? '2026-11-26' : '2027-12-01' };
    case 'place': {
      const code = chance % 2 === 0 ? '27681' : '75056';
      return known.part === undefined ? { code } : { citycode: chance > 2 ? null : code };
    }
    case 'rows':
      return Array.from({ length: chance }, () => ({}));
    case 'time':
      return `0${chance}:00`;
    default:
      return 'x'.repeat(chance);
  }
}
