import type { ASTNode } from '@marcbachmann/cel-js';
import { type Locale, localize } from '#platform/i18n/text.ts';
import { say } from '../messages.ts';
import type { CompiledField } from './compiled-form.ts';
import { compileExpression, type Expression, type ExpressionScope, holds, variablesOf } from './expressions.ts';
import { isSearched } from './field-types/choice.ts';
import type { Field } from './form-schema.ts';

/** The sign of a comparison of numbers. */
export type NumberOrder = '<' | '<=' | '>' | '>=';

/**
 * A condition that the browser can decide from the inputs of the page, by names of inputs: the value of an input, one of
 * several values, a ticked box, anything typed. What depends on earlier pages is already decided (`true`, `false`).
 */
export type ShowWhen =
  | boolean
  | readonly ['is', name: string, value: string]
  | readonly ['filled', name: string]
  /** How the number typed stands to another; an amount in euros. Without a number it does not. */
  | readonly [NumberOrder, name: string, limit: number]
  | readonly ['not', ShowWhen]
  | readonly ['and' | 'or', ShowWhen, ShowWhen];

/** The fields of the page on which conditions may depend. */
export interface PageNames {
  /** The field of that name on this page (or in this row), with the name of its input; undefined when it is elsewhere. */
  find(variable: string): { readonly field: CompiledField; readonly inputName: string } | undefined;
}

/**
 * The condition for the browser, exactly as the server will decide it; undefined when it takes more than comparisons
 * with what is written in it (an age, a sum): the field is then shown, with words that say when it is to be filled in.
 */
export function showWhen(condition: Expression, names: PageNames, scope: ExpressionScope): ShowWhen | undefined {
  return translate(condition.ast, names, scope);
}

function translate(node: ASTNode, names: PageNames, scope: ExpressionScope): ShowWhen | undefined {
  const source = node.input.slice(node.range.start, node.range.end);
  if (!readsPage(node, names)) return holdsAlone(source, scope);
  switch (node.op) {
    case 'id':
      return isTrue(node.args, names, 'yes');
    case '!_':
      return negation(node.args, names, scope);
    case '==':
      return comparison(node.args, names);
    case '!=':
      return not(comparison(node.args, names));
    case 'in':
      return membership(node.args, names);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return order(node.op, node.args, names);
    case '&&':
    case '||':
      return both(node.op === '&&' ? 'and' : 'or', node.args, names, scope);
    default:
      return undefined;
  }
}

function readsPage(node: ASTNode, names: PageNames): boolean {
  return variablesOf(node).some((variable) => names.find(variable) !== undefined);
}

function holdsAlone(source: string, scope: ExpressionScope): boolean | undefined {
  try {
    return holds(compileExpression(source), scope);
  } catch {
    return undefined;
  }
}

function isTrue(variable: string, names: PageNames, value: 'yes' | 'no'): ShowWhen | undefined {
  const found = names.find(variable);
  if (found === undefined || !isYesOrNo(found.field.definition)) return undefined;
  return ['is', found.inputName, value];
}

function isYesOrNo(field: Field): boolean {
  return field.type === 'yes-no' || field.type === 'consent' || field.type === 'declaration';
}

/** `!answered` is false for an unanswered question, as in the server: only comparisons can be turned round. */
function negation(node: ASTNode, names: PageNames, scope: ExpressionScope): ShowWhen | undefined {
  if (node.op === 'id') return isTrue(node.args, names, 'no');
  if (node.op === '==' || node.op === '!=') return not(translate(node, names, scope));
  return undefined;
}

function not(condition: ShowWhen | undefined): ShowWhen | undefined {
  if (condition === undefined) return undefined;
  if (typeof condition === 'boolean') return !condition;
  return condition[0] === 'not' ? condition[1] : ['not', condition];
}

function comparison([left, right]: readonly [ASTNode, ASTNode], names: PageNames): ShowWhen | undefined {
  const [variable, literal] = left.op === 'id' ? [left, right] : [right, left];
  if (variable.op !== 'id' || literal.op !== 'value') return undefined;
  const found = names.find(variable.args);
  if (found === undefined) return undefined;
  if (literal.args === null) return ['not', ['filled', found.inputName]];
  if (typeof literal.args === 'boolean') return isTrue(variable.args, names, literal.args ? 'yes' : 'no');
  return typeof literal.args === 'string' && holdsTypedText(found.field.definition)
    ? ['is', found.inputName, literal.args]
    : undefined;
}

/** `people > 4`: what has no number holds neither that way nor the other. */
function order(sign: NumberOrder, [left, right]: readonly [ASTNode, ASTNode], names: PageNames): ShowWhen | undefined {
  if (left.op !== 'id' || right.op !== 'value') return undefined;
  const written = right.args;
  const found = names.find(left.args);
  const type = found?.field.definition.type;
  if (found === undefined || (type !== 'number' && type !== 'money')) return undefined;
  if (typeof written !== 'bigint' && typeof written !== 'number') return undefined;
  return [sign, found.inputName, type === 'money' ? Number(written) / 100 : Number(written)];
}

/** Types whose input holds the very answer. */
function holdsTypedText(field: Field): boolean {
  return (field.type === 'choice' && !isSearched(field)) || field.type === 'country';
}

function membership([item, list]: readonly [ASTNode, ASTNode], names: PageNames): ShowWhen | undefined {
  if (list.op === 'id' && item.op === 'value' && typeof item.args === 'string') {
    const found = names.find(list.args);
    return found?.field.definition.type === 'choices' ? ['is', found.inputName, item.args] : undefined;
  }
  if (item.op !== 'id' || list.op !== 'list') return undefined;
  const each = list.args.map((literal) => comparison([item, literal], names));
  return each.reduce<ShowWhen | undefined>(
    (all, one) => (all === undefined || one === undefined ? undefined : all === false ? one : ['or', all, one]),
    false,
  );
}

function both(
  word: 'and' | 'or',
  [left, right]: readonly [ASTNode, ASTNode],
  names: PageNames,
  scope: ExpressionScope,
): ShowWhen | undefined {
  const first = translate(left, names, scope);
  const second = translate(right, names, scope);
  const decisive = word === 'or';
  if (first === decisive || second === decisive) return decisive;
  if (first === undefined || second === undefined) return undefined;
  if (typeof first === 'boolean') return second;
  return typeof second === 'boolean' ? first : [word, first, second];
}

/** "(si « Vous êtes » est « Une association »)", for those who read the page without script. */
export function describeShowWhen(
  condition: ShowWhen | undefined,
  fieldOf: (inputName: string) => Field | undefined,
  locale: Locale,
): string {
  const words = condition === undefined ? undefined : inWords(condition, fieldOf, locale);
  return words === undefined ? say(locale, 'onlyIfConcerned') : say(locale, 'onlyIf', { condition: words });
}

function inWords(
  condition: ShowWhen,
  fieldOf: (inputName: string) => Field | undefined,
  locale: Locale,
  negative = false,
): string | undefined {
  if (typeof condition === 'boolean') return undefined;
  switch (condition[0]) {
    case 'not':
      return inWords(condition[1], fieldOf, locale, !negative);
    case 'filled': {
      const field = fieldOf(condition[1]);
      return (
        field && say(locale, negative ? 'conditionEmpty' : 'conditionFilled', { field: localize(field.label, locale) })
      );
    }
    // The words of a number are those of its unit: "if it concerns you" says it well enough.
    case '<':
    case '<=':
    case '>':
    case '>=':
      return undefined;
    case 'is': {
      const field = fieldOf(condition[1]);
      if (field === undefined) return undefined;
      const params = { field: localize(field.label, locale), value: valueInWords(field, condition[2], locale) };
      return say(locale, negative ? 'conditionIsNot' : 'conditionIs', params);
    }
    default: {
      const listed = sameField(condition, fieldOf, locale, negative);
      if (listed !== undefined) return listed;
      const [word, left, right] = condition;
      const parts = [inWords(left, fieldOf, locale, negative), inWords(right, fieldOf, locale, negative)];
      const [first, second] = parts;
      if (first === undefined || second === undefined) return undefined;
      return first + say(locale, (word === 'or') !== negative ? 'conditionOr' : 'conditionAnd') + second;
    }
  }
}

/** "« Vous êtes » est « A » ou « B »": several values of one field are said together. */
function sameField(
  condition: ShowWhen,
  fieldOf: (inputName: string) => Field | undefined,
  locale: Locale,
  negative: boolean,
): string | undefined {
  const values = alternatives(condition);
  const [first] = values ?? [];
  if (values === undefined || first === undefined || negative) return undefined;
  const field = fieldOf(first[1]);
  if (field === undefined || values.some((value) => value[1] !== first[1])) return undefined;
  const quoted = say(locale, 'conditionQuote');
  const value = values.map((one) => valueInWords(field, one[2], locale)).join(quoted);
  return say(locale, 'conditionIs', { field: localize(field.label, locale), value });
}

function alternatives(condition: ShowWhen): (readonly ['is', string, string])[] | undefined {
  if (typeof condition === 'boolean') return undefined;
  if (condition[0] === 'is') return [condition];
  if (condition[0] !== 'or') return undefined;
  const left = alternatives(condition[1]);
  const right = alternatives(condition[2]);
  return left === undefined || right === undefined ? undefined : [...left, ...right];
}

function valueInWords(field: Field, value: string, locale: Locale): string {
  if (field.type === 'choice' || field.type === 'choices') {
    const option = field.options.find((candidate) => candidate.value === value);
    return option === undefined ? value : localize(option.label, locale);
  }
  return isYesOrNo(field) ? say(locale, value === 'yes' ? 'yes' : 'no') : value;
}
