import type { Transition, WorkflowDefinition } from './workflow-schema.ts';

/** A way through the workflow: the acts in order, and the states gone through, the initial one first. */
export interface WorkflowPath {
  readonly transitions: readonly string[];
  readonly states: readonly string[];
}

export interface WorkflowSimulation {
  /** Every way from the initial state to a state without issue or an end, no state visited twice. */
  readonly paths: readonly WorkflowPath[];
  readonly reachable: ReadonlySet<string>;
  /** Reachable states from which neither the house nor time alone brings the dossier to an end. */
  readonly deadEnds: readonly string[];
  /** There were more paths than `maxPaths`. */
  readonly truncated: boolean;
}

const ends: ReadonlySet<string> = new Set(['accepted', 'refused', 'closed', 'withdrawn']);

/** Follows every act from the initial state, conditions taken as possible. */
export function simulateWorkflow(definition: WorkflowDefinition, maxPaths = 10_000): WorkflowSimulation {
  const reachable = closure([definition.initial], definition.transitions, 'forward');
  const endable = closure(
    definition.states.filter((state) => ends.has(state.phase)).map((state) => state.id),
    definition.transitions.filter(needsNobodyElse),
    'backward',
  );
  const deadEnds = [...reachable].filter((state) => !endable.has(state));
  return { reachable, deadEnds, ...listPaths(definition, maxPaths) };
}

/** An agent can do it, or time does it for sure: a delay from a date that may never come is not counted on. */
function needsNobodyElse(transition: Transition): boolean {
  if (transition.by.includes('agent') || transition.by.includes('team-leader')) return true;
  return transition.on === 'delay' && ['state', 'submitted'].includes(transition.since ?? 'state');
}

/** The states that can be reached from (or that lead to) those given, themselves included. */
function closure(
  start: readonly string[],
  transitions: readonly Transition[],
  direction: 'forward' | 'backward',
): Set<string> {
  const found = new Set(start);
  const pending = [...start];
  for (let state = pending.pop(); state !== undefined; state = pending.pop()) {
    const current = state;
    const next =
      direction === 'forward'
        ? transitions.filter((one) => one.from.includes(current)).map((one) => one.to)
        : transitions.filter((one) => one.to === current).flatMap((one) => one.from);
    for (const id of next) {
      if (found.has(id)) continue;
      found.add(id);
      pending.push(id);
    }
  }
  return found;
}

function listPaths(definition: WorkflowDefinition, maxPaths: number): { paths: WorkflowPath[]; truncated: boolean } {
  const phaseOf = new Map(definition.states.map((state) => [state.id, state.phase]));
  const paths: WorkflowPath[] = [];
  const pending: WorkflowPath[] = [{ transitions: [], states: [definition.initial] }];
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    const { transitions, states } = path;
    const state = states.at(-1) ?? definition.initial;
    const onward = ends.has(phaseOf.get(state) ?? '')
      ? []
      : definition.transitions.filter((one) => one.from.includes(state) && !states.includes(one.to));
    if (onward.length === 0) {
      if (paths.length === maxPaths) return { paths, truncated: true };
      paths.push(path);
    }
    for (const one of onward) {
      pending.push({ transitions: [...transitions, one.id], states: [...states, one.to] });
    }
  }
  return { paths, truncated: false };
}
