import { isLeaderOf } from '#modules/identity/index.ts';
import { newId } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import { ConflictError, ForbiddenError } from '#platform/errors/app-error.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import type { DossierRow } from '../usecases/lock-dossier.ts';
import { type AgentAct, agentActor, lockForAgent, processedDossier } from '../usecases/lock-for-agent.ts';
import { recordEvent } from '../usecases/record-event.ts';
import { holdWords as say } from './messages.ts';

export interface Hold {
  readonly reason: string;
  readonly placedAt: Date;
  readonly placedByName: string;
}

/** Longest reason, in characters. */
export const maxHoldReason = 500;

/** A leader of the team in charge, and the administrator of the dossier's authority when they process it. */
export function mayHold(
  agent: AgentPrincipal,
  dossier: Pick<DossierRow, 'authority_id' | 'procedure_id' | 'team_authority_id' | 'team_id'>,
): boolean {
  const administers = agent.role === 'administrator' && agent.authorityId === dossier.authority_id;
  return administers || isLeaderOf(agent, processedDossier(dossier));
}

/** The hold that stands today. */
export async function findHold(tx: Tx, authorityId: string, dossierId: string): Promise<Hold | undefined> {
  const row = await tx
    .selectFrom('dossier_holds')
    .select(['reason', 'placed_at', 'placed_by_name'])
    .where('authority_id', '=', authorityId)
    .where('dossier_id', '=', dossierId)
    .where('lifted_at', 'is', null)
    .executeTakeFirst();
  return row === undefined
    ? undefined
    : { reason: row.reason, placedAt: row.placed_at, placedByName: row.placed_by_name };
}

type HoldAct = AgentAct & { readonly reason: string };

/**
 * Keeps a dossier whatever its term, until the hold is lifted: a litigation, an inquiry.
 * @throws {ConflictError} `already-held` @throws {ForbiddenError} @throws {DossierNotFoundError}
 */
export async function placeHold(tx: Tx, act: HoldAct): Promise<void> {
  const dossier = await lockForAgent(tx, act);
  if (!mayHold(act.agent, dossier)) throw new ForbiddenError('leaders-only');
  if ((await findHold(tx, act.authorityId, act.dossierId)) !== undefined) throw new ConflictError('already-held');
  await tx
    .insertInto('dossier_holds')
    .values({
      authority_id: act.authorityId,
      id: newId(act.now.getTime()),
      dossier_id: act.dossierId,
      reason: act.reason,
      placed_at: act.now,
      placed_by: act.agent.agentId,
      placed_by_name: act.agent.name,
    })
    .execute();
  await tellHistory(tx, act, 'held');
}

/** Its term holds again. @throws {ConflictError} `not-held` @throws {ForbiddenError} @throws {DossierNotFoundError} */
export async function liftHold(tx: Tx, act: HoldAct): Promise<void> {
  const dossier = await lockForAgent(tx, act);
  if (!mayHold(act.agent, dossier)) throw new ForbiddenError('leaders-only');
  const lifted = await tx
    .updateTable('dossier_holds')
    .set({
      lift_reason: act.reason,
      lifted_at: act.now,
      lifted_by: act.agent.agentId,
      lifted_by_name: act.agent.name,
    })
    .where('authority_id', '=', act.authorityId)
    .where('dossier_id', '=', act.dossierId)
    .where('lifted_at', 'is', null)
    .executeTakeFirst();
  if (lifted.numUpdatedRows === 0n) throw new ConflictError('not-held');
  await tellHistory(tx, act, 'hold-lifted');
}

async function tellHistory(tx: Tx, act: HoldAct, kind: 'held' | 'hold-lifted'): Promise<void> {
  const { reason } = act;
  await recordEvent(tx, {
    authorityId: act.authorityId,
    dossierId: act.dossierId,
    at: act.now,
    kind,
    actor: agentActor(act.agent),
    channel: 'web',
    visibility: 'internal',
    data: { words: { fr: say('fr', `history.${kind}`, { reason }), en: say('en', `history.${kind}`, { reason }) } },
  });
}
