import { type Expression, type ExpressionScope, judge } from './expressions.ts';
import { bilingual, inBoth, problem } from './field-problem.ts';
import type { FieldProblem } from './field-type.ts';
import type { FormContext } from './form-context.ts';
import type { FieldError } from './form-error.ts';
import type { GroupField } from './form-schema.ts';
import type { ShownField, ShownGroup, WalkedPage } from './form-walk.ts';
import { answerPath, inputId, inputName } from './input-names.ts';

/** Problems found while reading what was posted, by path of the answer. */
export type ReadingProblems = ReadonlyMap<string, readonly FieldProblem[]>;

const none: ReadingProblems = new Map();

/** All that is wrong with a page, in the order of its fields. A page that is not shown has no errors. */
export function errorsOf(walked: WalkedPage, context: FormContext, reading: ReadingProblems = none): FieldError[] {
  if (!walked.shown) return [];
  const errors: FieldError[] = [];
  for (const entry of walked.page.fields) {
    const shown = walked.entries.get(entry.id);
    if (shown === undefined) continue;
    if (shown.kind === 'group') errors.push(...groupErrors(shown, context, reading));
    else errors.push(...fieldErrors(shown, context, reading));
  }
  errors.push(...checkErrors(walked, errors));
  return errors;
}

function fieldErrors(shown: ShownField, context: FormContext, reading: ReadingProblems): FieldError[] {
  const { field, row } = shown;
  if (field.type.silent) return [];
  const path = answerPath(field.id, row);
  const problems = reading.get(path) ?? answerProblems(shown, context);
  const name = inputName(field.id, row);
  const first = field.type.firstInput ?? field.type.inputs[0] ?? '';
  return problems.map(({ code, message, suffix }) => ({
    fieldId: field.id,
    path,
    inputId: inputId(name, suffix ?? first),
    code,
    message,
  }));
}

function answerProblems(shown: ShownField, context: FormContext): readonly FieldProblem[] {
  const { field, definition, answer } = shown;
  if (answer === undefined) return isMandatory(shown) ? [field.type.missing(definition, context)].flat() : [];
  if (!field.type.accepts(answer)) return [problem('notUnderstood', definition)];
  const problems = field.type.validate(definition, answer, context);
  if (problems.length > 0 || field.constraints.length === 0) return problems;
  const scope = withValue(shown.scope, field.type.toCel(definition, answer));
  return failing(field.constraints, scope).map(({ message }) => ({ code: 'constraint', message }));
}

function isMandatory({ definition, field }: ShownField): boolean {
  return !definition.optional && !field.type.neverRequired && !(definition.type === 'file' && definition.min === 0);
}

/** Inside a constraint, `value` is the answer under judgement. */
function withValue(scope: ExpressionScope, value: unknown): ExpressionScope {
  return {
    get: (name) => (name === 'value' ? value : scope.get(name)),
    label: (name) => scope.label?.(name),
    spent: scope.spent,
  };
}

/** The first check that fails; one that cannot be told yet is not held against the person. */
function failing<C extends { readonly expression: Expression }>(checks: readonly C[], scope: ExpressionScope): C[] {
  const failed = checks.find((check) => judge(check.expression, scope) === 'fails');
  return failed === undefined ? [] : [failed];
}

/** How few rows a group may have. */
export function minimumRows(group: GroupField): number {
  return group.optional ? 0 : group.min;
}

function groupErrors(shown: ShownGroup, context: FormContext, reading: ReadingProblems): FieldError[] {
  const { group, rows } = shown;
  const errors = rows.flatMap((row) =>
    group.fields.flatMap((field) => {
      const inRow = row.fields.get(field.id);
      return inRow === undefined ? [] : fieldErrors(inRow, context, reading);
    }),
  );
  const own = groupProblem(shown);
  if (own === undefined) return errors;
  return [{ fieldId: group.id, path: group.id, inputId: inputId(group.id), ...own }, ...errors];
}

function groupProblem({ group, rows, scope }: ShownGroup): Pick<FieldError, 'code' | 'message'> | undefined {
  const { definition } = group;
  const min = minimumRows(definition);
  const label = inBoth(definition.label);
  if (rows.length < min) {
    return rows.length === 0 && min === 1
      ? { code: 'required', message: bilingual('required', { label }) }
      : { code: 'groupMin', message: bilingual('groupMin', { label, min }) };
  }
  if (rows.length > definition.max) {
    return { code: 'groupMax', message: bilingual('groupMax', { label, max: definition.max }) };
  }
  if (rows.length === 0) return undefined;
  const [failed] = failing(group.constraints, withValue(scope, scope.get(group.id)));
  return failed === undefined ? undefined : { code: 'constraint', message: failed.message };
}

/** The checks across fields, said at their field, unless something more precise is already said there. */
function checkErrors(walked: WalkedPage, found: readonly FieldError[]): FieldError[] {
  const errors: FieldError[] = [];
  for (const check of walked.page.checks) {
    const shown = walked.entries.get(check.at);
    const told = [...found, ...errors].some(
      (error) => error.path === check.at || error.path.startsWith(`${check.at}[`),
    );
    if (shown === undefined || told || judge(check.expression, pageScope(shown)) !== 'fails') continue;
    const first = shown.kind === 'group' ? '' : (shown.field.type.firstInput ?? shown.field.type.inputs[0] ?? '');
    errors.push({
      fieldId: check.at,
      path: check.at,
      inputId: inputId(check.at, first),
      code: 'check',
      message: check.message,
    });
  }
  return errors;
}

function pageScope(shown: ShownField | ShownGroup): ExpressionScope {
  return shown.scope;
}
