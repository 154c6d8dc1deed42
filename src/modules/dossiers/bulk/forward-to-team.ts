import type { Tx } from '#platform/database/database.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { ActRefusedError } from '../effects/act-refused.ts';
import { recordCapabilityEvent } from '../effects/shared/record-capability-event.ts';
import { type AgentAct, agentActor, lockForAgent } from '../usecases/lock-for-agent.ts';
import { bulkWords } from './messages.ts';

export interface ReceivingTeam {
  readonly teamAuthorityId: string;
  readonly teamId: string;
  readonly name: string;
  /** Of which authority's dossiers, and of which procedures; '*' for all. */
  readonly rights: readonly { readonly authorityId: string; readonly procedureId: string }[];
}

/** The teams that may process dossiers of the authorities for which the agent works. */
export async function listReceivingTeams(tx: Tx, agent: AgentPrincipal): Promise<ReceivingTeam[]> {
  const authorities = [...new Set(agent.rights.map((right) => right.authorityId))];
  if (authorities.length === 0) return [];
  const rows = await tx
    .selectFrom('processing_rights as p')
    .innerJoin('teams as t', (join) =>
      join.onRef('t.authority_id', '=', 'p.team_authority_id').onRef('t.id', '=', 'p.team_id'),
    )
    .select(['p.authority_id', 'p.procedure_id', 'p.team_authority_id', 'p.team_id', 't.name'])
    .where('p.authority_id', 'in', authorities)
    .where((eb) => eb.or([eb('p.valid_until', 'is', null), eb('p.valid_until', '>', eb.fn<Date>('now', []))]))
    .orderBy('t.name')
    .execute();
  const teams = new Map<string, ReceivingTeam>();
  for (const row of rows) {
    const key = `${row.team_authority_id} ${row.team_id}`;
    const known = teams.get(key);
    const right = { authorityId: row.authority_id, procedureId: row.procedure_id };
    teams.set(key, {
      teamAuthorityId: row.team_authority_id,
      teamId: row.team_id,
      name: row.name,
      rights: [...(known?.rights ?? []), right],
    });
  }
  return [...teams.values()];
}

/**
 * Gives a dossier to another team of those that may process it; nobody of that team has it yet. A dossier that the team
 * has already is left as it is.
 * @returns whether something changed
 * @throws {DossierNotFoundError} as `lockForAgent` @throws {ActRefusedError} `team-cannot-process`
 */
export async function forwardToTeam(
  tx: Tx,
  act: AgentAct & { readonly teamAuthorityId: string; readonly teamId: string },
): Promise<boolean> {
  const dossier = await lockForAgent(tx, act);
  if (dossier.team_id === act.teamId && dossier.team_authority_id === act.teamAuthorityId) return false;
  const team = (await listReceivingTeams(tx, act.agent)).find(
    (one) => one.teamAuthorityId === act.teamAuthorityId && one.teamId === act.teamId,
  );
  const able = team?.rights.some(
    (right) =>
      right.authorityId === dossier.authority_id &&
      (right.procedureId === '*' || right.procedureId === dossier.procedure_id),
  );
  if (team === undefined || able !== true) {
    throw new ActRefusedError('team-cannot-process', {
      fr: bulkWords('fr', 'teamCannot'),
      en: bulkWords('en', 'teamCannot'),
    });
  }
  await tx
    .updateTable('dossiers')
    .set({
      team_authority_id: team.teamAuthorityId,
      team_id: team.teamId,
      assignee_id: null,
      updated_at: act.now,
      revision: dossier.revision + 1,
    })
    .where('authority_id', '=', dossier.authority_id)
    .where('id', '=', dossier.id)
    .execute();
  await recordCapabilityEvent(tx, dossier, {
    at: act.now,
    kind: 'transfer',
    actor: agentActor(act.agent),
    visibility: 'internal',
    words: {
      fr: bulkWords('fr', 'eventForwarded', { team: team.name }),
      en: bulkWords('en', 'eventForwarded', { team: team.name }),
    },
    data: { teamId: team.teamId },
  });
  return true;
}
