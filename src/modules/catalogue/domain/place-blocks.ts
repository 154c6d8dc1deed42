import type { Field, FieldBlock, FormDefinition, FormSource } from '#modules/forms/index.ts';

/** A form with the fields of its blocks in their place. */
export interface PlacedForm {
  form: FormDefinition;
  /** Paths and what is expected, for the author of the procedure. */
  problems: { path: string; message: string }[];
  /** For each page, the position in the file of what each field comes from: a block stands for several. */
  positions: readonly (readonly number[])[];
}

export function placeBlocks(source: FormSource, blocks: ReadonlyMap<string, FieldBlock>): PlacedForm {
  const problems: PlacedForm['problems'] = [];
  const positions: number[][] = [];
  const pages = source.pages.map((page, pageIndex) => {
    const placed = page.fields.map((entry, fieldIndex) => fieldsOf(entry, pageIndex, fieldIndex));
    positions.push(placed.flatMap((fields, fieldIndex) => fields.map(() => fieldIndex)));
    return { ...page, fields: placed.flat() };
  });
  return { form: { pages }, problems, positions };

  function fieldsOf(
    entry: FormSource['pages'][number]['fields'][number],
    pageIndex: number,
    fieldIndex: number,
  ): Field[] {
    if (!('use' in entry)) return [entry];
    const path = `form.pages.${pageIndex}.fields.${fieldIndex}`;
    const block = blocks.get(entry.use);
    if (block === undefined) {
      problems.push({ path: `${path}.use`, message: `no block "${entry.use}" in library/blocks` });
      return [];
    }
    const ids = new Set(block.fields.map((field) => field.id));
    for (const key of ['without', 'optional'] as const) {
      for (const id of entry[key]) {
        if (!ids.has(id))
          problems.push({ path: `${path}.${key}`, message: `the block "${entry.use}" has no field "${id}"` });
      }
    }
    return block.fields
      .filter((field) => !entry.without.includes(field.id))
      .map((field) => ({
        ...field,
        optional: field.optional || entry.optional.includes(field.id),
        when: bothHold(entry.when, field.when),
      }));
  }
}

/** The path in the file of a path in the form with its blocks in place. */
export function pathInSource(path: string, positions: PlacedForm['positions']): string {
  return path.replace(/^form\.pages\[(\d+)\]\.fields\[(\d+)\]/, (whole, page, field) => {
    const position = positions[Number(page)]?.[Number(field)];
    return position === undefined ? whole : `form.pages[${page}].fields[${position}]`;
  });
}

function bothHold(outer: string | undefined, inner: string | undefined): string | undefined {
  if (outer === undefined) return inner;
  return inner === undefined ? outer : `(${outer}) && (${inner})`;
}
