import { queueMessage } from '#modules/notifications/index.ts';
import { agentMessages } from '../agent-messages.ts';
import { recordEvent } from '../usecases/record-event.ts';
import { type Act, eventOf } from '../usecases/transition-act.ts';
import { renderMessage } from '../usecases/transition-effects.ts';
import { dossierLink } from '../usecases/transition-variables.ts';
import type { EffectDefinition } from './effect-definition.ts';

/** Writes the message into the history and, where there is an address, queues it as an e-mail. */
export const notify: EffectDefinition<'notify'> = {
  kind: 'notify',
  leavesHouse: true,
  stage: 'messages',
  run: async (tx, deps, act, effect, variables) => {
    const { dossier, subject } = act;
    const message = renderMessage(act.workflow, effect.message, variables, act.locale);
    const attachments = act.letters.map(({ document }) => ({ documentId: document.id, name: document.name }));
    const messageId =
      dossier.applicant_email === null
        ? undefined
        : await queueMessage(deps.platform, tx, {
            authorityId: dossier.authority_id,
            dossierId: dossier.id,
            medium: 'email',
            recipient: dossier.applicant_email,
            subject: message.subject,
            body: withRating(message.body, act),
            attachments,
          });
    await recordEvent(tx, {
      ...eventOf(act),
      kind: 'message',
      visibility: 'public',
      data: {
        from: subject.authority.name,
        subject: message.subject,
        body: message.body,
        ...(attachments.length === 0 ? {} : { attachments }),
        ...(messageId === undefined ? { unsent: true } : { messageId }),
      },
    });
    return messageId === undefined ? { unsentMessages: 1 } : { queuedMessages: 1 };
  },
};

function withRating(body: string, act: Act): string {
  if (!act.effects.some((effect) => effect.effect === 'ask-rating')) return body;
  const link = dossierLink(act.request.origin, act.subject.authority, act.dossier.id);
  return `${body}\n\n${agentMessages(act.locale, 'askRating', { link })}`;
}
