import { recordEvent } from '../usecases/record-event.ts';
import { eventOf } from '../usecases/transition-act.ts';
import type { EffectDefinition } from './effect-definition.ts';

/** Takes the dossier out of the lists of current affairs. An act that opens it again brings it back. */
export const archive: EffectDefinition<'archive'> = {
  kind: 'archive',
  leavesHouse: false,
  prepare: (_tx, _deps, act, _effect, change) => {
    change.archivedAt = act.now;
  },
  run: async (tx, _deps, act) => {
    await recordEvent(tx, {
      ...eventOf(act),
      kind: 'archived',
      visibility: 'internal',
      data: { words: { fr: 'Dossier archivé', en: 'File archived' } },
    });
    return undefined;
  },
};
