import { bilingual, inBoth } from './field-problem.ts';
import type { BilingualText } from './form-error.ts';
import { type GroupField, groupFieldSchema, type SimpleField, type TableField } from './form-schema.ts';

/**
 * The group that a table is for the engine: its columns are the fields of each row. Given rows are always all there;
 * when such a table is optional, each of its cells is.
 */
export function groupOfTable(table: TableField): GroupField {
  const { columns, rows, fixedRows, type: _table, ...common } = table;
  const count = fixedRows?.length;
  return groupFieldSchema.parse({
    ...common,
    type: 'group',
    optional: common.optional && count === undefined,
    fields: columns.map((column) => fieldOfColumn(column, common.optional && count !== undefined)),
    min: count ?? rows?.min,
    max: count ?? rows?.max,
    rowLabel: rows?.rowLabel ?? common.label,
    addLabel: rows?.addLabel ?? common.label,
  });
}

function fieldOfColumn({ options, optional, integer, ...column }: TableField['columns'][number], allOptional: boolean) {
  return {
    ...column,
    optional: optional || allOptional,
    ...(column.type === 'choice' ? { options: options ?? [], presentation: 'select' } : {}),
    ...(column.type === 'number' ? { integer } : {}),
  };
}

/** What is wrong with a table by itself. */
export function tableProblems(table: TableField): string[] {
  const problems: string[] = [];
  if ((table.rows === undefined) === (table.fixedRows === undefined))
    problems.push('A table has either rows or fixedRows');
  for (const column of table.columns) {
    if ((column.type === 'choice') !== (column.options !== undefined))
      problems.push(`The column "${column.id}": options go with the type choice, and only with it`);
  }
  const ids = table.fixedRows?.map((row) => row.id) ?? [];
  for (const id of new Set(ids.filter((candidate, index) => ids.indexOf(candidate) !== index)))
    problems.push(`Two rows are called "${id}"`);
  return problems;
}

/** The field of a cell, whose label says the row too: "Montant, Cantine". */
export function cellOfTable(column: SimpleField, table: TableField, index: number): SimpleField {
  const given = table.fixedRows?.[index]?.label;
  const row = given === undefined ? titleOfRow(table, index) : inBoth(given);
  return { ...column, label: bilingual('tableCell', { column: inBoth(column.label), row }) };
}

function titleOfRow({ rows, label }: TableField, index: number): BilingualText {
  const { fr, en } = inBoth(rows?.rowLabel ?? label);
  const numbered = (title: string) => title.replaceAll('{n}', String(index + 1));
  return { fr: numbered(fr), en: numbered(en) };
}
