import { newId } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { TeamNameTakenError } from '../errors.ts';
import { type IdentityParts, nowOf } from '../identity-parts.ts';
import { requireAdministrator } from './require-administrator.ts';

export interface TeamDetails {
  readonly name: string;
  /** In small letters, or '' when the team has no mailbox of its own. */
  readonly email: string;
}

/** @throws TeamNameTakenError */
export async function createTeam(parts: IdentityParts, by: AgentPrincipal, details: TeamDetails): Promise<string> {
  const authorityId = requireAdministrator(by);
  const now = nowOf(parts);
  const id = newId(now.getTime());
  await parts.platform.database.transaction([authorityId], async (tx) => {
    const created = await tx
      .insertInto('teams')
      .values({ authority_id: authorityId, id, name: details.name, email: details.email || null, created_at: now })
      .onConflict((conflict) => conflict.columns(['authority_id', 'name']).doNothing())
      .executeTakeFirst();
    if (created.numInsertedOrUpdatedRows === 0n) throw new TeamNameTakenError();
  });
  return id;
}

/** @throws TeamNameTakenError; NotFoundError for a team of another authority */
export async function changeTeam(
  parts: IdentityParts,
  by: AgentPrincipal,
  teamId: string,
  details: TeamDetails,
): Promise<void> {
  const authorityId = requireAdministrator(by);
  await parts.platform.database.transaction([authorityId], async (tx) => {
    await lockTeam(tx, authorityId, teamId);
    const namesake = await tx
      .selectFrom('teams')
      .select('id')
      .where('authority_id', '=', authorityId)
      .where('name', '=', details.name)
      .where('id', '!=', teamId)
      .executeTakeFirst();
    if (namesake !== undefined) throw new TeamNameTakenError();
    await tx
      .updateTable('teams')
      .set({ name: details.name, email: details.email || null })
      .where('authority_id', '=', authorityId)
      .where('id', '=', teamId)
      .execute();
  });
}

/**
 * Puts an agent of the authority in a team, or changes whether they lead it. Who leads a team is at least a team leader.
 * @throws NotFoundError for a team or an agent of another authority
 */
export async function putInTeam(
  parts: IdentityParts,
  by: AgentPrincipal,
  teamId: string,
  agentId: string,
  leader: boolean,
): Promise<void> {
  const authorityId = requireAdministrator(by);
  await parts.platform.database.transaction([authorityId], async (tx) => {
    await lockTeam(tx, authorityId, teamId);
    const role = await tx
      .selectFrom('agent_roles')
      .select('role')
      .where('authority_id', '=', authorityId)
      .where('agent_id', '=', agentId)
      .forUpdate()
      .executeTakeFirst();
    if (role === undefined) throw new NotFoundError('agent-not-found');
    await tx
      .insertInto('team_members')
      .values({ authority_id: authorityId, team_id: teamId, agent_id: agentId, leader })
      .onConflict((conflict) => conflict.columns(['authority_id', 'team_id', 'agent_id']).doUpdateSet({ leader }))
      .execute();
    if (!leader || role.role !== 'agent') return;
    await tx
      .updateTable('agent_roles')
      .set({ role: 'team-leader' })
      .where('authority_id', '=', authorityId)
      .where('agent_id', '=', agentId)
      .execute();
  });
  parts.sessions.forgetAll();
}

/** Takes an agent out of a team; harmless when they are not in it. */
export async function takeOutOfTeam(
  parts: IdentityParts,
  by: AgentPrincipal,
  teamId: string,
  agentId: string,
): Promise<void> {
  const authorityId = requireAdministrator(by);
  await parts.platform.database.transaction([authorityId], async (tx) => {
    await tx
      .deleteFrom('team_members')
      .where('authority_id', '=', authorityId)
      .where('team_id', '=', teamId)
      .where('agent_id', '=', agentId)
      .execute();
  });
  parts.sessions.forgetAll();
}

async function lockTeam(tx: Tx, authorityId: string, teamId: string): Promise<void> {
  const team = await tx
    .selectFrom('teams')
    .select('id')
    .where('authority_id', '=', authorityId)
    .where('id', '=', teamId)
    .forUpdate()
    .executeTakeFirst();
  if (team === undefined) throw new NotFoundError('team-not-found');
}
