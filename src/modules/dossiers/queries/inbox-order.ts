import { type RawBuilder, sql } from 'kysely';
import type { InboxOrder } from './inbox-views.ts';

/** Where a page of the list stands: the row it follows, or precedes. */
export interface InboxCursor {
  readonly id: string;
  /** `submitted_key` of the row. */
  readonly submitted: string;
  readonly due: string | null;
  /** `updated_key` of the row; read from the row when absent. */
  readonly updated?: string;
  readonly name?: string;
}

interface OrderDefinition {
  readonly column: 'due_on' | 'submitted_at' | 'updated_at' | 'applicant_name';
  readonly descending: boolean;
}

const definitions: Readonly<Record<InboxOrder, OrderDefinition>> = {
  due: { column: 'due_on', descending: false },
  newest: { column: 'submitted_at', descending: true },
  oldest: { column: 'submitted_at', descending: false },
  touched: { column: 'updated_at', descending: true },
  untouched: { column: 'updated_at', descending: false },
  name: { column: 'applicant_name', descending: false },
  'name-back': { column: 'applicant_name', descending: true },
};

export function orderColumn(order: InboxOrder): OrderDefinition['column'] {
  return definitions[order].column;
}

/** @param table the name of the rows in the statement */
export function orderBy(order: InboxOrder, backwards: boolean, table: RawBuilder<unknown>): RawBuilder<unknown> {
  const { column, descending } = definitions[order];
  const key = sql`${table}.${sql.ref(column)}`;
  if (column === 'due_on')
    return backwards ? sql`${key} DESC NULLS FIRST, ${table}.id DESC` : sql`${key} ASC NULLS LAST, ${table}.id ASC`;
  return descending === backwards ? sql`${key} ASC, ${table}.id ASC` : sql`${key} DESC, ${table}.id DESC`;
}

/** Rows `d` strictly after the cursor in the order of the list; before it when going backwards. */
export function cursorCondition(
  order: InboxOrder,
  cursor: InboxCursor | undefined,
  backwards: boolean,
): RawBuilder<boolean>[] {
  if (cursor === undefined) return [];
  const id = sql`${cursor.id}::uuid`;
  const { column, descending } = definitions[order];
  if (column === 'due_on') {
    const due = sql`${cursor.due}::date`;
    if (cursor.due === null)
      return [backwards ? sql`(d.due_on IS NOT NULL OR d.id < ${id})` : sql`(d.due_on IS NULL AND d.id > ${id})`];
    return [
      backwards
        ? sql`(d.due_on <= ${due} AND (d.due_on < ${due} OR d.id < ${id}))`
        : sql`(d.due_on > ${due} OR d.due_on IS NULL OR (d.due_on = ${due} AND d.id > ${id}))`,
    ];
  }
  const value = cursorValue(column, cursor);
  const key = sql`(d.${sql.ref(column)}, d.id)`;
  return [descending === backwards ? sql`${key} > (${value}, ${id})` : sql`${key} < (${value}, ${id})`];
}

function cursorValue(column: Exclude<OrderDefinition['column'], 'due_on'>, cursor: InboxCursor): RawBuilder<unknown> {
  const own = sql`(SELECT own.${sql.ref(column)} FROM dossiers own WHERE own.id = ${cursor.id}::uuid LIMIT 1)`;
  switch (column) {
    case 'submitted_at':
      return sql`${cursor.submitted}::timestamptz`;
    case 'updated_at':
      return cursor.updated === undefined ? own : sql`${cursor.updated}::timestamptz`;
    case 'applicant_name':
      return cursor.name === undefined ? own : sql`${cursor.name}::text`;
  }
}
