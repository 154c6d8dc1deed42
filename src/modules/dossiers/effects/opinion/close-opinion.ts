import type { Documents, ReceivedFile } from '#modules/documents/index.ts';
import { civilDate, instantOf } from '#platform/clock/clock.ts';
import { formatDate } from '#platform/clock/format-date.ts';
import type { Tx } from '#platform/database/database.ts';
import { ConflictError, NotFoundError } from '#platform/errors/app-error.ts';
import { localize } from '#platform/i18n/text.ts';
import type { Platform } from '#platform/platform.ts';
import { endOfDelay } from '../../domain/delays.ts';
import { formatTrackingCode } from '../../domain/tracking-code.ts';
import { applySystemEvent, type TransitionDeps } from '../../usecases/apply-transition.ts';
import { type DossierRow, lockDossier } from '../../usecases/lock-dossier.ts';
import { touchDossier } from '../../usecases/lock-for-agent.ts';
import { recordCapabilityEvent } from '../shared/record-capability-event.ts';
import { opinionWords as say } from './messages.ts';
import { sendOpinionMail, sendSilenceMail, sendWithdrawnMail } from './opinion-mail.ts';
import {
  findOpinionRequest,
  listOpinionRequests,
  type Opinion,
  type OpinionRequest,
  whomOf,
} from './opinion-request.ts';

type Actor = { readonly kind: 'agent' | 'system'; readonly id?: string | undefined; readonly name: string };

interface ClosingAct {
  readonly authorityId: string;
  readonly opinionId: string;
  readonly by: Actor;
  readonly origin: string;
  readonly now: Date;
}

/** The request is no longer open: answered, withdrawn, or its time has passed. */
export class OpinionClosedError extends ConflictError {
  constructor() {
    super('opinion-closed');
  }
}

/**
 * Records an opinion; when all that were asked together have answered, the workflow moves on. Sent twice, it counts once.
 * @returns false when this request had been answered before
 * @throws {OpinionClosedError} when it was withdrawn or its time has passed
 */
export async function giveOpinion(
  tx: Tx,
  deps: TransitionDeps & { readonly documents: Documents },
  act: ClosingAct & {
    readonly opinion: Opinion;
    readonly text: string;
    readonly answeredBy: string;
    readonly file: ReceivedFile | undefined;
  },
): Promise<boolean> {
  const { request, dossier } = await lockRequest(tx, act);
  if (request.state === 'given') return false;
  if (request.state !== 'asked' || request.due_on < civilDate(instantOf(act.now)).toString())
    throw new OpinionClosedError();
  const document =
    act.file === undefined
      ? undefined
      : await deps.documents.record(tx, act.authorityId, act.file, { origin: 'agent', dossierId: dossier.id });
  await close(tx, act, {
    state: 'given',
    opinion: act.opinion,
    answer: act.text === '' ? null : act.text,
    document_id: document?.id ?? null,
    answered_by: act.by.id ?? null,
    answered_by_name: act.answeredBy,
  });
  const whom = request.email === null ? `${request.team_name} (${act.answeredBy})` : act.answeredBy;
  await record(
    tx,
    dossier,
    act,
    request,
    (locale) => say(locale, 'history.given', { whom, opinion: say(locale, `opinion.${act.opinion}`) }),
    document === undefined ? {} : { documentId: document.id, name: document.name },
  );
  await followRound(tx, deps, act, request);
  return true;
}

/** The agent no longer needs it. Done twice, it is done once. @throws {OpinionClosedError} once it was given */
export async function withdrawOpinion(tx: Tx, deps: TransitionDeps, act: ClosingAct): Promise<void> {
  const { request, dossier } = await lockRequest(tx, act);
  if (request.state === 'withdrawn') return;
  if (request.state !== 'asked') throw new OpinionClosedError();
  await close(tx, act, { state: 'withdrawn' });
  const { procedure } = await deps.catalogue.getVersionOf(dossier);
  await sendWithdrawnMail(tx, deps, request, localize(procedure.title, 'fr'));
  await record(tx, dossier, act, request, (locale) => say(locale, 'history.withdrawn', { whom: whomOf(request) }));
  await followRound(tx, deps, act, request);
}

/** Two days before, or the day before for a short delay: whoever has not answered is written to once more. */
const reminderDays = 2;

/**
 * Each morning: reminds those whose time is near, and notes "no answer" for those whose time has passed.
 * @returns how many were reminded and how many closed
 */
export async function watchOpinions(
  deps: TransitionDeps & { readonly platform: Platform },
  authorityId: string,
  origin: string,
): Promise<{ reminded: number; closed: number }> {
  const { database, clock } = deps.platform;
  const now = new Date(clock.now().epochMilliseconds);
  const today = civilDate(clock.now());
  const soon = today.add({ days: reminderDays }).toString();
  const pressing = await database.transaction([authorityId], (tx) =>
    tx
      .selectFrom('opinion_requests')
      .select(['id', 'due_on', 'reminded_at'])
      .where('authority_id', '=', authorityId)
      .where('state', '=', 'asked')
      .where('due_on', '<=', soon)
      .orderBy('id')
      .execute(),
  );
  let reminded = 0;
  let closed = 0;
  for (const { id, due_on: dueOn, reminded_at: remindedAt } of pressing) {
    const act = { authorityId, opinionId: id, by: { kind: 'system' as const, name: '' }, origin, now };
    if (dueOn < today.toString()) {
      await database.transaction([authorityId], (tx) => noteSilence(tx, deps, act));
      closed += 1;
    } else if (remindedAt === null) {
      await database.transaction([authorityId], (tx) => remind(tx, deps, act));
      reminded += 1;
    }
  }
  return { reminded, closed };
}

async function noteSilence(tx: Tx, deps: TransitionDeps, act: ClosingAct): Promise<void> {
  const { request, dossier } = await lockRequest(tx, act);
  if (request.state !== 'asked') return;
  await close(tx, act, { state: 'no-answer' });
  await record(tx, dossier, act, request, (locale) => say(locale, 'history.no-answer', { whom: whomOf(request) }));
  await sendSilenceMail(tx, deps, request, { code: formatTrackingCode(dossier.code), origin: act.origin });
  await followRound(tx, deps, act, request);
}

async function remind(tx: Tx, deps: TransitionDeps, act: ClosingAct): Promise<void> {
  const { request, dossier } = await lockRequest(tx, act);
  if (request.state !== 'asked' || request.reminded_at !== null) return;
  const { procedure } = await deps.catalogue.getVersionOf(dossier);
  await sendOpinionMail(tx, deps, request, {
    title: localize(procedure.title, 'fr'),
    origin: act.origin,
    reminder: true,
  });
  await tx
    .updateTable('opinion_requests')
    .set({ reminded_at: act.now })
    .where('authority_id', '=', act.authorityId)
    .where('id', '=', act.opinionId)
    .execute();
}

/**
 * Writes again to whoever was asked, with a new time limit; one that closed for want of an answer is open again when
 * nothing of the workflow hung on it.
 * @param act.within `7d`
 * @throws {OpinionClosedError}
 */
export async function askAgain(
  tx: Tx,
  deps: TransitionDeps,
  act: ClosingAct & { readonly within: string },
): Promise<void> {
  const { request, dossier } = await lockRequest(tx, act);
  if (request.state !== 'asked' && !(request.state === 'no-answer' && request.besides)) throw new OpinionClosedError();
  const dueOn = endOfDelay(civilDate(instantOf(act.now)), act.within).toString();
  await tx
    .updateTable('opinion_requests')
    .set({ state: 'asked', due_on: dueOn, reminded_at: null, closed_at: null })
    .where('authority_id', '=', act.authorityId)
    .where('id', '=', act.opinionId)
    .execute();
  const { procedure } = await deps.catalogue.getVersionOf(dossier);
  await sendOpinionMail(
    tx,
    deps,
    { ...request, due_on: dueOn },
    { title: localize(procedure.title, 'fr'), origin: act.origin, reminder: true },
  );
  await record(tx, dossier, act, request, (locale) =>
    say(locale, 'history.again', { whom: whomOf(request), date: formatDate(dueOn, locale) }),
  );
}

/** The dossier first, as every act on it; then the request, as it is now. */
async function lockRequest(tx: Tx, act: ClosingAct): Promise<{ request: OpinionRequest; dossier: DossierRow }> {
  const found = await findOpinionRequest(tx, act.authorityId, act.opinionId);
  if (found === undefined) throw new NotFoundError('opinion-not-found');
  const dossier = await lockDossier(tx, act.authorityId, found.dossier_id);
  const request = await findOpinionRequest(tx, act.authorityId, act.opinionId, { lock: true });
  if (request === undefined) throw new NotFoundError('opinion-not-found');
  return { request, dossier };
}

async function close(
  tx: Tx,
  act: ClosingAct,
  columns: {
    state: 'given' | 'withdrawn' | 'no-answer';
    opinion?: Opinion;
    answer?: string | null;
    document_id?: string | null;
    answered_by?: string | null;
    answered_by_name?: string;
  },
): Promise<void> {
  await tx
    .updateTable('opinion_requests')
    .set({ ...columns, closed_at: act.now })
    .where('authority_id', '=', act.authorityId)
    .where('id', '=', act.opinionId)
    .execute();
}

async function record(
  tx: Tx,
  dossier: DossierRow,
  act: ClosingAct,
  request: OpinionRequest,
  words: (locale: 'fr' | 'en') => string,
  data: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  await touchDossier(tx, dossier, act.now);
  await recordCapabilityEvent(tx, dossier, {
    at: act.now,
    kind: 'opinion',
    actor: act.by,
    visibility: 'internal',
    words: { fr: words('fr'), en: words('en') },
    data: { opinionId: request.id, ...data },
  });
}

/** When nobody of the round is waited for any more and somebody answered, the workflow is told what they said. */
async function followRound(tx: Tx, deps: TransitionDeps, act: ClosingAct, request: OpinionRequest): Promise<void> {
  if (request.besides) return;
  const all = await listOpinionRequests(tx, act.authorityId, request.dossier_id);
  const round = all.filter((one) => one.round === request.round);
  const given = round.filter((one) => one.state === 'given');
  if (given.length === 0 || round.some((one) => one.state === 'asked')) return;
  const count = (opinion: Opinion) => given.filter((one) => one.opinion === opinion).length;
  await applySystemEvent(tx, deps, {
    authorityId: act.authorityId,
    dossierId: request.dossier_id,
    on: 'opinion-given',
    channel: 'web',
    origin: act.origin,
    data: {
      favourable: count('favourable'),
      reservations: count('reservations'),
      unfavourable: count('unfavourable'),
      none: count('none'),
      unanswered: round.length - given.length,
    },
  });
}
