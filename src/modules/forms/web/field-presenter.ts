import { formatDate } from '#platform/clock/format-date.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import type { Answer, AnswerDocument } from '../domain/answers.ts';
import { type CompiledEntry, type CompiledField, type CompiledGroup, isGroup } from '../domain/compiled-form.ts';
import { type ExpressionScope, holds } from '../domain/expressions.ts';
import { fileField } from '../domain/field-types/file.ts';
import type { KnownContact } from '../domain/form-context.ts';
import type { FieldError } from '../domain/form-error.ts';
import type { Field, SimpleField } from '../domain/form-schema.ts';
import { type RowPosition, type ShownEntry, type ShownGroup, StoredAnswers, walkForm } from '../domain/form-walk.ts';
import { answerPath, inputId, inputName, rowCountName } from '../domain/input-names.ts';
import { minimumRows } from '../domain/page-errors.ts';
import type { PrefillOrigin } from '../domain/prefill.ts';
import { ownDatum, valuesOf } from '../domain/raw-inputs.ts';
import { describeShowWhen, type PageNames, type ShowWhen, showWhen } from '../domain/show-when.ts';
import { say } from '../messages.ts';
import type { FieldViewProps } from './field-view.ts';
import type { FormPageFieldsProps } from './form-page-props.ts';

/** Always, never, or when a condition on this page holds: the browser decides it while the person types. */
export type Showing = boolean | { readonly condition: ShowWhen | undefined; readonly note: string | undefined };

const noErrors: readonly FieldError[] = [];

/** What each field of one rendered page is given: its value, its errors, whether it is shown. */
export class FieldPresenter {
  readonly locale: Locale;
  readonly #props: FormPageFieldsProps;
  readonly #errors = new Map<string, FieldError[]>();
  readonly #shown: ReadonlyMap<string, ShownEntry>;
  readonly #scope: ExpressionScope;
  readonly #stored: StoredAnswers;
  readonly #showing = new Map<string, Showing>();

  constructor(props: FormPageFieldsProps) {
    this.#props = props;
    this.locale = props.locale;
    for (const error of props.errors ?? noErrors) {
      const others = this.#errors.get(error.path);
      if (others === undefined) this.#errors.set(error.path, [error]);
      else others.push(error);
    }
    const walk = walkForm(props.form, props.answers, props.context);
    this.#shown = walk.pages[props.page.index]?.entries ?? new Map();
    this.#scope = walk.scope;
    this.#stored = new StoredAnswers(props.answers);
  }

  errorsAt(path: string): readonly FieldError[] {
    return this.#errors.get(path) ?? noErrors;
  }

  label(field: CompiledField): string {
    return localize(field.definition.label, this.locale);
  }

  /** Rows to show: those posted, those answered, at least as many as are needed. */
  rowCount(group: CompiledGroup): number {
    const posted = this.#props.raw?.[rowCountName(group.id)];
    const count = typeof posted === 'string' ? Number(posted) : this.#stored.rowCount(group);
    return Math.min(Math.max(count, minimumRows(group.definition)), group.definition.max);
  }

  showing(entry: CompiledEntry, row: RowPosition | undefined): Showing {
    const key = inputName(entry.id, row);
    const known = this.#showing.get(key);
    if (known !== undefined) return known;
    const decided = this.#decide(entry, row);
    this.#showing.set(key, decided);
    return decided;
  }

  #decide(entry: CompiledEntry, row: RowPosition | undefined): Showing {
    if (isForAgents(entry) && this.#props.context.actor !== 'agent') return false;
    if (entry.when === undefined) return isGroup(entry) || this.#hasOptions(entry, row);
    if (entry.whenOnPage.length === 0) return holds(entry.when, this.#scope);
    const condition = showWhen(entry.when, this.#names(row), this.#scope);
    if (typeof condition === 'boolean') return condition;
    const note = describeShowWhen(condition, (name) => this.#fieldNamed(name), this.locale);
    // A text between fields asks nothing: a warning that the browser cannot decide is for those whom it is known to concern.
    if (condition === undefined && entry.definition.type === 'info') return holds(entry.when, this.#scope);
    return { condition, note };
  }

  /** The fields of the page that are on it now: the others count as unanswered. */
  #names(row: RowPosition | undefined): PageNames {
    return {
      find: (variable) => {
        const inRow = row === undefined ? undefined : this.#group(row.group)?.fieldsById.get(variable);
        if (inRow !== undefined) {
          return this.showing(inRow, row) === false ? undefined : { field: inRow, inputName: inputName(variable, row) };
        }
        const entry = this.#entryOnPage(variable);
        if (entry === undefined || isGroup(entry) || this.showing(entry, undefined) === false) return undefined;
        return { field: entry, inputName: variable };
      },
    };
  }

  #entryOnPage(id: string): CompiledEntry | undefined {
    return this.#props.form.pageOfField.get(id) === this.#props.page ? this.#props.form.fieldsById.get(id) : undefined;
  }

  #group(id: string): CompiledGroup | undefined {
    const entry = this.#entryOnPage(id);
    return entry !== undefined && isGroup(entry) ? entry : undefined;
  }

  #fieldNamed(name: string): Field | undefined {
    const [first = '', , inner] = name.split('.');
    return inner === undefined
      ? this.#entryOnPage(first)?.definition
      : this.#group(first)?.fieldsById.get(inner)?.definition;
  }

  #hasOptions(field: CompiledField, row: RowPosition | undefined): boolean {
    const definition = this.#withOptions(field, row);
    return (definition.type !== 'choice' && definition.type !== 'choices') || definition.options.length > 0;
  }

  /** The options that are offered, and those that what is typed on this page may offer. */
  #withOptions(field: CompiledField, row: RowPosition | undefined): SimpleField {
    const { definition, optionConditions } = field;
    if (optionConditions === undefined || (definition.type !== 'choice' && definition.type !== 'choices'))
      return definition;
    const scope = this.#scopeAt(row);
    const options = definition.options.filter(({ value }) => {
      const condition = optionConditions.get(value);
      return (
        condition === undefined ||
        condition.variables.some((name) => this.#isOnPage(name, row)) ||
        holds(condition, scope)
      );
    });
    return { ...definition, options };
  }

  #isOnPage(variable: string, row: RowPosition | undefined): boolean {
    return this.#names(row).find(variable) !== undefined;
  }

  #scopeAt(row: RowPosition | undefined): ExpressionScope {
    if (row === undefined) return this.#scope;
    const group = this.#shown.get(row.group);
    const fields =
      group === undefined || group.kind !== 'group' ? undefined : (group as ShownGroup).rows[row.index]?.fields;
    return fields?.values().next().value?.scope ?? this.#scope;
  }

  /** True when the page holds something that its script makes easier. */
  usesScript(): boolean {
    return (
      [...this.#showing.values()].some((showing) => typeof showing === 'object') ||
      this.#props.suggestUrls?.address !== undefined
    );
  }

  viewProps(field: CompiledField, row: RowPosition | undefined): Omit<FieldViewProps, 'label' | 'conditional'> {
    const { definition } = field;
    const name = inputName(field.id, row);
    const errors = this.errorsAt(answerPath(field.id, row));
    const values = this.#values(field, row, name);
    return {
      field: this.#withOptions(field, row),
      id: inputId(name),
      name,
      hint: this.#hint(definition, row),
      optional:
        definition.optional ||
        field.type.neverRequired === true ||
        (definition.type === 'file' && definition.min === 0),
      errors,
      error: errors[0]?.message[this.locale],
      value: (suffix = '') => valuesOf(values(suffix))[0] ?? '',
      values: () => valuesOf(values('')),
      documents: definition.type === 'file' ? this.#documents(field, row, valuesOf(values(''))) : [],
      told: this.#told(field, row),
      household: this.#props.context.household ?? [],
      contacts: row === undefined ? this.#contacts(definition) : [],
      optionNote: (option) => this.#optionNote(field, row, option),
      autocomplete: row === undefined,
      page: this.#props,
    };
  }

  /** What was typed comes before what is stored. */
  #values(
    field: CompiledField,
    row: RowPosition | undefined,
    name: string,
  ): (suffix: string) => string | readonly string[] | undefined {
    const { raw } = this.#props;
    if (raw !== undefined) return (suffix) => raw[name + suffix];
    const answer = this.#answer(field, row);
    const inputs = answer === undefined ? {} : field.type.toInputs(field.definition, answer, this.locale);
    return (suffix) => (Object.hasOwn(inputs, suffix) ? inputs[suffix] : undefined);
  }

  #answer(field: CompiledField, row: RowPosition | undefined): Answer | undefined {
    const answer = this.#stored.read(field, field.definition, row);
    return answer !== undefined && field.type.accepts(answer) ? answer : undefined;
  }

  /** What the walk found comes first: a value that the server works out is not stored yet. */
  #told(field: CompiledField, row: RowPosition | undefined): readonly string[] {
    const entry = row === undefined ? this.#shown.get(field.id) : this.#shownInRow(field, row);
    const walked = entry?.kind === 'field' ? entry.answer : undefined;
    const answer = walked !== undefined && field.type.accepts(walked) ? walked : this.#answer(field, row);
    if (answer === undefined) return [];
    const words = field.type.format(field.definition, answer, this.locale);
    return typeof words === 'string' ? [words] : words;
  }

  #shownInRow(field: CompiledField, row: RowPosition): ShownEntry | undefined {
    const group = this.#shown.get(row.group);
    return group?.kind === 'group' ? group.rows[row.index]?.fields.get(field.id) : undefined;
  }

  #documents(field: CompiledField, row: RowPosition | undefined, ids: readonly string[]): readonly AnswerDocument[] {
    const answer: unknown = this.#answer(field, row);
    const known: readonly AnswerDocument[] = [
      ...(this.#props.context.documents ?? []),
      ...(fileField.accepts(answer) ? answer : []),
    ];
    return ids.flatMap((id) => known.find((document) => document.id === id) ?? []);
  }

  #contacts(definition: SimpleField): readonly KnownContact[] {
    const datum = ownDatum(definition);
    return datum === undefined ? [] : (this.#props.context.contacts ?? []).filter((one) => one.datum === datum);
  }

  #hint(definition: SimpleField, row: RowPosition | undefined): string | undefined {
    const source =
      row === undefined && this.#props.raw === undefined ? this.#props.prefilled?.[definition.id] : undefined;
    const parts = [
      definition.help === undefined ? '' : localize(definition.help, this.locale),
      definition.example === undefined ? '' : say(this.locale, 'exampleHint', { example: definition.example }),
      source === undefined ? '' : prefilledWords(source, this.locale),
    ].filter((part) => part !== '');
    return parts.length === 0 ? undefined : parts.join(' ');
  }

  #optionNote(field: CompiledField, row: RowPosition | undefined, option: string): string | undefined {
    const condition = field.optionConditions?.get(option);
    if (condition === undefined || !condition.variables.some((name) => this.#isOnPage(name, row))) return undefined;
    const when = showWhen(condition, this.#names(row), this.#scopeAt(row));
    return when === true ? undefined : describeShowWhen(when, (name) => this.#fieldNamed(name), this.locale);
  }
}

/** Filled in by agents, or worked out for them only. */
function isForAgents({ definition }: CompiledEntry): boolean {
  return definition.agentOnly || (definition.type === 'computed' && !definition.shown);
}

function prefilledWords(source: PrefillOrigin, locale: Locale): string {
  if (typeof source === 'object' && 'givenAt' in source)
    return say(locale, 'prefilledProfile', { date: formatDate(source.givenAt, locale) });
  switch (source) {
    case 'account':
      return say(locale, 'prefilledAccount');
    case 'commune':
      return say(locale, 'prefilledCommune');
    case 'previous':
      return say(locale, 'prefilledPrevious');
    default:
      return say(locale, 'prefilledConnector', { source: localize(source, locale) });
  }
}
