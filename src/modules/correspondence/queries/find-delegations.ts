import type { Selectable } from 'kysely';
import { absentAgents } from '#modules/identity/index.ts';
import type { Tx } from '#platform/database/database.ts';
import type { Tables } from '#platform/database/tables.ts';
import { type HeldDelegation, isInForce, type OwnRights } from '../domain/signing-right.ts';

export type DelegationRow = Selectable<Tables['signing_delegations']> & {
  readonly delegator: string;
  readonly delegate: string;
};

/** Every delegation of signature of an authority, those in force first. */
export async function listDelegations(tx: Tx, authorityId: string): Promise<DelegationRow[]> {
  return tx
    .selectFrom('signing_delegations as s')
    .innerJoin('agents as r', 'r.id', 's.delegator_id')
    .innerJoin('agents as e', 'e.id', 's.delegate_id')
    .selectAll('s')
    .select(['r.name as delegator', 'e.name as delegate'])
    .where('s.authority_id', '=', authorityId)
    .orderBy('s.revoked_at', (order) => order.desc().nullsFirst())
    .orderBy('s.from_day', 'desc')
    .execute();
}

/**
 * The delegations of signature that an agent holds on a day, each with what its giver may sign.
 * @param day YYYY-MM-DD
 */
export async function listHeldDelegations(
  tx: Tx,
  authorities: readonly string[],
  agentId: string,
  day: string,
): Promise<HeldDelegation[]> {
  if (authorities.length === 0) return [];
  const rows = await tx
    .selectFrom('signing_delegations as s')
    .innerJoin('agents as r', 'r.id', 's.delegator_id')
    .selectAll('s')
    .select(['r.name', 'r.active'])
    .where('s.authority_id', 'in', [...authorities])
    .where('s.delegate_id', '=', agentId)
    .where('s.revoked_at', 'is', null)
    .execute();
  const held: HeldDelegation[] = [];
  for (const row of rows) {
    const isAway = row.only_absent && (await absentAgents(tx, row.authority_id, day)).has(row.delegator_id);
    const terms = { fromDay: row.from_day, untilDay: row.until_day, onlyAbsent: row.only_absent, isRevoked: false };
    // Who has left delegates nothing any more.
    if (!row.active || !isInForce(terms, day, isAway)) continue;
    held.push({
      authorityId: row.authority_id,
      delegatorId: row.delegator_id,
      delegatorName: row.name,
      delegatorTitle: row.delegator_title,
      delegateTitle: row.delegate_title,
      orderReference: row.order_reference,
      orderDate: row.order_date,
      rights: await rightsOf(tx, row.authority_id, row.delegator_id),
    });
  }
  return held;
}

async function rightsOf(tx: Tx, authorityId: string, agentId: string): Promise<OwnRights> {
  const [role, teams] = await Promise.all([
    tx
      .selectFrom('agent_roles')
      .select('role')
      .where('authority_id', '=', authorityId)
      .where('agent_id', '=', agentId)
      .executeTakeFirst(),
    tx
      .selectFrom('team_members')
      .select(['team_id', 'leader'])
      .where('authority_id', '=', authorityId)
      .where('agent_id', '=', agentId)
      .execute(),
  ]);
  const key = ({ team_id: id }: { team_id: string }) => `${authorityId}/${id}`;
  return {
    administrator: role?.role === 'administrator',
    teams: new Set(teams.map(key)),
    ledTeams: new Set(teams.filter(({ leader }) => leader).map(key)),
  };
}

/** Where to write to those who hold a delegation of one of these agents on a day. */
export async function listDelegates(
  tx: Tx,
  authorityId: string,
  delegatorIds: readonly string[],
  day: string,
): Promise<{ agentId: string; email: string }[]> {
  if (delegatorIds.length === 0) return [];
  const away = await absentAgents(tx, authorityId, day);
  const rows = await tx
    .selectFrom('signing_delegations as s')
    .innerJoin('agents as e', 'e.id', 's.delegate_id')
    .selectAll('s')
    .select('e.email')
    .where('s.authority_id', '=', authorityId)
    .where('s.delegator_id', 'in', [...delegatorIds])
    .where('s.revoked_at', 'is', null)
    .where('e.active', '=', true)
    .execute();
  return rows
    .filter((row) =>
      isInForce(
        { fromDay: row.from_day, untilDay: row.until_day, onlyAbsent: row.only_absent, isRevoked: false },
        day,
        away.has(row.delegator_id),
      ),
    )
    .map((row) => ({ agentId: row.delegate_id, email: row.email }));
}
