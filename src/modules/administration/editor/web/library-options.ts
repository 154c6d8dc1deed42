import { ownerOfProcedure } from '#modules/catalogue/index.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import type { SelectOption } from '#ui/components/select.tsx';
import { entriesOf, isBlock, pagesOf } from '../domain/draft-content.ts';
import { type JsonObject, shownText, textOf } from '../domain/json.ts';
import { editorLibrary } from '../editor-library.ts';
import { agentOf, type EditorParts } from '../editor-parts.ts';

export function themeOptions(locale: Locale): SelectOption[] {
  return editorLibrary().kit.texts.themes.map((theme) => ({ value: theme.id, label: localize(theme.title, locale) }));
}

export function competenceOptions(locale: Locale): SelectOption[] {
  return [...editorLibrary().kit.competences.values()]
    .map((competence) => ({ value: competence.id, label: capital(localize(competence.name, locale)) }))
    .sort((a, b) => a.label.localeCompare(b.label, locale));
}

/** The procedures that an act may open: those of the library and one's own. */
export async function procedureOptions(context: RequestContext, parts: EditorParts): Promise<SelectOption[]> {
  const { locale } = context;
  const { authorityId } = agentOf(context);
  return (await parts.catalogue.listProcedures({ agents: true }))
    .filter(({ procedure }) => [undefined, authorityId].includes(ownerOfProcedure(procedure)))
    .map(({ procedure, title }) => ({ value: procedure, label: localize(title, locale) }))
    .sort((a, b) => a.label.localeCompare(b.label, locale));
}

export function lifeEventOptions(locale: Locale): SelectOption[] {
  return editorLibrary().kit.texts.lifeEvents.map((event) => ({
    value: event.id,
    label: localize(event.title, locale),
  }));
}

export function letterOptions(locale: Locale): SelectOption[] {
  return [...editorLibrary().kit.texts.letters.values()].map((letter) => ({
    value: letter.letter,
    label: localize(letter.title, locale),
  }));
}

export function listOptions(): SelectOption[] {
  return [...editorLibrary().kit.texts.lists.keys()].map((id) => ({ value: id, label: id }));
}

/** The fields of the form, blocks unfolded, that may answer there. */
export function fieldOptions(
  source: JsonObject,
  locale: Locale,
  fits: (field: JsonObject) => boolean = () => true,
): SelectOption[] {
  const { blockFields } = editorLibrary();
  return pagesOf(source)
    .flatMap(entriesOf)
    .flatMap((entry) => (isBlock(entry) ? blockFields(textOf(entry.use)) : [entry]))
    .filter((field) => field.type !== 'info' && fits(field))
    .map((field) => ({ value: textOf(field.id), label: shownText(field.label, locale) || textOf(field.id) }));
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
