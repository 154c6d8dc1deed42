import { InvalidInputError } from '#platform/errors/app-error.ts';
import { checkExpression, type ExpectedType } from './check-expression.ts';
import { fieldProblems, groupProblems } from './check-field.ts';
import { checkPrefill } from './check-prefill.ts';
import { type ChoiceLists, maxShownOptions, registeredChoiceLists } from './choice-lists.ts';
import type {
  CompiledCheck,
  CompiledEntry,
  CompiledField,
  CompiledForm,
  CompiledGroup,
  CompiledPage,
  FormProblem,
} from './compiled-form.ts';
import { expectedTypeOf } from './computed-values.ts';
import { inDependencyOrder } from './dependency-order.ts';
import type { ExpressionVariables } from './expression-variables.ts';
import { compileExpression, type Expression } from './expressions.ts';
import { inBoth } from './field-problem.ts';
import { findFieldType } from './field-registry.ts';
import type { Field, FormDefinition, FormPage, GroupField, SimpleField, TableField } from './form-schema.ts';
import { declareVariables, isReservedName, rowShape, rowVariables, withValue } from './form-variables.ts';
import { outcomeOf } from './impossible-conditions.ts';
import { maxFormPatternWork, patternWork } from './linear-pattern.ts';
import { unknownOptions } from './named-options.ts';
import { nearestName } from './nearest-name.ts';
import { groupOfTable, tableProblems } from './table-as-group.ts';

/** A form's file is wrong; `problems` say where and what. */
export class InvalidFormError extends InvalidInputError {
  readonly problems: readonly FormProblem[];

  constructor(problems: readonly FormProblem[]) {
    super('form-invalid');
    this.problems = problems;
    this.message = problems.map((problem) => `${problem.path}: ${problem.message}`).join('\n');
  }
}

/** What a form refers to beyond itself. */
export interface FormSurroundings {
  /** The tariff of its procedure: `fee.<id>`, in cents. */
  readonly fees?: readonly { readonly id: string; readonly amount: number }[];
  /** The lists that its fields may take their options from; those of the library when absent. */
  readonly lists?: ChoiceLists;
}

/** All that is wrong with a form, in words for its author; empty when it can be run. */
export function checkForm(definition: FormDefinition, surroundings: FormSurroundings = {}): readonly FormProblem[] {
  return new FormCompiler(definition, surroundings).compile(true).problems;
}

/**
 * Parses and checks everything once, so that answering a page costs only what the page asks. Conditions that can never
 * hold are the business of `checkForm`: a form that was published before they were looked for still runs.
 * @throws {InvalidFormError} with all the problems: duplicate ids, unknown names, wrong types, conditions that go in a
 * circle or depend on a later page, patterns that RE2 does not know.
 */
export function compileForm(definition: FormDefinition, surroundings: FormSurroundings = {}): CompiledForm {
  const { form, problems } = new FormCompiler(definition, surroundings).compile(false);
  if (problems.length > 0) throw new InvalidFormError(problems);
  return form;
}

/** Where an expression stands: what it may name. */
interface Place {
  readonly path: string;
  readonly pageIndex: number;
  readonly variables: ExpressionVariables;
  /** Ids that belong to the row, which come before the form's. */
  readonly rowIds?: ReadonlySet<string>;
  readonly rowFields?: ReadonlyMap<string, SimpleField>;
  /** The group that the row belongs to: its rows are not known yet. */
  readonly group?: string;
  /** The page's own condition is decided before its fields are read. */
  readonly beforePage?: boolean;
  /** The field whose answer is `value`. */
  readonly judged?: Field;
}

/** What an expression is there for: a condition that always holds is as wrong as one that never does. */
type Purpose = 'condition' | 'check' | 'value';

class FormCompiler {
  readonly #definition: FormDefinition;
  readonly #problems: FormProblem[] = [];
  readonly #variables: ExpressionVariables;
  readonly #pageIndexOf = new Map<string, number>();
  readonly #fields = new Map<string, Field>();
  readonly #fees: Readonly<Record<string, bigint>>;
  readonly #lists: ChoiceLists;
  #isThorough = false;
  /** What the patterns of text fields may take together, rows of groups counted. */
  #patternWork = 0;

  constructor(definition: FormDefinition, { fees = [], lists = registeredChoiceLists() }: FormSurroundings) {
    this.#lists = lists;
    this.#definition = {
      ...definition,
      pages: definition.pages.map((page) => ({ ...page, fields: page.fields.map((field) => this.#withList(field)) })),
    };
    this.#fees = Object.fromEntries(fees.map(({ id, amount }) => [id, BigInt(amount)]));
    this.#indexIds();
    const fields = this.#definition.pages.flatMap((page) => page.fields);
    this.#variables = declareVariables(
      fields,
      fees.map((fee) => fee.id),
    );
  }

  /** With `isThorough`, conditions are also tried for what they can come to. */
  compile(isThorough: boolean): { form: CompiledForm; problems: readonly FormProblem[] } {
    this.#isThorough = isThorough;
    const pages = this.#definition.pages.map((page, index) => this.#page(page, index));
    const fieldsById = new Map(pages.flatMap((page) => page.fields.map((entry) => [entry.id, entry] as const)));
    const pageOfField = new Map(pages.flatMap((page) => page.fields.map((entry) => [entry.id, page] as const)));
    const form: CompiledForm = {
      definition: this.#definition,
      pages,
      pagesById: new Map(pages.map((page) => [page.id, page])),
      fieldsById,
      pageOfField,
      variables: this.#variables,
      fees: this.#fees,
    };
    return { form, problems: this.#problems };
  }

  #report(path: string, message: string, offset?: number): void {
    this.#problems.push(offset === undefined ? { path, message } : { path, message, offset });
  }

  /** A field with the options of its list in place. */
  #withList<F extends Field>(field: F): F {
    if (field.type === 'group') return { ...field, fields: field.fields.map((inner) => this.#withList(inner)) };
    if ((field.type !== 'choice' && field.type !== 'choices') || field.list === undefined) return field;
    const list = this.#lists.get(field.list);
    return list === undefined ? field : { ...field, options: list.options };
  }

  #checkOptions(field: SimpleField, path: string): void {
    if (field.type !== 'choice' && field.type !== 'choices' && field.type !== 'ranked') return;
    const list = 'list' in field ? field.list : undefined;
    if (list === undefined) {
      if (field.options.length > maxShownOptions)
        this.#report(
          `${path}.options`,
          `${field.options.length} options are too many to write in a field (${maxShownOptions} at most): put them in a list, library/lists/${field.id.replaceAll('_', '-')}.yaml, and write "list: ${field.id.replaceAll('_', '-')}"`,
        );
      return;
    }
    const known = this.#lists.get(list);
    if (known === undefined) {
      const nearest = nearestName(list, [...this.#lists.keys()]);
      this.#report(
        `${path}.list`,
        `No list has the id "${list}"${nearest === undefined ? '' : `; did you mean "${nearest}"?`}`,
      );
    } else if (field.type === 'choices' && known.options.length > maxShownOptions) {
      this.#report(
        `${path}.list`,
        `The list "${list}" has ${known.options.length} options: above ${maxShownOptions} they are searched one at a time; use a group with a field of type choice`,
      );
    }
  }

  #indexIds(): void {
    const pageIds = new Set<string>();
    for (const [pageIndex, page] of this.#definition.pages.entries()) {
      if (pageIds.has(page.id)) this.#report(`pages[${pageIndex}].id`, `Two pages are called "${page.id}"`);
      pageIds.add(page.id);
      for (const [index, field] of page.fields.entries()) {
        const path = `pages[${pageIndex}].fields[${index}]`;
        if (this.#pageIndexOf.has(field.id)) this.#report(`${path}.id`, `Two fields are called "${field.id}"`);
        this.#checkName(field.id, path);
        this.#pageIndexOf.set(field.id, pageIndex);
        this.#fields.set(field.id, field.type === 'table' ? groupOfTable(field) : field);
        if (field.type === 'group') this.#checkRowIds(field, path);
        if (field.type === 'table') this.#checkRowIds(groupOfTable(field), path);
      }
    }
  }

  #checkRowIds(group: GroupField, path: string): void {
    const ids = new Set<string>();
    for (const [index, field] of group.fields.entries()) {
      if (ids.has(field.id))
        this.#report(`${path}.fields[${index}].id`, `Two fields of the group are called "${field.id}"`);
      this.#checkName(field.id, `${path}.fields[${index}]`);
      ids.add(field.id);
    }
  }

  #checkName(id: string, path: string): void {
    if (isReservedName(id))
      this.#report(`${path}.id`, `"${id}" has a meaning of its own in expressions; choose another id`);
  }

  #page(page: FormPage, index: number): CompiledPage {
    const path = `pages[${index}]`;
    const place: Place = { path, pageIndex: index, variables: this.#variables };
    const when = this.#expression(page.when, { ...place, path: `${path}.when`, beforePage: true });
    const fields = page.fields.map((field, position) =>
      this.#entry(field, { ...place, path: `${path}.fields[${position}]` }),
    );
    return {
      id: page.id,
      index,
      definition: page,
      when,
      fields,
      ordered: this.#ordered(fields, path),
      checks: this.#pageChecks(page, place),
      exits: this.#exits(page, place),
      hasFiles: page.fields.some((field) => takesFiles(field)),
    };
  }

  #pageChecks(page: FormPage, place: Place): CompiledPage['checks'] {
    return page.checks.flatMap((check, index) => {
      const path = `${place.path}.checks[${index}]`;
      if (!page.fields.some((field) => field.id === check.at)) {
        this.#report(`${path}.at`, `"${check.at}" is not a field of this page`);
      }
      const expression = this.#expression(check.check, { ...place, path: `${path}.check` }, 'check');
      return expression === undefined ? [] : [{ expression, message: inBoth(check.message), at: check.at }];
    });
  }

  #exits(page: FormPage, place: Place): CompiledPage['exits'] {
    return page.exits.flatMap((exit, index) => {
      const path = `${place.path}.exits[${index}]`;
      if (exit.link !== undefined && 'authorityOf' in exit.link)
        this.#checkCommune(exit.link.authorityOf, place.pageIndex, path);
      const when = this.#expression(exit.when, { ...place, path: `${path}.when` });
      return when === undefined ? [] : [{ when, exit }];
    });
  }

  #checkCommune(id: string, pageIndex: number, path: string): void {
    const field = this.#definition.pages.flatMap((page) => page.fields).find((candidate) => candidate.id === id);
    const given = (this.#pageIndexOf.get(id) ?? Number.POSITIVE_INFINITY) <= pageIndex;
    if (!given || (field?.type !== 'commune' && field?.type !== 'address')) {
      this.#report(`${path}.link.authorityOf`, `"${id}" is not a commune or an address asked by then`);
    }
  }

  #entry(field: Field, place: Place): CompiledEntry {
    if (field.type === 'table') {
      for (const message of tableProblems(field)) this.#report(place.path, message);
      return this.#group(groupOfTable(field), place, field);
    }
    return field.type === 'group' ? this.#group(field, place) : this.#field(field, place);
  }

  #group(definition: GroupField, place: Place, table?: TableField): CompiledGroup {
    for (const message of groupProblems(definition)) this.#report(place.path, message);
    const rowPlace: Place = {
      ...place,
      variables: rowVariables(this.#variables, definition),
      rowIds: new Set(definition.fields.map((field) => field.id)),
      rowFields: new Map(definition.fields.map((field) => [field.id, field])),
      group: definition.id,
    };
    const fields = definition.fields.map((field, index) =>
      this.#field(field, { ...rowPlace, path: `${place.path}.fields[${index}]` }),
    );
    return {
      ...this.#common(definition, place, { listOf: rowShape(definition.fields) }),
      definition,
      table,
      fields,
      ordered: this.#ordered(fields, place.path),
      fieldsById: new Map(fields.map((field) => [field.id, field])),
    };
  }

  #field(definition: SimpleField, place: Place): CompiledField {
    const type = findFieldType(definition.type);
    if (type === undefined) {
      this.#report(`${place.path}.type`, `Unknown field type "${definition.type}"`);
      throw new InvalidFormError(this.#problems);
    }
    for (const message of fieldProblems(definition)) this.#report(place.path, message);
    this.#countPattern(definition, place);
    this.#checkOptions(definition, place.path);
    for (const { key, message } of checkPrefill(definition, this.#fields, place.pageIndex, this.#pageIndexOf))
      this.#report(`${place.path}.${key}`, message);
    return {
      ...this.#common(definition, place, type.celType(definition)),
      definition,
      type,
      optionConditions: this.#optionConditions(definition, place),
      value:
        definition.type === 'computed'
          ? this.#expression(
              definition.value,
              { ...place, path: `${place.path}.value` },
              'value',
              expectedTypeOf(definition),
            )
          : undefined,
    };
  }

  #countPattern(definition: SimpleField, place: Place): void {
    if (definition.type !== 'text' || definition.pattern === undefined) return;
    const group = place.group === undefined ? undefined : this.#fields.get(place.group);
    const rows = group?.type === 'group' ? group.max : 1;
    const before = this.#patternWork;
    this.#patternWork += rows * patternWork(definition.pattern, definition.maxLength);
    if (before <= maxFormPatternWork && this.#patternWork > maxFormPatternWork)
      this.#report(place.path, 'The patterns of this form take too long together: shorten the answers or the patterns');
  }

  #common(definition: Field, place: Place, valueType: Parameters<typeof withValue>[1]) {
    const when = this.#expression(definition.when, { ...place, path: `${place.path}.when` });
    return {
      id: definition.id,
      when,
      whenOnPage: (when?.variables ?? []).filter((name) => this.#isOnPage(name, place)),
      constraints: this.#constraints(definition, place, valueType),
    };
  }

  #constraints(definition: Field, place: Place, valueType: Parameters<typeof withValue>[1]): CompiledCheck[] {
    if (definition.constraints.length === 0) return [];
    const variables = withValue(place.variables, valueType);
    return definition.constraints.flatMap((constraint, index) => {
      const path = `${place.path}.constraints[${index}].check`;
      const expression = this.#expression(constraint.check, { ...place, variables, path, judged: definition }, 'check');
      return expression === undefined ? [] : [{ expression, message: inBoth(constraint.message) }];
    });
  }

  #optionConditions(definition: SimpleField, place: Place): ReadonlyMap<string, Expression> | undefined {
    if (definition.type !== 'choice' && definition.type !== 'choices') return undefined;
    const conditions = new Map<string, Expression>();
    for (const [index, option] of definition.options.entries()) {
      const expression = this.#expression(option.when, { ...place, path: `${place.path}.options[${index}].when` });
      if (expression !== undefined) conditions.set(option.value, expression);
    }
    return conditions.size === 0 ? undefined : conditions;
  }

  #isOnPage(name: string, place: Place): boolean {
    return place.rowIds?.has(name) === true || this.#pageIndexOf.get(name) === place.pageIndex;
  }

  #expression(
    source: string | undefined,
    place: Place,
    purpose: Purpose = 'condition',
    expected: ExpectedType = 'bool',
  ): Expression | undefined {
    if (source === undefined) return undefined;
    const problems = checkExpression(source, place.variables, expected);
    for (const { message, offset } of problems) this.#report(place.path, message, offset);
    if (problems.length > 0) return undefined;
    const expression = compileExpression(source);
    for (const name of expression.variables) this.#checkOrder(name, place);
    if (this.#isThorough) this.#checkOutcome(expression, place, purpose);
    return expression;
  }

  #checkOutcome({ ast }: Expression, place: Place, purpose: Purpose): void {
    const fieldOf = (name: string) =>
      name === 'value' && place.judged !== undefined
        ? place.judged
        : (place.rowFields?.get(name) ?? this.#fields.get(name));
    const unknown = unknownOptions(ast, fieldOf);
    for (const { message, offset } of unknown) this.#report(place.path, message, offset);
    if (unknown.length > 0 || purpose === 'value') return;
    const outcome = outcomeOf(ast, fieldOf);
    if (outcome === 'never')
      this.#report(place.path, purpose === 'check' ? 'No answer can pass this check' : 'This condition can never hold');
    else if (outcome === 'always' && purpose === 'condition')
      this.#report(place.path, 'This condition always holds: leave it out');
  }

  /** A condition can only be told from what has been asked by then. */
  #checkOrder(name: string, place: Place): void {
    if (place.rowIds?.has(name) === true) return;
    if (name === place.group) this.#report(place.path, `Refers to "${name}", the group that it is in`);
    const pageIndex = this.#pageIndexOf.get(name);
    if (pageIndex === undefined) return;
    if (pageIndex > place.pageIndex) this.#report(place.path, `Refers to "${name}", which is asked on a later page`);
    else if (place.beforePage && pageIndex === place.pageIndex) {
      this.#report(place.path, `Refers to "${name}", which is asked on this very page`);
    }
  }

  #ordered<E extends CompiledEntry>(entries: readonly E[], path: string): readonly E[] {
    const order = inDependencyOrder(entries, (entry) => dependenciesOf(entry));
    if ('circle' in order) {
      this.#report(path, `Conditions go in a circle: ${order.circle.join(' → ')}`);
      return entries;
    }
    return order.sorted;
  }
}

function dependenciesOf(entry: CompiledEntry): readonly string[] {
  const own = [...(entry.when?.variables ?? [])];
  if ('fields' in entry) {
    const rowIds = new Set(entry.fields.map((field) => field.id));
    return [...own, ...entry.fields.flatMap(dependenciesOf).filter((name) => !rowIds.has(name))];
  }
  for (const condition of entry.optionConditions?.values() ?? []) own.push(...condition.variables);
  own.push(...(entry.value?.variables ?? []));
  return own;
}

function takesFiles(field: Field): boolean {
  return field.type === 'file' || (field.type === 'group' && field.fields.some((inner) => inner.type === 'file'));
}
