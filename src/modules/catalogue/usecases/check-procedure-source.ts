import type { FieldBlock } from '#modules/forms/index.ts';
import type { WorkflowDefinition } from '#modules/workflow/index.ts';
import { readIssues } from '#platform/yaml/schema-problems.ts';
import { parseYamlSource, type SourceProblem } from '#platform/yaml/yaml-source.ts';
import { findProcedureProblems, type LibraryNames } from '../domain/check-procedure.ts';
import { pathInSource, placeBlocks } from '../domain/place-blocks.ts';
import { type Procedure, procedureSourceSchema } from '../domain/procedure-schema.ts';

/** What a procedure is checked against. */
export interface ProcedureKit {
  readonly names: LibraryNames;
  readonly blocks: ReadonlyMap<string, FieldBlock>;
  readonly workflows: ReadonlyMap<string, WorkflowDefinition>;
}

export interface CheckedProcedure {
  /** With its blocks in place; absent when the text cannot be read as a procedure. */
  readonly procedure?: Procedure;
  readonly workflow?: WorkflowDefinition | undefined;
  readonly problems: readonly SourceProblem[];
}

/**
 * Reads and checks a procedure as it is written in YAML: its writing, its shape, its names, its conditions and what its
 * workflow reads of it. Every problem has the line at which it stands and says what is expected there. The library and
 * the editor check with this one function.
 */
export function checkProcedureSource(text: string, kit: ProcedureKit): CheckedProcedure {
  const parsed = parseYamlSource(text);
  if ('problems' in parsed) return { problems: parsed.problems };
  const { value, lineOf } = parsed.source;
  const shaped = procedureSourceSchema.safeParse(value);
  if (!shaped.success) {
    return { problems: readIssues(shaped.error).map((problem) => ({ ...problem, line: lineOf(problem.path) })) };
  }
  const source = shaped.data;
  const placed = placeBlocks(source.form, kit.blocks);
  const procedure: Procedure = { ...source, form: placed.form };
  const workflow = kit.workflows.get(source.workflow);
  const problems = [...placed.problems, ...findProcedureProblems(procedure, workflow, kit.names)].map((problem) => {
    const path = pathInSource(problem.path, placed.positions);
    const offset = 'offset' in problem ? problem.offset : undefined;
    return { path, line: lineOf(path, offset), message: problem.message };
  });
  return { procedure, workflow, problems };
}
