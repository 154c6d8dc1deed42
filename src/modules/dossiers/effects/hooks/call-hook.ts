import type { Selectable } from 'kysely';
import type { Answers } from '#modules/forms/index.ts';
import type { Tables } from '#platform/database/tables.ts';
import type { Platform } from '#platform/platform.ts';
import { formatTrackingCode } from '../../domain/tracking-code.ts';
import { type CallHookData, callRetries } from '../../jobs/job-kinds.ts';
import { applySystemEvent, type TransitionDeps } from '../../usecases/apply-transition.ts';
import { type DossierRow, dossierColumns, lockDossier } from '../../usecases/lock-dossier.ts';
import { recordEvent } from '../../usecases/record-event.ts';
import { findHook } from './authority-hooks.ts';
import { callErrorWords } from './call-error-words.ts';
import { CallError, type JsonAnswer, type PostJson, postJson } from './post-json.ts';
import { signCall } from './sign-call.ts';

export type HookDeps = TransitionDeps & { readonly platform: Platform };
type HookCall = Selectable<Tables['hook_calls']>;

/**
 * Makes a call that an act wrote down, once it was answered never again. What the other system answers may move the
 * dossier on (`connector-answered`; conditions see its JSON as `event`, with `event.hook` and `event.status`).
 * @throws {CallError} when another attempt may do
 */
export async function callHook(deps: HookDeps, data: CallHookData, post: PostJson = postJson): Promise<void> {
  const { platform } = deps;
  const ready = await claim(deps, data);
  if (ready === undefined) return;
  const { call, dossier, hook } = ready;
  try {
    if (hook === undefined) throw new CallError('not-configured', true);
    const body = JSON.stringify(payloadOf(call, dossier, nowOf(platform)));
    const answer = await post(
      {
        url: hook.url,
        body,
        headers: { 'parvis-delivery': call.id, 'parvis-signature': signCall(hook.secret, body, nowOf(platform)) },
      },
      { allowHttp: platform.config.demonstration },
    );
    refuseFailure(answer);
    await keepAnswer(deps, call, answer);
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    const givenUp = error.permanent || call.attempts > callRetries;
    await keepFailure(deps, call, error.code, givenUp);
    if (!givenUp) throw error;
  }
}

/** Counts the attempt; undefined when there is nothing to do any more. */
function claim(deps: HookDeps, { authorityId, callId }: CallHookData) {
  return deps.platform.database.transaction([authorityId], async (tx) => {
    const call = await tx
      .updateTable('hook_calls')
      .set((eb) => ({ attempts: eb('attempts', '+', 1), updated_at: nowOf(deps.platform) }))
      .where('authority_id', '=', authorityId)
      .where('id', '=', callId)
      .where('state', '=', 'queued')
      .returningAll()
      .executeTakeFirst();
    if (call === undefined) return undefined;
    const dossier = await tx
      .selectFrom('dossiers')
      .select(dossierColumns)
      .where('authority_id', '=', authorityId)
      .where('id', '=', call.dossier_id)
      .executeTakeFirstOrThrow();
    return { call, dossier, hook: await findHook(tx, deps.platform, authorityId, call.hook) };
  });
}

/** What is sent: the dossier, and of its answers only those that the workflow names. */
function payloadOf(call: HookCall, dossier: DossierRow, at: Date) {
  const answers = dossier.answers as Answers;
  return {
    event: 'dossier.transition',
    id: call.id,
    at: at.toISOString(),
    hook: call.hook,
    transition: call.transition,
    authority: dossier.authority_id,
    dossier: {
      id: dossier.id,
      code: formatTrackingCode(dossier.code),
      procedure: dossier.procedure_id,
      version: dossier.procedure_version,
      state: dossier.state,
      phase: dossier.phase,
      submittedAt: dossier.submitted_at.toISOString(),
    },
    answers: Object.fromEntries(
      (call.fields ?? []).flatMap((id) => (answers[id] === undefined ? [] : [[id, answers[id]]])),
    ),
  };
}

/** A server in trouble may do better later; one that refuses will refuse again. */
function refuseFailure({ status }: JsonAnswer): void {
  if (status >= 200 && status < 300) return;
  const maybeLater = status >= 500 || status === 408 || status === 425 || status === 429;
  throw new CallError(`status-${status}`, !maybeLater);
}

async function keepAnswer(deps: HookDeps, call: HookCall, answer: JsonAnswer): Promise<void> {
  const { authority_id: authorityId, dossier_id: dossierId, hook } = call;
  await deps.platform.database.transaction([authorityId], async (tx) => {
    await lockDossier(tx, authorityId, dossierId);
    const first = await tx
      .updateTable('hook_calls')
      .set({ state: 'answered', status: answer.status, last_error: null, updated_at: nowOf(deps.platform) })
      .where('authority_id', '=', authorityId)
      .where('id', '=', call.id)
      .where('state', '=', 'queued')
      .returning('id')
      .executeTakeFirst();
    if (first === undefined) return;
    await recordEvent(tx, {
      authorityId,
      dossierId,
      at: nowOf(deps.platform),
      kind: 'hook-answered',
      actor: { kind: 'system' },
      channel: 'web',
      visibility: 'internal',
      data: {
        hook,
        callId: call.id,
        status: answer.status,
        words: { fr: `Le logiciel «\u00a0${hook}\u00a0» a répondu`, en: `The system "${hook}" has answered` },
      },
    });
    await applySystemEvent(tx, deps, {
      authorityId,
      dossierId,
      on: 'connector-answered',
      channel: 'web',
      origin: deps.platform.config.PUBLIC_URL ?? call.origin,
      data: { ...answer.json, hook, status: answer.status },
    });
  });
}

async function keepFailure(deps: HookDeps, call: HookCall, code: string, givenUp: boolean): Promise<void> {
  const { authority_id: authorityId, dossier_id: dossierId, hook } = call;
  await deps.platform.database.transaction([authorityId], async (tx) => {
    await lockDossier(tx, authorityId, dossierId);
    await tx
      .updateTable('hook_calls')
      .set({ state: givenUp ? 'failed' : 'queued', last_error: code, updated_at: nowOf(deps.platform) })
      .where('authority_id', '=', authorityId)
      .where('id', '=', call.id)
      .where('state', '=', 'queued')
      .execute();
    if (!givenUp) return;
    await recordEvent(tx, {
      authorityId,
      dossierId,
      at: nowOf(deps.platform),
      kind: 'hook-failed',
      actor: { kind: 'system' },
      channel: 'web',
      visibility: 'internal',
      data: {
        hook,
        callId: call.id,
        code,
        words: {
          fr: `Le logiciel «\u00a0${hook}\u00a0» n’a pas pu être joint\u00a0: ${callErrorWords(code).fr}`,
          en: `The system "${hook}" could not be reached: ${callErrorWords(code).en}`,
        },
      },
    });
  });
}

function nowOf(platform: Pick<Platform, 'clock'>): Date {
  return new Date(platform.clock.now().epochMilliseconds);
}
