import type { Locale } from '#platform/i18n/text.ts';
import type { Answer, Answers } from './answers.ts';
import {
  type CompiledEntry,
  type CompiledField,
  type CompiledForm,
  type CompiledGroup,
  type CompiledPage,
  isGroup,
} from './compiled-form.ts';
import { computeAnswer } from './computed-values.ts';
import type { SpentSteps } from './evaluate-expression.ts';
import { type ExpressionScope, holds } from './expressions.ts';
import { isRecord } from './field-types/record.ts';
import type { FormContext } from './form-context.ts';
import type { SimpleField } from './form-schema.ts';
import { cellOfTable } from './table-as-group.ts';

/** The row of a group in which a field stands. */
export interface RowPosition {
  readonly group: string;
  readonly index: number;
}

/** Where answers are read from: those stored, or a page being posted. */
export interface AnswerSource {
  rowCount(group: CompiledGroup): number;
  /** `definition` is the field with the options that are offered. */
  read(field: CompiledField, definition: SimpleField, row: RowPosition | undefined): Answer | undefined;
}

/** A field that is shown, with its answer. */
export interface ShownField {
  readonly kind: 'field';
  readonly field: CompiledField;
  readonly definition: SimpleField;
  readonly row: RowPosition | undefined;
  readonly answer: Answer | undefined;
  readonly scope: ExpressionScope;
}

export interface ShownRow {
  readonly fields: ReadonlyMap<string, ShownField>;
  readonly answers: Answers;
}

export interface ShownGroup {
  readonly kind: 'group';
  readonly group: CompiledGroup;
  readonly rows: readonly ShownRow[];
  readonly scope: ExpressionScope;
}

export type ShownEntry = ShownField | ShownGroup;

/** A page of the form for given answers: what it shows. */
export interface WalkedPage {
  readonly page: CompiledPage;
  /** False when the page's condition does not hold: it then shows nothing. */
  readonly shown: boolean;
  readonly entries: ReadonlyMap<string, ShownEntry>;
}

/** Answers of a form as values of expressions; a hidden or unanswered field is null. */
class AnswerScope implements ExpressionScope {
  readonly #values = new Map<string, unknown>();
  readonly #answers = new Map<
    string,
    { readonly field: CompiledField; readonly definition: SimpleField; readonly answer: Answer }
  >();
  readonly #parent: ExpressionScope | undefined;
  readonly #own: { has(name: string): boolean } | undefined;
  readonly #locale: Locale;
  readonly spent: SpentSteps;

  constructor(locale: Locale, parent?: ExpressionScope, own?: { has(name: string): boolean }) {
    this.#locale = locale;
    this.#parent = parent;
    this.spent = parent?.spent ?? { steps: 0 };
    this.#own = own;
  }

  get(name: string): unknown {
    const value = this.#values.get(name);
    if (value !== undefined) return value;
    return this.#own?.has(name) ? null : (this.#parent?.get(name) ?? null);
  }

  set(name: string, value: unknown): void {
    this.#values.set(name, value);
  }

  /** An answer, with the words that `label` gives for it. */
  setAnswer(field: CompiledField, definition: SimpleField, answer: Answer): void {
    this.#values.set(field.id, field.type.toCel(definition, answer));
    this.#answers.set(field.id, { field, definition, answer });
  }

  label(name: string): string | undefined {
    const answered = this.#answers.get(name);
    if (answered === undefined) return this.#own?.has(name) ? undefined : this.#parent?.label?.(name);
    const words = answered.field.type.format(answered.definition, answered.answer, this.#locale);
    return typeof words === 'string' ? words : words.join(', ');
  }
}

/**
 * Goes through a form in the order in which it is asked, deciding what is shown from what was answered before: hidden
 * fields lend no value to later conditions and keep no answer. One walk decides everything in one pass.
 */
export class FormWalk {
  readonly #context: FormContext;
  readonly #form: CompiledForm;
  readonly #locale: Locale;
  readonly #scope: AnswerScope;
  readonly answers: Answers = {};
  readonly pages: WalkedPage[] = [];

  constructor(form: CompiledForm, context: FormContext) {
    this.#form = form;
    this.#context = context;
    this.#locale = context.locale ?? 'fr';
    this.#scope = new AnswerScope(this.#locale);
    this.#scope.set('today', context.today);
    this.#scope.set('authority', context.authority);
    this.#scope.set('fee', form.fees);
    this.#scope.set('fiscal_year', BigInt(context.today.slice(0, 4)));
  }

  get scope(): ExpressionScope {
    return this.#scope;
  }

  /** Every page, each from the source given for it. */
  through(sourceOf: (page: CompiledPage) => AnswerSource, last = this.#form.pages.length - 1): this {
    for (const page of this.#form.pages) if (page.index <= last) this.#visit(page, sourceOf(page));
    return this;
  }

  #visit(page: CompiledPage, source: AnswerSource): void {
    const shown = page.when === undefined || holds(page.when, this.#scope);
    const entries = new Map<string, ShownEntry>();
    if (shown) for (const entry of page.ordered) this.#entry(entry, source, entries);
    this.pages.push({ page, shown: shown && hasAnythingToShow(page, entries), entries });
  }

  #entry(entry: CompiledEntry, source: AnswerSource, entries: Map<string, ShownEntry>): void {
    if (isGroup(entry)) {
      const group = this.#group(entry, source);
      if (group !== undefined) entries.set(entry.id, group);
      return;
    }
    const shown = this.#field(entry, source, this.#scope, this.answers, undefined);
    if (shown !== undefined) entries.set(entry.id, shown);
  }

  /** For applicants, what agents filled in stays in place and counts in conditions, unseen. */
  #isForAgentsOnly(entry: CompiledEntry): boolean {
    if (this.#context.actor === 'agent') return false;
    return entry.definition.agentOnly || (entry.definition.type === 'computed' && !entry.definition.shown);
  }

  #field(
    field: CompiledField,
    source: AnswerSource,
    scope: AnswerScope,
    kept: Answers,
    row: RowPosition | undefined,
  ): ShownField | undefined {
    if (field.when !== undefined && !holds(field.when, scope)) return undefined;
    const found = offered(field, scope);
    if (found === undefined) return undefined;
    const definition = row === undefined ? found : this.#named(found, row);
    if (field.type.silent) return { kind: 'field', field, definition, row, answer: undefined, scope };
    const answer =
      definition.type === 'computed' && field.value !== undefined
        ? computeAnswer(definition, field.value, scope)
        : source.read(field, definition, row);
    if (answer !== undefined) {
      kept[field.id] = answer;
      if (field.type.accepts(answer)) scope.setAnswer(field, definition, answer);
    }
    return this.#isForAgentsOnly(field) ? undefined : { kind: 'field', field, definition, row, answer, scope };
  }

  /** In a table, messages say the row as well as the column. */
  #named(definition: SimpleField, row: RowPosition): SimpleField {
    const group = this.#form.fieldsById.get(row.group);
    return group !== undefined && isGroup(group) && group.table !== undefined
      ? cellOfTable(definition, group.table, row.index)
      : definition;
  }

  #group(group: CompiledGroup, source: AnswerSource): ShownGroup | undefined {
    if (group.when !== undefined && !holds(group.when, this.#scope)) return undefined;
    const rows: ShownRow[] = [];
    const values: Record<string, unknown>[] = [];
    const count = source.rowCount(group);
    for (let index = 0; index < count; index += 1) {
      const { row, value } = this.#row(group, source, index);
      rows.push(row);
      values.push(value);
    }
    if (count > 0) {
      this.answers[group.id] = rows.map((row) => row.answers);
      this.#scope.set(group.id, values);
    }
    return this.#isForAgentsOnly(group) ? undefined : { kind: 'group', group, rows, scope: this.#scope };
  }

  #row(group: CompiledGroup, source: AnswerSource, index: number): { row: ShownRow; value: Record<string, unknown> } {
    const scope = new AnswerScope(this.#locale, this.#scope, group.fieldsById);
    const answers: Answers = {};
    const fields = new Map<string, ShownField>();
    for (const field of group.ordered) {
      const shown = this.#field(field, source, scope, answers, { group: group.id, index });
      if (shown !== undefined) fields.set(field.id, shown);
    }
    const value: Record<string, unknown> = {};
    for (const field of group.fields) value[field.id] = scope.get(field.id);
    return { row: { fields, answers }, value };
  }
}

/** A page whose fields are all hidden has nothing to ask: it is passed over. */
function hasAnythingToShow(page: CompiledPage, entries: ReadonlyMap<string, ShownEntry>): boolean {
  return entries.size > 0 || page.fields.some((entry) => entry.whenOnPage.length > 0 && !entry.definition.agentOnly);
}

/** The field with the options that are offered; undefined when none is. */
function offered(field: CompiledField, scope: ExpressionScope): SimpleField | undefined {
  const { definition, optionConditions } = field;
  if (optionConditions === undefined || (definition.type !== 'choice' && definition.type !== 'choices'))
    return definition;
  const options = definition.options.filter((option) => {
    const condition = optionConditions.get(option.value);
    return condition === undefined || holds(condition, scope);
  });
  return options.length === 0 ? undefined : { ...definition, options };
}

/** No group may have as many rows (50 at most): what goes beyond its own maximum is read, to be refused in words. */
export const mostKeptRows = 51;

/** Reads stored answers, whatever their origin: what has not the shape of an object or of rows counts as absent. */
export class StoredAnswers implements AnswerSource {
  readonly #answers: Answers;

  constructor(answers: Answers) {
    this.#answers = answers;
  }

  rowCount(group: CompiledGroup): number {
    return Math.min(this.#rows(group.id).length, mostKeptRows);
  }

  read(field: CompiledField, _definition: SimpleField, row: RowPosition | undefined): Answer | undefined {
    if (row === undefined) return own(this.#answers, field.id);
    const answers = this.#rows(row.group)[row.index];
    return isRecord(answers) ? own(answers, field.id) : undefined;
  }

  #rows(group: string): readonly unknown[] {
    const rows = own(this.#answers, group);
    return Array.isArray(rows) ? rows : [];
  }
}

function own(answers: object, name: string): Answer | undefined {
  if (!Object.hasOwn(answers, name)) return undefined;
  const value: Answer | null | undefined = Reflect.get(answers, name);
  return value ?? undefined;
}

interface KeptWalk {
  readonly form: CompiledForm;
  readonly context: FormContext;
  readonly walk: FormWalk;
}

/** The last walk through given answers: one request asks for it many times, once for each page that it looks at. */
const walks = new WeakMap<Answers, KeptWalk>();

/** The whole form for stored answers, which are not changed in place while they are looked at. */
export function walkForm(form: CompiledForm, answers: Answers, context: FormContext): FormWalk {
  const kept = walks.get(answers);
  if (kept?.form === form && leadsTheSameWay(kept.context, context)) return kept.walk;
  const stored = new StoredAnswers(answers);
  const walk = new FormWalk(form, context).through(() => stored);
  walks.set(answers, { form, context, walk });
  return walk;
}

/**
 * Answers that a whole walk has kept lead through the form as it went: going through it again for them would decide the
 * same. Not for answers that were not understood, whose place in the walk is empty.
 */
export function rememberWalk(form: CompiledForm, answers: Answers, context: FormContext, walk: FormWalk): void {
  walks.set(answers, { form, context, walk });
}

/** What a walk is decided from besides the answers; documents, communes and households serve to check answers only. */
function leadsTheSameWay(one: FormContext, other: FormContext): boolean {
  if (one === other) return true;
  const [a, b] = [one.authority, other.authority];
  return (
    one.today === other.today &&
    one.actor === other.actor &&
    one.locale === other.locale &&
    (a === b || (a.code === b.code && a.kind === b.kind && a.name === b.name))
  );
}
