import { submissionEffectKinds, type WorkflowDefinition } from '#modules/workflow/index.ts';
import { idOf } from '../naming.ts';
import type { PublikStatus } from '../read/publik-workflow.ts';
import { plainWords } from '../rich-words.ts';
import { type ConversionState, erased } from './conversion-state.ts';
import { french } from './drafts.ts';
import type { Outcome, StatusEntrance } from './enter-status.ts';
import { explanationOf, phaseOf } from './phases.ts';
import { isEnd, roleOf } from './read-status.ts';
import type { DraftEffect, DraftState, DraftTransition, Move } from './workflow-drafts.ts';
import { isApplicant } from './workflow-effects.ts';

/** Makes states and transitions of the moves: each leads to where a dossier rests, with what is done on the way. */
export class TransitionBuilder {
  readonly #state: ConversionState;
  readonly #entrance: StatusEntrance;

  /** What is done with the filing itself. */
  readonly onSubmission: DraftEffect[] = [];

  constructor(state: ConversionState, entrance: StatusEntrance) {
    this.#state = state;
    this.#entrance = entrance;
  }

  transitions(): { initial: string; transitions: DraftTransition[] } {
    const transitions: DraftTransition[] = [];
    const [first] = this.#state.workflow.statuses;
    const initial = first === undefined ? 'etat' : this.#begin(first, transitions);
    // Entering statuses may add moves by hand: the list grows while it is read.
    for (let index = 0; index < this.#state.moves.length && index < 400; index += 1) {
      const move = this.#state.moves[index];
      if (move !== undefined) this.#addTransitions(move, transitions);
    }
    return { initial, transitions };
  }

  /**
   * What Publik does at submission is done with the filing; where it depends on conditions or changes more than a filing
   * may, by time or an agent.
   */
  #begin(first: PublikStatus, transitions: DraftTransition[]): string {
    const outcomes = this.#entrance.enter(first.id, undefined, []);
    const [only] = outcomes;
    const lasting = (effects: readonly DraftEffect[]) =>
      effects.filter((effect) => !['notify', 'mail', 'note'].includes(effect.effect));
    const able = (effect: DraftEffect) => submissionEffectKinds.some((kind) => kind === effect.effect);
    if (only !== undefined && outcomes.length === 1 && only.when.length === 0 && lasting(only.effects).every(able)) {
      // The applicant gets a receipt and the team a notice anyway: the rest is done with the filing.
      const told = ({ effect, to }: DraftEffect) => effect === 'notify' || (effect === 'mail' && to === 'team');
      this.onSubmission.push(...only.effects.filter((effect) => !told(effect)));
      if (only.effects.some(told)) this.#state.notes.add('info', this.#state.place(first.name), 'submission-messages');
      return this.#state.stateId(only.to);
    }
    this.#state.notes.add('settle', this.#state.place(first.name), 'submission-acts');
    for (const outcome of outcomes.filter((one) => one.to !== first.id)) {
      const label = `Prendre en compte : ${this.#state.nameOf(outcome.to)}`.slice(0, 100);
      const when = outcome.when.length === 0 ? {} : { when: joined(outcome.when) };
      const common = {
        from: [this.#state.stateId(first.id)],
        to: this.#state.stateId(outcome.to),
        label: french(label),
        form: [],
        effects: lasting(outcome.effects),
        ...when,
      };
      transitions.push({
        id: this.#state.transitionIds.take(idOf(`debut ${outcome.to}`, 'debut', 36)),
        by: ['agent', 'team-leader'],
        ...common,
      });
      transitions.push({
        id: this.#state.transitionIds.take(idOf(`debut auto ${outcome.to}`, 'debut', 36)),
        by: ['system'],
        on: 'delay',
        after: '0d',
        ...common,
      });
    }
    return this.#state.stateId(first.id);
  }

  /** Where dossiers of a status rest: itself, or where it leads at once. */
  #restingOf(statusId: string): string[] {
    if (statusId === erased) return [erased];
    return [...new Set(this.#entrance.enter(statusId, undefined, []).map((outcome) => outcome.to))];
  }

  #origins(move: Move): string[] {
    if (move.from === '*')
      return this.#state.workflow.statuses
        .filter((status) => this.#restingOf(status.id).includes(status.id))
        .map((status) => status.id);
    if (move.from === 'ends') return this.#state.workflow.statuses.filter(isEnd).map((status) => status.id);
    return [...new Set(move.from.flatMap((id) => this.#restingOf(id)))];
  }

  #addTransitions(move: Move, transitions: DraftTransition[]): void {
    const origins = this.#origins(move).filter(
      (origin) => move.to === 'same' || origin !== move.to || move.effects.length > 0,
    );
    if (origins.length === 0) return;
    if (move.to === 'same') {
      for (const origin of origins) this.#push(move, [origin], { to: origin, effects: [], when: [] }, transitions);
      return;
    }
    const [origin] = origins;
    const outcomes =
      move.to === erased
        ? [{ to: erased, effects: [], when: [] }]
        : this.#entrance.enter(move.to, origins.length === 1 ? origin : undefined, []);
    for (const outcome of outcomes)
      this.#push(
        move,
        origins.filter((one) => one !== outcome.to || move.effects.length > 0 || outcome.effects.length > 0),
        outcome,
        transitions,
      );
  }

  #push(move: Move, origins: readonly string[], outcome: Outcome, transitions: DraftTransition[]): void {
    if (origins.length === 0) return;
    const when = joined([...(move.when === undefined ? [] : [move.when]), ...outcome.when]);
    transitions.push({
      id: this.#state.transitionIds.take(idOf(move.label, 'acte', 36)),
      from: [...new Set(origins.map((origin) => this.#state.stateId(origin)))],
      to: this.#state.stateId(outcome.to),
      by: [...move.by],
      ...(move.on === undefined ? {} : { on: move.on }),
      ...(move.after === undefined ? {} : { after: move.after }),
      ...(move.since === undefined ? {} : { since: move.since }),
      label: french(move.label),
      ...(move.hint === undefined ? {} : { hint: french(move.hint) }),
      ...(move.tone === undefined ? {} : { tone: move.tone }),
      ...(when === '' ? {} : { when }),
      form: move.form.map((field) => ({ ...field, ...(move.by.includes('system') ? { optional: true } : {}) })),
      effects: [...move.effects, ...outcome.effects],
    });
  }

  states(): DraftState[] {
    const statuses = this.#state.workflow.statuses.map((status, index): DraftState => {
      const waits = status.items.some(
        (item) => ['form', 'edit'].includes(roleOf(item)) && item.by.length > 0 && item.by.every(isApplicant),
      );
      const phase = phaseOf(status, isEnd(status), waits, index === 0);
      const words = (this.#entrance.explanations.get(status.id) ?? []).join('\n\n');
      return {
        id: this.#state.stateId(status.id),
        phase,
        label: french(plainWords(status.name) || status.id),
        explanation: french(words === '' ? explanationOf(phase) : words.slice(0, 2000)),
      };
    });
    return [
      ...statuses,
      {
        id: this.#state.stateId(erased),
        phase: 'closed',
        label: french('Données effacées'),
        explanation: french('Les données de cette demande ont été effacées.'),
      },
    ];
  }

  /** A status is carried over as a state, or inside the acts that pass through it. */
  countStatuses(settled: WorkflowDefinition | undefined, transitions: readonly DraftTransition[]): void {
    const kept = new Set(settled?.states.map((state) => state.id));
    for (const status of this.#state.workflow.statuses) {
      const id = this.#state.stateId(status.id);
      const passed =
        !transitions.some((transition) => transition.from.includes(id)) &&
        status.items.some((item) => roleOf(item) === 'immediate');
      this.#state.statusCount.count(settled !== undefined && (kept.has(id) || passed));
      if (settled === undefined || kept.has(id)) continue;
      this.#state.notes.add(
        passed ? 'info' : 'kept',
        this.#state.place(status.name),
        passed ? 'status-merged' : 'status-unreachable',
      );
    }
  }
}

function joined(conditions: readonly string[]): string {
  const distinct = [...new Set(conditions)];
  return distinct.length <= 1
    ? (distinct[0] ?? '')
    : distinct.map((one) => (/^!\(.*\)$/.test(one) ? one : `(${one})`)).join(' && ');
}
