import { type CompiledEntry, isGroup } from '#modules/forms/index.ts';

const parts = (prefix: string) => ['-day', '-month', '-year'].map((part) => prefix + part);

/** What a page posts for a field of each type, after its name (src/modules/forms/README.md). */
const suffixes: Readonly<Record<string, readonly string[]>> = {
  choice: ['', '-value'],
  date: parts(''),
  month: ['-month', '-year'],
  period: [...parts('-from'), ...parts('-to')],
  address: ['-street', '-postcode', '-city', '-chosen'],
  commune: ['', '-code'],
  person: ['-title', '-given_names', '-family_name', '-birth_name', ...parts('-birth_date'), '-birth_place'],
  child: ['-who', '-given_names', '-family_name', ...parts('-birth_date'), '-sex', '-birth_place', '-school'],
  point: ['-lat', '-lon'],
  area: ['-points', '-description', '-surface'],
  ranked: ['-1', '-2', '-3'],
};

/** The names of inputs of a form's page, from its definition, those that are hidden at first included. */
export function inputNames(entries: readonly CompiledEntry[], prefix = ''): string[] {
  return entries.flatMap((entry) => {
    const name = prefix + entry.id;
    if (isGroup(entry)) {
      return [
        `${name}-rows`,
        `__add:${name}`,
        `__remove:${name}:0`,
        ...inputNames(entry.fields, `${name}.0.`),
        ...inputNames(entry.fields, `${name}.1.`),
      ];
    }
    const { type } = entry.definition;
    if (type === 'file') return [name, `__remove-document:${name}`];
    return (suffixes[type] ?? ['']).map((suffix) => name + suffix);
  });
}

/** The values that a field offers, so that a branch which hangs on one is reached. */
export function offeredValues(entries: readonly CompiledEntry[]): Map<string, readonly string[]> {
  const offered = new Map<string, readonly string[]>();
  for (const entry of entries) {
    if (isGroup(entry)) {
      for (const [name, values] of offeredValues(entry.fields))
        for (const row of ['0', '1']) offered.set(`${entry.id}.${row}.${name}`, values);
    } else if ('options' in entry.definition && entry.definition.options !== undefined) {
      offered.set(
        entry.id,
        entry.definition.options.map((option) => option.value),
      );
    }
  }
  return offered;
}

export interface FoundForm {
  readonly action: string;
  readonly inputs: ReadonlyMap<string, readonly string[]>;
}

/** The forms of a page with their inputs, and the values that each offers. */
export function formsOf(html: string): FoundForm[] {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].map(([, head = '', inside = '']) => {
    const inputs = new Map<string, string[]>();
    let select = '';
    for (const [, tag = '', attributes = ''] of inside.matchAll(/<(input|select|textarea|button|option)\b([^>]*)>/g)) {
      const name = tag === 'option' ? select : attribute(attributes, 'name');
      if (tag === 'select') select = name ?? '';
      if (name === undefined || name === '' || name === '_csrf') continue;
      const value = attribute(attributes, 'value');
      inputs.set(name, [...(inputs.get(name) ?? []), ...(value === undefined ? [] : [value])]);
    }
    return { action: attribute(head, 'action') ?? '', inputs };
  });
}

function attribute(attributes: string, name: string): string | undefined {
  return new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1]?.replaceAll('&amp;', '&').replaceAll('&quot;', '"');
}
