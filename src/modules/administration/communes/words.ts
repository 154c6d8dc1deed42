import type { CommuneRefusedError } from '#modules/directory/index.ts';
import type { Locale } from '#platform/i18n/text.ts';
import type { ChecklistItem } from './checklist.ts';
import { say } from './messages.ts';

/** Why a commune cannot be opened or closed, in a sentence. */
export function refusalInWords(error: CommuneRefusedError, code: string, locale: Locale): string {
  return say(locale, `refused.${error.refusal}`, { code });
}

/** The list of what remains, a line each. */
export function checklistInWords(items: readonly ChecklistItem[], locale: Locale): string[] {
  return items.map((item) => `[${item.done ? 'x' : ' '}] ${say(locale, `item.${item.id}`)}: ${item.href}`);
}
