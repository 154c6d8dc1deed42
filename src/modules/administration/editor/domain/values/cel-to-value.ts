import { compileExpression } from '#modules/forms/index.ts';
import { nodeToCondition } from '../conditions/cel-to-condition.ts';
import type { ConditionFields } from '../conditions/condition.ts';
import { type ExpressionNode, literalOf } from '../conditions/read-comparison.ts';
import { guardedBy, type Place, shapeOf } from './expression-shape.ts';
import {
  type Factor,
  isChosen,
  type Outcome,
  type Phrase,
  type Piece,
  type Sum,
  type Term,
  type Value,
  type ValueKind,
  type ValueSource,
  type ValueSources,
  type Words,
} from './value.ts';
import { shownAs } from './value-to-cel.ts';
import { chosenPiecesOf, piecesOf } from './words-of-cel.ts';

type Node = ExpressionNode;

/** The value that the builder shows for an expression; undefined for one that takes more than it can say. */
export function celToValue(
  source: string,
  kind: ValueKind,
  sources: ValueSources,
  fields: ConditionFields,
): Value | undefined {
  const ast = parsed(source);
  if (ast === undefined) return undefined;
  const place = placeFor(kind, sources, fields);
  return casesOf(ast, place) ?? (kind === 'text' ? chosenCases(ast, place) : undefined);
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
    if (one.kind === 'money') {
      add(byShownShape, `string(${one.id} / 100)`, one);
      add(byShownShape, `string(int(${one.id} / 100))`, one);
    }
  }
  return { kind, sources, fields, byShape, byShownShape };
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

/** The same of a text whose parts depend on the answers each by itself. */
function chosenCases(node: Node, place: Place): Value | undefined {
  if (node.op === '?:') {
    const [test, yes, no] = node.args;
    const condition = nodeToCondition(test, place.fields);
    const pieces = chosenPiecesOf(yes, place);
    const rest = chosenCases(no, place);
    if (condition !== undefined && pieces !== undefined && rest !== undefined)
      return { ...rest, cases: [{ condition, outcome: { kind: 'words', pieces } }, ...rest.cases] };
  }
  const pieces = chosenPiecesOf(node, place);
  const [only, ...others] = pieces ?? [];
  // A text that is cases and nothing else is a table of cases.
  if (only !== undefined && others.length === 0 && isChosen(only))
    return {
      cases: only.cases.map(({ condition, phrase }) => ({ condition, outcome: wordsOf(phrase) })),
      otherwise: wordsOf(only.otherwise),
    };
  return pieces === undefined ? undefined : { cases: [], otherwise: { kind: 'words', pieces } };
}

function wordsOf(phrase: Phrase): Words {
  const nothing = { before: '', after: '', otherwise: '' };
  return {
    kind: 'words',
    pieces: phrase.flatMap((part): Piece[] => {
      if (typeof part === 'string') return [{ ...nothing, before: part }];
      return 'source' in part ? [{ ...nothing, source: part.source }] : [];
    }),
  };
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
