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
import { recordEvent } from './record-event.ts';
import { type Act, eventOf } from './transition-act.ts';
import { answerTexts } from './transition-variables.ts';

/**
 * The fields of the act's form that the applicant may read: those that its messages quote, and what is asked of them.
 * An agent's remark that no message quotes stays inside.
 */
export function toldFields(act: Act): ReadonlySet<string> {
  const told = new Set<string>(['request', 'answer_before']);
  if (act.request.actor.kind !== 'agent') for (const field of act.transition.form) told.add(field.id);
  for (const effect of act.effects) {
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
  return transition.effects.flatMap((effect) =>
    effect.effect === 'notify' ? [renderMessage(workflow, effect.message, variables, locale)] : [],
  );
}

/** @throws {NotFoundError} `unknown-message` */
export function renderMessage(
  workflow: CompiledWorkflow,
  messageId: string,
  variables: TemplateVariables,
  locale: Locale,
): RenderedMessage {
  const { id, subject, body } = getMessageTemplate(workflow, messageId);
  return {
    id,
    subject: renderTemplate(localize(subject, locale), variables),
    body: renderTemplate(localize(body, locale), variables),
  };
}
