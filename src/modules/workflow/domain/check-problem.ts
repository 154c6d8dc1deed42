import { checkExpression, compileExpression, type ExpressionVariables } from '#modules/forms/index.ts';

/** What is wrong in a workflow's file: where (`transitions[2].effects[0]`) and what, in English, for its author. */
export interface WorkflowProblem {
  readonly path: string;
  readonly message: string;
}

export interface WorkflowCheckOptions {
  /** Ids of the letters of the library; unknown names are then found. */
  readonly letters?: ReadonlySet<string>;
  /** The variables of the procedure's form (`CompiledForm.variables`); conditions and `{{answers.…}}` are then checked. */
  readonly answers?: ExpressionVariables;
  /** Ids of the fields that agents alone fill in; those that effects write are then checked. */
  readonly agentFields?: ReadonlySet<string>;
  /** Ids of the procedures of the library; those that effects open are then checked. */
  readonly procedures?: ReadonlySet<string>;
}

/** What is wrong with an expression of a workflow; its names and types are checked when the variables are known. */
export function checkWorkflowExpression(
  source: string,
  path: string,
  variables: ExpressionVariables | undefined,
  expected: 'bool' | 'double' | 'any',
): WorkflowProblem[] {
  if (variables !== undefined) {
    return checkExpression(source, variables, expected).map(({ message }) => ({ path, message }));
  }
  try {
    compileExpression(source);
    return [];
  } catch (error) {
    return [{ path, message: error instanceof Error ? error.message : String(error) }];
  }
}
