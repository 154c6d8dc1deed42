import type { ConditionFields } from '../conditions/condition.ts';
import { type ExpressionNode, pathOf } from '../conditions/read-comparison.ts';
import type { ValueKind, ValueSource, ValueSources } from './value.ts';

type Node = ExpressionNode;

/** What an expression is read against. */
export interface Place {
  readonly kind: ValueKind;
  readonly sources: ValueSources;
  readonly fields: ConditionFields;
  /** The sources by the shape of their expressions, and by that of the ways to write them in a text. */
  readonly byShape: ReadonlyMap<string, ValueSource>;
  readonly byShownShape: ReadonlyMap<string, ValueSource>;
}

/** The tree without where it stands in the text. */
export function shapeOf(node: unknown): string {
  if (Array.isArray(node)) return `[${node.map(shapeOf).join()}]`;
  if (typeof node === 'bigint') return `${node}n`;
  if (typeof node !== 'object' || node === null) return JSON.stringify(node) ?? '';
  return 'op' in node && 'args' in node ? `${String(node.op)}(${shapeOf(node.args)})` : '';
}

/** `x == null ? otherwise : inner`, or the other way round. */
export function guardedBy(node: Node): { guard: string; otherwise: Node; inner: Node } | undefined {
  if (node.op !== '?:') return undefined;
  const [test, yes, no] = node.args;
  if (test.op !== '==' && test.op !== '!=') return undefined;
  const [left, right] = test.args;
  const guard = pathOf(left);
  if (guard === undefined || right.op !== 'value' || right.args !== null) return undefined;
  return test.op === '==' ? { guard, otherwise: yes, inner: no } : { guard, otherwise: no, inner: yes };
}
