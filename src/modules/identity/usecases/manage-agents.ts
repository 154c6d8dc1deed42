import { queueAccountEmail } from '#modules/notifications/index.ts';
import { newId } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import { ForbiddenError, NotFoundError } from '#platform/errors/app-error.ts';
import type { AgentPrincipal, AgentRole } from '#platform/http/principals.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { AlreadyAgentError, LastAdministratorError } from '../errors.ts';
import { type IdentityParts, nowOf } from '../identity-parts.ts';
import { findAgentByEmail } from '../queries/find-account.ts';
import { resetSecondFactors } from './change-sign-in-methods.ts';
import { withdrawTokens } from './one-time-tokens.ts';
import { requireAdministrator } from './require-administrator.ts';

export interface Invitation {
  /** In small letters. */
  readonly email: string;
  readonly name: string;
  readonly role: AgentRole;
  readonly teamIds: readonly string[];
  readonly locale: Locale;
}

/**
 * Lets somebody in as an agent of the administrator's authority. A new one gets a link to choose a password; one who works
 * for another authority keeps name and password and is told.
 * @throws AlreadyAgentError
 */
export async function inviteAgent(parts: IdentityParts, by: AgentPrincipal, invitation: Invitation): Promise<string> {
  return letIn(parts, requireAdministrator(by), invitation);
}

/**
 * Lets in the first administrator of an authority whose counter opens, where nobody could invite yet. With a team when one
 * is given.
 * @throws AlreadyAgentError
 */
export async function inviteFirstAdministrator(
  parts: IdentityParts,
  authorityId: string,
  invitation: Omit<Invitation, 'role'>,
): Promise<string> {
  return letIn(parts, authorityId, { ...invitation, role: 'administrator' });
}

async function letIn(parts: IdentityParts, authorityId: string, invitation: Invitation): Promise<string> {
  const { platform } = parts;
  const now = nowOf(parts);
  const id = await platform.database.transaction([authorityId], async (tx) => {
    const known = await findAgentByEmail(tx, invitation.email);
    const agentId = known?.id ?? newId(now.getTime());
    if (known === undefined) {
      await tx
        .insertInto('agents')
        .values({
          id: agentId,
          email: invitation.email,
          name: invitation.name,
          locale: invitation.locale,
          created_at: now,
        })
        .execute();
    } else if (!known.active) {
      // The password and the devices of somebody who left long ago are not believed any more.
      await tx.updateTable('agents').set({ active: true, password_hash: null }).where('id', '=', agentId).execute();
      for (const table of ['passkeys', 'code_apps', 'recovery_codes'] as const)
        await tx.deleteFrom(table).where('agent_id', '=', agentId).execute();
    }
    const added = await tx
      .insertInto('agent_roles')
      .values({ authority_id: authorityId, agent_id: agentId, role: invitation.role, created_at: now })
      .onConflict((conflict) => conflict.doNothing())
      .returning('agent_id')
      .executeTakeFirst();
    if (added === undefined) throw new AlreadyAgentError();
    await joinTeams(tx, authorityId, agentId, invitation.teamIds);
    const hasPassword = known?.active === true && known.password_hash !== null;
    await queueAccountEmail(platform, tx, hasPassword ? 'agent-added' : 'invite-agent', { agentId });
    return agentId;
  });
  parts.sessions.forgetAll();
  return id;
}

/** Only teams of the authority: the scope of the transaction shows no other. */
async function joinTeams(tx: Tx, authorityId: string, agentId: string, teamIds: readonly string[]): Promise<void> {
  if (teamIds.length === 0) return;
  const teams = await tx
    .selectFrom('teams')
    .select('id')
    .where('authority_id', '=', authorityId)
    .where('id', 'in', teamIds)
    .execute();
  for (const team of teams) {
    await tx
      .insertInto('team_members')
      .values({ authority_id: authorityId, team_id: team.id, agent_id: agentId })
      .execute();
  }
}

/** Sends the invitation again, under a new link. @throws NotFoundError when there is nothing to accept */
export async function repeatInvitation(parts: IdentityParts, by: AgentPrincipal, agentId: string): Promise<void> {
  const authorityId = requireAdministrator(by);
  await parts.platform.database.transaction([authorityId], async (tx) => {
    await lockRole(tx, authorityId, agentId);
    const agent = await tx.selectFrom('agents').select('password_hash').where('id', '=', agentId).executeTakeFirst();
    if (agent === undefined || agent.password_hash !== null) throw new NotFoundError('no-invitation');
    await withdrawTokens(tx, { agentId }, nowOf(parts), ['invite-agent']);
    await queueAccountEmail(parts.platform, tx, 'invite-agent', { agentId });
  });
}

/** @throws LastAdministratorError; NotFoundError for an agent of another authority */
export async function changeAgentRole(
  parts: IdentityParts,
  by: AgentPrincipal,
  agentId: string,
  role: AgentRole,
): Promise<void> {
  const authorityId = requireAdministrator(by);
  await parts.platform.database.transaction([authorityId], async (tx) => {
    await lockRole(tx, authorityId, agentId);
    if (role !== 'administrator') await requireAnotherAdministrator(tx, authorityId, agentId);
    await tx
      .updateTable('agent_roles')
      .set({ role })
      .where('authority_id', '=', authorityId)
      .where('agent_id', '=', agentId)
      .execute();
    if (role === 'agent') {
      await tx
        .updateTable('team_members')
        .set({ leader: false })
        .where('authority_id', '=', authorityId)
        .where('agent_id', '=', agentId)
        .execute();
    }
  });
  parts.sessions.forgetAll();
}

/**
 * Lets a colleague who lost their second factor set another one up at the next sign-in.
 * @throws ForbiddenError `own-second-factor`: another administrator decides; NotFoundError for an agent of another authority
 */
export async function reopenAccess(parts: IdentityParts, by: AgentPrincipal, agentId: string): Promise<void> {
  const authorityId = requireAdministrator(by);
  if (agentId === by.agentId) throw new ForbiddenError('own-second-factor');
  await parts.platform.database.transaction([authorityId], async (tx) => {
    await lockRole(tx, authorityId, agentId);
    // One who administers another authority too holds more than this one may give back.
    const elsewhere = await tx
      .selectFrom((eb) => eb.fn<{ authority_id: string; role: string }>('agent_authorities', [eb.val(agentId)]).as('r'))
      .select('r.authority_id')
      .where('r.authority_id', '!=', authorityId)
      .where('r.role', '=', 'administrator')
      .executeTakeFirst();
    if (elsewhere !== undefined) throw new ForbiddenError('administers-elsewhere');
    await resetSecondFactors(parts, tx, agentId);
  });
  parts.sessions.forgetAll();
}

/**
 * Ends the agent's access to the administrator's authority: role, teams and sessions, at once. Who works for nobody
 * any more can sign in nowhere. What they did stays in the history of dossiers, under their name. `leaving` hands over what
 * they had while their teams are still known.
 * @throws LastAdministratorError; NotFoundError for an agent of another authority
 */
export async function endAgentAccess(
  parts: IdentityParts,
  by: AgentPrincipal,
  agentId: string,
  leaving: { readonly scope: readonly string[]; before(tx: Tx): Promise<void> } = {
    scope: [],
    before: async () => undefined,
  },
): Promise<void> {
  const authorityId = requireAdministrator(by);
  await parts.platform.database.transaction([...new Set([authorityId, ...leaving.scope])], async (tx) => {
    await lockRole(tx, authorityId, agentId);
    await requireAnotherAdministrator(tx, authorityId, agentId);
    await leaving.before(tx);
    await tx
      .deleteFrom('team_members')
      .where('authority_id', '=', authorityId)
      .where('agent_id', '=', agentId)
      .execute();
    await tx
      .deleteFrom('agent_roles')
      .where('authority_id', '=', authorityId)
      .where('agent_id', '=', agentId)
      .execute();
    await tx.deleteFrom('sessions').where('agent_id', '=', agentId).where('authority_id', '=', authorityId).execute();
    const elsewhere = await tx
      .selectFrom((eb) => eb.fn<{ authority_id: string }>('agent_authorities', [eb.val(agentId)]).as('r'))
      .select('r.authority_id')
      .executeTakeFirst();
    if (elsewhere !== undefined) return;
    await tx.updateTable('agents').set({ active: false }).where('id', '=', agentId).execute();
    await withdrawTokens(tx, { agentId }, nowOf(parts));
  });
  parts.sessions.forgetAll();
}

/**
 * Locks the administrators of the authority and the agent's own role, always in the same order: two administrators who
 * remove each other at once come one after the other.
 */
async function lockRole(tx: Tx, authorityId: string, agentId: string): Promise<void> {
  const rows = await tx
    .selectFrom('agent_roles')
    .select('agent_id')
    .where('authority_id', '=', authorityId)
    .where((eb) => eb.or([eb('role', '=', 'administrator'), eb('agent_id', '=', agentId)]))
    .orderBy('agent_id')
    .forUpdate()
    .execute();
  if (!rows.some((row) => row.agent_id === agentId)) throw new NotFoundError('agent-not-found');
}

/** One who never accepted the invitation, by a password, a passkey or ProConnect, cannot look after anybody. */
async function requireAnotherAdministrator(tx: Tx, authorityId: string, agentId: string): Promise<void> {
  const rows = await tx
    .selectFrom('agent_roles as r')
    .innerJoin('agents as g', 'g.id', 'r.agent_id')
    .select('r.agent_id')
    .where('r.authority_id', '=', authorityId)
    .where('r.role', '=', 'administrator')
    .where((eb) =>
      eb.or([
        eb('r.agent_id', '=', agentId),
        eb.and([
          eb('g.active', '=', true),
          eb.or([
            eb('g.password_hash', 'is not', null),
            eb.exists(eb.selectFrom('passkeys as k').select('k.agent_id').whereRef('k.agent_id', '=', 'g.id')),
            eb.exists(eb.selectFrom('agent_federations as f').select('f.agent_id').whereRef('f.agent_id', '=', 'g.id')),
          ]),
        ]),
      ]),
    )
    .execute();
  const isOne = rows.some((row) => row.agent_id === agentId);
  if (isOne && rows.length === 1) throw new LastAdministratorError();
}
