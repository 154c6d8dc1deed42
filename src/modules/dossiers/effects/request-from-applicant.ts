import type { EffectDefinition } from './effect-definition.ts';

/** What is asked stands in the form of the act (`request`, `answer_before`), which the event of the act tells. */
export const requestFromApplicant: EffectDefinition<'request-from-applicant'> = {
  kind: 'request-from-applicant',
  leavesHouse: true,
};
