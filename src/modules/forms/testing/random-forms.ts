import fc from 'fast-check';
import type { Answers } from '../domain/answers.ts';
import { type Field, type FormDefinition, formSchema } from '../domain/form-schema.ts';

/** Forms of every shape for properties: pages and fields with conditions on earlier fields, computed values, rows. */

const kinds = ['text', 'yes-no', 'choice', 'number', 'choices', 'computed', 'agent', 'group'] as const;
type Kind = (typeof kinds)[number];

interface Sketch {
  readonly kind: Kind;
  readonly optional: boolean;
  /** Whether it has a condition, on which of the fields before it, of which sort. */
  readonly condition: number | undefined;
  readonly other: number;
  readonly newPage: boolean;
}

const sketch: fc.Arbitrary<Sketch> = fc.record({
  kind: fc.constantFrom(...kinds),
  optional: fc.boolean(),
  condition: fc.option(fc.nat(1000), { nil: undefined, freq: 2 }),
  other: fc.nat(1000),
  newPage: fc.boolean(),
});

const options = ['a', 'b', 'c'].map((value) => ({ value, label: value.toUpperCase() }));

function shapeOf(kind: Kind, earlier: readonly Field[], other: number): Record<string, unknown> {
  switch (kind) {
    case 'choice':
    case 'choices':
      return { type: kind, options };
    case 'agent':
      return { type: 'text', agentOnly: true };
    case 'computed': {
      const numbers = earlier.filter((field) => field.type === 'number');
      const source = numbers[other % Math.max(numbers.length, 1)];
      return { type: 'computed', as: 'number', value: source === undefined ? '1 + 1' : `${source.id} * 2` };
    }
    case 'group':
      return {
        type: 'group',
        rowLabel: 'Ligne {n}',
        addLabel: 'Ajouter',
        max: 3,
        fields: [
          { id: 'row_kind', type: 'choice', label: 'Sorte', options },
          { id: 'row_text', type: 'text', label: 'Texte', when: 'row_kind == "a"' },
        ],
      };
    default:
      return { type: kind };
  }
}

/** A condition on an earlier field, in a way that goes with its type. */
function conditionOn(field: Field, sort: number): string {
  const { id } = field;
  switch (field.type) {
    case 'yes-no':
      return sort % 2 === 0 ? id : `${id} == false`;
    case 'choice':
      return [`${id} == "a"`, `${id} != "b"`, `${id} in ["a", "c"]`][sort % 3] ?? 'true';
    case 'choices':
      return `"b" in ${id}`;
    case 'number':
    case 'computed':
      return [`${id} > 3`, `${id} == null || ${id} < 5`][sort % 2] ?? 'true';
    case 'group':
      return `${id}.exists(r, r.row_kind == "a")`;
    default:
      return [`${id} != null`, `${id} == null`, `size(${id}) > 2`][sort % 3] ?? 'true';
  }
}

function formFrom(sketches: readonly Sketch[]): FormDefinition {
  const earlier: Field[] = [];
  const pages: { id: string; title: string; fields: unknown[] }[] = [];
  for (const [index, one] of sketches.entries()) {
    if (index === 0 || one.newPage)
      pages.push({ id: `page-${pages.length}`, title: `Page ${pages.length}`, fields: [] });
    const on = one.condition === undefined ? undefined : earlier[one.condition % Math.max(earlier.length, 1)];
    const written = {
      id: `f${index}`,
      label: `Champ ${index}`,
      optional: one.optional,
      ...shapeOf(one.kind, earlier, one.other),
      ...(on === undefined ? {} : { when: conditionOn(on, one.other) }),
    };
    pages.at(-1)?.fields.push(written);
    const parsed = formSchema.parse({ pages: [{ id: 'p', title: 'P', fields: [written] }] });
    earlier.push(...(parsed.pages[0]?.fields ?? []));
  }
  return formSchema.parse({ pages });
}

export const randomForm: fc.Arbitrary<FormDefinition> = fc.array(sketch, { minLength: 1, maxLength: 14 }).map(formFrom);

const anyAnswer = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom<unknown>('a', 'b', 'c', 'Zoé', true, false, 0, 4, 9, ['a'], ['b', 'c']) },
  {
    weight: 2,
    arbitrary: fc.constant<unknown>([
      { row_kind: 'a', row_text: 'X' },
      { row_kind: 'b', row_text: 'Y' },
    ]),
  },
  { weight: 1, arbitrary: fc.constantFrom<unknown>(null, {}, [], [null], { a: 1 }, '') },
);

/** Answers to any of its fields, of their type or not, and to some that it does not have. */
export function answersTo(form: FormDefinition): fc.Arbitrary<Answers> {
  const ids = form.pages.flatMap((page) => page.fields.map((field) => field.id));
  return fc
    .dictionary(fc.constantFrom(...ids, 'unknown_field'), anyAnswer, { maxKeys: ids.length + 1 })
    .map((answers) => answers as Answers);
}

/** What a browser may post for a page of it: what fits, what does not, names that it does not have. */
export function bodyFor(page: FormDefinition['pages'][number]): fc.Arbitrary<Record<string, string | string[]>> {
  const names = page.fields.flatMap((field) =>
    field.type === 'group'
      ? [`${field.id}-rows`, `${field.id}.0.row_kind`, `${field.id}.0.row_text`, `${field.id}.1.row_kind`]
      : [field.id],
  );
  const value = fc.constantFrom<string | string[]>(
    'a',
    'b',
    'c',
    'yes',
    'no',
    '1',
    '2',
    '4',
    'Zoé',
    '',
    ['a', 'b'],
    ['c'],
  );
  return fc.dictionary(fc.constantFrom(...names, 'unknown_field', '__proto__'), value, { maxKeys: names.length + 1 });
}
