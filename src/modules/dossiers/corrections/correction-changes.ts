import { type Answers, type CompiledForm, type SummaryRow, summarize } from '#modules/forms/index.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';

/** One field of a correction, as it is kept in the history. */
export interface AnswerChange {
  readonly field: string;
  /** In words, as they were read; empty when there was no answer. */
  readonly before: string;
  readonly after: string;
  /** As they were kept, so that a correction can be undone by another one. */
  readonly old?: unknown;
  readonly new?: unknown;
}

/** What a correction changes for those who read the answers; computed values that nobody sees are left out. */
export function changesOf(
  form: CompiledForm,
  before: Answers,
  after: Answers,
  changed: readonly string[],
): AnswerChange[] {
  const [old, fresh] = [textsOf(form, before), textsOf(form, after)];
  return changed.flatMap((id) => {
    const [was, is] = [old.get(id) ?? '', fresh.get(id) ?? ''];
    const entry = form.fieldsById.get(id)?.definition;
    if (entry?.type === 'computed' && was === is) return [];
    return [{ field: id, before: was, after: is, old: before[id], new: after[id] }];
  });
}

/** The answers in words by field; a group has its rows one after the other. */
export function textsOf(form: CompiledForm, answers: Answers, locale: Locale = 'fr'): Map<string, string> {
  const texts = new Map<string, string>();
  for (const section of summarize(form, answers, locale, { withAgentFields: true })) {
    for (const row of section.rows) texts.set(row.fieldId, wordsOf(row));
    for (const group of section.groups) {
      texts.set(
        group.fieldId,
        group.rows
          .map(({ title, rows }) => `${title} (${rows.map((row) => `${row.label} : ${wordsOf(row)}`).join(', ')})`)
          .join('\n'),
      );
    }
  }
  return texts;
}

function wordsOf(row: SummaryRow): string {
  return [row.value].flat().join(', ');
}

export function labelOf(form: CompiledForm, id: string, locale: Locale): string {
  return localize(form.fieldsById.get(id)?.definition.label ?? { fr: id }, locale);
}
