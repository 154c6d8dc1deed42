import { nodeToCondition } from '../conditions/cel-to-condition.ts';
import { type Condition, isSoundCondition, normalized } from '../conditions/condition.ts';
import { type ExpressionNode, literalOf, pathOf } from '../conditions/read-comparison.ts';
import { guardedBy, type Place, shapeOf } from './expression-shape.ts';
import type { ChosenWords, Phrase, Piece } from './value.ts';

type Node = ExpressionNode;

/** Words and answers one after the other, each with what is said while it is not answered. */
export function piecesOf(node: Node, place: Place): Piece[] | undefined {
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

/** The same, where parts of the text depend on the answers: undefined when it takes more than cases. */
export function chosenPiecesOf(node: Node, place: Place): (Piece | ChosenWords)[] | undefined {
  const plain = piecesOf(node, place);
  if (plain !== undefined) return plain;
  if (node.op === '+') {
    const left = chosenPiecesOf(node.args[0], place);
    const right = chosenPiecesOf(node.args[1], place);
    return left === undefined || right === undefined ? undefined : [...left, ...right];
  }
  const ways = waysOf(node, place);
  if (ways?.otherwise === undefined || ways.cases.length > mostWays) return undefined;
  const { cases, otherwise } = ways;
  return cases.every(({ condition }) => isSoundCondition(condition, place.fields)) ? [{ cases, otherwise }] : undefined;
}

/** As many as the builder keeps. */
export const mostWays = 24;

interface Ways {
  readonly cases: ChosenWords['cases'];
  /** What is said in all other cases; undefined when there is none once `answered` has an answer. */
  readonly otherwise?: Phrase;
  readonly answered?: string;
}

/** What a part of a text may say, the first case that holds deciding. */
function waysOf(node: Node, place: Place): Ways | undefined {
  const phrase = phraseOf(node, place);
  if (phrase !== undefined) return { cases: [], otherwise: phrase };
  switch (node.op) {
    case '+': {
      const left = waysOf(node.args[0], place);
      const right = waysOf(node.args[1], place);
      return left === undefined || right === undefined ? undefined : product(left, right);
    }
    case '[]':
      return optionsOf(node.args[0], node.args[1], place);
    case '?:':
      return eitherOf(node, place);
    default:
      return undefined;
  }
}

/** Words and answers without any condition; an answer that is missing may be written as nothing. */
function phraseOf(node: Node, place: Place): Phrase | undefined {
  const source = place.byShownShape.get(shapeOf(node));
  if (source !== undefined) return [{ source: source.id }];
  const text = literalOf(node)?.value;
  // Braces hold the names of answers in what is typed.
  if (typeof text === 'string') return /[{}]/.test(text) ? undefined : text === '' ? [] : [text];
  if (node.op === '+') {
    const left = phraseOf(node.args[0], place);
    const right = phraseOf(node.args[1], place);
    return left === undefined || right === undefined ? undefined : joined(left, right);
  }
  const guarded = guardedBy(node);
  if (guarded === undefined || literalOf(guarded.otherwise)?.value !== '') return undefined;
  const inner = place.byShownShape.get(shapeOf(guarded.inner));
  return inner?.guard === guarded.guard ? [{ source: inner.id }] : undefined;
}

/** One after the other, words that touch written as one. */
function joined(left: Phrase, right: Phrase): Phrase {
  const last = left.at(-1);
  const [first, ...rest] = right;
  if (typeof last !== 'string' || typeof first !== 'string') return [...left, ...right];
  return [...left.slice(0, -1), last + first, ...rest];
}

/** Both one after the other: each way of the one with each way of the other. */
function product(left: Ways, right: Ways): Ways | undefined {
  const one = left.otherwise;
  const other = right.otherwise;
  if (one !== undefined && left.cases.length === 0)
    return {
      ...right,
      cases: right.cases.map((way) => ({ ...way, phrase: joined(one, way.phrase) })),
      ...(other === undefined ? {} : { otherwise: joined(one, other) }),
    };
  if (other !== undefined && right.cases.length === 0)
    return {
      ...left,
      cases: left.cases.map((way) => ({ ...way, phrase: joined(way.phrase, other) })),
      ...(one === undefined ? {} : { otherwise: joined(one, other) }),
    };
  if (one === undefined || other === undefined) return undefined;
  return {
    cases: [
      ...left.cases.flatMap(({ condition, phrase }) => [
        ...right.cases.map((way) => ({
          condition: both(condition, way.condition),
          phrase: joined(phrase, way.phrase),
        })),
        { condition, phrase: joined(phrase, other) },
      ]),
      ...right.cases.map((way) => ({ ...way, phrase: joined(one, way.phrase) })),
    ],
    otherwise: joined(one, other),
  };
}

function both(one: Condition, other: Condition): Condition {
  return normalized({ join: 'all', items: [one, other] });
}

/** `{ "a": "Words of a", … }[x]`, when it has words for each option of x. */
function optionsOf(map: Node, key: Node, place: Place): Ways | undefined {
  const answered = pathOf(key);
  const field = place.fields.get(answered ?? '');
  if (map.op !== 'map' || answered === undefined || field?.kind !== 'choice') return undefined;
  const phrases = new Map<unknown, Phrase | undefined>(
    map.args.map(([name, words]) => [literalOf(name)?.value, phraseOf(words, place)]),
  );
  const cases = field.options.flatMap(({ value }) => {
    const phrase = phrases.get(value);
    if (phrase === undefined) return [];
    const is = { field: answered, operator: 'is' as const, values: [value] };
    return [{ condition: { join: 'all' as const, items: [is] }, phrase }];
  });
  return cases.length === 0 || cases.length < field.options.length ? undefined : { cases, answered };
}

function eitherOf(node: Node, place: Place): Ways | undefined {
  const guarded = guardedBy(node);
  const answered = guarded === undefined ? undefined : waysOf(guarded.inner, place);
  // Without an answer the one, with it a case for each option: the one is what is said in all other cases.
  if (guarded !== undefined && answered?.answered === guarded.guard && answered.otherwise === undefined) {
    const otherwise = phraseOf(guarded.otherwise, place);
    return otherwise === undefined ? undefined : { cases: answered.cases, otherwise };
  }
  // What is said with an answer comes first, whichever way round it is written.
  if (guarded !== undefined && answered?.otherwise !== undefined && answered.cases.length === 0) {
    const otherwise = phraseOf(guarded.otherwise, place);
    const filled = { field: guarded.guard, operator: 'filled' as const, values: [] };
    const condition = { join: 'all' as const, items: [filled] };
    if (otherwise !== undefined && isSoundCondition(condition, place.fields))
      return { cases: [{ condition, phrase: answered.otherwise }], otherwise };
  }
  if (node.op !== '?:') return undefined;
  const [test, yes, no] = node.args;
  const condition = nodeToCondition(test, place.fields);
  const held = waysOf(yes, place);
  const rest = waysOf(no, place);
  if (condition === undefined || held?.otherwise === undefined || rest?.otherwise === undefined) return undefined;
  return {
    cases: [
      ...held.cases.map((way) => ({ ...way, condition: both(condition, way.condition) })),
      { condition, phrase: held.otherwise },
      ...rest.cases,
    ],
    otherwise: rest.otherwise,
  };
}
