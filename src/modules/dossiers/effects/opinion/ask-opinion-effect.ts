import { formatDate } from '#platform/clock/format-date.ts';
import { localize } from '#platform/i18n/text.ts';
import type { EffectDefinition } from '../effect-definition.ts';
import { askOpinions } from './ask-opinions.ts';
import { recipientsOf } from './recipients.ts';

/**
 * Asks services or persons named by the act's form. What they are shown is what the agent chose on the page of the act:
 * `opinion_summary` and `opinion_documents`; `opinion_question` stands in place of the workflow's own question.
 */
export const askOpinionEffect: EffectDefinition<'ask-opinion'> = {
  kind: 'ask-opinion',
  leavesHouse: true,
  run: async (tx, deps, act, effect) => {
    const { dossier, now, request, procedure } = act;
    const { form } = request;
    const asked = textOf(form.opinion_question);
    const dueOn = await askOpinions(tx, deps, {
      dossier,
      recipients: await recipientsOf(tx, dossier.authority_id, form),
      question: asked === '' ? localize(effect.question, 'fr') : asked,
      summary: textOf(form.opinion_summary),
      shown: Array.isArray(form.opinion_documents) ? form.opinion_documents.filter((id) => typeof id === 'string') : [],
      within: effect.within,
      title: localize(procedure.title, 'fr'),
      besides: false,
      actor: request.actor,
      origin: request.origin,
      now,
    });
    return { variables: { opinion: { due_on: formatDate(dueOn, act.locale) } } };
  },
};

function textOf(answer: unknown): string {
  return typeof answer === 'string' ? answer.trim() : '';
}
