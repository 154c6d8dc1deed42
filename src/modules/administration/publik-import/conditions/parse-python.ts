import { constantOf, takeOperator } from './parse-django.ts';
import { type Arithmetic, type Syntax, UntranslatableError } from './syntax.ts';
import { readTokens, TokenReader } from './tokens.ts';

/**
 * Parses the Python expressions of old exports: boolean and comparison operators (chains too), `if … else`, arithmetic,
 * attributes, items, lists, and calls, which become filters (`len(x)` is `x|length`, `x.lower()` is `x|lower`).
 * @throws {UntranslatableError}
 */
export function parsePythonExpression(source: string): Syntax {
  const text = source.trim().replace(/^=/, '');
  const reader = new TokenReader(readTokens(text));
  return reader.finish(conditional(reader));
}

function conditional(reader: TokenReader): Syntax {
  return reader.deeper(() => {
    const then = either(reader);
    if (!reader.accept('if')) return then;
    const when = either(reader);
    reader.expect('else');
    return { kind: 'choose', when, then, otherwise: conditional(reader) };
  });
}

function either(reader: TokenReader): Syntax {
  let left = both(reader);
  while (reader.accept('or')) left = { kind: 'or', left, right: both(reader) };
  return left;
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

/** `a < b < c` is `a < b and b < c`. */
function comparison(reader: TokenReader): Syntax {
  let left = sum(reader);
  let whole: Syntax | undefined;
  for (let operator = takeOperator(reader); operator !== undefined; operator = takeOperator(reader)) {
    const right = sum(reader);
    const link: Syntax = { kind: 'compare', operator, left, right };
    whole = whole === undefined ? link : { kind: 'and', left: whole, right: link };
    left = right;
  }
  return whole ?? left;
}

function sum(reader: TokenReader): Syntax {
  let left = product(reader);
  for (;;) {
    const operator = acceptOne(reader, ['+', '-']);
    if (operator === undefined) return left;
    left = { kind: 'arithmetic', operator, left, right: product(reader) };
  }
}

function product(reader: TokenReader): Syntax {
  let left = unary(reader);
  for (;;) {
    const operator = acceptOne(reader, ['*', '/', '%']);
    if (operator === undefined) return left;
    left = { kind: 'arithmetic', operator, left, right: unary(reader) };
  }
}

function acceptOne(reader: TokenReader, operators: readonly Arithmetic[]): Arithmetic | undefined {
  return operators.find((operator) => reader.accept(operator));
}

function unary(reader: TokenReader): Syntax {
  if (!reader.accept('-')) return postfixed(reader);
  const of = reader.deeper(() => unary(reader));
  return of.kind === 'constant' && typeof of.value === 'number'
    ? { kind: 'constant', value: -of.value }
    : { kind: 'arithmetic', operator: '-', left: { kind: 'constant', value: 0 }, right: of };
}

function postfixed(reader: TokenReader): Syntax {
  let value = operand(reader);
  for (;;) {
    if (reader.accept('.')) {
      const name = String(reader.next().value);
      value = reader.accept('(') ? method(value, name, sequence(reader, ')')) : attribute(value, name);
    } else if (reader.accept('[')) {
      const [index] = sequence(reader, ']');
      if (index?.kind !== 'constant') throw new UntranslatableError('condition-part');
      value = attribute(value, String(index.value));
    } else if (reader.accept('(')) {
      value = call(value, sequence(reader, ')'));
    } else return value;
  }
}

function attribute(of: Syntax, name: string): Syntax {
  if (of.kind !== 'name') throw new UntranslatableError('condition-part', name);
  return { kind: 'name', name: `${of.name}.${name}` };
}

const functions: Readonly<Record<string, string>> = {
  len: 'length',
  int: 'decimal',
  float: 'decimal',
  Decimal: 'decimal',
  str: 'string',
  unicode: 'string',
  bool: 'truth',
  list: 'list',
  set: 'list',
};

function call(of: Syntax, args: readonly Syntax[]): Syntax {
  const [first] = args;
  if (of.kind === 'name' && first !== undefined) {
    const filter = functions[of.name];
    if (filter !== undefined) return { kind: 'filter', of: first, name: filter, args: args.slice(1) };
  }
  // `vars()` and `locals()` hold the variables by name; `get` reads them.
  if (of.kind === 'name' && ['vars', 'locals', 'globals'].includes(of.name) && args.length === 0) return of;
  throw new UntranslatableError('condition-filter', of.kind === 'name' ? of.name : '');
}

function method(of: Syntax, name: string, args: readonly Syntax[]): Syntax {
  const [first] = args;
  if (name === 'get' && of.kind === 'name' && first?.kind === 'constant' && typeof first.value === 'string') {
    return ['vars', 'locals', 'globals'].includes(of.name)
      ? { kind: 'name', name: first.value }
      : attribute(of, first.value);
  }
  return { kind: 'filter', of, name, args };
}

function sequence(reader: TokenReader, end: string): Syntax[] {
  const items: Syntax[] = [];
  while (!reader.accept(end)) {
    items.push(conditional(reader));
    if (!reader.accept(',')) {
      reader.expect(end);
      break;
    }
  }
  return items;
}

function operand(reader: TokenReader): Syntax {
  if (reader.accept('(')) {
    const items = sequence(reader, ')');
    const [only] = items;
    return only !== undefined && items.length === 1 ? only : { kind: 'list', items };
  }
  if (reader.accept('[')) return { kind: 'list', items: sequence(reader, ']') };
  const token = reader.next();
  if (token.type === 'text' || token.type === 'number') return { kind: 'constant', value: token.value };
  if (token.type !== 'word') throw new UntranslatableError('condition-syntax', String(token.value));
  const constant = constantOf(token.value);
  return constant === undefined ? { kind: 'name', name: token.value } : { kind: 'constant', value: constant };
}
