import { type CompiledTransition, heldEffects } from '#modules/workflow/index.ts';
import type { Tx } from '#platform/database/database.ts';
import { prepareEffects, runEffects } from '../effects/run-effects.ts';
import { conditionsOf, effectScope } from './act-scope.ts';
import type { Filing } from './filing.ts';
import { lockDossier } from './lock-dossier.ts';
import { recordEvent } from './record-event.ts';
import { type Act, eventOf, type TransitionDeps } from './transition-act.ts';
import { transitionVariables } from './transition-variables.ts';
import { moveClock, writeState } from './write-act.ts';

/** Does what the workflow says of a filing, in its transaction; the request has just been written by the caller. */
export async function runSubmissionEffects(
  tx: Tx,
  deps: TransitionDeps,
  filing: Filing,
  { dossierId, submission }: { readonly dossierId: string; readonly submission: CompiledTransition },
): Promise<void> {
  const { authority, procedure, form, workflow, now, origin } = filing;
  const dossier = await lockDossier(tx, authority.id, dossierId);
  const scope = effectScope(conditionsOf(dossier, form, authority, now), submission, {});
  const effects = heldEffects(submission, scope);
  if (effects.length === 0) return;
  const act: Act = {
    request: {
      authorityId: authority.id,
      dossierId,
      transitionId: submission.id,
      actor: { kind: 'system', role: 'system', name: '' },
      channel: filing.channel,
      form: {},
      origin,
    },
    dossier,
    workflow,
    transition: submission,
    effects,
    scope,
    letters: [],
    procedure,
    subject: { dossier, authority, procedure, form, actorName: '', now, origin },
    locale: filing.locale,
    now,
  };
  const change = await prepareEffects(tx, deps, act);
  await writeState(tx, act, (await moveClock(tx, act, change)).clock, change);
  if (change.assignedTo !== undefined) {
    const data = { agentId: change.assigneeId, name: change.assignedTo };
    await recordEvent(tx, { ...eventOf(act), kind: 'assigned', visibility: 'internal', data });
  }
  await runEffects(tx, deps, act, transitionVariables(act.subject, {}, act.locale));
}
