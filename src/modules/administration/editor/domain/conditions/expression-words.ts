import { compileExpression } from '#modules/forms/index.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { expressionMessages as say } from '../../messages/expression-messages.ts';
import { celToCondition, chainItems, clauseOf } from './cel-to-condition.ts';
import type { Clause, ConditionField, ConditionFields, Reading } from './condition.ts';
import { clauseInWords, conditionInWords, fieldInWords, valueInWords } from './condition-words.ts';
import { type ExpressionNode, literalOf, pathOf } from './read-comparison.ts';

type Node = ExpressionNode;

/** What surrounds the reading of an expression. */
interface Reader {
  readonly fields: ConditionFields;
  readonly locale: Locale;
  readonly reading: Reading;
}

/** Nobody has words for a part of the expression. */
class NoWordsError extends Error {}

/**
 * Any expression as one reads it aloud, as the builder shows it when it can, else piece by piece; undefined when a piece
 * has no words.
 */
export function expressionInWords(
  source: string,
  fields: ConditionFields,
  locale: Locale,
  reading: Reading = 'condition',
): string | undefined {
  const condition = celToCondition(source, fields, reading);
  if (condition !== undefined) return conditionInWords(condition, fields, locale, reading);
  try {
    return words(compileExpression(source).ast, { fields, locale, reading });
  } catch {
    return undefined;
  }
}

function words(node: Node, reader: Reader): string {
  const { fields, locale, reading } = reader;
  const place = { fields, reading };
  if (isTest(node)) {
    const clause = clauseOf(node, place);
    if (clause !== undefined) return clauseInWords(clause, fields, locale, reading);
  }
  switch (node.op) {
    case '&&':
    case '||': {
      const items = chainItems(spine(node, node.op, reader), node.op, place);
      return items
        .map((item) =>
          'op' in item ? bracketed(item, reader) : clauseInWords(item as Clause, fields, locale, reading),
        )
        .join(say(locale, node.op === '&&' ? 'and' : 'or'));
    }
    case '!_':
      return say(locale, 'not', { words: words(node.args, reader) });
    case '?:': {
      const [condition, yes, no] = node.args;
      return say(locale, 'if', { condition: words(condition, reader), yes: words(yes, reader), no: words(no, reader) });
    }
    case '==':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return comparison(node.op, node.args as [Node, Node], reader);
    case '+':
    case '-':
    case '*':
    case '/':
      return say(locale, `sign.${node.op}`, {
        left: bracketed(node.args[0], reader),
        right: bracketed(node.args[1], reader),
      });
    case '-_': {
      const literal = literalOf(node);
      return literal === undefined ? `-${bracketed(node.args, reader)}` : writtenValue(literal.value, reader);
    }
    case 'value':
      return writtenValue(node.args, reader);
    case 'id':
    case '.':
      return named(node, reader);
    case '[]':
      return wordByAnswer(node.args, reader);
    case 'call':
      return called(node.args[0], node.args[1], reader);
    default:
      throw new NoWordsError();
  }
}

const tests = new Set(['==', '!=', '<', '<=', '>', '>=', '!_', 'in', 'rcall', '&&', '||']);

function isTest(node: Node): boolean {
  return tests.has(node.op);
}

function spine(node: Node, join: '&&' | '||', reader: Reader): Node[] {
  if (node.op !== join || clauseOf(node, reader) !== undefined) return [node];
  return [...spine(node.args[0], join, reader), node.args[1]];
}

const simple = new Set(['value', 'id', '.', 'call', '*', '/']);

function bracketed(node: Node, reader: Reader): string {
  const inside = words(node, reader);
  const isSimple = simple.has(node.op) || (isTest(node) && node.op !== '&&' && node.op !== '||');
  return isSimple ? inside : `(${inside})`;
}

function comparison(sign: '==' | '!=' | '<' | '<=' | '>' | '>=', [left, right]: [Node, Node], reader: Reader): string {
  const { fields, locale } = reader;
  if (right.op === 'value' && right.args === null && (sign === '==' || sign === '!='))
    return say(locale, sign === '==' ? 'empty' : 'filled', { left: words(left, reader) });
  const field = fieldWithin(left, fields);
  const literal = literalOf(right);
  const isAmount = typeof literal?.value === 'bigint' || typeof literal?.value === 'number';
  const isMoney = field?.kind === 'money' && left.op !== 'call' && isAmount;
  const isOption = field?.kind === 'choice' && pathOf(left) === field.id && typeof literal?.value === 'string';
  const said = isMoney || isOption ? valueInWords(String(literal?.value), field, locale) : words(right, reader);
  return say(locale, `compare.${sign}`, { left: words(left, reader), right: said });
}

/** The first field that a computation speaks of: what it adds up is of its kind. */
function fieldWithin(node: Node, fields: ConditionFields): ConditionField | undefined {
  const path = pathOf(node);
  if (path !== undefined) return fields.get(path);
  switch (node.op) {
    case '+':
    case '-':
    case '*':
    case '/':
      return fieldWithin(node.args[0], fields) ?? fieldWithin(node.args[1], fields);
    case '?:':
      return fieldWithin(node.args[1], fields) ?? fieldWithin(node.args[2], fields);
    default:
      return undefined;
  }
}

function writtenValue(value: unknown, { locale }: Reader): string {
  if (typeof value === 'string') return say(locale, 'quoted', { text: value });
  if (typeof value === 'boolean') return say(locale, value ? 'yes' : 'no');
  if (typeof value === 'bigint' || typeof value === 'number') return new Intl.NumberFormat(locale).format(value);
  if (value === null) return say(locale, 'nothing');
  throw new NoWordsError();
}

/** `{ "a": "Adulte", "b": "Enfant" }[kind]`: a word for each answer. */
function wordByAnswer([table, key]: readonly [Node, Node], reader: Reader): string {
  if (table.op !== 'map') throw new NoWordsError();
  return say(reader.locale, 'byAnswer', { answer: words(key, reader) });
}

const surroundings = ['today', 'fiscal_year', 'authority.code', 'authority.name', 'authority.kind'] as const;

function named(node: Node, { fields, locale }: Reader): string {
  const path = pathOf(node);
  if (path === undefined) return cellInWords(node, { fields, locale });
  if (fields.has(path)) return fieldInWords(path, fields, locale);
  const known = surroundings.find((one) => one === path);
  if (known !== undefined) return say(locale, `name.${known}`);
  const [first = '', ...rest] = path.split('.');
  if (first === 'fee' && rest.length === 1) return say(locale, 'name.fee', { fee: rest[0] ?? '' });
  const whole = fields.get(first);
  if (whole === undefined || rest.length !== 1) throw new NoWordsError();
  return say(locale, 'name.part', { part: rest[0] ?? '', whole: fieldInWords(first, fields, locale) });
}

/** A cell of a row of a table or group: `income[0].amount`. */
function cellInWords(node: Node, { fields, locale }: Pick<Reader, 'fields' | 'locale'>): string {
  if (node.op !== '.' || node.args[0].op !== '[]') throw new NoWordsError();
  const [rows, index] = node.args[0].args;
  const path = pathOf(rows);
  const position = literalOf(index)?.value;
  if (path === undefined || !fields.has(path) || typeof position !== 'bigint') throw new NoWordsError();
  return say(locale, 'name.cell', {
    part: node.args[1],
    row: String(position + 1n),
    whole: fieldInWords(path, fields, locale),
  });
}

const one = ['age', 'size', 'year', 'month', 'weekday', 'schoolYear', 'round'] as const;
const two = ['days', 'months', 'years', 'min', 'max', 'shift'] as const;
/** They change how a value is kept, not what it is. */
const transparent = new Set(['int', 'double', 'string', 'label', 'fold']);

function called(name: string, args: readonly Node[], reader: Reader): string {
  const { locale } = reader;
  const [first, second] = args;
  if (first === undefined) throw new NoWordsError();
  if (args.length === 1 && transparent.has(name)) return words(first, reader);
  if (args.length === 1 && name === 'has') return say(locale, 'filled', { left: words(first, reader) });
  const single = one.find((known) => known === name);
  if (single !== undefined && args.length === 1) return say(locale, `call.${single}`, { first: words(first, reader) });
  if (second === undefined) throw new NoWordsError();
  if (name === 'sum' && second.op === 'value')
    return say(locale, 'call.sum', { first: words(first, reader), part: String(second.args) });
  const double = two.find((known) => known === name);
  if (double === undefined || args.length !== 2) throw new NoWordsError();
  return say(locale, `call.${double}`, { first: words(first, reader), second: words(second, reader) });
}
