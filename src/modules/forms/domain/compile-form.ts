import { InvalidInputError } from '#platform/errors/app-error.ts';
import { checkExpression, type ExpectedType } from './check-expression.ts';
import { fieldProblems, groupProblems } from './check-field.ts';
import type {
  CompiledCheck,
  CompiledEntry,
  CompiledField,
  CompiledForm,
  CompiledGroup,
  CompiledPage,
  FormProblem,
} from './compiled-form.ts';
import { inDependencyOrder } from './dependency-order.ts';
import type { ExpressionVariables } from './expression-variables.ts';
import { compileExpression, type Expression } from './expressions.ts';
import { inBoth } from './field-problem.ts';
import { findFieldType } from './field-registry.ts';
import type { Field, FormDefinition, FormPage, GroupField, SimpleField, TableField } from './form-schema.ts';
import { declareVariables, isReservedName, rowVariables, withValue } from './form-variables.ts';
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

/** All that is wrong with a form, in words for its author; empty when it can be run. */
export function checkForm(definition: FormDefinition): readonly FormProblem[] {
  return new FormCompiler(definition).compile().problems;
}

/**
 * Parses and checks everything once, so that answering a page costs only what the page asks.
 * @throws {InvalidFormError} with all the problems: duplicate ids, unknown names, wrong types, conditions that go in a
 * circle or depend on a later page, patterns that RE2 does not know.
 */
export function compileForm(definition: FormDefinition): CompiledForm {
  const { form, problems } = new FormCompiler(definition).compile();
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
  /** The group that the row belongs to: its rows are not known yet. */
  readonly group?: string;
  /** The page's own condition is decided before its fields are read. */
  readonly beforePage?: boolean;
}

class FormCompiler {
  readonly #definition: FormDefinition;
  readonly #problems: FormProblem[] = [];
  readonly #variables: ExpressionVariables;
  readonly #pageIndexOf = new Map<string, number>();

  constructor(definition: FormDefinition) {
    this.#definition = definition;
    this.#indexIds();
    this.#variables = declareVariables(definition.pages.flatMap((page) => page.fields));
  }

  compile(): { form: CompiledForm; problems: readonly FormProblem[] } {
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
    };
    return { form, problems: this.#problems };
  }

  #report(path: string, message: string): void {
    this.#problems.push({ path, message });
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
      const expression = this.#expression(check.check, { ...place, path: `${path}.check` });
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
      group: definition.id,
    };
    const fields = definition.fields.map((field, index) =>
      this.#field(field, { ...rowPlace, path: `${place.path}.fields[${index}]` }),
    );
    return {
      ...this.#common(definition, place, { listOf: declareVariables(definition.fields, {}) }),
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
    return {
      ...this.#common(definition, place, type.celType(definition)),
      definition,
      type,
      optionConditions: this.#optionConditions(definition, place),
    };
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
      const expression = this.#expression(constraint.check, { ...place, variables, path });
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

  #expression(source: string | undefined, place: Place, expected: ExpectedType = 'bool'): Expression | undefined {
    if (source === undefined) return undefined;
    const problems = checkExpression(source, place.variables, expected);
    for (const { message } of problems) this.#report(place.path, message);
    if (problems.length > 0) return undefined;
    const expression = compileExpression(source);
    for (const name of expression.variables) this.#checkOrder(name, place);
    return expression;
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
  return own;
}

function takesFiles(field: Field): boolean {
  return field.type === 'file' || (field.type === 'group' && field.fields.some((inner) => inner.type === 'file'));
}
