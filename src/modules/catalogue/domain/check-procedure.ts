import {
  type ChoiceLists,
  checkConditionOf,
  checkExpression,
  checkForm,
  compileForm,
  type FormProblem,
  isForAgents,
} from '#modules/forms/index.ts';
import { checkWorkflow, type WorkflowDefinition } from '#modules/workflow/index.ts';
import { ownerOfProcedure } from './own-procedure.ts';
import type { Procedure } from './procedure-schema.ts';

/** What a procedure may refer to. */
export interface LibraryNames {
  readonly competences: ReadonlySet<string>;
  readonly themes: ReadonlySet<string>;
  readonly lifeEvents: ReadonlySet<string>;
  readonly relays: ReadonlySet<string>;
  readonly letters: ReadonlySet<string>;
  /** The library's procedures, which `open-dossier` may open; not checked when absent. */
  readonly procedures?: ReadonlySet<string>;
  /** Lists of options; those that the process knows when absent. */
  readonly lists?: ChoiceLists;
}

/** Everything wrong with a procedure and with the way its workflow reads its form: `path: what`. */
export function checkProcedure(
  procedure: Procedure,
  workflow: WorkflowDefinition | undefined,
  names: LibraryNames,
): string[] {
  return findProcedureProblems(procedure, workflow, names).map(({ path, message }) => `${path}: ${message}`);
}

/** The same, each with its path in the file and, within an expression, the place. */
export function findProcedureProblems(
  procedure: Procedure,
  workflow: WorkflowDefinition | undefined,
  names: LibraryNames,
): FormProblem[] {
  const problems: FormProblem[] = [];
  const expectName = (path: string, id: string, known: ReadonlySet<string>, kind: string) => {
    if (!known.has(id)) problems.push({ path, message: `no ${kind} has the id "${id}"` });
  };
  expectName('competence', procedure.competence, names.competences, 'competence');
  expectName('theme', procedure.theme, names.themes, 'theme');
  for (const [index, event] of procedure.lifeEvents.entries())
    expectName(`lifeEvents[${index}]`, event, names.lifeEvents, 'life event');
  if (workflow === undefined)
    problems.push({ path: 'workflow', message: `no workflow has the id "${procedure.workflow}"` });
  for (const [index, page] of procedure.form.pages.entries()) {
    for (const [position, exit] of page.exits.entries()) {
      if (exit.link !== undefined && 'relay' in exit.link) {
        expectName(`form.pages[${index}].exits[${position}].link.relay`, exit.link.relay, names.relays, 'relay');
      }
    }
  }
  const surroundings = { fees: procedure.fees, ...(names.lists === undefined ? {} : { lists: names.lists }) };
  const formProblems = checkForm(procedure.form, surroundings).map((problem) => ({
    ...problem,
    path: `form.${problem.path}`,
  }));
  if (formProblems.length > 0) return [...problems, ...formProblems];

  const form = compileForm(procedure.form, surroundings);
  for (const part of ['applicant', 'place'] as const) {
    for (const [key, id] of Object.entries(procedure[part] ?? {})) {
      if (id !== undefined && !form.fieldsById.has(id))
        problems.push({ path: `${part}.${key}`, message: `the form has no field "${id}"` });
    }
  }
  if (procedure.headline !== undefined) {
    for (const problem of checkExpression(procedure.headline, form.variables, 'string'))
      problems.push({ ...problem, path: 'headline' });
  }
  if (procedure.urgentWhen !== undefined) {
    for (const problem of checkConditionOf(form, procedure.urgentWhen))
      problems.push({ ...problem, path: 'urgentWhen' });
  }
  if (workflow !== undefined) {
    const options = {
      letters: names.letters,
      answers: form.variables,
      agentFields: new Set([...form.fieldsById.values()].filter(isForAgents).map(({ id }) => id)),
      ...(names.procedures === undefined
        ? {}
        : { procedures: openable(names.procedures, procedure.procedure, workflow) }),
    };
    for (const problem of checkWorkflow(workflow, options)) {
      problems.push({ path: 'workflow', message: `${workflow.workflow}, ${problem.path}: ${problem.message}` });
    }
  }
  return problems;
}

/** The library's procedures, this one, and those that its own authority wrote: only that authority knows them. */
function openable(known: ReadonlySet<string>, id: string, workflow: WorkflowDefinition): ReadonlySet<string> {
  const owner = ownerOfProcedure(id);
  const effects = [...workflow.transitions.flatMap((one) => one.effects), ...(workflow.onSubmission ?? [])];
  const own = effects.flatMap((effect) =>
    effect.effect === 'open-dossier' && owner !== undefined && ownerOfProcedure(effect.procedure) === owner
      ? [effect.procedure]
      : [],
  );
  return new Set([...known, id, ...own]);
}
