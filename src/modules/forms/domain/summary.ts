import { type Locale, localize } from '#platform/i18n/text.ts';
import type { Answer, AnswerDocument, Answers } from './answers.ts';
import {
  type CompiledField,
  type CompiledForm,
  type CompiledGroup,
  type CompiledPage,
  isGroup,
} from './compiled-form.ts';
import { fileField } from './field-types/file.ts';
import type { FormContext } from './form-context.ts';
import { StoredAnswers, walkForm } from './form-walk.ts';

export interface SummaryRow {
  readonly fieldId: string;
  readonly type: string;
  readonly label: string;
  /** Lines; one for most types, one an option for several choices. Empty when unanswered. */
  readonly value: string | readonly string[];
  /** False for an optional field left empty. */
  readonly answered: boolean;
  readonly files?: readonly AnswerDocument[];
}

export interface SummaryGroup {
  readonly fieldId: string;
  readonly label: string;
  readonly rows: readonly { readonly title: string; readonly rows: readonly SummaryRow[] }[];
}

export interface SummarySection {
  readonly pageId: string;
  readonly title: string;
  readonly rows: readonly SummaryRow[];
  readonly groups: readonly SummaryGroup[];
}

export interface SummaryOptions {
  /** With a context, fields that are shown and empty have their row too (check-answers). */
  readonly context?: FormContext;
  /** Fields for agents only are left out unless this is true. */
  readonly withAgentFields?: boolean;
}

/**
 * The answers in the order of the form, as text for check-answers, receipts, dossiers, letters and CSV. Without a
 * context nothing is decided again: what was kept when it was filed is what is told, whatever the day of the reading.
 */
export function summarize(
  form: CompiledForm,
  answers: Answers,
  locale: Locale,
  options: SummaryOptions = {},
): SummarySection[] {
  const summary = new Summary(form, answers, locale, options);
  return form.pages
    .map((page) => summary.section(page))
    .filter((section) => section.rows.length + section.groups.length > 0);
}

class Summary {
  readonly #stored: StoredAnswers;
  readonly #locale: Locale;
  readonly #withAgentFields: boolean;
  /** Ids of fields that are shown now, as `field` or `group[0].field`. */
  readonly #shown: ReadonlySet<string> | undefined;

  constructor(form: CompiledForm, answers: Answers, locale: Locale, options: SummaryOptions) {
    this.#stored = new StoredAnswers(answers);
    this.#locale = locale;
    this.#withAgentFields = options.withAgentFields ?? false;
    this.#shown = options.context === undefined ? undefined : shownPaths(form, answers, options.context);
  }

  section(page: CompiledPage): SummarySection {
    return {
      pageId: page.id,
      title: localize(page.definition.title, this.#locale),
      rows: page.fields.flatMap((entry) => (isGroup(entry) ? [] : this.#row(entry))),
      groups: page.fields.flatMap((entry) => (isGroup(entry) ? this.#group(entry) : [])),
    };
  }

  #row(field: CompiledField, group?: CompiledGroup, index = 0): SummaryRow[] {
    const { definition, type } = field;
    const isForAgents = definition.agentOnly || (definition.type === 'computed' && !definition.shown);
    if (type.silent || (isForAgents && !this.#withAgentFields)) return [];
    const path = group === undefined ? field.id : `${group.id}[${index}].${field.id}`;
    if (this.#shown !== undefined && !this.#shown.has(path) && !isForAgents) return [];
    const answer = this.#stored.read(field, definition, group === undefined ? undefined : { group: group.id, index });
    const answered = answer !== undefined && type.accepts(answer);
    if (!answered && this.#shown === undefined) return [];
    const row = {
      fieldId: field.id,
      type: definition.type,
      label: localize(definition.label, this.#locale),
      value: answered ? this.#inWords(field, answer) : '',
      answered,
    };
    return [definition.type === 'file' && fileField.accepts(answer) ? { ...row, files: answer } : row];
  }

  #inWords({ definition, type }: CompiledField, answer: Answer): string | readonly string[] {
    const forAgents = this.#withAgentFields ? type.formatForAgents?.(definition, answer, this.#locale) : undefined;
    return forAgents ?? type.format(definition, answer, this.#locale);
  }

  #group(group: CompiledGroup): SummaryGroup[] {
    if (group.definition.agentOnly && !this.#withAgentFields) return [];
    const count = this.#stored.rowCount(group);
    if (count === 0 || (this.#shown !== undefined && !this.#shown.has(group.id))) return [];
    const rows = Array.from({ length: count }, (_, index) => ({
      title: rowTitle(group, index, this.#locale),
      rows: group.fields.flatMap((field) => this.#row(field, group, index)),
    }));
    return [{ fieldId: group.id, label: localize(group.definition.label, this.#locale), rows }];
  }
}

function shownPaths(form: CompiledForm, answers: Answers, context: FormContext): ReadonlySet<string> {
  const paths = new Set<string>();
  for (const walked of walkForm(form, answers, context).pages) {
    for (const [id, entry] of walked.entries) {
      paths.add(id);
      if (entry.kind !== 'group') continue;
      for (const [index, row] of entry.rows.entries())
        for (const inner of row.fields.keys()) paths.add(`${id}[${index}].${inner}`);
    }
  }
  return paths;
}

/** "Enfant 2" */
export function rowTitle(group: CompiledGroup, index: number, locale: Locale): string {
  const given = group.table?.fixedRows?.[index];
  if (given !== undefined) return localize(given.label, locale);
  return localize(group.definition.rowLabel, locale).replaceAll('{n}', String(index + 1));
}
