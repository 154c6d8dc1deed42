import type { ASTNode } from '@marcbachmann/cel-js';
import { isLoop } from './evaluate-expression.ts';
import type { Field, SimpleField } from './form-schema.ts';
import { nearestName } from './nearest-name.ts';

export interface NamedOptionProblem {
  readonly message: string;
  readonly offset: number;
}

/** Values compared with a field of options that are not among its options, also in the rows of a group. */
export function unknownOptions(ast: ASTNode, fieldOf: (name: string) => Field | undefined): NamedOptionProblem[] {
  const problems: NamedOptionProblem[] = [];
  visit(ast, fieldOf, problems);
  return problems;
}

type FieldOf = (name: string) => Field | undefined;

function visit(node: ASTNode, fieldOf: FieldOf, problems: NamedOptionProblem[]): void {
  switch (node.op) {
    case 'value':
    case 'id':
      return;
    case '==':
    case '!=':
      compare(node.args[0], node.args[1], fieldOf, problems);
      compare(node.args[1], node.args[0], fieldOf, problems);
      break;
    case 'in':
      compare(node.args[0], node.args[1], fieldOf, problems);
      compare(node.args[1], node.args[0], fieldOf, problems);
      break;
    case 'rcall':
      visitMethod(node.args, fieldOf, problems);
      return;
    default:
  }
  for (const child of childrenOf(node)) visit(child, fieldOf, problems);
}

function childrenOf(node: ASTNode): readonly ASTNode[] {
  switch (node.op) {
    case 'value':
    case 'id':
    case 'rcall':
      return [];
    case '.':
    case '.?':
      return [node.args[0]];
    case '!_':
    case '-_':
      return [node.args];
    case 'call':
      return node.args[1];
    case 'map':
      return node.args.flat();
    default:
      return node.args;
  }
}

function visitMethod(
  [name, receiver, args]: readonly [string, ASTNode, readonly ASTNode[]],
  fieldOf: FieldOf,
  problems: NamedOptionProblem[],
): void {
  visit(receiver, fieldOf, problems);
  const [variable, ...bodies] = args;
  const group = receiver.op === 'id' ? fieldOf(receiver.args) : undefined;
  if (!isLoop(name) || variable?.op !== 'id') {
    for (const argument of args) visit(argument, fieldOf, problems);
    return;
  }
  const inRows: FieldOf = (path) => {
    if (path === variable.args) return undefined;
    const key = path.startsWith(`${variable.args}.`) ? path.slice(variable.args.length + 1) : undefined;
    if (key === undefined) return fieldOf(path);
    return group?.type === 'group' ? group.fields.find((field) => field.id === key) : undefined;
  };
  for (const body of bodies) visit(body, inRows, problems);
}

function compare(side: ASTNode, other: ASTNode, fieldOf: FieldOf, problems: NamedOptionProblem[]): void {
  const path = pathOf(side);
  const field = path === undefined ? undefined : fieldOf(path);
  const options = field === undefined ? undefined : optionsOf(field);
  if (options === undefined) return;
  const literals = other.op === 'list' ? other.args : [other];
  for (const literal of literals) {
    if (literal.op !== 'value' || typeof literal.args !== 'string' || options.includes(literal.args)) continue;
    const nearest = nearestName(literal.args, options);
    const told = nearest === undefined ? `its options are ${listed(options)}` : `did you mean "${nearest}"?`;
    problems.push({ message: `"${literal.args}" is not an option of "${path}"; ${told}`, offset: literal.range.start });
  }
}

function pathOf(node: ASTNode): string | undefined {
  if (node.op === 'id') return node.args;
  return node.op === '.' && node.args[0].op === 'id' ? `${node.args[0].args}.${node.args[1]}` : undefined;
}

function optionsOf(field: Field): readonly string[] | undefined {
  if (!isOptionField(field) || field.options.length === 0) return undefined;
  return field.options.map((option) => option.value);
}

function isOptionField(field: Field): field is Extract<SimpleField, { type: 'choice' | 'choices' | 'ranked' }> {
  return field.type === 'choice' || field.type === 'choices' || field.type === 'ranked';
}

function listed(options: readonly string[]): string {
  const shown = options.slice(0, 6).map((option) => `"${option}"`);
  return shown.join(', ') + (options.length > shown.length ? '…' : '');
}
