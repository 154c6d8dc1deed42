/** A condition as CEL text, with how tightly it binds, or one that is always the same. */
export type CelCondition =
  | { readonly constant: boolean }
  | { readonly cel: string; readonly binding: 'or' | 'and' | 'one' };

export const always: CelCondition = { constant: true };
export const never: CelCondition = { constant: false };

export function constantly(constant: boolean): CelCondition {
  return constant ? always : never;
}

export function one(cel: string): CelCondition {
  return { cel, binding: 'one' };
}

/** All of them hold; what is always true goes away. */
export function allOf(...conditions: readonly CelCondition[]): CelCondition {
  if (conditions.some((condition) => 'constant' in condition && !condition.constant)) return never;
  const parts = distinct(conditions);
  const [first] = parts;
  if (first === undefined) return always;
  if (parts.length === 1) return first;
  return { cel: parts.map((part) => within(part, 'and')).join(' && '), binding: 'and' };
}

/** One of them holds; what is never true goes away. */
export function anyOf(...conditions: readonly CelCondition[]): CelCondition {
  if (conditions.some((condition) => 'constant' in condition && condition.constant)) return always;
  const parts = distinct(conditions);
  const [first] = parts;
  if (first === undefined) return never;
  if (parts.length === 1) return first;
  return { cel: parts.map((part) => within(part, 'or')).join(' || '), binding: 'or' };
}

type Written = Extract<CelCondition, { cel: string }>;

function distinct(conditions: readonly CelCondition[]): Written[] {
  const written = conditions.filter((condition): condition is Written => 'cel' in condition);
  return written.filter((condition, index) => written.findIndex((other) => other.cel === condition.cel) === index);
}

function within(part: Written, outer: 'and' | 'or'): string {
  return part.binding === 'one' || part.binding === outer ? part.cel : `(${part.cel})`;
}

/** An answer's name, a comparison operator, and a constant or another name: turned round it stays readable. */
const plainComparison = /^([a-z]\w*) (==|!=) (null|true|false|[a-z]\w*|"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?)$/;

/** It does not hold. Comparisons turn round, so that the words shown to administrators stay plain. */
export function not(condition: CelCondition): CelCondition {
  if ('constant' in condition) return constantly(!condition.constant);
  const plain = plainComparison.exec(condition.cel);
  if (plain !== null) return one(`${plain[1]} ${plain[2] === '==' ? '!=' : '=='} ${plain[3]}`);
  return one(`!(${condition.cel})`);
}

/** A text as CEL writes it. */
export function celText(value: string): string {
  return JSON.stringify(value).replace(/[\u007f-\u009f\u2028\u2029]/g, ' ');
}

/** A text for `when`, or the constant. */
export function writtenCondition(condition: CelCondition): string | boolean {
  return 'constant' in condition ? condition.constant : condition.cel;
}
