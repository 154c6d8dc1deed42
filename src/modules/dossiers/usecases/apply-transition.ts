import type { StoredDocument } from '#modules/documents/index.ts';
import {
  availableTransitions,
  findAvailableTransition,
  heldEffects,
  type SystemEvent,
} from '#modules/workflow/index.ts';
import type { Tx } from '#platform/database/database.ts';
import { ConflictError } from '#platform/errors/app-error.ts';
import type { ClockSuspension, DossierClock } from '../domain/clock-after-transition.ts';
import { goesOnElsewhere } from '../domain/goes-on-elsewhere.ts';
import { delayedTransitions } from '../domain/plan-timers.ts';
import type { DossierChange } from '../effects/effect-definition.ts';
import { canBeUndone } from '../effects/effect-registry.ts';
import '../effects/register-effects.ts';
import { prepareEffects, runEffects } from '../effects/run-effects.ts';
import { DossierChangedError } from '../errors.ts';
import { conditionsOf, effectScope } from './act-scope.ts';
import { type DossierRow, lockDossier } from './lock-dossier.ts';
import { recordEvent } from './record-event.ts';
import { replanTimers, startClockTimer, stopClockTimer } from './replan-timers.ts';
import { type Act, eventOf, type TransitionDeps, type TransitionRequest } from './transition-act.ts';
import { keepInternalAnswers, toldFields } from './transition-effects.ts';
import { answerTexts, transitionVariables } from './transition-variables.ts';
import { moveClock, writeState } from './write-act.ts';

export { canBeUndone } from '../effects/effect-registry.ts';
export type { TransitionDeps, TransitionRequest } from './transition-act.ts';
export { type RenderedMessage, transitionMessages } from './transition-effects.ts';

export interface AppliedTransition {
  readonly authorityId: string;
  readonly dossierId: string;
  /** Of the event 'transition'. */
  readonly seq: number;
  readonly revision: number;
  readonly state: string;
  readonly letters: readonly StoredDocument[];
  /** Messages that left by e-mail; fewer than the workflow's when the applicant has no address. */
  readonly queuedMessages: number;
  readonly unsentMessages: number;
}

/** The act is not open from the state of the dossier, to this actor, or on its condition. */
export class TransitionUnavailableError extends ConflictError {
  constructor() {
    super('transition-unavailable');
  }
}

/**
 * Moves a dossier by one act of its workflow, with all of its effects, in the transaction given. Who may act on the
 * dossier at all (team, owner) is the caller's policy; who may take this transition is the workflow's.
 * @throws {DossierNotFoundError}
 * @throws {DossierChangedError} when the dossier is no longer as the actor saw it; nothing is written then
 * @throws {TransitionUnavailableError}
 */
export async function applyTransition(
  tx: Tx,
  deps: TransitionDeps,
  request: TransitionRequest,
): Promise<AppliedTransition> {
  const dossier = await lockDossier(tx, request.authorityId, request.dossierId);
  if (request.expectedRevision !== undefined && request.expectedRevision !== dossier.revision) {
    throw new DossierChangedError();
  }
  if (goesOnElsewhere(dossier)) throw new TransitionUnavailableError();
  const act = await prepareAct(deps, request, dossier);
  const change = await prepareEffects(tx, deps, act);
  const clock = await moveClock(tx, act, change);
  await writeState(tx, act, clock.clock, change);
  const variables = transitionVariables(
    act.subject,
    answerTexts(act.transition.compiledForm, request.form, act.locale),
    act.locale,
  );
  const seq = await recordTransition(tx, act, clock, change);
  await keepTime(tx, act, clock);
  await keepInternalAnswers(tx, act);
  const messages = await runEffects(tx, deps, act, variables);
  return {
    authorityId: request.authorityId,
    dossierId: request.dossierId,
    seq,
    revision: dossier.revision + 1,
    state: act.transition.to,
    letters: act.letters.map((letter) => letter.document),
    ...messages,
  };
}

/**
 * Takes the transition that the workflow reserves for an event, if it has one from the present state.
 * @returns undefined when the workflow does not react to the event
 */
export async function applySystemEvent(
  tx: Tx,
  deps: TransitionDeps,
  event: Pick<TransitionRequest, 'authorityId' | 'dossierId' | 'channel' | 'origin'> & {
    readonly on: Exclude<SystemEvent, 'delay'>;
    /** What conditions see as `event`. */
    readonly data?: Readonly<Record<string, unknown>>;
  },
): Promise<AppliedTransition | undefined> {
  const dossier = await lockDossier(tx, event.authorityId, event.dossierId);
  if (goesOnElsewhere(dossier)) return undefined;
  const { workflow, form } = await deps.catalogue.getVersionOf(dossier);
  const now = nowOf(deps);
  const authority = await deps.directory.getAuthority(event.authorityId);
  const transition = availableTransitions(workflow, dossier.state, {
    ...conditionsOf(dossier, form, authority, now, event.data),
    actor: 'system',
  }).find((one) => one.on === event.on);
  if (transition === undefined) return undefined;
  const { on: _on, data, ...request } = event;
  return applyTransition(tx, deps, {
    ...request,
    event: data,
    transitionId: transition.id,
    actor: { kind: 'system', role: 'system', name: '' },
    form: {},
  });
}

/** Notes what time will do from here: transitions by delay, and the end of a suspension. */
async function keepTime(
  tx: Tx,
  act: Act,
  { clock, suspension }: { clock: DossierClock; suspension?: ClockSuspension },
): Promise<void> {
  const { dossier, workflow, transition, request } = act;
  const { origin } = request;
  await replanTimers(tx, workflow, { ...dossier, state: transition.to }, { formerState: dossier.state, origin });
  if (suspension !== undefined) await startClockTimer(tx, dossier, suspension, transition.to, origin);
  else if (dossier.clock_suspended_at !== null && clock.suspendedAt === null) await stopClockTimer(tx, dossier);
}

async function prepareAct(deps: TransitionDeps, request: TransitionRequest, dossier: DossierRow): Promise<Act> {
  const now = nowOf(deps);
  const { procedure, form, workflow } = await deps.catalogue.getVersionOf(dossier);
  const authority = await deps.directory.getAuthority(dossier.authority_id);
  const conditions = conditionsOf(dossier, form, authority, now, request.event);
  const transition = findAvailableTransition(workflow, dossier.state, request.transitionId, {
    ...conditions,
    actor: request.actor.role,
  });
  if (transition === undefined) throw new TransitionUnavailableError();
  const scope = effectScope(conditions, transition, request.form);
  const subject = { dossier, authority, procedure, form, actorName: request.actor.name, now, origin: request.origin };
  return {
    request,
    dossier,
    workflow,
    transition,
    effects: heldEffects(transition, scope),
    scope,
    letters: [],
    procedure,
    subject,
    locale: dossier.locale,
    now,
  };
}

function nowOf(deps: TransitionDeps): Date {
  return new Date(deps.platform.clock.now().epochMilliseconds);
}

/** What an undo puts back: the columns as they were. */
export interface UndoData {
  readonly assigneeId: string | null;
  readonly teamAuthorityId: string;
  readonly teamId: string;
  readonly complete: boolean | null;
  readonly dueOn: string | null;
  readonly suspendedAt: string | null;
  readonly decidedAt: string | null;
  readonly closedAt: string | null;
  readonly purgeOn: string | null;
}

function undoData(dossier: DossierRow): UndoData {
  return {
    assigneeId: dossier.assignee_id,
    teamAuthorityId: dossier.team_authority_id,
    teamId: dossier.team_id,
    complete: dossier.complete,
    dueOn: dossier.due_on,
    suspendedAt: dossier.clock_suspended_at?.toISOString() ?? null,
    decidedAt: dossier.decided_at?.toISOString() ?? null,
    closedAt: dossier.closed_at?.toISOString() ?? null,
    purgeOn: dossier.purge_on,
  };
}

/** The dates from which a delay of the state that follows counts: kept even when the applicant does not read them. */
function datesOfAct(act: Act): { dates?: Record<string, string> } {
  const wanted = delayedTransitions(act.workflow, act.transition.to).map(({ since }) => since ?? 'state');
  const dates = Object.fromEntries(
    act.transition.form.flatMap(({ id, type }) => {
      const answer = act.request.form[id];
      return type === 'date' && wanted.includes(id) && typeof answer === 'string' ? [[id, answer]] : [];
    }),
  );
  return Object.keys(dates).length === 0 ? {} : { dates };
}

async function recordTransition(
  tx: Tx,
  act: Act,
  { clock, suspension }: { clock: DossierClock; suspension?: ClockSuspension },
  change: DossierChange,
): Promise<number> {
  const { request, dossier, transition } = act;
  const told = toldFields(act);
  const form = Object.fromEntries(Object.entries(request.form).filter(([id]) => told.has(id)));
  const undo = request.actor.kind === 'agent' && canBeUndone(transition) ? undoData(dossier) : undefined;
  return recordEvent(tx, {
    ...eventOf(act),
    kind: 'transition',
    visibility: 'public',
    data: {
      transition: transition.id,
      from: dossier.state,
      to: transition.to,
      ...(Object.keys(form).length === 0 ? {} : { form }),
      ...(change.assignedTo === undefined ? {} : { assignedTo: change.assignedTo }),
      ...(suspension === undefined ? {} : { suspension }),
      ...(clock.dueOn === dossier.due_on || clock.dueOn === null ? {} : { dueOn: clock.dueOn }),
      ...change.told,
      ...(request.helped === true ? { helped: true } : {}),
      ...datesOfAct(act),
      ...(undo === undefined ? {} : { undo }),
    },
  });
}
