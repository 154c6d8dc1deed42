import type { Locale } from '#platform/i18n/text.ts';
import { entriesOf, entryKey, isBlock } from '../domain/draft-content.ts';
import { type JsonObject, shownText, textOf } from '../domain/json.ts';
import { editorLibrary } from '../editor-library.ts';
import { editorMessages as say } from '../messages/editor-messages.ts';
import { choiceLabel } from '../messages/setting-messages.ts';
import type { ProcedureDraft } from '../queries/get-draft.ts';
import { fieldPath } from './editor-frame.tsx';

/** A field or a block as lists show it: a link to its page, its type, whether it is optional. */
export function EntryName(props: {
  draft: ProcedureDraft;
  page: string;
  entry: JsonObject;
  locale: Locale;
  /** The group that it is in. */
  group?: string;
}) {
  const { draft, page, entry, locale, group } = props;
  const key = group === undefined ? entryKey(entry) : `${group}.${entryKey(entry)}`;
  return (
    <>
      <a class="govuk-link" href={fieldPath(draft, page, key)}>
        {entryLabel(entry, locale)}
      </a>{' '}
      <span class="pv-muted">{entryKind(entry, locale)}</span>
    </>
  );
}

export function entryLabel(entry: JsonObject, locale: Locale): string {
  if (isBlock(entry)) return say(locale, 'block.name', { name: blockName(textOf(entry.use), locale) });
  return shownText(entry.label, locale) || textOf(entry.id);
}

/** What a block asks, told by its first fields. */
export function blockName(block: string, locale: Locale): string {
  const labels = editorLibrary()
    .blockFields(block)
    .slice(0, 3)
    .map((field) => shownText(field.label, locale));
  return labels.length === 0 ? block : `${labels.join(', ')}…`;
}

function entryKind(entry: JsonObject, locale: Locale): string {
  if (isBlock(entry)) return textOf(entry.use);
  const kind = choiceLabel(locale, 'type', textOf(entry.type));
  const inner = entry.type === 'group' ? ` (${entriesOf(entry).length})` : '';
  const marks = [
    ...(entry.optional === true ? [say(locale, 'mark.optional')] : []),
    ...(entry.agentOnly === true ? [say(locale, 'mark.agents')] : []),
    ...(textOf(entry.when) === '' ? [] : [say(locale, 'mark.condition')]),
  ];
  return [kind + inner, ...marks].join(', ');
}
