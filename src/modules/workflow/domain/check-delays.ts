import type { WorkflowCheckOptions, WorkflowProblem } from './check-problem.ts';
import { placedActs } from './submission-act.ts';
import type { SystemEvent, Transition, WorkflowDefinition } from './workflow-schema.ts';

/** What a delay may count from, besides a date that somebody gives. */
const fixedStarts: ReadonlySet<string> = new Set(['state', 'submitted', 'complete']);

/** What is wrong with the delay of a transition: none, from an unknown date, or shared with an agent's button. */
export function checkDelay(
  definition: WorkflowDefinition,
  transition: Transition,
  path: string,
  options: WorkflowCheckOptions,
): WorkflowProblem[] {
  if (transition.on !== 'delay') {
    return [
      ...(transition.after === undefined ? [] : [{ path: `${path}.after`, message: 'Goes with "on: delay" only' }]),
      ...(transition.since === undefined ? [] : [{ path: `${path}.since`, message: 'Goes with "on: delay" only' }]),
    ];
  }
  const problems: WorkflowProblem[] = [];
  if (transition.after === undefined) {
    problems.push({ path: `${path}.after`, message: 'A transition by delay says after how long: 10d, 5wd, 2m or 1y' });
  }
  const { since } = transition;
  if (since !== undefined && !fixedStarts.has(since) && !isKnownDate(definition, transition, since, options)) {
    const message = `"${since}" is neither state, submitted, complete nor a date asked by the form or by an act that leads here`;
    problems.push({ path: `${path}.since`, message });
  }
  return problems;
}

function isKnownDate(
  definition: WorkflowDefinition,
  transition: Transition,
  since: string,
  options: WorkflowCheckOptions,
): boolean {
  if (options.answers === undefined || Object.hasOwn(options.answers, since)) return true;
  return definition.transitions.some(
    (act) => transition.from.includes(act.to) && act.form.some((field) => field.id === since && field.type === 'date'),
  );
}

/** What makes an event happen, when it is an effect of the workflow itself. */
const broughtBy: Readonly<Partial<Record<SystemEvent, string>>> = {
  'payment-made': 'payment',
  'payment-cancelled': 'payment',
  'appointment-booked': 'appointment',
  'appointment-held': 'appointment',
  'appointment-missed': 'appointment',
  'opinion-given': 'ask-opinion',
  signed: 'signature',
  'signature-refused': 'signature',
  'connector-answered': 'webhook',
  transferred: 'transfer',
};

/** An event that nothing in the workflow brings: the transition would never be taken. */
export function checkEvents(definition: WorkflowDefinition): WorkflowProblem[] {
  const used = new Set(
    placedActs(definition).flatMap(({ act }) => act.effects.map((effect) => effect.effect as string)),
  );
  return definition.transitions.flatMap((transition, index) => {
    const effect = transition.on === undefined ? undefined : broughtBy[transition.on];
    if (effect === undefined || used.has(effect)) return [];
    const message = `Nothing brings the event "${transition.on}": no transition has the effect "${effect}"`;
    return [{ path: `transitions[${index}].on`, message }];
  });
}

/**
 * Two transitions of the system that the same event would take from the same state: the first in the file is taken, so a
 * second one is reached only when the first has a condition.
 */
export function checkSystemChoices(definition: WorkflowDefinition): WorkflowProblem[] {
  return definition.transitions.flatMap((transition, index) => {
    if (transition.on === undefined) return [];
    const rival = definition.transitions
      .slice(0, index)
      .find((one) => one.when === undefined && isSameMoment(one, transition) && sharesState(one, transition));
    return rival === undefined
      ? []
      : [{ path: `transitions[${index}]`, message: `"${rival.id}" is already taken by the same event` }];
  });
}

function isSameMoment(one: Transition, other: Transition): boolean {
  if (one.on !== other.on) return false;
  return one.on !== 'delay' || (one.after === other.after && (one.since ?? 'state') === (other.since ?? 'state'));
}

function sharesState(one: Transition, other: Transition): boolean {
  return one.from.some((id) => other.from.includes(id));
}

/**
 * A circle that turns without anybody: delays that lead back to where they began, or calls to another system whose answer
 * makes the next call. A reminder (a delay that stays in its state) is not one: it is sent once in each stay.
 */
export function checkCircles(definition: WorkflowDefinition): WorkflowProblem[] {
  const calls = (transition: Transition) => transition.effects.some((effect) => effect.effect === 'webhook');
  const moves = definition.transitions.flatMap((transition, index) => {
    if (transition.on !== 'delay' && transition.on !== 'connector-answered') return [];
    return transition.from
      .filter((from) => from !== transition.to || (transition.on === 'connector-answered' && calls(transition)))
      .map((from) => ({ from, to: transition.to, index, id: transition.id }));
  });
  const circle = moves.find((move) => leadsTo(move.to, move.from, moves));
  if (circle === undefined) return [];
  const message = `Endless circle: after "${circle.id}" the dossier comes back to "${circle.from}" by itself, again and again`;
  return [{ path: `transitions[${circle.index}]`, message }];
}

function leadsTo(
  start: string,
  goal: string,
  moves: readonly { readonly from: string; readonly to: string }[],
): boolean {
  const seen = new Set([start]);
  const pending = [start];
  for (let state = pending.pop(); state !== undefined; state = pending.pop()) {
    if (state === goal) return true;
    for (const move of moves) {
      if (move.from !== state || seen.has(move.to)) continue;
      seen.add(move.to);
      pending.push(move.to);
    }
  }
  return false;
}
