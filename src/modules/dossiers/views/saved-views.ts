import type { Selectable } from 'kysely';
import { newId } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import type { Tables } from '#platform/database/tables.ts';
import { ConflictError, NotFoundError } from '#platform/errors/app-error.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';

/** Views that one agent may keep. */
export const mostViews = 50;
export const longestViewName = 80;

export type SavedView = Pick<Selectable<Tables['saved_views']>, 'id' | 'name' | 'query' | 'sharing' | 'team_id'> & {
  readonly mine: boolean;
  readonly owner_name: string;
  readonly isFirst: boolean;
};

export type Sharing = { readonly kind: 'private' | 'authority' } | { readonly kind: 'team'; readonly teamId: string };

/** Views are kept under the authority that the agent works for in this session. */
type Seer = Pick<AgentPrincipal, 'agentId' | 'authorityId' | 'rights'>;

/** The agent's own views and those shared with them, by name. */
export async function listSavedViews(tx: Tx, agent: Seer): Promise<SavedView[]> {
  const teams = ownTeams(agent);
  const rows = await tx
    .selectFrom('saved_views as v')
    .innerJoin('agents as o', 'o.id', 'v.owner_id')
    .leftJoin('first_views as f', (join) =>
      join
        .onRef('f.authority_id', '=', 'v.authority_id')
        .onRef('f.view_id', '=', 'v.id')
        .on('f.agent_id', '=', agent.agentId),
    )
    .select(['v.id', 'v.name', 'v.query', 'v.sharing', 'v.team_id', 'v.owner_id', 'o.name as owner_name'])
    .select('f.view_id')
    .where('v.authority_id', '=', agent.authorityId)
    .where((eb) =>
      eb.or([
        eb('v.owner_id', '=', agent.agentId),
        eb('v.sharing', '=', 'authority'),
        ...(teams.length === 0 ? [] : [eb.and([eb('v.sharing', '=', 'team'), eb('v.team_id', 'in', teams)])]),
      ]),
    )
    .orderBy('v.name')
    .orderBy('v.id')
    .execute();
  return rows.map(({ owner_id, view_id, ...row }) => ({
    ...row,
    mine: owner_id === agent.agentId,
    isFirst: view_id !== null,
  }));
}

/** @throws NotFoundError for a view that the agent may not see, as for one that does not exist */
export async function getSavedView(tx: Tx, agent: Seer, viewId: string): Promise<SavedView> {
  const view = (await listSavedViews(tx, agent)).find(({ id }) => id === viewId);
  if (view === undefined) throw new NotFoundError('view-not-found');
  return view;
}

/** The teams of the agent's own authority: a view is shared with one of them. */
export function ownTeams({ rights, authorityId }: Pick<Seer, 'rights' | 'authorityId'>): string[] {
  return [...new Set(rights.filter((right) => right.teamAuthorityId === authorityId).map((right) => right.teamId))];
}

export interface ViewGiven {
  readonly name: string;
  /** Of the address of the list. */
  readonly query: string;
  readonly sharing: Sharing;
}

/**
 * Keeps a view. The same view sent twice is kept once.
 * @returns its id @throws ConflictError `too-many-views`
 */
export async function saveView(tx: Tx, agent: Seer, given: ViewGiven, now: Date): Promise<string> {
  const own = await tx
    .selectFrom('saved_views')
    .select(['id', 'name', 'query'])
    .where('authority_id', '=', agent.authorityId)
    .where('owner_id', '=', agent.agentId)
    .execute();
  const same = own.find((view) => view.name === given.name && view.query === given.query);
  if (same !== undefined) return same.id;
  if (own.length >= mostViews) throw new ConflictError('too-many-views');
  const id = newId(now.getTime());
  await tx
    .insertInto('saved_views')
    .values({
      authority_id: agent.authorityId,
      id,
      owner_id: agent.agentId,
      name: given.name,
      query: given.query,
      ...sharingColumns(agent, given.sharing),
      created_at: now,
      updated_at: now,
    })
    .execute();
  return id;
}

/** Changes the name of one's own view and who sees it. @throws NotFoundError for another's */
export async function changeView(
  tx: Tx,
  agent: Seer,
  viewId: string,
  given: Pick<ViewGiven, 'name' | 'sharing'>,
  now: Date,
): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('saved_views')
    .set({ name: given.name, ...sharingColumns(agent, given.sharing), updated_at: now })
    .where('authority_id', '=', agent.authorityId)
    .where('id', '=', viewId)
    .where('owner_id', '=', agent.agentId)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new NotFoundError('view-not-found');
}

/** Removes one's own view; whoever had it as their first page finds the usual one. @throws NotFoundError for another's */
export async function removeView(tx: Tx, agent: Seer, viewId: string): Promise<void> {
  const { numDeletedRows } = await tx
    .deleteFrom('saved_views')
    .where('authority_id', '=', agent.authorityId)
    .where('id', '=', viewId)
    .where('owner_id', '=', agent.agentId)
    .executeTakeFirst();
  if (numDeletedRows === 0n) throw new NotFoundError('view-not-found');
}

/** @param viewId undefined for the usual first page @throws NotFoundError for a view that the agent may not see */
export async function chooseFirstView(tx: Tx, agent: Seer, viewId: string | undefined): Promise<void> {
  const own = { authority_id: agent.authorityId, agent_id: agent.agentId };
  if (viewId === undefined) {
    await tx
      .deleteFrom('first_views')
      .where('authority_id', '=', own.authority_id)
      .where('agent_id', '=', own.agent_id)
      .execute();
    return;
  }
  await getSavedView(tx, agent, viewId);
  await tx
    .insertInto('first_views')
    .values({ ...own, view_id: viewId })
    .onConflict((conflict) => conflict.columns(['authority_id', 'agent_id']).doUpdateSet({ view_id: viewId }))
    .execute();
}

/** A team that is not the agent's own is not one that they share with. */
function sharingColumns(agent: Seer, sharing: Sharing) {
  if (sharing.kind !== 'team') return { sharing: sharing.kind, team_id: null };
  return ownTeams(agent).includes(sharing.teamId)
    ? { sharing: 'team' as const, team_id: sharing.teamId }
    : { sharing: 'private' as const, team_id: null };
}
