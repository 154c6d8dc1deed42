import type { EffectDefinition } from './effect-definition.ts';

/** The e-mails of the act end with a request to say how it went: see `notify`. */
export const askRating: EffectDefinition<'ask-rating'> = {
  kind: 'ask-rating',
  leavesHouse: false,
  prepare: (_tx, _deps, _act, _effect, change) => {
    change.told.askRating = true;
  },
};
