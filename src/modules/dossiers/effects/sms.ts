import { queueMessage } from '#modules/notifications/index.ts';
import { recordEvent } from '../usecases/record-event.ts';
import { eventOf } from '../usecases/transition-act.ts';
import { renderMessage } from '../usecases/transition-effects.ts';
import type { EffectDefinition } from './effect-definition.ts';

/** Four text messages put end to end: longer ones are cut by operators. */
const maxSmsLength = 600;

/** Sends the body of a message to the applicant's phone; without a number, agents read that it was not sent. */
export const sms: EffectDefinition<'sms'> = {
  kind: 'sms',
  leavesHouse: true,
  stage: 'messages',
  run: async (tx, deps, act, effect, variables) => {
    const { dossier } = act;
    const text = renderMessage(act.workflow, effect.message, variables, act.locale).body.slice(0, maxSmsLength);
    const recipient = dossier.applicant_phone;
    if (recipient === null) {
      await recordEvent(tx, {
        ...eventOf(act),
        kind: 'sms',
        visibility: 'internal',
        data: {
          unsent: true,
          words: {
            fr: 'SMS non envoyé\u00a0: aucun numéro de téléphone',
            en: 'Text message not sent: no phone number',
          },
        },
      });
      return { unsentMessages: 1 };
    }
    const messageId = await queueMessage(deps.platform, tx, {
      authorityId: dossier.authority_id,
      dossierId: dossier.id,
      medium: 'sms',
      recipient,
      body: text,
    });
    await recordEvent(tx, {
      ...eventOf(act),
      kind: 'sms',
      visibility: 'public',
      data: { messageId, words: { fr: `SMS envoyé\u00a0: ${text}`, en: `Text message sent: ${text}` } },
    });
    return { queuedMessages: 1 };
  },
};
