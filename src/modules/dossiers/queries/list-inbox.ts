import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '#platform/database/database.ts';
import { plannedEachTime } from '#platform/database/prepared-statements.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import type { DossierRow } from '../usecases/lock-dossier.ts';
import { filterConditions, isDueRange, isLargeView, phasesOf, questionOf, standingOf } from './inbox-conditions.ts';
import { type InboxFilter, isNarrowed } from './inbox-filter.ts';
import { cursorCondition, type InboxCursor, orderBy, orderColumn } from './inbox-order.ts';
import { allPhases, type InboxOrder, openCondition, viewDefinitions } from './inbox-views.ts';
import { branchTable, inBranch, type ProcessedBranch, processedBranches } from './processed-dossiers.ts';
import { answersQuestion, foundByWords, type WordQuestion, type WordReading } from './search-dossiers.ts';
import { dossiersInOrder, isAboutWordsAlone } from './words-in-order.ts';

export type { InboxFilter } from './inbox-filter.ts';
export type { InboxCursor } from './inbox-order.ts';

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
  | 'commune_code'
  | 'team_id'
  | 'complete'
  | 'submitted_at'
  | 'updated_at'
  | 'due_on'
  | 'silence_rule'
  | 'clock_suspended_at'
> & {
  readonly assignee_name: string | null;
  readonly answered: boolean;
  /** The moment of filing with all of its digits: the driver's dates stop at milliseconds. */
  readonly submitted_key: string;
  readonly updated_key: string;
};

export interface InboxPage {
  readonly rows: readonly InboxRow[];
  /** Undefined on the last page. */
  readonly next: InboxCursor | undefined;
}

export const inboxPageSize = 50;

/**
 * Fewer answers to a question than these are gathered; of more, the list is walked in its order, each dossier being asked.
 * Gathering reads each answer, walking reads all that there is: the dearer a miss, the more is gathered.
 */
const mostGathered = { open: 1600, all: 5000, ended: 5000 } as const;
/**
 * The same where identifiers are enough to find those gathered in the order of the list. By name, those of one family name
 * stand together and far from the first page.
 */
const mostGatheredInOrder = { name: 15_000, other: 8000 } as const;
/** Of those gathered, so many are read and sorted; more are met soon enough in the order of the list. */
const mostSorted = 1500;
/** The same for those filed in one month; fewer where the row itself says whether it answers. */
const mostOfMonth = { words: 500, facets: 200 } as const;

export interface ListOptions {
  /** YYYY-MM-DD */
  readonly today: string;
  readonly after?: InboxCursor;
  /** Reads backwards: the rows come in the order opposite to the list's. */
  readonly before?: InboxCursor;
  readonly limit?: number;
}

/**
 * A page of the dossiers that the agent's teams process, for the view and filters given. Each team, authority and phase
 * is one ordered range of an index, of which only a page is read; the ranges are then merged. A question about words, or
 * about what never changes of a dossier, is answered by the index of words first.
 */
export async function listInbox(
  tx: Tx,
  agent: AgentPrincipal,
  filter: InboxFilter,
  options: ListOptions,
): Promise<InboxPage> {
  const limit = options.limit ?? inboxPageSize;
  const phases = phasesOf(filter);
  const branches = processedBranches(agent).filter(
    (branch) =>
      (filter.authorityId === undefined || branch.authority_id === filter.authorityId) &&
      (filter.teamId === undefined || branch.team_id === filter.teamId),
  );
  if (branches.length === 0 || phases?.length === 0) return { rows: [], next: undefined };
  const asked: Asked = { agent, filter, options, phases, branches, limit };
  const question = questionOf(filter);
  const rows = question === undefined ? await walk(tx, asked, undefined) : await answer(tx, asked, question);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { rows: shown, next: rows.length > limit && last !== undefined ? cursorOf(last) : undefined };
}

interface Asked {
  readonly agent: AgentPrincipal;
  readonly filter: InboxFilter;
  readonly options: ListOptions;
  readonly phases: readonly string[] | undefined;
  readonly branches: readonly ProcessedBranch[];
  readonly limit: number;
}

const columns = sql`d.authority_id, d.id, d.code, d.procedure_id, d.procedure_version, d.overrides_revision, d.state, d.phase, d.urgent, d.headline,
  d.applicant_name, d.assignee_id, d.channel, d.commune_code, d.team_id, d.complete, d.submitted_at, d.updated_at, d.due_on,
  d.silence_rule, d.clock_suspended_at,
  coalesce(d.last_applicant_act_at > d.submitted_at AND d.last_applicant_act_at >= d.updated_at, false) AS answered,
  d.submitted_at::text AS submitted_key, d.updated_at::text AS updated_key`;

function conditionsOf({ agent, filter, options }: Asked): RawBuilder<boolean>[] {
  const view = viewDefinitions[filter.view];
  const backwards = options.before !== undefined;
  return [
    ...filterConditions(filter, options.today),
    ...(view.condition === undefined
      ? []
      : [view.condition({ agentId: agent.agentId, authorityId: agent.authorityId, today: options.today })]),
    ...cursorCondition(filter.order ?? view.order, options.before ?? options.after, backwards),
  ];
}

/**
 * By date of filing, months are read until a page is full; in another order, all that answers is gathered and sorted. Of
 * too many, the list is walked through: what many dossiers have is met often.
 */
async function answer(tx: Tx, asked: Asked, question: WordQuestion): Promise<InboxRow[]> {
  const { filter, options, limit } = asked;
  const order = filter.order ?? viewDefinitions[filter.view].order;
  const standing = standingOf(filter);
  if (standing === 'open' || (order !== 'newest' && order !== 'oldest')) {
    const ordered = inOrder(asked);
    const met = standing !== 'open' && ordered !== undefined;
    const mostMet = orderColumn(order) === 'applicant_name' ? mostGatheredInOrder.name : mostGatheredInOrder.other;
    const found = await gather(
      tx,
      asked,
      question,
      { standing, most: met ? mostMet : mostGathered[standing] },
      met ? ordered : undefined,
    );
    if (!found.tooMany) return [...found.rows];
    return ordered === undefined
      ? walk(tx, asked, { ...question, begins: found.begins })
      : walkInOrder(tx, asked, answersQuestion(question, found.begins, sql`o`), ordered);
  }
  const newestFirst = (order === 'newest') !== (options.before !== undefined);
  const cursor = options.before ?? options.after;
  let from = cursor === undefined ? undefined : sql<number>`filed_month(${cursor.submitted}::timestamptz)`;
  const most = question.whole === undefined && question.field === undefined ? mostOfMonth.facets : mostOfMonth.words;
  const rows: InboxRow[] = [];
  // A little more than a page, since other teams may process some of them; four times as many when filters leave too few.
  for (let enough = Math.ceil((limit + 1) * 1.2); ; enough *= 4) {
    const reading = { standing, newestFirst, from, enough, most: Math.max(most, enough * 2) };
    const found = await gather(tx, asked, question, reading);
    if (found.tooMany) return walk(tx, asked, { ...question, begins: found.begins });
    rows.push(...found.rows);
    if (rows.length > limit || found.readUntil === null) return rows;
    from = sql<number>`${sql.lit(found.readUntil + (newestFirst ? -1 : 1))}`;
  }
}

interface Gathered {
  readonly rows: readonly InboxRow[];
  /** Whether beginnings of words were asked. */
  readonly begins: boolean;
  readonly tooMany: boolean;
  /** The last month that was read; null when none is left. */
  readonly readUntil: number | null;
}

/** The order of the list as a table `o` of identifiers, where words alone say what is in the list and no month is read apart. */
function inOrder(asked: Asked): RawBuilder<unknown> | undefined {
  const { filter, options, phases, branches } = asked;
  if (!isAboutWordsAlone(filter)) return undefined;
  return dossiersInOrder(branches, phases, { ...directionOf(asked), cursor: options.before ?? options.after });
}

function directionOf({ filter, options }: Asked): { readonly order: InboxOrder; readonly backwards: boolean } {
  return { order: filter.order ?? viewDefinitions[filter.view].order, backwards: options.before !== undefined };
}

/**
 * The dossiers that identifiers name, each read by its key, then filtered. `OFFSET 0` keeps PostgreSQL from joining in
 * another order; the authority is asked by the policy alone, for said twice it would seem to leave one row to any index.
 * @param named a table of identifiers
 */
function readNamed(asked: Asked, named: RawBuilder<unknown>, names: RawBuilder<unknown>): RawBuilder<unknown> {
  const conditions = [
    inBranch(false),
    ...(asked.phases === undefined ? [] : [sql<boolean>`d.phase IN (${sql.join(asked.phases)})`]),
    ...conditionsOf(asked),
  ];
  return sql`${named} CROSS JOIN LATERAL (SELECT one.* FROM dossiers one WHERE one.id = ${names}.id OFFSET 0) d
    JOIN ${branchTable(asked.branches)} ON ${sql.join(conditions, sql` AND `)} AND d.authority_id = ${names}.authority_id`;
}

/** The first page of those in the order of the list that are `asked` for. */
function readInOrder(
  asked: Asked,
  ordered: RawBuilder<unknown>,
  isAsked: RawBuilder<unknown>,
  unless: RawBuilder<unknown> = sql`true`,
): RawBuilder<unknown> {
  const { order, backwards } = directionOf(asked);
  const named = readNamed(asked, sql`(SELECT o.* FROM ${ordered} WHERE ${isAsked}) o`, sql`o`);
  return sql`SELECT d.* FROM ${named} WHERE ${unless}
    ORDER BY ${orderBy(order, backwards, sql`o`)} LIMIT ${sql.lit(asked.limit + 1)}`;
}

/** Each dossier is asked, in the order of the list, until a page has answered. */
async function walkInOrder(
  tx: Tx,
  asked: Asked,
  isAsked: RawBuilder<boolean>,
  ordered: RawBuilder<unknown>,
): Promise<InboxRow[]> {
  const { order, backwards } = directionOf(asked);
  const { rows } = await sql<InboxRow>`SELECT ${columns}, a.name AS assignee_name
    FROM (${readInOrder(asked, ordered, isAsked)}) d LEFT JOIN agents a ON a.id = d.assignee_id
    ORDER BY ${orderBy(order, backwards, sql`d`)}`.execute(tx);
  return rows;
}

/**
 * Those found are few and sorted, or many and met in the order of the list.
 * @param ordered the order of the list, where it may be met
 */
async function gather(
  tx: Tx,
  asked: Asked,
  question: WordQuestion,
  reading: Omit<WordReading, 'authorities'>,
  ordered?: RawBuilder<unknown>,
): Promise<Gathered> {
  const { branches, limit } = asked;
  const { order, backwards } = directionOf(asked);
  const authorities = [...new Set(branches.map((branch) => branch.authority_id))];
  const found = sql`unnest(asked.authorities, asked.ids) AS found(authority_id, id)`;
  const rowsRead = sql.lit(limit + 1);
  const few = ordered === undefined ? sql`` : sql`AND cardinality(asked.ids) <= ${sql.lit(mostSorted)}`;
  const sorted = sql`(SELECT d.* FROM ${readNamed(asked, found, sql`found`)} WHERE NOT asked.too_many ${few}
    ORDER BY ${orderBy(order, backwards, sql`d`)} LIMIT ${rowsRead})`;
  // `IS TRUE` keeps PostgreSQL from joining what it can look up, and so from reading the order to its end.
  const isFound = sql`(o.id IN (SELECT unnest(every.ids) FROM asked every)) IS TRUE`;
  const many = sql`NOT asked.too_many AND cardinality(asked.ids) > ${sql.lit(mostSorted)}`;
  const met = ordered === undefined ? sql`` : sql`UNION ALL (${readInOrder(asked, ordered, isFound, many)})`;
  const { rows } = await sql<InboxRow & { begins: boolean; too_many: boolean; read_until: number | null }>`
    WITH asked AS MATERIALIZED (SELECT * FROM ${foundByWords(question, { ...reading, authorities })})
    SELECT asked.begins, asked.too_many, asked.read_until, page.*
    FROM asked LEFT JOIN LATERAL (
      SELECT ${columns}, a.name AS assignee_name
      FROM (${sorted} ${met}) d LEFT JOIN agents a ON a.id = d.assignee_id
    ) page ON true
    ORDER BY ${orderBy(order, backwards, sql`page`)}`.execute(tx);
  const [first] = rows;
  return {
    rows: rows.flatMap(({ begins: _begins, too_many: _many, read_until: _until, ...row }) =>
      row.id === null ? [] : [row],
    ),
    begins: first?.begins ?? false,
    tooMany: first?.too_many ?? false,
    readUntil: first?.read_until ?? null,
  };
}

async function walk(
  tx: Tx,
  asked: Asked,
  question: (WordQuestion & { readonly begins: boolean }) | undefined,
): Promise<InboxRow[]> {
  const { filter, options, branches, limit } = asked;
  const order = filter.order ?? viewDefinitions[filter.view].order;
  const backwards = options.before !== undefined;
  const { phases, byPhase } = rangesOf(asked, order);
  const conditions = [
    inBranch(byPhase),
    ...(phases === undefined || byPhase ? [] : [sql<boolean>`d.phase IN (${sql.join(phases)})`]),
    ...(byPhase && !isLargeView(filter) ? [openCondition] : []),
    ...conditionsOf(asked),
    ...(question === undefined ? [] : [answersQuestion(question, question.begins)]),
  ];
  // A view without filters is the same question each time: PostgreSQL need not plan it again.
  const planned = isNarrowed(filter) ? plannedEachTime : '';
  const rowsRead = sql.lit(limit + 1);
  // PostgreSQL takes a range for nearly empty (policies and teams repeat what the authority says) and would sort it whole,
  // where its index has the order. The three statements leave together.
  const [, { rows }] = await Promise.all([
    sql`SET LOCAL enable_sort = ${sql.raw(isDueRange(filter) ? 'on' : 'off')}`.execute(tx),
    sql<InboxRow>`${sql.raw(planned)}
    SELECT d.*, a.name AS assignee_name
    FROM (
      SELECT page.* FROM ${branchTable(branches, byPhase ? phases : undefined)}
      CROSS JOIN LATERAL (
        SELECT ${columns}
        FROM dossiers d
        WHERE ${sql.join(conditions, sql` AND `)}
        ORDER BY ${orderBy(order, backwards, sql`d`)}
        LIMIT ${rowsRead}
      ) page
      ORDER BY ${orderBy(order, backwards, sql`page`)}
      LIMIT ${rowsRead}
    ) d
    LEFT JOIN agents a ON a.id = d.assignee_id
    ORDER BY ${orderBy(order, backwards, sql`d`)}`.execute(tx),
    sql`SET LOCAL enable_sort = on`.execute(tx),
  ]);
  return rows;
}

/** Nearly all dossiers end up closed: by date, they are found faster without looking at each phase apart. */
function rangesOf({ filter, phases }: Asked, order: string): { phases?: readonly string[]; byPhase: boolean } {
  if (order === 'due' || isDueRange(filter)) return { phases: phases ?? allPhases, byPhase: true };
  if (phases === undefined) return { byPhase: false };
  return { phases, byPhase: !isLargeView(filter) };
}

export function cursorOf(
  row: Pick<InboxRow, 'id' | 'submitted_key' | 'updated_key' | 'due_on' | 'applicant_name'>,
): InboxCursor {
  return {
    id: row.id,
    submitted: row.submitted_key,
    due: row.due_on,
    updated: row.updated_key,
    name: row.applicant_name,
  };
}
