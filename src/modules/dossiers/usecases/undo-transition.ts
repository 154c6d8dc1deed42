import type { Catalogue } from '#modules/catalogue/index.ts';
import { type CompiledWorkflow, getState } from '#modules/workflow/index.ts';
import type { Tx } from '#platform/database/database.ts';
import { ConflictError } from '#platform/errors/app-error.ts';
import { mayUndo } from '../domain/agent-policies.ts';
import type { UndoData } from './apply-transition.ts';
import { findSuspension } from './find-suspension.ts';
import type { DossierRow } from './lock-dossier.ts';
import { type AgentAct, agentActor, lockForAgent } from './lock-for-agent.ts';
import { recordEvent } from './record-event.ts';
import { replanTimers, startClockTimer, stopClockTimer } from './replan-timers.ts';

/** The last act can no longer be undone: too late, somebody else's, or something was sent. */
export class UndoImpossibleError extends ConflictError {
  constructor() {
    super('undo-impossible');
  }
}

export interface UndoableAct {
  readonly seq: number;
  readonly transition: string;
  readonly from: string;
  readonly to: string;
}

/** Events that say nothing about the state: an undo looks behind them. */
const silentKinds: readonly string[] = ['viewed', 'note', 'task'];

/**
 * Puts the dossier back where it stood before the last act, when that act told nobody anything (see `mayUndo`).
 * @throws {DossierNotFoundError}
 * @throws {UndoImpossibleError}
 */
export async function undoTransition(
  tx: Tx,
  deps: { readonly catalogue: Pick<Catalogue, 'getVersionOf'> },
  act: AgentAct & { readonly seq: number; readonly origin?: string },
): Promise<void> {
  const dossier = await lockForAgent(tx, act);
  const events = await tx
    .selectFrom('dossier_events')
    .select(['seq', 'kind', 'at', 'actor_id', 'data'])
    .where('authority_id', '=', act.authorityId)
    .where('dossier_id', '=', act.dossierId)
    .where('seq', '>=', act.seq)
    .orderBy('seq', 'desc')
    .execute();
  const undoable = findUndoableAct(events, (event) => mayUndo(act.agent, event, act.now));
  if (undoable === undefined || undoable.seq !== act.seq || undoable.to !== dossier.state)
    throw new UndoImpossibleError();
  const { workflow } = await deps.catalogue.getVersionOf(dossier);
  const before = events.find((event) => event.seq === undoable.seq)?.data.undo as UndoData;
  await tx
    .updateTable('dossiers')
    .set({
      state: undoable.from,
      phase: getState(workflow, undoable.from).phase,
      assignee_id: before.assigneeId,
      team_authority_id: before.teamAuthorityId,
      team_id: before.teamId,
      complete: before.complete,
      due_on: before.dueOn,
      clock_suspended_at: before.suspendedAt,
      decided_at: before.decidedAt,
      closed_at: before.closedAt,
      purge_on: before.purgeOn,
      archived_at: null,
      updated_at: act.now,
      revision: dossier.revision + 1,
    })
    .where('authority_id', '=', act.authorityId)
    .where('id', '=', act.dossierId)
    .execute();
  await recordEvent(tx, {
    authorityId: act.authorityId,
    dossierId: act.dossierId,
    at: act.now,
    kind: 'undone',
    actor: agentActor(act.agent),
    channel: 'web',
    visibility: 'public',
    data: { seq: undoable.seq, from: undoable.to, to: undoable.from },
  });
  await putTimersBack(tx, workflow, dossier, undoable, before.suspendedAt !== null, act.origin ?? '');
}

async function putTimersBack(
  tx: Tx,
  workflow: CompiledWorkflow,
  dossier: DossierRow,
  undone: UndoableAct,
  suspended: boolean,
  origin: string,
): Promise<void> {
  await replanTimers(tx, workflow, { ...dossier, state: undone.from }, { formerState: undone.to, origin });
  if (suspended === (dossier.clock_suspended_at !== null)) return;
  const suspension = suspended ? await findSuspension(tx, dossier) : undefined;
  if (suspension === undefined) await stopClockTimer(tx, dossier);
  else await startClockTimer(tx, dossier, suspension, undone.from, origin);
}

interface EventSummary {
  readonly seq: number;
  readonly kind: string;
  readonly at: Date;
  readonly actor_id: string | null;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The last act, when it is a transition that may be undone; `events` newest first. */
export function findUndoableAct(
  events: readonly EventSummary[],
  allowed: (act: { actorId: string | null; at: Date; undoable: boolean }) => boolean,
): UndoableAct | undefined {
  const last = events.find((event) => !silentKinds.includes(event.kind));
  if (last?.kind !== 'transition') return undefined;
  const { transition, from, to, undo } = last.data;
  if (typeof transition !== 'string' || typeof from !== 'string' || typeof to !== 'string') return undefined;
  if (!allowed({ actorId: last.actor_id, at: last.at, undoable: undo !== undefined })) return undefined;
  return { seq: last.seq, transition, from, to };
}
