import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ActorRole, availableTransitions } from './available-transitions.ts';
import { checkWorkflow } from './check-workflow.ts';
import { compileWorkflow, isEnd } from './compile-workflow.ts';
import { describeSimulation } from './describe-simulation.ts';
import { simulateWorkflow } from './simulate-workflow.ts';
import { type Phase, phases, type WorkflowDefinition, workflowSchema } from './workflow-schema.ts';

const stateIds = ['a', 'b', 'c', 'd', 'e'] as const;

/** Workflows of some states and arcs, most of them unsound. */
const randomWorkflow: fc.Arbitrary<WorkflowDefinition> = fc
  .record({
    phases: fc.array(fc.constantFrom<Phase>(...phases), { minLength: 1, maxLength: 4 }),
    arcs: fc.array(
      fc.record({
        from: fc.uniqueArray(fc.nat(4), { minLength: 1, maxLength: 3 }),
        to: fc.nat(4),
        kind: fc.constantFrom('agent', 'team-leader', 'applicant', 'applicant-answered', 'delay', 'delay-date'),
        after: fc.constantFrom('0d', '10d', '2m'),
        when: fc.option(fc.constantFrom('true', 'today > "2026-01-01"'), { nil: undefined }),
      }),
      { minLength: 1, maxLength: 8 },
    ),
  })
  .map(({ phases: others, arcs }) => {
    const count = others.length + 1;
    const name = (index: number) => stateIds[index % count] ?? 'a';
    const states = ['received' as Phase, ...others].map((phase, index) => ({
      id: name(index),
      phase,
      label: 'État',
      explanation: 'État.',
    }));
    const transitions = arcs.map(({ from, to, kind, after, when }, index) => ({
      id: `t${index}`,
      from: [...new Set(from.map(name))],
      to: name(to),
      by: kind === 'applicant-answered' || kind.startsWith('delay') ? ['system'] : [kind],
      label: 'Acte',
      ...(when === undefined ? {} : { when }),
      ...(kind === 'applicant-answered' ? { on: kind } : {}),
      ...(kind === 'delay' ? { on: 'delay', after } : {}),
      ...(kind === 'delay-date' ? { on: 'delay', after, since: 'some_date' } : {}),
    }));
    return workflowSchema.parse({ workflow: 'random', version: 1, title: 'Essai', initial: 'a', states, transitions });
  });

/** Whether the house and the calendar alone lead from a state to an end: found by trying, apart from the checker. */
function canEnd(definition: WorkflowDefinition, from: string): boolean {
  const phaseOf = new Map(definition.states.map(({ id, phase }) => [id, phase]));
  let reached = new Set([from]);
  for (let step = 0; step <= definition.states.length; step += 1) {
    if ([...reached].some((id) => isEnd(phaseOf.get(id) ?? 'received'))) return true;
    const next = definition.transitions
      .filter(
        ({ by, on, since }) =>
          by.includes('agent') || by.includes('team-leader') || (on === 'delay' && since === undefined),
      )
      .filter((transition) => transition.from.some((id) => reached.has(id)))
      .map(({ to }) => to);
    reached = new Set([...reached, ...next]);
  }
  return false;
}

test('property: a workflow is accepted only when every state that can be reached can come to an end', () => {
  let accepted = 0;
  fc.assert(
    fc.property(randomWorkflow, (definition) => {
      if (checkWorkflow(definition).length > 0) return;
      accepted += 1;
      for (const { id } of definition.states) expect(canEnd(definition, id), `from ${id}`).toBe(true);
    }),
    { numRuns: 3000 },
  );
  expect(accepted).toBeGreaterThan(20);
});

const roles: readonly ActorRole[] = ['agent', 'team-leader', 'applicant', 'system'];
const authority = { code: '27681', kind: 'commune', name: 'Vernon' };

test('property: whatever acts follow one another, the dossier stays in declared states', () => {
  fc.assert(
    fc.property(randomWorkflow, fc.array(fc.tuple(fc.constantFrom(...roles), fc.nat())), (definition, acts) => {
      if (checkWorkflow(definition).length > 0) return;
      const workflow = compileWorkflow(definition);
      let state = workflow.initial.id;
      for (const [actor, choice] of acts) {
        const open = availableTransitions(workflow, state, { actor, answers: {}, today: '2026-11-22', authority });
        const taken = open[choice % Math.max(1, open.length)];
        if (taken === undefined) continue;
        expect(taken.from).toContain(state);
        state = taken.to;
        expect(workflow.statesById.has(state)).toBe(true);
      }
    }),
    { numRuns: 2000 },
  );
});

test('property: every simulated path can be walked, act after act', () => {
  fc.assert(
    fc.property(randomWorkflow, (definition) => {
      const byId = new Map(definition.transitions.map((transition) => [transition.id, transition]));
      const { paths } = simulateWorkflow(definition, 200);
      for (const { transitions, states } of paths) {
        expect(states[0]).toBe(definition.initial);
        expect(new Set(states).size).toBe(states.length);
        transitions.forEach((id, index) => {
          const transition = byId.get(id);
          expect(transition?.from).toContain(states[index]);
          expect(transition?.to).toBe(states[index + 1]);
        });
      }
      expect(describeSimulation(definition, 'fr', 200).paths).toHaveLength(paths.length);
    }),
    { numRuns: 1000 },
  );
});

test('property: no accepted workflow turns in a circle by the calendar alone', () => {
  fc.assert(
    fc.property(randomWorkflow, (definition) => {
      if (checkWorkflow(definition).length > 0) return;
      for (const { id: start } of definition.states) {
        let at = new Set([start]);
        for (let step = 0; step < definition.states.length; step += 1) {
          const moved = definition.transitions
            .filter((one) => one.on === 'delay' && !one.from.includes(one.to) && one.from.some((id) => at.has(id)))
            .map(({ to }) => to);
          at = new Set(moved);
          expect([...at]).not.toContain(start);
        }
      }
    }),
    { numRuns: 2000 },
  );
});
