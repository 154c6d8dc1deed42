import { compileExpression } from '#modules/forms/index.ts';
import {
  type Clause,
  type Condition,
  type ConditionFields,
  guardOf,
  guardsOf,
  isSound,
  mayBeLenient,
  mostLevels,
  normalized,
  type Reading,
} from './condition.ts';
import { needsAnswer } from './operators.ts';
import { type ExpressionNode, pathOf, readComparison } from './read-comparison.ts';

type Node = ExpressionNode;
type Join = '&&' | '||';

interface Place {
  readonly fields: ConditionFields;
  readonly reading: Reading;
}

/**
 * The condition that the builder shows for an expression; undefined for one that takes more than the builder can say.
 * @param reading what a comparison says of an unanswered question when the expression does not say it itself
 */
export function celToCondition(
  source: string,
  fields: ConditionFields,
  reading: Reading = 'condition',
): Condition | undefined {
  let ast: Node;
  try {
    ast = compileExpression(source).ast;
  } catch {
    return undefined;
  }
  return nodeToCondition(ast, fields, reading);
}

/** The same, of an expression that is part of another one. */
export function nodeToCondition(
  ast: Node,
  fields: ConditionFields,
  reading: Reading = 'condition',
): Condition | undefined {
  const place: Place = { fields, reading };
  const single = clauseOf(ast, place);
  if (single !== undefined) return { join: 'all', items: [single] };
  const top = groupOf(ast, place, mostLevels);
  return top === undefined ? undefined : normalized(top);
}

/** The parts of a chain of `&&` or `||`: clauses, or chains of the other kind in it, so many levels down. */
function groupOf(node: Node, place: Place, levels: number): Condition | undefined {
  if (levels === 0 || (node.op !== '&&' && node.op !== '||')) return undefined;
  const items = chainItems(partsOf(node, node.op, place), node.op, place).map((item) =>
    isNode(item) ? groupOf(item, place, levels - 1) : item,
  );
  if (!items.every((item) => item !== undefined)) return undefined;
  return { join: node.op === '&&' ? 'all' : 'any', items };
}

function isNode(item: Clause | Node): item is Node {
  return 'op' in item;
}

/** `a && b && c` is parsed as `(a && b) && c`; what is one clause by itself stays whole. */
function partsOf(node: Node, join: Join, place: Place): Node[] {
  if (node.op !== join || clauseOf(node, place) !== undefined) return [node];
  const [left, right] = node.args;
  return [...partsOf(left, join, place), right];
}

/**
 * The clauses of a chain; a part that is none stays a node. In `x != null && x > 3 && …` written by hand, the first part
 * is only there for the second.
 */
export function chainItems(parts: readonly Node[], join: Join, place: Place): (Clause | Node)[] {
  const items: (Clause | Node)[] = [];
  let index = 0;
  while (index < parts.length) {
    let end = index;
    while (end < parts.length && guardTested(parts[end], join) !== undefined) end += 1;
    const core = parts[end];
    const guarded =
      core === undefined || end === index ? undefined : guardedBy(parts.slice(index, end), core, join, place);
    if (guarded !== undefined) {
      items.push(guarded);
      index = end + 1;
      continue;
    }
    const part = parts[index] as Node;
    items.push(clauseOf(part, place) ?? part);
    index += 1;
  }
  return items;
}

/** What one part of an expression says of one field. */
export function clauseOf(node: Node, place: Place): Clause | undefined {
  if (node.op === '&&' || node.op === '||') {
    const parts = spine(node, node.op);
    const core = parts.pop();
    return core === undefined ? undefined : guardedBy(parts, core, node.op, place);
  }
  const clause = readComparison(node, place.fields);
  if (clause === undefined || !isSound(clause, place.fields)) return undefined;
  if (guardsOf(clause, place.fields).length === 0) return clause;
  // Equality with what is not answered can be told; so it does not say the same as a comparison of two answers.
  if (clause.operator === 'contains-not' || !needsAnswer(clause.operator)) return undefined;
  if (place.reading === 'condition')
    return goesWithout(clause, place.fields.get(clause.field)?.part === undefined) ? clause : undefined;
  return place.fields.get(clause.field)?.part === undefined ? { ...clause, lenient: true } : undefined;
}

/**
 * A comparison that cannot be told does not hold: tests that are left out change nothing, but where what is missing
 * differs from everything.
 * @param hasPart the part of the answer that is compared is known to be there
 */
function goesWithout({ operator }: Clause, hasPart: boolean): boolean {
  return operator !== 'is-not' && (operator !== 'out-commune' || hasPart);
}

function spine(node: Node, join: Join): Node[] {
  if (node.op !== join) return [node];
  const [left, right] = node.args;
  return [...spine(left, join), right];
}

/** `x != null && …` and `x == null || …`: one clause, when the tests are there for the comparison that follows them. */
function guardedBy(guards: readonly Node[], core: Node, join: Join, { fields }: Place): Clause | undefined {
  if (core.op === '&&' || core.op === '||') return undefined;
  const clause = readComparison(core, fields);
  if (clause === undefined || !isSound(clause, fields)) return undefined;
  const tested = guards.map((guard) => guardTested(guard, join));
  const part = fields.get(clause.field)?.part;
  const guarding = guardsOf(
    join === '||' && mayBeLenient(clause, fields) ? { ...clause, lenient: true } : clause,
    fields,
  );
  if (guarding.length === 0) return undefined;
  const needed = part === undefined ? guarding : [...guarding, part];
  const allowed = new Set<string | undefined>(needed);
  const field = fields.get(clause.field);
  if (field !== undefined) allowed.add(guardOf(field));
  if (tested.some((name) => name === undefined || !allowed.has(name))) return undefined;
  const isWhole = needed.every((name) => tested.includes(name));
  if (join === '||') {
    if (!isWhole) return undefined;
    if (clause.operator === 'contains-not') return clause;
    return mayBeLenient(clause, fields) ? { ...clause, lenient: true } : undefined;
  }
  if (clause.operator === 'contains-not') return undefined;
  return isWhole || goesWithout(clause, tested.includes(part)) ? clause : undefined;
}

/** The name that a test of being there tests: `x != null` or `has(x.y)` before `&&`, their contrary before `||`. */
function guardTested(node: Node | undefined, join: Join): string | undefined {
  if (node === undefined) return undefined;
  if (join === '||' && node.op === '!_') return hasTested(node.args);
  if (join === '&&' && node.op === 'call') return hasTested(node);
  if (node.op !== (join === '&&' ? '!=' : '==')) return undefined;
  const [left, right] = node.args;
  return right.op === 'value' && right.args === null ? pathOf(left) : undefined;
}

function hasTested(node: Node): string | undefined {
  if (node.op !== 'call' || node.args[0] !== 'has') return undefined;
  const [path] = node.args[1];
  return path === undefined ? undefined : pathOf(path);
}
