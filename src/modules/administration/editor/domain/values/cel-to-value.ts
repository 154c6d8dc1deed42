import { compileExpression } from '#modules/forms/index.ts';
import { nodeToCondition } from '../conditions/cel-to-condition.ts';
import type { ConditionFields } from '../conditions/condition.ts';
import { type ExpressionNode, literalOf, pathOf } from '../conditions/read-comparison.ts';
import type { Factor, Outcome, Piece, Sum, Term, Value, ValueKind, ValueSource, ValueSources } from './value.ts';
import { shownAs } from './value-to-cel.ts';

type Node = ExpressionNode;

interface Place {
  readonly kind: ValueKind;
  readonly sources: ValueSources;
  readonly fields: ConditionFields;
  /** The sources by the shape of their expressions, and by that of the ways to write them in a text. */
  readonly byShape: ReadonlyMap<string, ValueSource>;
  readonly byShownShape: ReadonlyMap<string, ValueSource>;
}

/** The value that the builder shows for an expression; undefined for one that takes more than it can say. */
export function celToValue(
  source: string,
  kind: ValueKind,
  sources: ValueSources,
  fields: ConditionFields,
): Value | undefined {
  const ast = parsed(source);
  return ast === undefined ? undefined : casesOf(ast, placeFor(kind, sources, fields));
}

function parsed(source: string): Node | undefined {
  try {
    return compileExpression(source).ast;
  } catch {
    return undefined;
  }
}

function placeFor(kind: ValueKind, sources: ValueSources, fields: ConditionFields): Place {
  const byShape = new Map<string, ValueSource>();
  const byShownShape = new Map<string, ValueSource>();
  const add = (shapes: Map<string, ValueSource>, text: string, one: ValueSource) => {
    const ast = parsed(text);
    if (ast !== undefined && !shapes.has(shapeOf(ast))) shapes.set(shapeOf(ast), one);
  };
  for (const one of sources.values()) {
    add(byShape, one.id, one);
    add(byShownShape, shownAs(one), one);
    if (one.kind === 'money') add(byShownShape, `string(${one.id} / 100)`, one);
  }
  return { kind, sources, fields, byShape, byShownShape };
}

/** The tree without where it stands in the text. */
function shapeOf(node: unknown): string {
  if (Array.isArray(node)) return `[${node.map(shapeOf).join()}]`;
  if (typeof node === 'bigint') return `${node}n`;
  if (typeof node !== 'object' || node === null) return JSON.stringify(node) ?? '';
  return 'op' in node && 'args' in node ? `${String(node.op)}(${shapeOf(node.args)})` : '';
}

function casesOf(node: Node, place: Place): Value | undefined {
  const outcome = outcomeOf(node, place);
  if (outcome !== undefined) return { cases: [], otherwise: outcome };
  if (node.op !== '?:') return undefined;
  const [test, yes, no] = node.args;
  const condition = nodeToCondition(test, place.fields);
  const first = outcomeOf(yes, place);
  const rest = casesOf(no, place);
  if (condition === undefined || first === undefined || rest === undefined) return undefined;
  return { ...rest, cases: [{ condition, outcome: first }, ...rest.cases] };
}

function outcomeOf(node: Node, place: Place): Outcome | undefined {
  switch (place.kind) {
    case 'number':
    case 'money':
      return sumOf(bare(node), place);
    case 'text': {
      const pieces = piecesOf(node, place);
      return pieces === undefined ? undefined : { kind: 'words', pieces };
    }
    case 'date': {
      const source = place.byShape.get(shapeOf(node));
      return source?.kind === 'date' ? { kind: 'taken', source: source.id } : undefined;
    }
    case 'yes-no': {
      const condition = nodeToCondition(node, place.fields);
      return condition === undefined ? undefined : { kind: 'judged', condition };
    }
  }
}

/** `double(x)` is x to whoever counts. */
function bare(node: Node): Node {
  if (node.op !== 'call' || node.args[0] !== 'double') return node;
  const [inner] = node.args[1];
  return inner === undefined ? node : bare(inner);
}

function sumOf(node: Node, place: Place): Sum | undefined {
  const bounded = boundOf(node);
  if (bounded !== undefined) {
    const inside = sumOf(bare(bounded.inner), place);
    if (inside === undefined || inside[bounded.bound] !== undefined) return undefined;
    // The greatest value is looked at last: an outer smallest one would say something else.
    if (bounded.bound === 'atLeast' && inside.atMost !== undefined) return undefined;
    return { ...inside, [bounded.bound]: bounded.limit };
  }
  const terms = termsOf(node, '+', place);
  return terms === undefined ? undefined : { kind: 'sum', terms };
}

/** `max(x, 100)`, `min(x, 500)`. */
function boundOf(node: Node): { bound: 'atLeast' | 'atMost'; limit: string; inner: Node } | undefined {
  if (node.op !== 'call' || (node.args[0] !== 'max' && node.args[0] !== 'min')) return undefined;
  const [one, other] = node.args[1];
  if (one === undefined || other === undefined) return undefined;
  const bound = node.args[0] === 'max' ? 'atLeast' : 'atMost';
  const limit = numberOf(other) ?? numberOf(one);
  if (limit === undefined) return undefined;
  return { bound, limit, inner: numberOf(other) === undefined ? other : one };
}

function numberOf(node: Node): string | undefined {
  const value = literalOf(node)?.value;
  return typeof value === 'bigint' || typeof value === 'number' ? String(value) : undefined;
}

function termsOf(node: Node, sign: '+' | '-', place: Place): Term[] | undefined {
  const isAtom = place.byShape.has(shapeOf(node));
  if (!isAtom && (node.op === '+' || node.op === '-')) {
    const flipped = sign === '+' ? '-' : '+';
    const left = termsOf(node.args[0], sign, place);
    const right = termsOf(node.args[1], node.op === '+' ? sign : flipped, place);
    if (left === undefined || right === undefined) return undefined;
    // What stands first with a minus is written 0 - x.
    const isZero = node.op === '-' && numberOf(node.args[0]) === '0';
    return isZero ? right : [...left, ...right];
  }
  const factors = factorsOf(node, place);
  return factors === undefined ? undefined : [{ sign, factors: withAmount(factors, place) }];
}

/** Of a product of numbers only one can be the amount: a written one when no source is. */
function withAmount(factors: readonly Factor[], { kind, sources }: Place): Factor[] {
  if (kind !== 'money' || factors.some(({ source }) => sources.get(source ?? '')?.kind === 'money'))
    return [...factors];
  const written = factors.findLastIndex(({ literal, by }) => literal !== undefined && by === '*');
  return factors.map((factor, index) => (index === written ? { ...factor, isAmount: true } : factor));
}

function factorsOf(node: Node, place: Place): Factor[] | undefined {
  const own = factorOf(node, place);
  if (own !== undefined) return [own];
  const inner = bare(node);
  if (inner !== node) return factorsOf(inner, place);
  if (node.op !== '*' && node.op !== '/') return undefined;
  const left = factorsOf(node.args[0], place);
  const right = factorsOf(node.args[1], place);
  if (left === undefined || right === undefined) return undefined;
  const [only] = right;
  if (node.op === '*') return [...left, ...right];
  return right.length === 1 && only !== undefined ? [...left, { ...only, by: '/' }] : undefined;
}

function factorOf(node: Node, place: Place): Factor | undefined {
  const source = countable(node, place);
  if (source !== undefined) return { by: '*', source: source.id };
  const literal = numberOf(node);
  if (literal !== undefined) return { by: '*', literal };
  const choice = guardedBy(node);
  if (choice === undefined || Number(numberOf(choice.otherwise) ?? Number.NaN) !== 0) return undefined;
  const guarded = countable(bare(choice.inner), place);
  if (guarded === undefined || guarded.guard !== choice.guard) return undefined;
  return { by: '*', source: guarded.id, orZero: true };
}

function countable(node: Node, { byShape }: Place): ValueSource | undefined {
  const found = byShape.get(shapeOf(node));
  return found?.kind === 'number' || found?.kind === 'money' ? found : undefined;
}

/** `x == null ? otherwise : inner`, or the other way round. */
function guardedBy(node: Node): { guard: string; otherwise: Node; inner: Node } | undefined {
  if (node.op !== '?:') return undefined;
  const [test, yes, no] = node.args;
  if (test.op !== '==' && test.op !== '!=') return undefined;
  const [left, right] = test.args;
  const guard = pathOf(left);
  if (guard === undefined || right.op !== 'value' || right.args !== null) return undefined;
  return test.op === '==' ? { guard, otherwise: yes, inner: no } : { guard, otherwise: no, inner: yes };
}

function piecesOf(node: Node, place: Place): Piece[] | undefined {
  if (node.op === '+' && !place.byShownShape.has(shapeOf(node))) {
    const left = piecesOf(node.args[0], place);
    const right = piecesOf(node.args[1], place);
    return left === undefined || right === undefined ? undefined : [...left, ...right];
  }
  const text = literalOf(node)?.value;
  if (typeof text === 'string') return [{ before: text, after: '', otherwise: '' }];
  const source = place.byShownShape.get(shapeOf(node));
  if (source !== undefined) return [{ before: '', source: source.id, after: '', otherwise: '' }];
  const choice = guardedBy(node);
  return choice === undefined ? undefined : guardedPiece(choice, place);
}

function guardedPiece(
  { guard, otherwise, inner }: { guard: string; otherwise: Node; inner: Node },
  place: Place,
): Piece[] | undefined {
  const missing = literalOf(otherwise)?.value;
  const pieces = piecesOf(inner, place);
  if (typeof missing !== 'string' || pieces === undefined) return undefined;
  const at = pieces.findIndex(({ source }) => source !== undefined);
  const piece = pieces[at];
  const source = place.sources.get(piece?.source ?? '');
  if (piece === undefined || source?.guard !== guard) return undefined;
  const isWritten = (one: Piece) => one.source === undefined;
  const before = pieces.slice(0, at);
  const after = pieces.slice(at + 1);
  if (piece.otherwise !== '' || ![...before, ...after].every(isWritten)) return undefined;
  const joined = (some: readonly Piece[]) => some.map((one) => one.before + one.after).join('');
  return [
    {
      before: joined(before) + piece.before,
      source: source.id,
      after: piece.after + joined(after),
      otherwise: missing,
    },
  ];
}
