import { civilDate, instantOf } from '#platform/clock/clock.ts';
import { formatDate } from '#platform/clock/format-date.ts';
import { newId } from '#platform/crypto/ids.ts';
import { localize } from '#platform/i18n/text.ts';
import { endOfDelay } from '../../domain/delays.ts';
import type { EffectDefinition } from '../effect-definition.ts';
import { recordCapabilityEvent } from '../shared/record-capability-event.ts';
import { opinionWords as say } from './messages.ts';
import { sendOpinionMail } from './opinion-mail.ts';
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
    const recipients = await recipientsOf(tx, dossier.authority_id, form);
    const asked = textOf(form.opinion_question);
    const shown = new Set<unknown>(Array.isArray(form.opinion_documents) ? form.opinion_documents : []);
    const documents = await deps.documents.listOfDossier(tx, dossier.authority_id, dossier.id);
    const dueOn = endOfDelay(civilDate(instantOf(now)), effect.within).toString();
    const round = newId(now.getTime());
    for (const recipient of recipients) {
      const row = {
        authority_id: dossier.authority_id,
        id: newId(now.getTime()),
        dossier_id: dossier.id,
        question: asked === '' ? localize(effect.question, 'fr') : asked,
        email: recipient.email ?? null,
        team_id: recipient.teamId ?? null,
        due_on: dueOn,
      };
      await tx
        .insertInto('opinion_requests')
        .values({
          ...row,
          round,
          team_name: recipient.teamId === undefined ? '' : recipient.teamName,
          summary: textOf(form.opinion_summary),
          document_ids: documents.filter((document) => shown.has(document.id)).map((document) => document.id),
          state: 'asked',
          asked_by: request.actor.id ?? null,
          asked_by_name: request.actor.name,
          asked_at: now,
        })
        .execute();
      await sendOpinionMail(tx, deps, row, {
        title: localize(procedure.title, 'fr'),
        origin: request.origin,
        reminder: false,
      });
      const whom = recipient.email ?? recipient.teamName;
      await recordCapabilityEvent(tx, dossier, {
        at: now,
        kind: 'opinion',
        actor: request.actor,
        visibility: 'internal',
        words: {
          fr: say('fr', 'history.asked', { whom, date: formatDate(dueOn, 'fr') }),
          en: say('en', 'history.asked', { whom, date: formatDate(dueOn, 'en') }),
        },
        data: { opinionId: row.id },
      });
    }
    return { variables: { opinion: { due_on: formatDate(dueOn, act.locale) } } };
  },
};

function textOf(answer: unknown): string {
  return typeof answer === 'string' ? answer.trim() : '';
}
