import { renderTemplate } from '#modules/workflow/index.ts';
import { recordEvent } from '../usecases/record-event.ts';
import { eventOf } from '../usecases/transition-act.ts';
import type { EffectDefinition } from './effect-definition.ts';

/** Leaves an internal note, in the language of the house. */
export const note: EffectDefinition<'note'> = {
  kind: 'note',
  leavesHouse: false,
  run: async (tx, _deps, act, effect, variables) => {
    const body = renderTemplate(effect.text.fr, variables);
    if (body !== '') {
      await recordEvent(tx, { ...eventOf(act), kind: 'note', visibility: 'internal', data: { body } });
    }
    return undefined;
  },
};
