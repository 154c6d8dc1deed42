import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '#platform/database/database.ts';
import { plannedEachTime } from '#platform/database/prepared-statements.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import type { DossierRow } from '../usecases/lock-dossier.ts';
import { type InboxOrder, type InboxView, viewDefinitions } from './inbox-views.ts';
import { branchTable, inBranch, processedBranches } from './processed-dossiers.ts';
import { searchCondition } from './search-dossiers.ts';

export interface InboxFilter {
  readonly view: InboxView;
  /** The view's own when absent. */
  readonly order?: InboxOrder;
  readonly procedureId?: string;
  /** The authority whose dossiers they are. */
  readonly authorityId?: string;
  /** INSEE code of the commune that the dossier is about. */
  readonly communeCode?: string;
  readonly teamId?: string;
  readonly phase?: string;
  readonly urgent?: boolean;
  /** First and last day of filing, YYYY-MM-DD. */
  readonly from?: string;
  readonly to?: string;
  /** A code, a name, words. */
  readonly search?: string;
}

export type InboxRow = Pick<
  DossierRow,
  | 'authority_id'
  | 'id'
  | 'code'
  | 'procedure_id'
  | 'procedure_version'
  | 'overrides_revision'
  | 'state'
  | 'phase'
  | 'urgent'
  | 'headline'
  | 'applicant_name'
  | 'assignee_id'
  | 'channel'
  | 'submitted_at'
  | 'due_on'
  | 'silence_rule'
  | 'clock_suspended_at'
> & {
  readonly assignee_name: string | null;
  readonly answered: boolean;
  /** The moment of filing with all of its digits: the driver's dates stop at milliseconds. */
  readonly submitted_key: string;
};

/** Where a page of the list stands: the row it follows, or precedes. */
export interface InboxCursor {
  readonly id: string;
  /** `submitted_key` of the row. */
  readonly submitted: string;
  readonly due: string | null;
}

export interface InboxPage {
  readonly rows: readonly InboxRow[];
  /** Undefined on the last page. */
  readonly next: InboxCursor | undefined;
}

export const inboxPageSize = 50;

/**
 * A page of the dossiers that the agent's teams process, for the view and filters given. Each team, authority and phase
 * is one ordered range of an index, of which only a page is read; the ranges are then merged.
 * @param options `before` reads backwards: the rows come in the order opposite to the list's
 */
export async function listInbox(
  tx: Tx,
  agent: AgentPrincipal,
  filter: InboxFilter,
  options: {
    readonly today: string;
    readonly after?: InboxCursor;
    readonly before?: InboxCursor;
    readonly limit?: number;
  },
): Promise<InboxPage> {
  const limit = options.limit ?? inboxPageSize;
  const view = viewDefinitions[filter.view];
  const order = filter.order ?? view.order;
  const backwards = options.before !== undefined;
  const phases = phasesOf(filter);
  const branches = processedBranches(agent).filter(
    (branch) =>
      (filter.authorityId === undefined || branch.authority_id === filter.authorityId) &&
      (filter.teamId === undefined || branch.team_id === filter.teamId),
  );
  if (branches.length === 0 || phases?.length === 0) return { rows: [], next: undefined };
  // Nearly all dossiers end up closed: by date, they are found faster without looking at each phase apart.
  const byPhase = phases !== undefined && phases !== viewDefinitions.closed.phases;
  const conditions = [
    inBranch(byPhase),
    ...(phases === undefined || byPhase ? [] : [sql<boolean>`d.phase IN (${sql.join(phases)})`]),
    ...filterConditions(filter),
    ...(view.condition === undefined ? [] : [view.condition({ agentId: agent.agentId, today: options.today })]),
    ...cursorCondition(order, options.before ?? options.after, backwards),
  ];
  // A view without filters is the same question each time: PostgreSQL need not plan it again.
  const { view: _view, order: _order, ...narrowing } = filter;
  const planned = Object.keys(narrowing).length === 0 ? '' : plannedEachTime;
  const rowsRead = sql.lit(limit + 1);
  const { rows } = await sql<InboxRow>`${sql.raw(planned)}
    SELECT d.*, a.name AS assignee_name
    FROM (
      SELECT page.* FROM ${branchTable(branches, byPhase ? phases : undefined)}
      CROSS JOIN LATERAL (
        SELECT d.authority_id, d.id, d.code, d.procedure_id, d.procedure_version, d.overrides_revision, d.state, d.phase, d.urgent, d.headline,
          d.applicant_name, d.assignee_id, d.channel, d.submitted_at, d.due_on, d.silence_rule, d.clock_suspended_at,
          coalesce(d.last_applicant_act_at > d.submitted_at AND d.last_applicant_act_at >= d.updated_at, false) AS answered,
          d.submitted_at::text AS submitted_key
        FROM dossiers d
        WHERE ${sql.join(conditions, sql` AND `)}
        ORDER BY ${orderBy(order, backwards)}
        LIMIT ${rowsRead}
      ) page
      ORDER BY ${orderBy(order, backwards, sql`page`)}
      LIMIT ${rowsRead}
    ) d
    LEFT JOIN agents a ON a.id = d.assignee_id
    ORDER BY ${orderBy(order, backwards)}`.execute(tx);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { rows: shown, next: rows.length > limit && last !== undefined ? cursorOf(last) : undefined };
}

export function cursorOf(row: Pick<InboxRow, 'id' | 'submitted_key' | 'due_on'>): InboxCursor {
  return { id: row.id, submitted: row.submitted_key, due: row.due_on };
}

/** The phases of the view that the filter keeps; undefined for all. */
function phasesOf(filter: InboxFilter): readonly string[] | undefined {
  const { phases } = viewDefinitions[filter.view];
  if (filter.phase === undefined) return phases;
  return phases === undefined || phases.includes(filter.phase) ? [filter.phase] : [];
}

function filterConditions(filter: InboxFilter): RawBuilder<boolean>[] {
  const conditions: RawBuilder<boolean>[] = [];
  if (filter.procedureId !== undefined) conditions.push(sql`d.procedure_id = ${filter.procedureId}`);
  if (filter.communeCode !== undefined) conditions.push(sql`d.commune_code = ${filter.communeCode}`);
  if (filter.urgent === true) conditions.push(sql`d.urgent`);
  if (filter.from !== undefined) conditions.push(sql`d.submitted_at >= ${dayStart(filter.from)}::timestamptz`);
  if (filter.to !== undefined) {
    const next = Temporal.PlainDate.from(filter.to).add({ days: 1 }).toString();
    conditions.push(sql`d.submitted_at < ${dayStart(next)}::timestamptz`);
  }
  const search = searchCondition(filter.search ?? '');
  // What is archived is found by searching only.
  conditions.push(search ?? sql<boolean>`d.archived_at IS NULL`);
  return conditions;
}

/** The first moment of a civil day in France. */
function dayStart(day: string): string {
  return Temporal.PlainDate.from(day).toZonedDateTime('Europe/Paris').toInstant().toString();
}

function orderBy(order: InboxOrder, backwards: boolean, table: RawBuilder<unknown> = sql`d`): RawBuilder<unknown> {
  switch (order) {
    case 'due':
      return backwards
        ? sql`${table}.due_on DESC NULLS FIRST, ${table}.id DESC`
        : sql`${table}.due_on ASC NULLS LAST, ${table}.id ASC`;
    case 'newest':
      return backwards ? ascending(table) : descending(table);
    case 'oldest':
      return backwards ? descending(table) : ascending(table);
  }
}

const ascending = (table: RawBuilder<unknown>) => sql`${table}.submitted_at ASC, ${table}.id ASC`;
const descending = (table: RawBuilder<unknown>) => sql`${table}.submitted_at DESC, ${table}.id DESC`;

/** Rows strictly after the cursor in the order of the list; before it when going backwards. */
function cursorCondition(
  order: InboxOrder,
  cursor: InboxCursor | undefined,
  backwards: boolean,
): RawBuilder<boolean>[] {
  if (cursor === undefined) return [];
  const id = sql`${cursor.id}::uuid`;
  if (order === 'due') {
    const due = sql`${cursor.due}::date`;
    if (cursor.due === null)
      return [backwards ? sql`(d.due_on IS NOT NULL OR d.id < ${id})` : sql`(d.due_on IS NULL AND d.id > ${id})`];
    return [
      backwards
        ? sql`(d.due_on <= ${due} AND (d.due_on < ${due} OR d.id < ${id}))`
        : sql`(d.due_on > ${due} OR d.due_on IS NULL OR (d.due_on = ${due} AND d.id > ${id}))`,
    ];
  }
  const submitted = sql`${cursor.submitted}::timestamptz`;
  const forward = (order === 'oldest') !== backwards;
  return [
    forward ? sql`(d.submitted_at, d.id) > (${submitted}, ${id})` : sql`(d.submitted_at, d.id) < (${submitted}, ${id})`,
  ];
}
