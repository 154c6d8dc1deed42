import { getState } from '#modules/workflow/index.ts';
import { civilDate, instantOf } from '#platform/clock/clock.ts';
import { holidayRegionOf } from '#platform/clock/holidays.ts';
import type { Tx } from '#platform/database/database.ts';
import { type ClockSuspension, clockAfterTransition, type DossierClock } from '../domain/clock-after-transition.ts';
import type { DossierChange } from '../effects/effect-definition.ts';
import { findSuspension } from './find-suspension.ts';
import type { DossierRow } from './lock-dossier.ts';
import type { Act } from './transition-act.ts';

/** What an act makes of the delays of a dossier. */
export async function moveClock(
  tx: Tx,
  act: Act,
  change: DossierChange,
): Promise<{ clock: DossierClock; suspension?: ClockSuspension }> {
  const { dossier, procedure, transition, workflow, now } = act;
  const answerBefore = act.request.form.answer_before;
  return clockAfterTransition(
    clockOf(dossier),
    {
      rule: dossier.silence_rule,
      delay: procedure.silence.delay,
      retentionMonths: procedure.legal.retention.months,
      region: holidayRegionOf(act.subject.authority.communeCode ?? dossier.commune_code ?? undefined),
    },
    {
      from: dossier.phase,
      to: getState(workflow, transition.to).phase,
      marks: change.marks,
      now,
      today: civilDate(instantOf(now)),
      answerBefore: typeof answerBefore === 'string' ? answerBefore : undefined,
      suppliedOn: suppliedOn(dossier),
    },
    dossier.clock_suspended_at === null ? undefined : await findSuspension(tx, dossier),
  );
}

function suppliedOn({ clock_suspended_at: suspended, last_applicant_act_at: last }: DossierRow) {
  return suspended === null || last === null || last <= suspended ? undefined : civilDate(instantOf(last));
}

function clockOf(dossier: DossierRow): DossierClock {
  return {
    complete: dossier.complete,
    dueOn: dossier.due_on,
    suspendedAt: dossier.clock_suspended_at,
    decidedAt: dossier.decided_at,
    closedAt: dossier.closed_at,
    purgeOn: dossier.purge_on,
  };
}

/** The dossier's row as the act and its effects leave it. */
export async function writeState(tx: Tx, act: Act, clock: DossierClock, change: DossierChange): Promise<void> {
  const { dossier, transition, workflow, now } = act;
  await tx
    .updateTable('dossiers')
    .set({
      state: transition.to,
      phase: getState(workflow, transition.to).phase,
      assignee_id: change.assigneeId,
      team_authority_id: change.teamAuthorityId,
      team_id: change.teamId,
      complete: clock.complete,
      due_on: clock.dueOn,
      clock_suspended_at: clock.suspendedAt,
      decided_at: clock.decidedAt,
      closed_at: clock.closedAt,
      purge_on: clock.purgeOn,
      archived_at: change.archivedAt,
      updated_at: now,
      // An act of the applicant, or the house's reaction to one: agents find it among the new answers. Not what time does.
      ...(act.request.actor.kind === 'agent' || transition.on === 'delay' ? {} : { last_applicant_act_at: now }),
      revision: dossier.revision + 1,
    })
    .where('authority_id', '=', dossier.authority_id)
    .where('id', '=', dossier.id)
    .execute();
}
