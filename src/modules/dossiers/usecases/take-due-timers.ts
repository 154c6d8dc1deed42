import { sql } from 'kysely';
import { civilDate, instantOf } from '#platform/clock/clock.ts';
import type { Tx } from '#platform/database/database.ts';
import type { Platform } from '#platform/platform.ts';
import { resumeAfterLapse } from '../domain/clock-after-transition.ts';
import { DossierNotFoundError } from '../errors.ts';
import { applyTransition, type TransitionDeps, TransitionUnavailableError } from './apply-transition.ts';
import { findSuspension } from './find-suspension.ts';
import { type DossierRow, lockDossier } from './lock-dossier.ts';
import { recordEvent } from './record-event.ts';

export type TimerDeps = TransitionDeps & { readonly platform: Platform };

export interface TimersReport {
  readonly taken: number;
  /** The dossier had moved, or nothing was left to do. */
  readonly dropped: number;
  /** The condition of the transition does not hold today: looked at again tomorrow. */
  readonly postponed: number;
}

const timersAtOnce = 500;

/**
 * Does what time has decided: transitions by delay whose day has come, and clocks whose suspension is over. Each dossier
 * has a transaction of its own and is locked, so that several nodes may run it at once and a run may be repeated; days
 * that were missed are caught up. The trouble of one dossier does not keep the others waiting.
 * @throws {AggregateError} when some could not be done, once the others are
 */
export async function takeDueTimers(deps: TimerDeps): Promise<TimersReport> {
  const today = civilDate(deps.platform.clock.now()).toString();
  const { rows: authorities } = await sql<{ authority_id: string }>`
    SELECT authority_id FROM authorities_with_due_timers(${today}::date)`.execute(deps.platform.database.open);
  const report = { taken: 0, dropped: 0, postponed: 0 };
  const failures: unknown[] = [];
  for (const { authority_id: authorityId } of authorities) {
    for (;;) {
      const due = await listDue(deps, authorityId, today);
      let done = 0;
      for (const timer of due) {
        try {
          report[await takeTimer(deps, timer, today)] += 1;
          done += 1;
        } catch (error) {
          failures.push(error);
        }
      }
      // Those that fail stay due: never loop on them alone.
      if (due.length < timersAtOnce || done === 0) break;
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} timers failed`);
  return report;
}

function listDue({ platform }: TimerDeps, authorityId: string, today: string): Promise<TimerKey[]> {
  return platform.database.transaction([authorityId], (tx) =>
    tx
      .selectFrom('dossier_timers')
      .select(['authority_id', 'dossier_id', 'kind', 'name'])
      .where('authority_id', '=', authorityId)
      .where('due_on', '<=', today)
      .orderBy('due_on')
      .orderBy('dossier_id')
      .limit(timersAtOnce)
      .execute(),
  );
}

interface TimerKey {
  readonly authority_id: string;
  readonly dossier_id: string;
  readonly kind: 'transition' | 'clock';
  readonly name: string;
}

function takeTimer(deps: TimerDeps, key: TimerKey, today: string): Promise<keyof TimersReport> {
  return deps.platform.database.transaction([key.authority_id], async (tx) => {
    const dossier = await findLocked(tx, key);
    if (dossier === undefined) return 'dropped';
    // Another node may have been first: the lock was waited for.
    const timer = await tx
      .selectFrom('dossier_timers')
      .selectAll()
      .where('authority_id', '=', key.authority_id)
      .where('dossier_id', '=', key.dossier_id)
      .where('kind', '=', key.kind)
      .where('name', '=', key.name)
      .where('due_on', '<=', today)
      .executeTakeFirst();
    if (timer === undefined) return 'dropped';
    if (timer.kind === 'clock') return restartClock(tx, deps, dossier, key);
    if (timer.state !== dossier.state) {
      await dropTimer(tx, key);
      return 'dropped';
    }
    try {
      await applyTransition(tx, deps, {
        authorityId: key.authority_id,
        dossierId: key.dossier_id,
        transitionId: key.name,
        actor: { kind: 'system', role: 'system', name: '' },
        channel: 'web',
        form: {},
        origin: deps.platform.config.PUBLIC_URL ?? timer.origin,
      });
      return 'taken';
    } catch (error) {
      if (!(error instanceof TransitionUnavailableError)) throw error;
      await postpone(tx, key, today);
      return 'postponed';
    }
  });
}

async function findLocked(tx: Tx, key: TimerKey): Promise<DossierRow | undefined> {
  try {
    return await lockDossier(tx, key.authority_id, key.dossier_id);
  } catch (error) {
    if (error instanceof DossierNotFoundError) return undefined;
    throw error;
  }
}

async function dropTimer(tx: Tx, key: TimerKey): Promise<void> {
  await tx
    .deleteFrom('dossier_timers')
    .where('authority_id', '=', key.authority_id)
    .where('dossier_id', '=', key.dossier_id)
    .where('kind', '=', key.kind)
    .where('name', '=', key.name)
    .execute();
}

async function postpone(tx: Tx, key: TimerKey, today: string): Promise<void> {
  await tx
    .updateTable('dossier_timers')
    .set({ due_on: Temporal.PlainDate.from(today).add({ days: 1 }).toString() })
    .where('authority_id', '=', key.authority_id)
    .where('dossier_id', '=', key.dossier_id)
    .where('kind', '=', key.kind)
    .where('name', '=', key.name)
    .execute();
}

/** The applicant let the time given go by: the delay goes on from where it stood (CRPA L114-5). */
async function restartClock(tx: Tx, deps: TimerDeps, dossier: DossierRow, key: TimerKey): Promise<'taken' | 'dropped'> {
  await dropTimer(tx, key);
  const suspension = dossier.clock_suspended_at === null ? undefined : await findSuspension(tx, dossier);
  if (suspension?.until === undefined) return 'dropped';
  const now = new Date(deps.platform.clock.now().epochMilliseconds);
  const dueOn = resumeAfterLapse(suspension, suspension.until);
  await tx
    .updateTable('dossiers')
    .set({ clock_suspended_at: null, due_on: dueOn, updated_at: now, revision: dossier.revision + 1 })
    .where('authority_id', '=', dossier.authority_id)
    .where('id', '=', dossier.id)
    .execute();
  await recordEvent(tx, {
    authorityId: dossier.authority_id,
    dossierId: dossier.id,
    at: now,
    kind: 'clock-restarted',
    actor: { kind: 'system' },
    channel: 'web',
    visibility: 'internal',
    data: {
      dueOn,
      on: civilDate(instantOf(now)).toString(),
      words: {
        fr: 'Le temps donné au demandeur est écoulé\u00a0: le délai de réponse court à nouveau',
        en: 'The time given to the applicant is over: the time limit for the answer runs again',
      },
    },
  });
  return 'taken';
}
