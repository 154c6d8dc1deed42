import { transitionsOf } from '../domain/draft-content.ts';
import { type JsonObject, objectsOf, shownText, textOf } from '../domain/json.ts';
import { workflowMessages as say } from '../messages/workflow-messages.ts';

/** The transitions that send a message. */
export function sendersOf(workflow: JsonObject, message: string): JsonObject[] {
  return transitionsOf(workflow).filter((one) => sends(one.effects, message));
}

/** Whether the message goes out when a request is filed. */
export function isSentAtFiling(workflow: JsonObject, message: string): boolean {
  return sends(workflow.onSubmission, message);
}

function sends(effects: JsonObject[string] | undefined, message: string): boolean {
  return objectsOf(effects).some((effect) => effect.message === message);
}

/** Who or what sends a message, by name: the filing first. */
export function senderNames(workflow: JsonObject, message: string, locale: 'fr' | 'en'): string[] {
  const acts = sendersOf(workflow, message).map((sender) => shownText(sender.label, locale) || textOf(sender.id));
  return isSentAtFiling(workflow, message) ? [say(locale, 'filing'), ...acts] : acts;
}
