import { checkExpression, checkForm, compileForm } from '#modules/forms/index.ts';
import { checkWorkflow, type WorkflowDefinition } from '#modules/workflow/index.ts';
import type { Procedure } from './procedure-schema.ts';

/** What a procedure may refer to. */
export interface LibraryNames {
  readonly competences: ReadonlySet<string>;
  readonly themes: ReadonlySet<string>;
  readonly lifeEvents: ReadonlySet<string>;
  readonly relays: ReadonlySet<string>;
  readonly letters: ReadonlySet<string>;
}

/** Everything wrong with a procedure and with the way its workflow reads its form: `path: what`. */
export function checkProcedure(
  procedure: Procedure,
  workflow: WorkflowDefinition | undefined,
  names: LibraryNames,
): string[] {
  const problems: string[] = [];
  const expectName = (path: string, id: string, known: ReadonlySet<string>, kind: string) => {
    if (!known.has(id)) problems.push(`${path}: no ${kind} has the id "${id}"`);
  };
  expectName('competence', procedure.competence, names.competences, 'competence');
  expectName('theme', procedure.theme, names.themes, 'theme');
  for (const event of procedure.lifeEvents) expectName('lifeEvents', event, names.lifeEvents, 'life event');
  if (workflow === undefined) problems.push(`workflow: no workflow has the id "${procedure.workflow}"`);
  for (const [index, page] of procedure.form.pages.entries()) {
    for (const exit of page.exits) {
      if (exit.link !== undefined && 'relay' in exit.link) {
        expectName(`form.pages.${index}.exits`, exit.link.relay, names.relays, 'relay');
      }
    }
  }
  const formProblems = checkForm(procedure.form, { fees: procedure.fees }).map(
    (problem) => `form.${problem.path}: ${problem.message}`,
  );
  if (formProblems.length > 0) return [...problems, ...formProblems];

  const form = compileForm(procedure.form, { fees: procedure.fees });
  for (const [key, id] of [...Object.entries(procedure.applicant), ...Object.entries(procedure.place ?? {})]) {
    if (id !== undefined && !form.fieldsById.has(id)) problems.push(`${key}: the form has no field "${id}"`);
  }
  const expressions = [
    ['headline', procedure.headline, 'string'],
    ['urgentWhen', procedure.urgentWhen, 'bool'],
  ] as const;
  for (const [key, source, type] of expressions) {
    if (source === undefined) continue;
    for (const problem of checkExpression(source, form.variables, type)) problems.push(`${key}: ${problem.message}`);
  }
  if (workflow !== undefined) {
    const options = { letters: names.letters, answers: form.variables };
    for (const problem of checkWorkflow(workflow, options)) {
      problems.push(`workflow ${workflow.workflow}, ${problem.path}: ${problem.message}`);
    }
  }
  return problems;
}
