import type { EffectDefinition } from './effect-definition.ts';

/** The file is whole: a clock that was suspended goes on. */
export const markComplete: EffectDefinition<'mark-complete'> = {
  kind: 'mark-complete',
  leavesHouse: false,
  prepare: (_tx, _deps, _act, _effect, change) => {
    change.marks = 'complete';
    change.told.marks = 'complete';
  },
};

/** Documents are missing: the clock stops (CRPA L114-5). */
export const markIncomplete: EffectDefinition<'mark-incomplete'> = {
  kind: 'mark-incomplete',
  leavesHouse: false,
  prepare: (_tx, _deps, _act, _effect, change) => {
    change.marks = 'incomplete';
    change.told.marks = 'incomplete';
  },
};
