import { type Locale, type LocalizedText, localize } from '#platform/i18n/text.ts';
import { messageOf } from './check-effects.ts';
import { isEnd } from './compile-workflow.ts';
import { simulateWorkflow } from './simulate-workflow.ts';
import { submissionAct } from './submission-act.ts';
import type { Transition, WorkflowDefinition } from './workflow-schema.ts';

/** One act of a simulated path, in words. */
export interface SimulatedAct {
  readonly transition: string;
  readonly label: string;
  readonly from: string;
  readonly to: string;
  /** Who does it: agent, team-leader, applicant, system. */
  readonly by: readonly string[];
  /** What makes it happen, when nobody does: an event, or `delay`. */
  readonly on?: string;
  /** `10d`, from `state` or another date. */
  readonly after?: string;
  readonly since?: string;
  readonly when?: string;
  /** Labels of what is asked of whoever acts. */
  readonly asks: readonly string[];
  readonly messages: readonly { readonly to: string; readonly subject: string; readonly when?: string }[];
  /** The other effects, in order. */
  readonly effects: readonly string[];
}

/** Everything that may happen to a dossier, to be read by its author or by a program. */
export interface SimulationReport {
  readonly workflow: string;
  readonly title: string;
  readonly states: readonly { readonly id: string; readonly phase: string; readonly label: string }[];
  /** What happens at the filing itself, when something does. */
  readonly filing?: SimulatedAct;
  /** Each way from the first state to an end, no state visited twice. */
  readonly paths: readonly { readonly acts: readonly SimulatedAct[]; readonly end: string }[];
  /** Acts that stay in their state: reminders, notes. They may happen on any path that goes through it. */
  readonly asides: readonly SimulatedAct[];
  /** Acts that leave an ended state: closing, opening again, archiving in time. */
  readonly afterwards: readonly SimulatedAct[];
  readonly deadEnds: readonly string[];
  readonly unreachable: readonly string[];
  /** There were more paths than are listed. */
  readonly truncated: boolean;
}

/** Follows every path of a workflow and says what happens on each. */
export function describeSimulation(definition: WorkflowDefinition, locale: Locale, maxPaths = 500): SimulationReport {
  const { paths, reachable, deadEnds, truncated } = simulateWorkflow(definition, maxPaths);
  const byId = new Map(definition.transitions.map((transition) => [transition.id, transition]));
  const ended = new Set(definition.states.filter(({ phase }) => isEnd(phase)).map(({ id }) => id));
  const subjects = new Map(definition.messages.map(({ id, subject }) => [id, localize(subject, locale)]));
  const say = (text: LocalizedText) => localize(text, locale);
  const describe = (transition: Transition, from: string): SimulatedAct => ({
    transition: transition.id,
    label: say(transition.label),
    from,
    to: transition.to,
    by: transition.by,
    ...(transition.on === undefined ? {} : { on: transition.on }),
    ...(transition.after === undefined ? {} : { after: transition.after, since: transition.since ?? 'state' }),
    ...(transition.when === undefined ? {} : { when: transition.when }),
    asks: transition.form.map((field) => say(field.label)),
    messages: transition.effects.flatMap((effect) => {
      const id = messageOf(effect);
      if (id === undefined) return [];
      const to = effect.effect === 'mail' ? effect.to : effect.effect === 'sms' ? 'applicant (SMS)' : 'applicant';
      return [{ to, subject: subjects.get(id) ?? id, ...(effect.when === undefined ? {} : { when: effect.when }) }];
    }),
    effects: transition.effects.filter((effect) => messageOf(effect) === undefined).map((effect) => effect.effect),
  });
  const filing = submissionAct(definition);
  return {
    workflow: definition.workflow,
    title: say(definition.title),
    states: definition.states.map(({ id, phase, label }) => ({ id, phase, label: say(label) })),
    ...(filing === undefined ? {} : { filing: describe(filing, definition.initial) }),
    paths: paths.map(({ transitions, states }) => ({
      acts: transitions.flatMap((id, index) => {
        const transition = byId.get(id);
        return transition === undefined ? [] : [describe(transition, states[index] ?? definition.initial)];
      }),
      end: states.at(-1) ?? definition.initial,
    })),
    asides: definition.transitions
      .filter((transition) => transition.from.includes(transition.to))
      .map((transition) => describe(transition, transition.to)),
    afterwards: definition.transitions.flatMap((transition) =>
      transition.from
        .filter((from) => from !== transition.to && ended.has(from))
        .map((from) => describe(transition, from)),
    ),
    deadEnds,
    unreachable: definition.states.filter(({ id }) => !reachable.has(id)).map(({ id }) => id),
    truncated,
  };
}

/** The report as lines of text. */
export function simulationLines(report: SimulationReport): string[] {
  const labels = new Map(report.states.map(({ id, label }) => [id, label]));
  const name = (id: string) => `${labels.get(id) ?? id} [${id}]`;
  return [
    `${report.title} [${report.workflow}]: ${report.states.length} states, ${report.paths.length}${report.truncated ? '+' : ''} paths`,
    ...(report.filing === undefined ? [] : ['', ...actLines(report.filing, name)]),
    ...report.paths.flatMap(({ acts, end }, index) => [
      '',
      `Path ${index + 1}: ${[...acts.map((act) => name(act.from)), name(end)].join(' → ')}`,
      ...acts.flatMap((act) => actLines(act, name)),
    ]),
    ...(report.asides.length === 0 ? [] : ['', 'Without leaving the state:']),
    ...report.asides.flatMap((act) => actLines(act, name)),
    ...(report.afterwards.length === 0 ? [] : ['', 'After the end:']),
    ...report.afterwards.flatMap((act) => [`  from ${name(act.from)}:`, ...actLines(act, name)]),
    ...report.deadEnds.map((id) => `Dead end: ${name(id)}`),
    ...report.unreachable.map((id) => `No path leads to ${name(id)}`),
  ];
}

function actLines(act: SimulatedAct, name: (id: string) => string): string[] {
  const moment = act.after === undefined ? act.on : `${act.after} after ${act.since}`;
  return [
    `  ${act.label} [${act.transition}] by ${act.by.join(', ')}${moment === undefined ? '' : ` (${moment})`} → ${name(act.to)}`,
    ...(act.when === undefined ? [] : [`      when ${act.when}`]),
    ...(act.asks.length === 0 ? [] : [`      asks: ${act.asks.join('; ')}`]),
    ...act.messages.map(
      ({ to, subject, when }) => `      tells ${to}: ${subject}${when === undefined ? '' : ` (when ${when})`}`,
    ),
    ...(act.effects.length === 0 ? [] : [`      effects: ${act.effects.join(', ')}`]),
  ];
}
