import { NoteBook } from '../notes.ts';
import type { PublikItem, PublikStatus } from '../read/publik-workflow.ts';
import { richWords } from '../rich-words.ts';
import type { ConversionState } from './conversion-state.ts';
import { findStatus, roleOf } from './read-status.ts';
import type { ConditionPlace } from './translate-here.ts';
import type { DraftEffect } from './workflow-drafts.ts';
import { displayedWords, effectsOf, isApplicant } from './workflow-effects.ts';

/** Where a dossier comes to rest when it is moved to a status, and what is done on the way. */
export interface Outcome {
  readonly to: string;
  readonly effects: readonly DraftEffect[];
  readonly when: readonly string[];
}

const maxOutcomes = 4;
/** Statuses gone through at once: a crowd of conditional jumps is left to agents. */
const maxEntered = 12;

/** What happens at once when a dossier comes into a status: effects, and jumps that nobody decides. */
export class StatusEntrance {
  readonly #state: ConversionState;
  readonly explanations = new Map<string, string[]>();
  readonly #effectsMade = new Map<PublikItem, Map<string, readonly DraftEffect[]>>();
  /** How many more statuses may be gone through at once for one act. */
  #budget = maxEntered;

  constructor(state: ConversionState) {
    this.#state = state;
  }

  /** The effects of an action; what has no equivalent is noted and counted so. */
  effects(item: PublikItem, here: ConditionPlace): DraftEffect[] {
    const when = this.#state.condition(item, here);
    if (when === false) {
      this.#state.count(item, true);
      return [];
    }
    const first = !this.#state.counted.has(item);
    const notes = first ? here.notes : new NoteBook();
    const effects = effectsOf(item, this.#state.effectContext({ ...here, notes }));
    this.#state.count(item, effects !== undefined);
    if (effects === undefined) {
      notes.add(
        'kept',
        here.place,
        item.type === 'set-backoffice-fields' ? 'action-backoffice' : 'action-unknown',
        item.type,
        describe(item),
      );
      return [];
    }
    if (when === undefined && effects.length > 0)
      notes.add('settle', here.place, 'effect-unconditional', item.type, item.condition?.source);
    return typeof when === 'string' ? effects.map((effect) => ({ ...effect, when })) : effects;
  }

  /** The same action is met on each way to its status. */
  #effectsOnce(item: PublikItem, here: ConditionPlace): readonly DraftEffect[] {
    const key = here.previousStatus ?? '';
    const made = this.#effectsMade.get(item) ?? new Map<string, readonly DraftEffect[]>();
    this.#effectsMade.set(item, made);
    const effects = made.get(key) ?? this.effects(item, here);
    made.set(key, effects);
    return effects;
  }

  #merged(item: PublikItem, here: ConditionPlace): void {
    this.#state.notes.add('info', here.place, 'notification-merged');
    this.#state.count(item, true);
  }

  /** Follows what Publik does at once when a dossier comes into a status. */
  enter(statusId: string, from: string | undefined, seen: readonly string[]): Outcome[] {
    if (seen.length === 0) this.#budget = maxEntered;
    this.#budget -= 1;
    const status = findStatus(this.#state.workflow.statuses, statusId);
    if (status === undefined) return [{ to: statusId, effects: [], when: [] }];
    const previousStatus = from === undefined ? undefined : this.#state.nameOf(from);
    const effects: DraftEffect[] = [];
    const outcomes: Outcome[] = [];
    const unless: string[] = [];
    for (const item of status.items) {
      const role = roleOf(item);
      const here = {
        place: this.#state.place(status.name, item),
        notes: this.#state.notes,
        previousStatus,
        status: status.name,
      };
      if (role === 'effect') {
        if (isSaidByMail(item, status)) this.#merged(item, here);
        else effects.push(...this.#effectsOnce(item, here));
        this.#explain(item, status, here);
        continue;
      }
      if (role !== 'immediate') continue;
      const when = this.#state.condition(item, here);
      const target = this.#state.target(item, here.place);
      this.#state.count(item, target !== undefined && when !== undefined);
      if (when === false || when === undefined || target === undefined) {
        if (when === undefined && target !== undefined) this.#byHand(status.id, target, here.place);
        continue;
      }
      if (seen.includes(target) || target === status.id || this.#budget <= 0) {
        this.#byHand(status.id, target, here.place, typeof when === 'string' ? when : '');
        continue;
      }
      const guard = [...unless, ...(when === true ? [] : [when])];
      for (const next of this.enter(target, status.id, [...seen, status.id])) {
        outcomes.push({ to: next.to, effects: [...effects, ...next.effects], when: [...guard, ...next.when] });
      }
      if (when === true) return this.#fewEnough(outcomes, status, effects);
      unless.push(`!(${when})`);
    }
    return this.#fewEnough([...outcomes, { to: status.id, effects, when: unless }], status, effects);
  }

  /** Too many ways at once are left to rest in the status, with buttons. */
  #fewEnough(outcomes: readonly Outcome[], status: PublikStatus, effects: readonly DraftEffect[]): Outcome[] {
    if (outcomes.length <= maxOutcomes) return [...outcomes];
    for (const { to, when } of outcomes) {
      if (to !== status.id) this.#byHand(status.id, to, this.#state.place(status.name), when.join(' && '));
    }
    return [{ to: status.id, effects, when: [] }];
  }

  #byHand(from: string, to: string, place: string, when = ''): void {
    const known = this.#state.moves.some(
      (move) => move.to === to && move.from !== '*' && move.from.includes(from) && move.label.startsWith('Passer à'),
    );
    if (known) return;
    this.#state.notes.add('adapted', place, 'jump-by-hand', this.#state.nameOf(to));
    this.#state.move({
      from: [from],
      to,
      by: ['agent', 'team-leader'],
      label: `Passer à : ${this.#state.nameOf(to)}`.slice(0, 100),
      ...(when === '' ? {} : { when: when.slice(0, 1900) }),
      form: [],
      effects: [],
      place,
    });
  }

  #explain(item: PublikItem, status: PublikStatus, here: ConditionPlace): void {
    const words = displayedWords(item, this.#state.effectContext({ ...here, notes: new NoteBook() }));
    if (words === '') return;
    const known = this.explanations.get(status.id) ?? [];
    if (!known.includes(words)) this.explanations.set(status.id, [...known, words]);
  }
}

/** A notification beside an e-mail to the applicant: ours is both. */
function isSaidByMail(item: PublikItem, status: PublikStatus): boolean {
  if (item.type !== 'notification' || item.condition !== undefined) return false;
  const toApplicant = (to: readonly string[]) => to.some((one) => isApplicant(one) || /courriel|mail/i.test(one));
  return (
    (item.to.length === 0 || toApplicant(item.to)) &&
    status.items.some((other) => other.type === 'sendmail' && other.condition === undefined && toApplicant(other.to))
  );
}

/** What an action held, for the note that keeps it. */
function describe(item: PublikItem): string {
  const lines = item.element.children.flatMap((child) =>
    child.children.length === 0
      ? [`${child.name}: ${child.text.trim()}`]
      : child.children.map(
          (inner) =>
            `${child.name}: ${[inner.text, ...inner.children.map((one) => one.text)]
              .map((text) => text.trim())
              .filter((text) => text !== '')
              .join(' = ')}`,
        ),
  );
  return richWords(lines.filter((line) => !line.endsWith(': ')).join('\n'));
}
