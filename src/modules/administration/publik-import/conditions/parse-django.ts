import { type Comparison, type Syntax, UntranslatableError } from './syntax.ts';
import { readTokens, TokenReader } from './tokens.ts';

/**
 * Parses what Django's `{% if … %}` takes: `or`, `and`, `not`, then `in` and the comparisons, then values with filters.
 * Parentheses, which Django refuses and some exports have, are understood.
 * @throws {UntranslatableError}
 */
export function parseDjangoCondition(source: string): Syntax {
  const reader = new TokenReader(readTokens(source));
  return reader.finish(either(reader));
}

/** Parses what stands between `{{` and `}}`: a value and its filters. */
export function parseDjangoValue(source: string): Syntax {
  const reader = new TokenReader(readTokens(source));
  return reader.finish(filtered(reader));
}

function either(reader: TokenReader): Syntax {
  return reader.deeper(() => {
    let left = both(reader);
    while (reader.accept('or')) left = { kind: 'or', left, right: both(reader) };
    return left;
  });
}

function both(reader: TokenReader): Syntax {
  let left = negation(reader);
  while (reader.accept('and')) left = { kind: 'and', left, right: negation(reader) };
  return left;
}

function negation(reader: TokenReader): Syntax {
  if (reader.accept('not')) return reader.deeper(() => ({ kind: 'not', of: negation(reader) }));
  return comparison(reader);
}

const signs: Readonly<Record<string, Comparison>> = {
  '==': '==',
  '=': '==',
  '!=': '!=',
  '<>': '!=',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
};

function comparison(reader: TokenReader): Syntax {
  let left = filtered(reader);
  for (let operator = takeOperator(reader); operator !== undefined; operator = takeOperator(reader)) {
    left = { kind: 'compare', operator, left, right: filtered(reader) };
  }
  return left;
}

/** `in`, `not in`, `is`, `is not` and the signs. */
export function takeOperator(reader: TokenReader): Comparison | undefined {
  const token = reader.peek();
  if (token?.type === 'sign') {
    const operator = signs[token.value];
    if (operator !== undefined) reader.next();
    return operator;
  }
  if (reader.accept('in')) return 'in';
  if (reader.accept('is')) return reader.accept('not') ? '!=' : '==';
  const after = reader.peek(1);
  if (token?.type === 'word' && token.value === 'not' && after?.type === 'word' && after.value === 'in') {
    reader.next();
    reader.next();
    return 'not in';
  }
  return undefined;
}

function filtered(reader: TokenReader): Syntax {
  let value = operand(reader);
  while (reader.accept('|')) {
    const name = reader.next();
    if (name.type !== 'word') throw new UntranslatableError('condition-syntax', String(name.value));
    const args = reader.accept(':') ? [operand(reader)] : [];
    value = { kind: 'filter', of: value, name: name.value, args };
  }
  return value;
}

const constants: Readonly<Record<string, boolean | null>> = {
  True: true,
  true: true,
  False: false,
  false: false,
  None: null,
  none: null,
  null: null,
};

/** The constant that a word stands for; undefined for a name. */
export function constantOf(word: string): boolean | null | undefined {
  return Object.hasOwn(constants, word) ? constants[word] : undefined;
}

function operand(reader: TokenReader): Syntax {
  if (reader.accept('(')) {
    const inner = either(reader);
    reader.expect(')');
    return inner;
  }
  if (reader.accept('-')) {
    const number = reader.next();
    if (number.type !== 'number') throw reader.unexpected();
    return { kind: 'constant', value: -number.value };
  }
  const token = reader.next();
  if (token.type === 'text' || token.type === 'number') return { kind: 'constant', value: token.value };
  if (token.type !== 'word' || ['and', 'or', 'not', 'in', 'is'].includes(token.value)) {
    throw new UntranslatableError('condition-syntax', String(token.value));
  }
  const constant = constantOf(token.value);
  if (constant !== undefined) return { kind: 'constant', value: constant };
  let name = token.value;
  while (reader.accept('.')) name += `.${reader.next().value}`;
  return { kind: 'name', name };
}
