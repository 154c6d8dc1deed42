import { type FormDefinition, formSchema } from '#modules/forms/index.ts';

/** Types in turn, so that each costs what it costs in real forms. */
const shapes: readonly ((id: string) => Record<string, unknown>)[] = [
  () => ({ type: 'text' }),
  () => ({ type: 'yes-no' }),
  () => ({ type: 'number', min: 0, max: 500 }),
  () => ({
    type: 'choice',
    options: ['a', 'b', 'c', 'd'].map((value) => ({ value, label: `Réponse ${value}` })),
  }),
  () => ({ type: 'date', max: 'today' }),
];

/**
 * A form of so many fields in pages of ten, every other one with a condition on earlier fields, most of them on earlier
 * pages. With `largeInputs` all of it is asked. The ids begin with `prefix`.
 */
export function largeForm({ fields = 400, perPage = 10, prefix = 'f' } = {}): FormDefinition {
  const pages = Array.from({ length: Math.ceil(fields / perPage) }, (_, page) => ({
    id: `page-${page}`,
    title: `Page ${page + 1}`,
    fields: Array.from({ length: Math.min(perPage, fields - page * perPage) }, (_, position) =>
      fieldAt(page * perPage + position, prefix),
    ),
  }));
  return formSchema.parse({ pages });
}

function fieldAt(index: number, prefix: string): Record<string, unknown> {
  const id = `${prefix}${index}`;
  const shape = shapes[index % shapes.length] ?? shapes[0];
  return {
    id,
    label: `Question ${index + 1}`,
    help: 'Une ligne d’aide, comme en ont les vraies questions.',
    ...shape?.(id),
    ...((index % 2 === 1 && index < 370) || index < 30 ? {} : { when: conditionAt(index, prefix) }),
  };
}

/** Every condition names fields of the type that it reads: positions count from a field of type text. */
function conditionAt(index: number, prefix: string): string {
  const base = index - (index % 5);
  const at = (offset: number, kind: number) => `${prefix}${base - 5 * offset + kind}`;
  const kinds = [
    `${at(1, 1)} == true`,
    `${at(2, 3)} == "a" || ${at(2, 3)} == "b" && ${at(1, 1)} == true`,
    `${at(3, 2)} != null && ${at(3, 2)} > 3`,
    `age(${at(4, 4)}) < 100 || ${at(3, 3)} in ["b", "c"]`,
    `${at(1, 0)} != null && size(${at(1, 0)}) > 2 && ${at(6, 1)} == true`,
  ];
  return kinds[((index / 2) % kinds.length) | 0] ?? 'true';
}

/** What somebody types in a field of the large form, by name of input. */
export function largeInputs(page: FormDefinition['pages'][number]): Record<string, string> {
  const inputs: Record<string, string> = {};
  for (const field of page.fields) {
    if (field.type === 'date') {
      inputs[`${field.id}-day`] = '3';
      inputs[`${field.id}-month`] = '5';
      inputs[`${field.id}-year`] = '1990';
    } else inputs[field.id] = { 'yes-no': 'yes', number: '12', choice: 'b' }[field.type as string] ?? 'Réponse';
  }
  return inputs;
}
