import type { Selectable } from 'kysely';
import { isAdministrator } from '#modules/identity/index.ts';
import type { Tx } from '#platform/database/database.ts';
import type { Tables } from '#platform/database/tables.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';

export type ReceivedMessageRow = Selectable<Tables['received_messages']>;
export const messageViews = ['waiting', 'aside', 'done'] as const;
export type MessageView = (typeof messageViews)[number];
export const messagePageSize = 50;

/**
 * Whoever opens the letters of an authority sees all that came in; the members of a team, what came to its mailbox.
 * Undefined when the agent sees none.
 */
export function seenBy(agent: AgentPrincipal): { readonly teams: readonly string[] | 'all' } | undefined {
  const own = agent.rights.filter((right) => right.authorityId === agent.authorityId);
  if (isAdministrator(agent) || own.some((right) => right.procedureId === '*')) return { teams: 'all' };
  const teams = own.filter((right) => right.teamAuthorityId === agent.authorityId).map((right) => right.teamId);
  return teams.length === 0 ? undefined : { teams: [...new Set(teams)] };
}

/** @throws {NotFoundError} for whoever sees no message at all */
export function requireSeen(agent: AgentPrincipal): { readonly teams: readonly string[] | 'all' } {
  const seen = seenBy(agent);
  if (seen === undefined) throw new NotFoundError('message-not-found');
  return seen;
}

function seenRows(tx: Tx, agent: AgentPrincipal) {
  const { teams } = requireSeen(agent);
  const rows = tx
    .selectFrom('received_messages as m')
    .where('m.authority_id', '=', agent.authorityId)
    .where('m.erased_at', 'is', null);
  if (teams === 'all') return rows;
  return rows.where((eb) =>
    eb.exists(
      eb
        .selectFrom('mailboxes as b')
        .select('b.id')
        .whereRef('b.authority_id', '=', 'm.authority_id')
        .whereRef('b.id', '=', 'm.mailbox_id')
        .where('b.team_id', 'in', [...teams]),
    ),
  );
}

const states = { waiting: 'waiting', aside: 'binned', done: 'settled' } as const;

/** One page of a view, the newest first. `page` counts from 1. */
export async function listReceived(
  tx: Tx,
  agent: AgentPrincipal,
  view: MessageView,
  page: number,
): Promise<{
  readonly rows: readonly Pick<
    ReceivedMessageRow,
    'id' | 'medium' | 'sender' | 'sender_name' | 'subject' | 'body' | 'verdict' | 'times' | 'received_at'
  >[];
  readonly pages: number;
}> {
  const found = seenRows(tx, agent).where('m.state', '=', states[view]);
  const { count } = await found.select((eb) => eb.fn.countAll<string>().as('count')).executeTakeFirstOrThrow();
  const rows = await found
    .select((eb) => [
      'm.id',
      'm.medium',
      'm.sender',
      'm.sender_name',
      'm.subject',
      eb.fn<string>('left', ['m.body', eb.val(120)]).as('body'),
      'm.verdict',
      'm.times',
      'm.received_at',
    ])
    .orderBy('m.received_at', 'desc')
    .orderBy('m.id', 'desc')
    .limit(messagePageSize)
    .offset((page - 1) * messagePageSize)
    .execute();
  return { rows, pages: Math.max(1, Math.ceil(Number(count) / messagePageSize)) };
}

export async function countWaiting(tx: Tx, agent: AgentPrincipal): Promise<number> {
  const { count } = await seenRows(tx, agent)
    .where('m.state', '=', 'waiting')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** @throws {NotFoundError} for another authority's or another team's, as for one that does not exist */
export async function getReceived(
  tx: Tx,
  agent: AgentPrincipal,
  id: string,
  lock?: 'update',
): Promise<ReceivedMessageRow> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) throw new NotFoundError('message-not-found');
  const found = seenRows(tx, agent).where('m.id', '=', id).selectAll('m');
  const row = await (lock === undefined ? found : found.forUpdate('m')).executeTakeFirst();
  if (row === undefined) throw new NotFoundError('message-not-found');
  return row;
}
