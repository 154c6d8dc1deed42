import type { Locale } from '#platform/i18n/text.ts';
import { inWords } from '../../letters/variable-words.ts';
import {
  type DraftContent,
  entriesOf,
  entryKey,
  lettersOf,
  messagesOf,
  pagesOf,
  statesOf,
  transitionsOf,
} from './draft-content.ts';
import { type JsonObject, shownText, textOf } from './json.ts';

/** What the fields, pages, states, acts, messages and letters of a draft are called, by their identifiers. */
export type NamesOfParts = (id: string) => string | undefined;

/**
 * The words that an administrator gave to the parts of a draft. A part that has none yet, or whose identifier is that
 * of two parts with different names, keeps its identifier.
 */
export function namesOfParts({ source, workflow }: DraftContent, locale: Locale): NamesOfParts {
  const names = new Map<string, string | undefined>();
  const add = (id: string, text: string) => {
    if (id === '' || text === '') return;
    names.set(id, names.has(id) && names.get(id) !== text ? undefined : text);
  };
  const addAll = (parts: readonly JsonObject[], key: string) => {
    for (const part of parts) add(textOf(part.id), inWords(shownText(part[key], locale), locale));
  };
  for (const page of pagesOf(source)) {
    add(textOf(page.id), shownText(page.title, locale));
    for (const entry of entriesOf(page)) {
      add(entryKey(entry), shownText(entry.label, locale));
      for (const inner of entriesOf(entry)) {
        add(textOf(inner.id), shownText(inner.label, locale));
        add(`${textOf(entry.id)}.${textOf(inner.id)}`, shownText(inner.label, locale));
      }
    }
  }
  addAll(statesOf(workflow), 'label');
  addAll(transitionsOf(workflow), 'label');
  addAll(messagesOf(workflow), 'subject');
  addAll(lettersOf(workflow), 'title');
  return (id) => names.get(id);
}
