import fc from 'fast-check';
import { expect, test } from 'vitest';
import { libraryWorkflows } from '../testing/library-workflows.ts';
import { type ActorRole, type AvailabilityContext, availableTransitions } from './available-transitions.ts';
import { compileWorkflow, isEnd } from './compile-workflow.ts';
import { simulateWorkflow } from './simulate-workflow.ts';
import { type WorkflowDefinition, workflowSchema } from './workflow-schema.ts';

const library = [...libraryWorkflows().workflows.values()].map(compileWorkflow);

const context = (actor: ActorRole, answers = {}): AvailabilityContext => ({
  actor,
  answers,
  today: '2026-11-22',
  authority: { code: '27681', kind: 'commune', name: 'Vernon' },
});

test('every act offered starts from the state and is the actor’s; a leader has all that an agent has', () => {
  for (const workflow of library) {
    for (const state of workflow.definition.states) {
      for (const actor of ['agent', 'applicant', 'system'] as const) {
        for (const transition of availableTransitions(workflow, state.id, context(actor))) {
          expect(transition.from).toContain(state.id);
          expect(transition.by).toContain(actor);
        }
      }
      const leader = availableTransitions(workflow, state.id, context('team-leader')).map(({ id }) => id);
      const agent = availableTransitions(workflow, state.id, context('agent')).map(({ id }) => id);
      expect(leader).toEqual(expect.arrayContaining(agent));
    }
  }
});

test('wherever acts taken at random lead, agents can still bring the dossier to an end', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...library),
      fc.array(fc.nat({ max: 1000 }), { maxLength: 30 }),
      (workflow, choices) => {
        let state = workflow.initial.id;
        for (const choice of choices) {
          const roles = ['agent', 'team-leader', 'applicant', 'system'] as const;
          const offered = roles.flatMap((actor) => availableTransitions(workflow, state, context(actor)));
          if (offered.length === 0) break;
          state = offered[choice % offered.length]?.to ?? state;
        }
        expect(canEnd(workflow.definition, state)).toBe(true);
      },
    ),
  );
});

/** Breadth first over agents' acts, without the engine under test. */
function canEnd(definition: WorkflowDefinition, from: string): boolean {
  const phaseOf = (id: string) => definition.states.find((state) => state.id === id)?.phase;
  const seen = new Set([from]);
  for (const id of seen) {
    const phase = phaseOf(id);
    if (phase !== undefined && isEnd(phase)) return true;
    for (const one of definition.transitions) {
      if (one.from.includes(id) && one.by.some((role) => role === 'agent' || role === 'team-leader')) seen.add(one.to);
    }
  }
  return false;
}

test('a condition opens an act or closes it; one that cannot be told closes it', () => {
  const workflow = compileWorkflow(
    workflowSchema.parse({
      workflow: 'conditional',
      version: 1,
      title: 'Essai',
      initial: 'new',
      states: [
        { id: 'new', phase: 'received', label: 'Nouveau', explanation: 'Reçu.' },
        { id: 'done', phase: 'closed', label: 'Fait', explanation: 'Fini.' },
      ],
      transitions: [
        {
          id: 'big',
          from: ['new'],
          to: 'done',
          by: ['agent'],
          label: 'Grand',
          when: 'size_m2 > 20 && today >= "2026-01-01"',
        },
        { id: 'close', from: ['new'], to: 'done', by: ['agent'], label: 'Clore' },
      ],
    }),
  );
  const ids = (answers: Record<string, number>) =>
    availableTransitions(workflow, 'new', context('agent', answers)).map(({ id }) => id);
  expect(ids({ size_m2: 21 })).toEqual(['big', 'close']);
  expect(ids({ size_m2: 20 })).toEqual(['close']);
  expect(ids({})).toEqual(['close']);
});

test('a simulation follows every path to its end, no state twice', () => {
  for (const workflow of library) {
    const { paths, deadEnds, reachable, truncated } = simulateWorkflow(workflow.definition);
    expect(truncated).toBe(false);
    expect(deadEnds).toEqual([]);
    expect(reachable.size).toBe(workflow.definition.states.length);
    expect(paths.length).toBeGreaterThan(2);
    for (const path of paths) {
      expect(new Set(path.states).size).toBe(path.states.length);
      expect(path.transitions.length).toBe(path.states.length - 1);
    }
  }
});
