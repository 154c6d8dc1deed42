import type { AdoptedProcedure } from '#modules/catalogue/index.ts';
import { compileWorkflow, type WorkflowDefinition, workflowSchema } from '#modules/workflow/index.ts';
import type { AgentBench } from '../../web/agent/testing/agent-bench.ts';

type Source = Record<string, unknown>;

let lastVersion = 900;

/** A procedure with another workflow, as a version of its own: what is filed with it follows that workflow. */
export async function withWorkflow(
  bench: AgentBench,
  adopted: AdoptedProcedure,
  source: {
    transitions: Source[];
    messages?: Source[];
    states?: Source[];
    letters?: Source[];
    onSubmission?: Source[];
  },
): Promise<AdoptedProcedure> {
  const definition: WorkflowDefinition = workflowSchema.parse({
    workflow: 'trial',
    version: 1,
    title: 'Essai',
    initial: 'new',
    ...(source.letters === undefined ? {} : { letters: source.letters }),
    states: [
      { id: 'new', phase: 'received', label: 'Reçu', explanation: 'Reçu.' },
      ...(source.states ?? []),
      { id: 'done', phase: 'accepted', label: 'Fait', explanation: 'Fait.' },
    ],
    transitions: [
      ...source.transitions.map((transition) => ({
        by: ['agent'],
        label: 'Acte',
        from: ['new'],
        to: 'new',
        ...transition,
      })),
      {
        id: 'finish',
        from: ['new', ...(source.states ?? []).map(({ id }) => id)],
        to: 'done',
        by: ['agent'],
        label: 'Finir',
      },
    ],
    messages: source.messages ?? [],
    ...(source.onSubmission === undefined ? {} : { onSubmission: source.onSubmission }),
  });
  return publishTrial(bench, adopted, definition);
}

/** The procedure with that very workflow, as a version of its own. */
export async function publishTrial(
  bench: AgentBench,
  adopted: AdoptedProcedure,
  definition: WorkflowDefinition,
): Promise<AdoptedProcedure> {
  lastVersion += 1;
  const version = lastVersion;
  await bench.platform.database.open
    .insertInto('procedure_versions')
    .values({
      procedure_id: adopted.procedure.procedure,
      version,
      definition: JSON.stringify({ ...adopted.procedure, version }),
      workflow: JSON.stringify(definition),
      content_hash: `trial ${version}`,
    })
    .execute();
  return { ...adopted, version, overridesRevision: 0, workflow: compileWorkflow(definition) };
}
