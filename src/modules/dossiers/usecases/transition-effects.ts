import { queueMessage } from '#modules/notifications/index.ts';
import {
  type CompiledTransition,
  type CompiledWorkflow,
  getMessageTemplate,
  listTemplateVariables,
  renderTemplate,
  type TemplateVariables,
} from '#modules/workflow/index.ts';
import type { Tx } from '#platform/database/database.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import { agentMessages } from '../agent-messages.ts';
import { type ProducedLetter, produceLetter } from './produce-letter.ts';
import { recordEvent } from './record-event.ts';
import { type Act, eventOf, type TransitionDeps } from './transition-act.ts';
import { answerTexts, dossierLink } from './transition-variables.ts';

/**
 * The fields of the act's form that the applicant may read: those that its messages quote, and what is asked of them.
 * An agent's remark that no message quotes stays inside.
 */
export function toldFields(act: Act): ReadonlySet<string> {
  const told = new Set<string>(['request', 'answer_before']);
  if (act.request.actor.kind !== 'agent') for (const field of act.transition.form) told.add(field.id);
  for (const effect of act.transition.effects) {
    if (effect.effect === 'notify') {
      const { body, subject } = getMessageTemplate(act.workflow, effect.message);
      for (const path of listTemplateVariables(`${subject.fr}\n${body.fr}`)) {
        if (path.startsWith('form.')) told.add(path.slice('form.'.length));
      }
    }
    // A letter is made of what its form asks.
    if (effect.effect === 'letter') for (const field of act.transition.form) told.add(field.id);
  }
  for (const field of act.transition.form) if (field.agentOnly) told.delete(field.id);
  return told;
}

/** What the act's form says that the applicant does not read becomes a note. */
export async function keepInternalAnswers(tx: Tx, act: Act): Promise<void> {
  const told = toldFields(act);
  const texts = answerTexts(act.transition.compiledForm, act.request.form, act.locale);
  const lines = act.transition.form
    .filter((field) => !told.has(field.id) && (texts[field.id] ?? '') !== '')
    .map((field) =>
      agentMessages('fr', 'labelled', { label: localize(field.label, 'fr'), value: texts[field.id] ?? '' }),
    );
  if (lines.length === 0) return;
  await recordEvent(tx, { ...eventOf(act), kind: 'note', visibility: 'internal', data: { body: lines.join('\n') } });
}

/** Produces the letters of the act, each with its event. */
export async function writeLetters(
  tx: Tx,
  deps: TransitionDeps,
  act: Act,
  variables: TemplateVariables,
): Promise<ProducedLetter[]> {
  const letters: ProducedLetter[] = [];
  for (const effect of act.transition.effects) {
    if (effect.effect !== 'letter') continue;
    const template = deps.catalogue.letter(effect.template);
    const letter = await produceLetter(tx, deps.documents, template, act.subject, variables, act.locale);
    await recordEvent(tx, {
      ...eventOf(act),
      kind: 'letter',
      visibility: 'public',
      data: { documentId: letter.document.id, name: letter.document.name, number: letter.number },
    });
    letters.push(letter);
  }
  return letters;
}

/** Writes the messages of the act into the history and, where there is an address, queues them as e-mails. */
export async function writeMessages(
  tx: Tx,
  deps: TransitionDeps,
  act: Act,
  variables: TemplateVariables,
  letters: readonly ProducedLetter[],
): Promise<{ queuedMessages: number; unsentMessages: number }> {
  const { dossier, subject } = act;
  const attachments = letters.map(({ document }) => ({ documentId: document.id, name: document.name }));
  let queuedMessages = 0;
  let unsentMessages = 0;
  for (const message of transitionMessages(act.workflow, act.transition, variables, act.locale)) {
    const messageId =
      dossier.applicant_email === null
        ? undefined
        : await queueMessage(deps.platform, tx, {
            authorityId: dossier.authority_id,
            dossierId: dossier.id,
            medium: 'email',
            recipient: dossier.applicant_email,
            subject: message.subject,
            body: withRating(message, act),
            attachments,
          });
    if (messageId === undefined) unsentMessages += 1;
    else queuedMessages += 1;
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
  }
  return { queuedMessages, unsentMessages };
}

export interface RenderedMessage {
  readonly id: string;
  readonly subject: string;
  readonly body: string;
}

/** The messages of an act as the applicant will read them: shown to the agent beforehand. */
export function transitionMessages(
  workflow: CompiledWorkflow,
  transition: Pick<CompiledTransition, 'effects'>,
  variables: TemplateVariables,
  locale: Locale,
): RenderedMessage[] {
  return transition.effects.flatMap((effect) => {
    if (effect.effect !== 'notify') return [];
    const { id, subject, body } = getMessageTemplate(workflow, effect.message);
    return [
      {
        id,
        subject: renderTemplate(localize(subject, locale), variables),
        body: renderTemplate(localize(body, locale), variables),
      },
    ];
  });
}

function withRating(message: RenderedMessage, act: Act): string {
  if (!act.transition.effects.some((effect) => effect.effect === 'ask-rating')) return message.body;
  const link = dossierLink(act.request.origin, act.subject.authority, act.dossier.id);
  return `${message.body}\n\n${agentMessages(act.locale, 'askRating', { link })}`;
}
