import type { DossierInCharge } from '#modules/identity/index.ts';
import type { Tx } from '#platform/database/database.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { mayProcess } from '../domain/agent-policies.ts';
import { DossierChangedError, DossierNotFoundError } from '../errors.ts';
import { type DossierRow, lockDossier } from './lock-dossier.ts';

/** Which dossier, by whom, and what the agent had seen of it. */
export interface AgentAct {
  readonly agent: AgentPrincipal;
  readonly authorityId: string;
  readonly dossierId: string;
  /** The act is refused when the dossier has changed since; not looked at when absent. */
  readonly expectedRevision?: number;
  readonly now: Date;
}

/**
 * The dossier, locked, when one of the agent's teams processes it.
 * @throws {DossierNotFoundError} for another team's or another authority's, as for one that does not exist
 * @throws {DossierChangedError}
 */
export async function lockForAgent(tx: Tx, act: AgentAct): Promise<DossierRow> {
  const dossier = await lockDossier(tx, act.authorityId, act.dossierId);
  if (!mayProcess(act.agent, processedDossier(dossier))) throw new DossierNotFoundError();
  if (act.expectedRevision !== undefined && act.expectedRevision !== dossier.revision) throw new DossierChangedError();
  return dossier;
}

export function processedDossier(
  row: Pick<DossierRow, 'authority_id' | 'procedure_id' | 'team_authority_id' | 'team_id'>,
): DossierInCharge {
  return {
    authorityId: row.authority_id,
    procedureId: row.procedure_id,
    teamAuthorityId: row.team_authority_id,
    teamId: row.team_id,
  };
}

/** The author of an event, when it is the agent. */
export function agentActor(agent: AgentPrincipal) {
  return { kind: 'agent' as const, id: agent.agentId, name: agent.name };
}

/** Marks the dossier as changed: pages shown before are then known to be old. */
export async function touchDossier(
  tx: Tx,
  dossier: Pick<DossierRow, 'authority_id' | 'id' | 'revision'>,
  now: Date,
): Promise<void> {
  await tx
    .updateTable('dossiers')
    .set({ updated_at: now, revision: dossier.revision + 1 })
    .where('authority_id', '=', dossier.authority_id)
    .where('id', '=', dossier.id)
    .execute();
}

/** Whether an event of this agent already holds the key that the page made: a form sent twice is taken once. */
export async function isRepeatedAct(tx: Tx, act: AgentAct & { readonly key: string }): Promise<boolean> {
  const own = await tx
    .selectFrom('dossier_events')
    .select('data')
    .where('authority_id', '=', act.authorityId)
    .where('dossier_id', '=', act.dossierId)
    .where('actor_id', '=', act.agent.agentId)
    .execute();
  return act.key !== '' && own.some((event) => event.data.key === act.key);
}
