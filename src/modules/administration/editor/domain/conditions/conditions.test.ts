import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readLibrary } from '#modules/catalogue/index.ts';
import { compileExpression, holds } from '#modules/forms/index.ts';
import { asJson, type JsonObject } from '../json.ts';
import { celToCondition } from './cel-to-condition.ts';
import { type Clause, type Condition, type ConditionField, normalized, operatorsOf } from './condition.ts';
import { fieldsFor } from './condition-fields.ts';
import { conditionToCel } from './condition-to-cel.ts';
import { conditionInWords } from './condition-words.ts';

const option = (value: string) => ({ value, label: { fr: value, en: value } });
const field = (id: string, kind: ConditionField['kind'], options: string[] = []): ConditionField => ({
  id,
  label: { fr: `Question ${id}`, en: `Question ${id}` },
  kind,
  options: options.map(option),
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
    field('place', 'any'),
  ].map((one) => [one.id, one] as const),
);

const valuesOf: Record<ConditionField['kind'], fc.Arbitrary<string>> = {
  'yes-no': fc.constantFrom('yes', 'no'),
  choice: fc.constantFrom('person', 'association', 'not-married'),
  list: fc.constantFrom('chairs', 'stage'),
  text: fc.string({ minLength: 1, maxLength: 12 }).filter((text) => text !== 'today'),
  number: fc.oneof(fc.integer({ min: -500, max: 500 }).map(String), fc.constantFrom('2.5', '-0.25')),
  money: fc.integer({ min: -1000, max: 100_000 }).map(String),
  date: fc.constantFrom('today', '2026-01-31', '1999-12-01'),
  month: fc.constantFrom('2026-01', '2020-12'),
  time: fc.constantFrom('08:30', '23:59'),
  any: fc.constant(''),
};

const clause: fc.Arbitrary<Clause> = fc.constantFrom(...fields.values()).chain((one) =>
  fc.constantFrom(...operatorsOf(one.kind)).chain((operator) => {
    const some = (least: number, most: number) => fc.array(valuesOf[one.kind], { minLength: least, maxLength: most });
    const values =
      operator === 'filled' || operator === 'empty'
        ? fc.constant([])
        : operator.startsWith('age')
          ? fc.integer({ min: 0, max: 120 }).map((age) => [String(age)])
          : operator === 'one-of' || operator === 'none-of'
            ? some(1, 3)
            : some(1, 1);
    return values.map((chosen): Clause => ({ field: one.id, operator, values: chosen }));
  }),
);
const join = fc.constantFrom('all' as const, 'any' as const);
const condition: fc.Arbitrary<Condition> = fc.record({
  join,
  items: fc.array(fc.oneof(clause, fc.record({ join, items: fc.array(clause, { minLength: 1, maxLength: 3 }) })), {
    minLength: 1,
    maxLength: 4,
  }),
});

test('what the builder writes it reads again as it was', () => {
  fc.assert(
    fc.property(condition, (built) => {
      const cel = conditionToCel(built, fields);
      expect(celToCondition(cel, fields), cel).toEqual(normalized(built));
    }),
    { numRuns: 600 },
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
    'unknown == 3',
    'a &&',
    'who == "elsewhere"',
  ])
    expect(celToCondition(source, fields), source).toBeUndefined();
});

test('the conditions of the library that it shows decide as the file does', () => {
  let shown = 0;
  let all = 0;
  for (const { procedure } of readLibrary().procedures.values()) {
    const source = asJson(procedure) as JsonObject;
    const known = fieldsFor(
      source,
      { on: 'urgent' },
      () => [],
      () => [],
    );
    for (const page of procedure.form.pages) {
      for (const { when } of [page, ...page.fields]) {
        if (when === undefined) continue;
        all += 1;
        const read = celToCondition(when, known);
        if (read === undefined) continue;
        shown += 1;
        const written = compileExpression(conditionToCel(read, known));
        const original = compileExpression(when);
        fc.assert(
          fc.property(fc.infiniteStream(fc.nat(5)), (chances) => {
            const answers = new Map<string, unknown>([['today', '2026-11-22']]);
            for (const name of original.variables) {
              if (name === 'today') continue;
              answers.set(name, someAnswer(known.get(name), chances.next().value));
            }
            const scope = { get: (name: string) => answers.get(name) ?? null };
            expect(holds(written, scope), `${when} → ${written.source}`).toBe(holds(original, scope));
          }),
          { numRuns: 40 },
        );
      }
    }
  }
  expect(shown / all).toBeGreaterThan(0.9);
});

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
    default:
      return 'x'.repeat(chance);
  }
}
