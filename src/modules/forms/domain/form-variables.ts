import type { ExpressionVariables, VariableType } from './expression-variables.ts';
import { findFieldType } from './field-registry.ts';
import type { Field, GroupField, SimpleField } from './form-schema.ts';
import { groupOfTable } from './table-as-group.ts';

/** What every expression knows besides answers. */
const surroundings: ExpressionVariables = {
  today: 'string',
  fiscal_year: 'int',
  authority: { record: { code: 'string', kind: 'string', name: 'string' } },
};

/** Words of CEL, names of its types, and names that the engine gives. */
const reserved = new Set(
  (
    'today authority fee fiscal_year value constructor prototype true false null in as break const continue else for function if import let loop ' +
    'package namespace return var void while int uint double string bool bytes list map type dyn null_type optional cel'
  ).split(' '),
);

export function isReservedName(id: string): boolean {
  return reserved.has(id);
}

/** CEL types of all that the expressions of a form may name: its fields, what surrounds it, the fees by their names. */
export function declareVariables(fields: readonly Field[], fees: readonly string[] = []): ExpressionVariables {
  if (fees.length === 0) return withFields(surroundings, fields);
  const fee = { record: Object.fromEntries(fees.map((id) => [id, 'int'])) };
  return withFields({ ...surroundings, fee }, fields);
}

/** CEL types of the fields of a row. */
export function rowShape(fields: readonly Field[]): ExpressionVariables {
  return withFields({}, fields);
}

function withFields(start: ExpressionVariables, fields: readonly Field[]): ExpressionVariables {
  const variables: Record<string, VariableType> = { ...start };
  for (const field of fields) {
    const rows = field.type === 'table' ? groupOfTable(field) : field;
    const type = rows.type === 'group' ? { listOf: rowShape(rows.fields) } : variableType(rows);
    if (type !== undefined && !isReservedName(field.id)) variables[field.id] = type;
  }
  return variables;
}

function variableType(field: SimpleField): VariableType | undefined {
  const type = findFieldType(field.type);
  return type === undefined || type.silent ? undefined : type.celType(field);
}

/** Inside a row, the row's own answers come first. */
export function rowVariables(form: ExpressionVariables, group: GroupField): ExpressionVariables {
  return withFields(form, group.fields);
}

/** In a constraint, `value` is the answer of the field. */
export function withValue(variables: ExpressionVariables, value: VariableType): ExpressionVariables {
  return { ...variables, value };
}
