import type { Tx } from '#platform/database/database.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';

/** A presence that was not renewed for so long is over. */
export const presenceSeconds = 60;

export interface Looker {
  readonly dossierId: string;
  readonly name: string;
}

/** Notes that the agent has the dossier open at this moment; what is over is swept on the way. */
export async function notePresence(
  tx: Tx,
  agent: Pick<AgentPrincipal, 'agentId' | 'name'>,
  authorityId: string,
  dossierId: string,
  now: Date,
): Promise<void> {
  await tx
    .insertInto('dossier_presences')
    .values({
      authority_id: authorityId,
      dossier_id: dossierId,
      agent_id: agent.agentId,
      agent_name: agent.name,
      seen_at: now,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['authority_id', 'dossier_id', 'agent_id'])
        .doUpdateSet({ seen_at: now, agent_name: agent.name }),
    )
    .execute();
  await tx
    .deleteFrom('dossier_presences')
    .where('authority_id', '=', authorityId)
    .where('seen_at', '<', oldest(now))
    .execute();
}

/** Whoever else has one of the dossiers open, by name. */
export async function listLookers(
  tx: Tx,
  agent: Pick<AgentPrincipal, 'agentId'>,
  authorityIds: readonly string[],
  dossierIds: readonly string[],
  now: Date,
): Promise<Looker[]> {
  if (dossierIds.length === 0 || authorityIds.length === 0) return [];
  const rows = await tx
    .selectFrom('dossier_presences')
    .select(['dossier_id', 'agent_name'])
    .where('authority_id', 'in', [...new Set(authorityIds)])
    .where('dossier_id', 'in', [...dossierIds])
    .where('agent_id', '!=', agent.agentId)
    .where('seen_at', '>=', oldest(now))
    .orderBy('agent_name')
    .execute();
  return rows.map((row) => ({ dossierId: row.dossier_id, name: row.agent_name }));
}

/** All who have a dossier of these authorities open: what a list shows, whichever rows it has. */
export async function listAllLookers(
  tx: Tx,
  agent: Pick<AgentPrincipal, 'agentId' | 'scope'>,
  now: Date,
): Promise<Looker[]> {
  const rows = await tx
    .selectFrom('dossier_presences')
    .select(['dossier_id', 'agent_name'])
    .where('authority_id', 'in', [...agent.scope])
    .where('agent_id', '!=', agent.agentId)
    .where('seen_at', '>=', oldest(now))
    .orderBy('agent_name')
    .limit(500)
    .execute();
  return rows.map((row) => ({ dossierId: row.dossier_id, name: row.agent_name }));
}

function oldest(now: Date): Date {
  return new Date(now.getTime() - presenceSeconds * 1000);
}
