import { isGroup } from '../domain/compiled-form.ts';
import type { FormContext } from '../domain/form-context.ts';
import type { Answer } from '../domain/form-schema.ts';
import { parsePage } from '../domain/parse-page.ts';
import { context, formOfField } from './sample-form.ts';

type Settings = Record<string, unknown>;

/** The answer that a field `f` makes of a posted body, or the codes of its errors with their inputs. */
export function readField(settings: Settings, body: Record<string, unknown>, over: Partial<FormContext> = {}) {
  const form = formOfField(settings);
  const { answers, errors } = parsePage(form, 'page', body, { ...context, ...over, answers: {} });
  return errors.length > 0 ? errors.map((error) => `${error.code} ${error.inputId}`) : answers.f;
}

/** The messages, in French, of what was posted. */
export function messagesOf(settings: Settings, body: Record<string, unknown>): string[] {
  return parsePage(formOfField(settings), 'page', body, { ...context, answers: {} }).errors.map(
    ({ message }) => message.fr,
  );
}

/** The field `f` of these settings, ready to run. */
export function fieldOf(settings: Settings) {
  const entry = formOfField(settings).fieldsById.get('f');
  if (entry === undefined || isGroup(entry)) throw new Error('a field is expected');
  return entry;
}

/** What is posted when the page that shows an answer is sent back unchanged. */
export function postedBack(settings: Settings, answer: Answer, locale: 'fr' | 'en' = 'fr'): Record<string, unknown> {
  const entry = fieldOf(settings);
  const inputs = entry.type.toInputs(entry.definition, answer, locale);
  return Object.fromEntries(Object.entries(inputs).map(([suffix, value]) => [`f${suffix}`, value]));
}

export function told(settings: Settings, answer: Answer, locale: 'fr' | 'en' = 'fr'): string | readonly string[] {
  const entry = fieldOf(settings);
  return entry.type.format(entry.definition, answer, locale);
}
