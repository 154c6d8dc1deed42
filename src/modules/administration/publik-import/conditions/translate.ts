import { fieldIdOf } from '../naming.ts';
import { allOf, anyOf, type CelCondition, not, one } from './cel-condition.ts';
import { compare, truthOf } from './compare.ts';
import { applyFilter } from './filters.ts';
import { type ConditionScope, findReference } from './known-fields.ts';
import { parseDjangoCondition } from './parse-django.ts';
import { parsePythonExpression } from './parse-python.ts';
import { type Arithmetic, type Syntax, UntranslatableError } from './syntax.ts';
import { asNumber, asText, constant, isNothing, nothing, type Value } from './values.ts';

export type ConditionLanguage = 'django' | 'python';

/** The condition in CEL. @throws {UntranslatableError} with the reason, when there is no equivalent. */
export function translateCondition(source: string, language: ConditionLanguage, scope: ConditionScope): CelCondition {
  const text = source.trim();
  const syntax = language === 'python' ? parsePythonExpression(text) : parseDjangoCondition(text);
  return conditionOf(syntax, scope);
}

export function conditionOf(syntax: Syntax, scope: ConditionScope): CelCondition {
  switch (syntax.kind) {
    case 'not':
      return not(conditionOf(syntax.of, scope));
    case 'and':
      return allOf(...operands(syntax, 'and').map((part) => conditionOf(part, scope)));
    case 'or':
      return anyOf(...eitherOf(syntax, scope));
    case 'compare':
      return compare(syntax.operator, translateValue(syntax.left, scope), translateValue(syntax.right, scope), scope);
    case 'choose': {
      const when = conditionOf(syntax.when, scope);
      return anyOf(
        allOf(when, conditionOf(syntax.then, scope)),
        allOf(not(when), conditionOf(syntax.otherwise, scope)),
      );
    }
    default:
      return truthOf(translateValue(syntax, scope));
  }
}

/** What is known to be true makes the rest unneeded, even where the rest cannot be said. */
function eitherOf(syntax: Syntax, scope: ConditionScope): CelCondition[] {
  const parts: CelCondition[] = [];
  let failure: unknown;
  for (const part of operands(syntax, 'or')) {
    try {
      parts.push(conditionOf(part, scope));
    } catch (error) {
      failure ??= error;
    }
  }
  if (failure !== undefined && !parts.some((part) => 'constant' in part && part.constant)) throw failure;
  return parts;
}

function operands(syntax: Syntax, kind: 'and' | 'or'): Syntax[] {
  if (syntax.kind !== kind || (syntax.kind !== 'and' && syntax.kind !== 'or')) return [syntax];
  return [...operands(syntax.left, kind), ...operands(syntax.right, kind)];
}

/** A value of an expression. @throws {UntranslatableError} */
export function translateValue(syntax: Syntax, scope: ConditionScope): Value {
  switch (syntax.kind) {
    case 'constant':
      return constant(syntax.value);
    case 'list':
      return { kind: 'list', items: syntax.items.map((item) => translateValue(item, scope)) };
    case 'name':
      return namedValue(syntax.name, scope);
    case 'filter': {
      // What is worked out of a setting is worked out of its value.
      const inner = { ...scope, settingFields: undefined };
      return applyFilter(
        translateValue(syntax.of, inner),
        syntax.name,
        syntax.args.map((argument) => translateValue(argument, inner)),
        scope,
      );
    }
    case 'arithmetic':
      return calculated(syntax.operator, translateValue(syntax.left, scope), translateValue(syntax.right, scope));
    case 'or':
      return fallenBack(syntax.left, syntax.right, scope);
    default:
      return { kind: 'condition', condition: conditionOf(syntax, scope) };
  }
}

/** In Python, `answer or ""` is the answer: an unanswered field is nothing here too. */
function fallenBack(left: Syntax, right: Syntax, scope: ConditionScope): Value {
  const otherwise = translateValue(right, scope);
  if (isNothing(otherwise) || (otherwise.kind === 'list' && otherwise.items.length === 0))
    return translateValue(left, scope);
  return { kind: 'condition', condition: anyOf(conditionOf(left, scope), truthOf(otherwise)) };
}

function calculated(operator: Arithmetic, left: Value, right: Value): Value {
  const textual = (value: Value) =>
    value.kind === 'text' || (value.kind === 'constant' && typeof value.value === 'string');
  if (operator === '+' && (textual(left) || textual(right))) {
    const [a, b] = [asText(left), asText(right)];
    return { kind: 'text', cel: `${a.cel} + ${b.cel}`, needs: [...a.needs, ...b.needs] };
  }
  if (left.kind === 'date' && right.kind === 'date' && operator === '-') {
    return { kind: 'number', cel: `days(${right.cel}, ${left.cel})`, needs: [...left.needs, ...right.needs] };
  }
  const [a, b] = [asNumber(left), asNumber(right)];
  return { kind: 'number', cel: `(${a.cel} ${operator} ${b.cel})`, needs: [...a.needs, ...b.needs] };
}

function namedValue(written: string, scope: ConditionScope): Value {
  const name = written.replaceAll('.', '_');
  const own =
    /^(?:form_var_|form_objects_var_|form_parent_form_var_|block_var_|form_workflow_form_[a-z0-9_]+?_var_)(.+)$/.exec(
      name,
    );
  if (own !== null && !name.startsWith('form_parent')) return fieldValue(own[1] ?? '', scope);
  const setting = /^form_option_(.+)$/.exec(name)?.[1];
  if (setting !== undefined) return settingValue(setting, scope);
  const numbered = /^(?:form_)?f(\d+)$/.exec(name)?.[1];
  if (numbered !== undefined && scope.fields.has(`#${numbered}`)) return fieldValue(`#${numbered}`, scope);
  const known = surroundingValue(name, scope);
  if (known !== undefined) return known;
  // Old conditions name fields by their identifier alone.
  const reference = findReference(name, scope.fields);
  if (reference !== undefined && reference.rest === '') return fieldValue(name, scope);
  throw new UntranslatableError('condition-outside-data', written);
}

function surroundingValue(name: string, scope: ConditionScope): Value | undefined {
  if (name === 'today' || name === 'datetime_date_today') return { kind: 'date', cel: 'today', days: 0, needs: [] };
  if (/^(form_)?is_in_backoffice$|^form_submission_backoffice$/.test(name)) {
    scope.assume('assumed-front-office', name);
    return constant(false);
  }
  if (name === 'now') throw new UntranslatableError('condition-clock', name);
  if (name === 'form_previous_status') return statusValue(scope.previousStatus, name);
  if (name === 'form_status') return statusValue(scope.status, name);
  if (/^(session|form|request)_user/.test(name) || name.startsWith('session_')) {
    throw new UntranslatableError('condition-account', name);
  }
  if (name === 'commune_name' || name === 'authority_name') return { kind: 'text', cel: 'authority.name', needs: [] };
  return undefined;
}

function statusValue(label: string | undefined, name: string): Value {
  if (label === undefined) throw new UntranslatableError('condition-history', name);
  return constant(label);
}

function fieldValue(name: string, scope: ConditionScope): Value {
  const reference = findReference(name, scope.fields);
  if (reference === undefined) {
    if (scope.fieldsAreComplete) {
      scope.assume('assumed-no-field', name);
      return nothing;
    }
    const identifier = name.endsWith('_raw');
    const field = { id: fieldIdOf(identifier ? name.slice(0, -4) : name), kind: 'unknown', options: [] } as const;
    return { kind: 'field', field, part: identifier ? 'identifier' : 'words' };
  }
  const { field, part, rest } = reference;
  if (rest === '') return { kind: 'field', field, part };
  return partOf(field.id, field.kind, rest);
}

/** Parts of dates; parts of rows, places and outside data have no equivalent. */
function partOf(id: string, kind: string, rest: string): Value {
  if (kind === 'date' && rest === 'year') return { kind: 'number', cel: `int(${id}.substring(0, 4))`, needs: [id] };
  if (kind === 'date' && rest === 'month') return { kind: 'number', cel: `int(${id}.substring(5, 7))`, needs: [id] };
  if (kind === 'date' && rest === 'day') return { kind: 'number', cel: `int(${id}.substring(8, 10))`, needs: [id] };
  if (/^\d+(_|$)/.test(rest)) throw new UntranslatableError('condition-row', `${id}_${rest}`);
  if (kind === 'presence' && /^(url|raw|name|filename|content_type|lat|lon)$/.test(rest)) {
    return { kind: 'condition', condition: one(`${id} != null`) };
  }
  throw new UntranslatableError('condition-part', `${id}_${rest}`);
}

function settingValue(name: string, scope: ConditionScope): Value {
  const bare = name.replace(/_(raw|display|structured|structured_raw|structured_id|structured_text)$/, '');
  const field = scope.settingFields?.get(bare);
  if (field !== undefined) return { kind: 'field', field, part: 'words' };
  const key = [name, bare].find((candidate) => scope.settings.has(candidate));
  const value = key === undefined ? null : (scope.settings.get(key) ?? null);
  scope.assume('assumed-setting', `${name} = ${value === null || value === '' ? '∅' : String(value).slice(0, 60)}`);
  return constant(value);
}
