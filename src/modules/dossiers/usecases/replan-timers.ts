import type { CompiledWorkflow } from '#modules/workflow/index.ts';
import type { Tx } from '#platform/database/database.ts';
import type { ClockSuspension } from '../domain/clock-after-transition.ts';
import { delayedTransitions, planTimers, readStay } from '../domain/plan-timers.ts';
import type { DossierRow } from './lock-dossier.ts';

/**
 * Notes when time will move the dossier, from the state it is in now. Does nothing for the workflows that leave time out
 * of it. The caller holds the dossier's lock, and has written its state and its event.
 */
export async function replanTimers(
  tx: Tx,
  workflow: CompiledWorkflow,
  dossier: Pick<DossierRow, 'authority_id' | 'id' | 'state' | 'submitted_at' | 'answers'>,
  change: { readonly formerState?: string; readonly origin: string },
): Promise<void> {
  const leaves = change.formerState !== undefined && delayedTransitions(workflow, change.formerState).length > 0;
  const waits = delayedTransitions(workflow, dossier.state).length > 0;
  if (leaves || waits) {
    await tx
      .deleteFrom('dossier_timers')
      .where('authority_id', '=', dossier.authority_id)
      .where('dossier_id', '=', dossier.id)
      .where('kind', '=', 'transition')
      .execute();
  }
  if (!waits) return;
  const events = await tx
    .selectFrom('dossier_events')
    .select(['seq', 'kind', 'at', 'actor_kind', 'data'])
    .where('authority_id', '=', dossier.authority_id)
    .where('dossier_id', '=', dossier.id)
    .where('kind', 'in', ['submitted', 'transition', 'undone'])
    .orderBy('seq')
    .execute();
  const planned = planTimers(
    workflow,
    { state: dossier.state, submittedAt: dossier.submitted_at, answers: dossier.answers },
    readStay(events),
  );
  if (planned.length === 0) return;
  await tx
    .insertInto('dossier_timers')
    .values(
      planned.map(({ transition, dueOn }) => ({
        authority_id: dossier.authority_id,
        dossier_id: dossier.id,
        kind: 'transition' as const,
        name: transition,
        state: dossier.state,
        due_on: dueOn,
        origin: change.origin,
      })),
    )
    .execute();
}

/** Notes when a suspended clock starts again by itself: the day after the last one given to the applicant. */
export async function startClockTimer(
  tx: Tx,
  dossier: Pick<DossierRow, 'authority_id' | 'id' | 'silence_rule'>,
  suspension: ClockSuspension,
  state: string,
  origin: string,
): Promise<void> {
  await stopClockTimer(tx, dossier);
  // Where silence accepts, the delay runs from the day when the documents come, whenever that is (CRPA L114-5).
  if (suspension.until === undefined || dossier.silence_rule === 'accept') return;
  await tx
    .insertInto('dossier_timers')
    .values({
      authority_id: dossier.authority_id,
      dossier_id: dossier.id,
      kind: 'clock',
      name: '',
      state,
      due_on: Temporal.PlainDate.from(suspension.until).add({ days: 1 }).toString(),
      origin,
    })
    .execute();
}

export async function stopClockTimer(tx: Tx, dossier: Pick<DossierRow, 'authority_id' | 'id'>): Promise<void> {
  await tx
    .deleteFrom('dossier_timers')
    .where('authority_id', '=', dossier.authority_id)
    .where('dossier_id', '=', dossier.id)
    .where('kind', '=', 'clock')
    .execute();
}
