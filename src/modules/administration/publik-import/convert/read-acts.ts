import type { PublikGlobalAction, PublikItem, PublikStatus, PublikTrigger } from '../read/publik-workflow.ts';
import { childText } from '../read/xml.ts';
import { plainWords } from '../rich-words.ts';
import { type ConversionState, erased } from './conversion-state.ts';
import { readDelay } from './delays.ts';
import type { DraftField } from './drafts.ts';
import type { StatusEntrance } from './enter-status.ts';
import { findStatus, roleOf, targetOf } from './read-status.ts';
import type { ConditionPlace } from './translate-here.ts';
import type { DraftEffect, Move } from './workflow-drafts.ts';
import { isApplicant } from './workflow-effects.ts';

/** Reads the ways out of statuses, and global actions, as moves. */
export class ActReader {
  readonly #state: ConversionState;
  readonly #entrance: StatusEntrance;

  constructor(state: ConversionState, entrance: StatusEntrance) {
    this.#state = state;
    this.#entrance = entrance;
  }

  /** The ways out of a status. */
  status(status: PublikStatus): void {
    const forms = status.items.filter((item) => ['form', 'comment'].includes(roleOf(item)));
    const submit = status.items.find((item) => roleOf(item) === 'submit');
    const exits = status.items.filter((item) => roleOf(item) === 'exit');
    for (const item of status.items) {
      const place = this.#state.place(status.name, item);
      switch (roleOf(item)) {
        case 'exit':
          this.#choice(item, status, forms, place);
          break;
        case 'timed':
          this.#timed(item, status, place);
          break;
        case 'triggered':
          this.#triggered(item, status, place);
          break;
        case 'form':
        case 'comment':
          this.#form(item, status, submit, exits, place);
          break;
        case 'submit':
          this.#state.count(item, findStatus(this.#state.workflow.statuses, targetOf(item)) !== undefined);
          break;
        case 'edit':
          this.#edit(item, status, place);
          break;
        case 'erase':
          this.#erase(item, [status.id], place);
          break;
        default:
          if (item.type === 'webservice_call') this.#failures(item, status, place);
      }
    }
  }

  #choice(item: PublikItem, status: PublikStatus, forms: readonly PublikItem[], place: string): void {
    const label = plainWords(childText(item.element, 'label') ?? '') || 'Continuer';
    const by = this.#state.by(item.by);
    const when = this.#state.condition(item, { place, notes: this.#state.notes });
    if (when === false) {
      this.#state.notes.add('kept', place, 'act-never', label, item.condition?.source);
      this.#state.count(item, false);
      return;
    }
    const asked = forms
      .filter((form) => this.#state.by(form.by).some((role) => by.includes(role)))
      .flatMap((form) => this.#state.formOf(form));
    const hint = plainWords(childText(item.element, 'backoffice_info_text') ?? '').slice(0, 300);
    this.#state.move({
      from: [status.id],
      to: this.#state.target(item, place) ?? 'same',
      by,
      label,
      ...(hint === '' ? {} : { hint }),
      ...(/refus|rejet|annul|supprim/i.test(label) ? { tone: 'warning' } : {}),
      ...(typeof when === 'string' ? { when } : {}),
      form: asked,
      effects: [],
      place,
    });
    this.#state.count(item, true);
  }

  #timed(item: PublikItem, status: PublikStatus, place: string): void {
    const to = this.#state.target(item, place);
    const delay = readDelay(childText(item.element, 'timeout'), this.#state.file.settings);
    const when = this.#state.condition(item, { place, notes: this.#state.notes });
    if (to === undefined || when === false) {
      this.#state.count(item, false);
      return;
    }
    const label = `Délai passé : ${this.#state.nameOf(to)}`;
    const common = {
      from: [status.id],
      to,
      label,
      ...(typeof when === 'string' ? { when } : {}),
      form: [],
      effects: [],
      place,
    };
    if (delay === undefined) {
      this.#state.notes.add('settle', place, 'delay-unknown', childText(item.element, 'timeout') ?? '');
      this.#state.move({ ...common, by: ['agent', 'team-leader'] });
    } else {
      if (delay.rounded) this.#state.notes.add('info', place, 'delay-rounded', delay.delay);
      this.#state.move({ ...common, by: ['system'], on: 'delay', after: delay.delay });
    }
    this.#state.count(item, true);
  }

  #triggered(item: PublikItem, status: PublikStatus, place: string): void {
    const to = this.#state.target(item, place);
    const trigger = childText(item.element, 'trigger') ?? '';
    const when = this.#state.condition(item, { place, notes: this.#state.notes });
    if (to === undefined || when === false) {
      this.#state.count(item, false);
      return;
    }
    const on = eventOf(trigger);
    this.#state.notes.add('info', place, 'trigger-event', `${trigger} → ${on}`);
    this.#state.move({
      from: [status.id],
      to,
      by: ['system'],
      on,
      label: this.#state.nameOf(to),
      ...(typeof when === 'string' ? { when } : {}),
      form: [],
      effects: [],
      place,
    });
    this.#state.count(item, true);
  }

  /** A form is filled in by the buttons of the status, or by its own when there is a jump on submission. */
  #form(
    item: PublikItem,
    status: PublikStatus,
    submit: PublikItem | undefined,
    exits: readonly PublikItem[],
    place: string,
  ): void {
    const by = this.#state.by(item.by);
    const when = this.#state.condition(item, { place, notes: this.#state.notes });
    const to = submit === undefined ? undefined : this.#state.target(submit, place);
    const attached = exits.some((exit) => this.#state.by(exit.by).some((role) => by.includes(role)));
    this.#state.count(item, when !== false);
    if (to === undefined && attached) return;
    const form = this.#state.formOf(item);
    if (item.type === 'commentable' && to === undefined) {
      this.#state.notes.add('info', place, 'action-built-in');
      return;
    }
    // Comments beside a form go with it.
    if (item.type === 'commentable' && status.items.some((other) => roleOf(other) === 'form')) return;
    const label =
      plainWords(childText(item.element, 'button_label') ?? childText(item.element, 'label') ?? '') ||
      (item.type === 'form' ? `Compléter : ${status.name}` : 'Envoyer');
    this.#state.move({
      from: [status.id],
      to: to ?? 'same',
      by,
      label: label.slice(0, 80),
      ...(typeof when === 'string' ? { when } : {}),
      form,
      effects: [],
      place,
    });
  }

  /** The applicant corrects the form: asked by an agent, answered on the page. */
  #edit(item: PublikItem, status: PublikStatus, place: string): void {
    this.#state.count(item, true);
    const to = this.#state.target(item, place);
    if (!item.by.some(isApplicant) || to === undefined) {
      this.#state.notes.add('info', place, 'action-built-in');
      return;
    }
    this.#state.move({
      from: [status.id],
      to,
      by: ['system'],
      on: 'applicant-answered',
      label: 'La personne a répondu',
      form: [],
      effects: [],
      place,
    });
  }

  #erase(item: PublikItem, from: Move['from'], place: string): void {
    this.#state.count(item, true);
    this.#state.notes.add('adapted', place, 'action-erase', item.type);
    const when = this.#state.condition(item, { place, notes: this.#state.notes });
    this.#state.move({
      from,
      to: erased,
      by: ['system'],
      on: 'delay',
      after: '0d',
      label: 'Effacer les données',
      ...(typeof when === 'string' ? { when } : {}),
      form: [],
      effects: [{ effect: 'anonymise' }],
      place,
    });
  }

  /** Statuses that a failed call leads to are reached by an agent, who sees the failure. */
  #failures(item: PublikItem, status: PublikStatus, place: string): void {
    const targets = new Set(
      ['action_on_app_error', 'action_on_4xx', 'action_on_5xx', 'action_on_bad_data', 'action_on_network_errors']
        .map((tag) => findStatus(this.#state.workflow.statuses, childText(item.element, tag))?.id)
        .filter((id) => id !== undefined && id !== status.id),
    );
    for (const to of targets) {
      if (to === undefined) continue;
      this.#state.move({
        from: [status.id],
        to,
        by: ['agent', 'team-leader'],
        label: `Signaler un échec : ${this.#state.nameOf(to)}`.slice(0, 100),
        tone: 'warning',
        form: [],
        effects: [],
        place,
      });
    }
  }

  globalAction(action: PublikGlobalAction): void {
    const name = plainWords(action.name).replace(/^[^\p{L}\p{N}]+/u, '') || 'Action';
    const place = `Action globale «\u00a0${name}\u00a0»`;
    const here: ConditionPlace = { place, notes: this.#state.notes };
    const effects: DraftEffect[] = [];
    const form: DraftField[] = [];
    let to: string | undefined;
    let when: string | undefined;
    for (const item of action.items) {
      const at = `${place}, action ${item.type} (n° ${item.id})`;
      const role = roleOf(item);
      if (role === 'form' || role === 'comment') {
        form.push(...this.#state.formOf(item));
        this.#state.count(item, true);
      } else if (role === 'erase') {
        to = erased;
        this.#state.notes.add('adapted', at, 'action-erase', item.type);
        this.#state.count(item, true);
      } else if (role === 'effect' || role === 'edit')
        effects.push(...this.#entrance.effects(item, { ...here, place: at }));
      else {
        const target = this.#state.target(item, at);
        const condition = this.#state.condition(item, { ...here, place: at });
        this.#state.count(item, target !== undefined && condition !== false);
        if (target === undefined || condition === false) continue;
        to ??= target;
        if (typeof condition === 'string') when = condition;
      }
    }
    if (to === erased) effects.splice(0, effects.length, { effect: 'anonymise' });
    if (to === undefined && effects.length === 0) return;
    for (const trigger of action.triggers.length > 0 ? action.triggers : [undefined]) {
      this.#trigger(trigger, {
        label: name,
        to: to ?? 'same',
        form,
        effects,
        place,
        ...(when === undefined ? {} : { when }),
      });
    }
  }

  #trigger(trigger: PublikTrigger | undefined, move: Omit<Move, 'from' | 'by'>): void {
    if (trigger === undefined || trigger.type === 'manual' || trigger.type === 'webservice') {
      if (trigger?.type === 'webservice')
        this.#state.notes.add(
          'adapted',
          move.place,
          'trigger-webservice',
          childText(trigger.element, 'identifier') ?? '',
        );
      this.#state.move({ ...move, from: '*', by: this.#state.by(trigger?.roles ?? []) });
      return;
    }
    const delay = readDelay(childText(trigger.element, 'timeout'), this.#state.file.settings);
    const anchor = childText(trigger.element, 'anchor') ?? '';
    if (trigger.type !== 'timeout' || delay === undefined) {
      this.#state.notes.add(
        'settle',
        move.place,
        'delay-unknown',
        `${trigger.type} ${anchor} ${childText(trigger.element, 'timeout') ?? ''}`,
      );
      this.#state.move({ ...move, from: '*', by: ['agent', 'team-leader'] });
      return;
    }
    const status = findStatus(
      this.#state.workflow.statuses,
      childText(trigger.element, 'anchor_status_first') ?? childText(trigger.element, 'anchor_status_latest'),
    );
    const since = anchor === 'creation' ? { since: 'submitted' } : {};
    this.#state.notes.add('info', move.place, 'trigger-delay', `${anchor} ${delay.delay}`);
    this.#state.move({
      ...move,
      from: status !== undefined ? [status.id] : anchor === 'finalized' ? 'ends' : '*',
      by: ['system'],
      on: 'delay',
      after: delay.delay,
      ...since,
      form: [],
    });
  }
}

function eventOf(trigger: string): string {
  if (/^paid|pay[ée]|paiement_?(ok|re[çc]u)/i.test(trigger)) return 'payment-made';
  if (/cancel|annul|expired/i.test(trigger)) return 'payment-cancelled';
  return 'connector-answered';
}
