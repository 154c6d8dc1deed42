import type { Answers } from '#modules/forms/index.ts';
import { queueMessage } from '#modules/notifications/index.ts';
import type { TemplateVariables } from '#modules/workflow/index.ts';
import type { Tx } from '#platform/database/database.ts';
import { isEmailAddress } from '../domain/plain-message.ts';
import { recordEvent } from '../usecases/record-event.ts';
import { type Act, eventOf } from '../usecases/transition-act.ts';
import { renderMessage } from '../usecases/transition-effects.ts';
import { answerTexts, transitionVariables } from '../usecases/transition-variables.ts';
import type { EffectDefinition } from './effect-definition.ts';

/** Writes to somebody who is not the applicant: the team, the agent in charge, an address of the form or a fixed one. */
export const mail: EffectDefinition<'mail'> = {
  kind: 'mail',
  leavesHouse: true,
  stage: 'messages',
  run: async (tx, deps, act, effect, variables) => {
    const { dossier } = act;
    const recipient = await findRecipient(tx, act, effect.to);
    const inHouse = effect.to === 'team' || effect.to === 'assignee';
    const message = inHouse
      ? renderMessage(act.workflow, effect.message, houseVariables(act, variables), 'fr')
      : renderMessage(act.workflow, effect.message, variables, act.locale);
    const messageId =
      recipient === undefined
        ? undefined
        : await queueMessage(deps.platform, tx, {
            authorityId: dossier.authority_id,
            dossierId: dossier.id,
            medium: 'email',
            recipient,
            subject: message.subject,
            body: message.body,
          });
    await recordEvent(tx, {
      ...eventOf(act),
      kind: 'mail',
      visibility: 'internal',
      data:
        messageId === undefined
          ? {
              unsent: true,
              words: {
                fr: `Courriel «\u00a0${message.subject}\u00a0» non envoyé\u00a0: aucune adresse`,
                en: `Email "${message.subject}" not sent: no address`,
              },
            }
          : {
              messageId,
              words: {
                fr: `Courriel envoyé à ${recipient}\u00a0: «\u00a0${message.subject}\u00a0»`,
                en: `Email sent to ${recipient}: "${message.subject}"`,
              },
            },
    });
    return messageId === undefined ? { unsentMessages: 1 } : { queuedMessages: 1 };
  },
};

/** Agents read French, and open the dossier at their desk. */
function houseVariables(act: Act, variables: TemplateVariables): TemplateVariables {
  const { subject, request, dossier } = act;
  const french = transitionVariables(subject, answerTexts(act.transition.compiledForm, request.form, 'fr'), 'fr');
  const link = `${request.origin}/agents/dossiers/${subject.authority.slug}/${dossier.id}`;
  return { ...variables, ...french, dossier: { ...(french.dossier as TemplateVariables), link } };
}

/** The assignee and the team are those of after the act. */
async function findRecipient(tx: Tx, act: Act, to: string): Promise<string | undefined> {
  const address = to.includes('@') ? to : await findNamed(tx, act, to);
  return address !== undefined && isEmailAddress(address) ? address : undefined;
}

async function findNamed(tx: Tx, act: Act, to: string): Promise<string | undefined> {
  const { authority_id: authorityId, id, answers } = act.dossier;
  if (to !== 'team' && to !== 'assignee') {
    const answer = (answers as Answers)[to];
    return typeof answer === 'string' ? answer : undefined;
  }
  const row = await tx
    .selectFrom('dossiers as d')
    .leftJoin('agents as a', 'a.id', 'd.assignee_id')
    .leftJoin('teams as t', (join) =>
      join.onRef('t.authority_id', '=', 'd.team_authority_id').onRef('t.id', '=', 'd.team_id'),
    )
    .select(['a.email as agent', 't.email as team'])
    .where('d.authority_id', '=', authorityId)
    .where('d.id', '=', id)
    .executeTakeFirst();
  // Nobody has it: the team is told instead.
  return (to === 'assignee' ? (row?.agent ?? row?.team) : row?.team) ?? undefined;
}
