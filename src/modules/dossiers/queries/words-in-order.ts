import { type RawBuilder, sql } from 'kysely';
import type { InboxFilter } from './inbox-filter.ts';
import { cursorCondition, type InboxCursor, orderBy, orderColumn } from './inbox-order.ts';
import { allPhases, type InboxOrder, viewDefinitions } from './inbox-views.ts';
import type { ProcessedBranch } from './processed-dossiers.ts';

/** More ranges of an index than these make a statement of which the plan costs more than it saves. */
const mostRanges = 24;

/** Where a list stands, and which way it is read. */
export interface OrderedReading {
  readonly order: InboxOrder;
  readonly backwards: boolean;
  readonly cursor: InboxCursor | undefined;
}

/** Whether words (and what is kept with them) alone say which dossiers are in the list, its team and authority aside. */
export function isAboutWordsAlone(filter: InboxFilter): boolean {
  const { view, state, assigneeId, completeness, delay, urgent, from, to, dueFrom, dueTo, phase } = filter;
  return (
    viewDefinitions[view].condition === undefined &&
    [state, assigneeId, completeness, delay, urgent, from, to, dueFrom, dueTo, phase].every((one) => one === undefined)
  );
}

/**
 * All dossiers of the branches in the order of a list, as a table `o` of identifiers (`authority_id`, `id` and the column of
 * the order): ranges of an index, merged as they are read, without reading a dossier. Undefined when they are too many.
 * `OFFSET 0` keeps what is asked of `o` out of the ranges: else each would be read to its own end, however far that is.
 */
export function dossiersInOrder(
  branches: readonly ProcessedBranch[],
  phases: readonly string[] | undefined,
  { order, backwards, cursor }: OrderedReading,
): RawBuilder<unknown> | undefined {
  const column = orderColumn(order);
  // The index of terms has the phases before them.
  const ranged = column === 'due_on' ? (phases ?? allPhases) : [undefined];
  if (branches.length * ranged.length > mostRanges) return undefined;
  const after = cursorCondition(order, cursor, backwards);
  const ranges = branches.flatMap((branch) =>
    ranged.map((phase) => {
      const conditions = [
        sql`d.authority_id = ${branch.authority_id}`,
        sql`d.team_id = ${branch.team_id}::uuid`,
        ...(phase === undefined ? [] : [sql`d.phase = ${phase}`]),
        ...after,
      ];
      return sql`(SELECT d.authority_id, d.id, d.${sql.ref(column)} FROM dossiers d
        WHERE ${sql.join(conditions, sql` AND `)} ORDER BY ${orderBy(order, backwards, sql`d`)})`;
    }),
  );
  return sql`(SELECT r.authority_id, r.id, r.${sql.ref(column)} FROM (${sql.join(ranges, sql` UNION ALL `)}) r
    ORDER BY ${orderBy(order, backwards, sql`r`)} OFFSET 0) o`;
}
