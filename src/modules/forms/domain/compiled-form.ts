import type { ExpressionVariables } from './expression-variables.ts';
import type { Expression } from './expressions.ts';
import type { FieldTypeDefinition } from './field-type.ts';
import type { BilingualText } from './form-error.ts';
import type { FormDefinition, FormExit, FormPage, GroupField, SimpleField, TableField } from './form-schema.ts';

/** A constraint or a page's check, ready to run. */
export interface CompiledCheck {
  readonly expression: Expression;
  readonly message: BilingualText;
}

interface CompiledCommon {
  readonly id: string;
  readonly when: Expression | undefined;
  /** Fields of the same page (or row) on which `when` depends: the browser then decides while the person types. */
  readonly whenOnPage: readonly string[];
  readonly constraints: readonly CompiledCheck[];
}

/** A field with its conditions parsed and its type found. */
export interface CompiledField extends CompiledCommon {
  readonly definition: SimpleField;
  readonly type: FieldTypeDefinition;
  /** Conditions of the options that have one, by value. */
  readonly optionConditions: ReadonlyMap<string, Expression> | undefined;
  /** What a computed field is worked out with. */
  readonly value: Expression | undefined;
}

/** Fields that repeat. */
export interface CompiledGroup extends CompiledCommon {
  readonly definition: GroupField;
  /** The table that this group is, when it is written as one. */
  readonly table: TableField | undefined;
  /** In the order of the definition. */
  readonly fields: readonly CompiledField[];
  /** In the order in which conditions can be decided. */
  readonly ordered: readonly CompiledField[];
  readonly fieldsById: ReadonlyMap<string, CompiledField>;
}

export type CompiledEntry = CompiledField | CompiledGroup;

export function isGroup(entry: CompiledEntry): entry is CompiledGroup {
  return entry.definition.type === 'group';
}

export interface CompiledPage {
  readonly id: string;
  readonly index: number;
  readonly definition: FormPage;
  readonly when: Expression | undefined;
  readonly fields: readonly CompiledEntry[];
  readonly ordered: readonly CompiledEntry[];
  readonly checks: readonly (CompiledCheck & { readonly at: string })[];
  readonly exits: readonly { readonly when: Expression; readonly exit: FormExit }[];
  /** At least one field takes files: the page's form is multipart. */
  readonly hasFiles: boolean;
}

/** A form ready to be run; made once per version of a procedure and kept by the caller. */
export interface CompiledForm {
  readonly definition: FormDefinition;
  readonly pages: readonly CompiledPage[];
  readonly pagesById: ReadonlyMap<string, CompiledPage>;
  readonly fieldsById: ReadonlyMap<string, CompiledEntry>;
  readonly pageOfField: ReadonlyMap<string, CompiledPage>;
  /** Amounts of the procedure's tariff in cents, by name: `fee.<id>` in expressions. */
  readonly fees: Readonly<Record<string, bigint>>;
  /** CEL types by variable: what `checkExpression` needs for an expression over this form's answers. */
  readonly variables: ExpressionVariables;
}

/** What is wrong in a form's file: where (`pages[0].fields[2].when`) and what, in English, for its author. */
export interface FormProblem {
  readonly path: string;
  readonly message: string;
  /** Where in the expression at that path, when it is known. */
  readonly offset?: number;
}
