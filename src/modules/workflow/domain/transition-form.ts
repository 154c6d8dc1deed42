import type { FormDefinition } from '#modules/forms/index.ts';
import type { Transition } from './workflow-schema.ts';

/** The id of the only page of a transition's form. */
export const transitionPageId = 'act';

/** What a transition asks, as the forms engine knows it: a form of one page, titled like the act. */
export function transitionForm(transition: Transition): FormDefinition {
  return { pages: [{ id: transitionPageId, title: transition.label, fields: transition.form, checks: [], exits: [] }] };
}
