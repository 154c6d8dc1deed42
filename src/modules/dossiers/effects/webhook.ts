import { newId } from '#platform/crypto/ids.ts';
import { callHookKind } from '../jobs/job-kinds.ts';
import { recordEvent } from '../usecases/record-event.ts';
import { eventOf } from '../usecases/transition-act.ts';
import type { EffectDefinition } from './effect-definition.ts';

/** Writes the call to another system, which a job makes once the act is committed: see `callHook`. */
export const webhook: EffectDefinition<'webhook'> = {
  kind: 'webhook',
  leavesHouse: true,
  run: async (tx, deps, act, effect) => {
    const { authority_id: authorityId, id: dossierId } = act.dossier;
    const callId = newId(act.now.getTime());
    await tx
      .insertInto('hook_calls')
      .values({
        authority_id: authorityId,
        id: callId,
        dossier_id: dossierId,
        hook: effect.hook,
        transition: act.transition.id,
        fields: effect.fields ?? null,
        origin: act.request.origin,
        state: 'queued',
        created_at: act.now,
        updated_at: act.now,
      })
      .execute();
    await deps.platform.jobs.enqueue(tx, callHookKind, { authorityId, callId });
    await recordEvent(tx, {
      ...eventOf(act),
      kind: 'hook-called',
      visibility: 'internal',
      data: {
        hook: effect.hook,
        callId,
        words: { fr: `Appel au logiciel «\u00a0${effect.hook}\u00a0»`, en: `Call to the system "${effect.hook}"` },
      },
    });
    return undefined;
  },
};
