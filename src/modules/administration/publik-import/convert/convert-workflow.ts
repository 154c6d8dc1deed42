import type { WorkflowDefinition } from '#modules/workflow/index.ts';
import { fieldIdOf, idOf, libraryIdOf, UniqueNames } from '../naming.ts';
import { Counter, type ImportNote, NoteBook } from '../notes.ts';
import type {
  PublikGlobalAction,
  PublikItem,
  PublikStatus,
  PublikTrigger,
  PublikWorkflow,
} from '../read/publik-workflow.ts';
import { childText } from '../read/xml.ts';
import { plainWords, richWords } from '../rich-words.ts';
import { buildField } from './build-field.ts';
import { readDelay } from './delays.ts';
import { type DraftField, french } from './drafts.ts';
import { explanationOf, phaseOf } from './phases.ts';
import { findStatus, isEnd, roleOf, targetOf } from './read-status.ts';
import { settleWorkflow } from './settle-workflow.ts';
import { type ConditionPlace, type FileScope, translateHere } from './translate-here.ts';
import type { DraftEffect, DraftMessage, DraftState, DraftTransition, Move } from './workflow-drafts.ts';
import { displayedWords, type EffectContext, effectsOf, isApplicant, type MailTemplate } from './workflow-effects.ts';

export interface WorkflowSurroundings {
  /** What the form that uses it answers, when it is in the import. */
  readonly scope?: FileScope | undefined;
  readonly answers?: Parameters<typeof settleWorkflow>[1]['answers'];
  readonly mailTemplates: ReadonlyMap<string, MailTemplate>;
}

export interface ConvertedWorkflow {
  readonly workflow: WorkflowDefinition | undefined;
  readonly notes: NoteBook;
  readonly statuses: Counter;
  readonly actions: Counter;
  readonly conditions: Counter;
  readonly fields: Counter;
}

/** Converts statuses, actions and global actions into states, transitions, effects and messages. */
export function convertWorkflow(workflow: PublikWorkflow, surroundings: WorkflowSurroundings): ConvertedWorkflow {
  return new WorkflowConversion(workflow, surroundings).convert();
}

/** Where a dossier comes to rest when it is moved to a status, and what is done on the way. */
interface Outcome {
  readonly to: string;
  readonly effects: readonly DraftEffect[];
  readonly when: readonly string[];
}

const maxOutcomes = 4;
/** Statuses gone through at once: a crowd of conditional jumps is left to agents. */
const maxEntered = 12;
/** The state of dossiers whose data are erased. */
const erased = '__erased__';

class WorkflowConversion {
  readonly #workflow: PublikWorkflow;
  readonly #surroundings: WorkflowSurroundings;
  readonly #file: FileScope;
  readonly #notes = new NoteBook();
  readonly #statusCount = new Counter();
  readonly #actionCount = new Counter();
  readonly #conditionCount = new Counter();
  readonly #fieldCount = new Counter();
  readonly #stateIds = new Map<string, string>();
  readonly #transitionIds = new UniqueNames('-');
  readonly #messageIds = new UniqueNames('-');
  readonly #messages: DraftMessage[] = [];
  readonly #explanations = new Map<string, string[]>();
  readonly #moves: Move[] = [];
  readonly #forms = new Map<PublikItem, DraftField[]>();
  readonly #asked = new Map<string, string>();
  /** Actions are met again at each way into a status: they are counted once. */
  readonly #counted = new Set<PublikItem>();
  readonly #translations = new Map<PublikItem, Map<string, string | boolean | undefined>>();
  readonly #effectsMade = new Map<PublikItem, Map<string, readonly DraftEffect[]>>();
  /** How many more statuses may be gone through at once for one act. */
  #budget = maxEntered;
  readonly #conditions = new Map<PublikItem, { readonly carried: boolean; readonly notes: readonly ImportNote[] }>();

  constructor(workflow: PublikWorkflow, surroundings: WorkflowSurroundings) {
    this.#workflow = workflow;
    this.#surroundings = surroundings;
    this.#file = surroundings.scope ?? this.#scopeAlone();
  }

  /** Without its form, a workflow knows the back-office data only. */
  #scopeAlone(): FileScope {
    const fields = new Map<string, { id: string; kind: 'unknown'; options: [] }>();
    for (const field of this.#workflow.backOfficeFields) {
      if (field.varname !== undefined)
        fields.set(field.varname, { id: fieldIdOf(field.varname), kind: 'unknown', options: [] });
    }
    const settingFields = new Map(
      [...this.#workflow.settings.keys()].map((name) => [
        name,
        { id: fieldIdOf(`option_${name}`), kind: 'unknown', options: [] } as const,
      ]),
    );
    return { fields, settings: this.#workflow.settings, settingFields, fieldsAreComplete: false };
  }

  convert(): ConvertedWorkflow {
    const names = new UniqueNames('-');
    for (const status of this.#workflow.statuses)
      this.#stateIds.set(status.id, names.take(idOf(status.name, 'etat', 36)));
    this.#stateIds.set(erased, names.take('donnees-effacees'));
    for (const status of this.#workflow.statuses) this.#readForms(status.items);
    for (const action of this.#workflow.globalActions) this.#readForms(action.items);
    for (const status of this.#workflow.statuses) this.#status(status);
    for (const action of this.#workflow.globalActions) this.#globalAction(action);
    const { initial, transitions } = this.#transitions();
    const states = this.#states();
    this.#countConditions();
    const settled = settleWorkflow(
      {
        workflow: libraryIdOf(this.#workflow.slug, 'circuit', 40),
        title: french(plainWords(this.#workflow.name) || 'Circuit'),
        initial,
        states,
        transitions,
        messages: this.#messages,
      },
      {
        notes: this.#notes,
        conditions: this.#conditionCount,
        actions: this.#actionCount,
        answers: this.#surroundings.answers,
      },
    );
    this.#countStatuses(settled, transitions);
    return {
      workflow: settled,
      notes: this.#notes,
      statuses: this.#statusCount,
      actions: this.#actionCount,
      conditions: this.#conditionCount,
      fields: this.#fieldCount,
    };
  }

  #place(holder: string, item?: PublikItem): string {
    const around = `Statut «\u00a0${holder}\u00a0»`;
    if (item === undefined) return around;
    const label = plainWords(
      childText(item.element, 'label') ?? childText(item.element, 'subject') ?? childText(item.element, 'title') ?? '',
    );
    return `${around}, action ${item.type}${label === '' ? '' : ` «\u00a0${label.slice(0, 60)}\u00a0»`} (n° ${item.id})`;
  }

  #count(item: PublikItem, carried: boolean): void {
    if (this.#counted.has(item)) return;
    this.#counted.add(item);
    this.#actionCount.count(carried);
  }

  /** The fields that acts ask, before the conditions and messages that may name them. */
  #readForms(items: readonly PublikItem[]): void {
    for (const item of items) {
      if (roleOf(item) !== 'form') continue;
      const ids = new UniqueNames('_');
      const varname = childText(item.element, 'varname') ?? 'form';
      const place = this.#place('', item);
      const drafts: DraftField[] = [];
      for (const field of item.fields.filter((one) => !['page', 'computed'].includes(one.type))) {
        const id = ids.take(fieldIdOf(field.varname ?? field.label));
        this.#fieldCount.count(true);
        const context = {
          notes: this.#notes,
          place: `${place}, champ «\u00a0${plainWords(field.label).slice(0, 60)}\u00a0»`,
          dataSources: new Map(),
          compared: new Map(),
          words: plainTemplate,
        };
        const { draft } = buildField(field, id, context);
        if (draft.type === 'file' || draft.type === 'group' || draft.type === 'block') {
          this.#notes.add('adapted', context.place, 'act-asks-file');
          continue;
        }
        drafts.push(draft);
        for (const name of [
          `${varname}_var_${field.varname}`,
          `${field.varname}_var_${varname}`,
          `${varname}_${field.varname}`,
        ])
          this.#asked.set(name, id);
      }
      this.#forms.set(item, drafts);
    }
  }

  #by(roles: readonly string[]): string[] {
    const applicant = roles.some(isApplicant);
    const agents = roles.length === 0 || roles.some((role) => !isApplicant(role));
    return [...(agents ? ['agent', 'team-leader'] : []), ...(applicant ? ['applicant'] : [])];
  }

  /** Translates the condition of an action; it counts as carried over when it was translated on one of the ways to it. */
  #condition(item: PublikItem, here: ConditionPlace): string | boolean | undefined {
    if (item.condition === undefined) return true;
    const notes = new NoteBook();
    const key = here.previousStatus ?? '';
    const translations = this.#translations.get(item) ?? new Map<string, string | boolean | undefined>();
    this.#translations.set(item, translations);
    if (translations.has(key)) return translations.get(key);
    const when = translateHere(item.condition, this.#file, { ...here, notes }, undefined);
    translations.set(key, when);
    const known = this.#conditions.get(item);
    if (known === undefined || (!known.carried && when !== undefined)) {
      this.#conditions.set(item, { carried: when !== undefined, notes: notes.notes });
    }
    return when;
  }

  #countConditions(): void {
    for (const { carried, notes } of this.#conditions.values()) {
      this.#conditionCount.count(carried);
      for (const note of notes) this.#notes.add(note.level, note.place, note.code, note.detail, note.source);
    }
  }

  /** The ways out of a status. */
  #status(status: PublikStatus): void {
    const forms = status.items.filter((item) => ['form', 'comment'].includes(roleOf(item)));
    const submit = status.items.find((item) => roleOf(item) === 'submit');
    const exits = status.items.filter((item) => roleOf(item) === 'exit');
    for (const item of status.items) {
      const place = this.#place(status.name, item);
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
          this.#count(item, findStatus(this.#workflow.statuses, targetOf(item)) !== undefined);
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

  #move(move: Move): void {
    this.#moves.push(move);
  }

  #choice(item: PublikItem, status: PublikStatus, forms: readonly PublikItem[], place: string): void {
    const label = plainWords(childText(item.element, 'label') ?? '') || 'Continuer';
    const by = this.#by(item.by);
    const when = this.#condition(item, { place, notes: this.#notes });
    if (when === false) {
      this.#notes.add('kept', place, 'act-never', label, item.condition?.source);
      this.#count(item, false);
      return;
    }
    const asked = forms
      .filter((form) => this.#by(form.by).some((role) => by.includes(role)))
      .flatMap((form) => this.#formOf(form));
    const hint = plainWords(childText(item.element, 'backoffice_info_text') ?? '').slice(0, 300);
    this.#move({
      from: [status.id],
      to: this.#target(item, place) ?? 'same',
      by,
      label,
      ...(hint === '' ? {} : { hint }),
      ...(/refus|rejet|annul|supprim/i.test(label) ? { tone: 'warning' } : {}),
      ...(typeof when === 'string' ? { when } : {}),
      form: asked,
      effects: [],
      place,
    });
    this.#count(item, true);
  }

  #formOf(item: PublikItem): DraftField[] {
    if (item.type !== 'commentable') return this.#forms.get(item) ?? [];
    const label = plainWords(childText(item.element, 'label') ?? '') || 'Commentaire';
    const required = childText(item.element, 'required') === 'True';
    return [{ id: 'commentaire', type: 'long-text', label: french(label), ...(required ? {} : { optional: true }) }];
  }

  #target(item: PublikItem, place: string): string | undefined {
    const target = targetOf(item);
    const found = findStatus(this.#workflow.statuses, target);
    if (found !== undefined) return found.id;
    if (target !== undefined) {
      const code = target === '_previous' ? 'target-previous' : 'target-unknown';
      this.#notes.add('settle', place, code, target);
    }
    return undefined;
  }

  #timed(item: PublikItem, status: PublikStatus, place: string): void {
    const to = this.#target(item, place);
    const delay = readDelay(childText(item.element, 'timeout'), this.#file.settings);
    const when = this.#condition(item, { place, notes: this.#notes });
    if (to === undefined || when === false) {
      this.#count(item, false);
      return;
    }
    const label = `Délai passé : ${this.#nameOf(to)}`;
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
      this.#notes.add('settle', place, 'delay-unknown', childText(item.element, 'timeout') ?? '');
      this.#move({ ...common, by: ['agent', 'team-leader'] });
    } else {
      if (delay.rounded) this.#notes.add('info', place, 'delay-rounded', delay.delay);
      this.#move({ ...common, by: ['system'], on: 'delay', after: delay.delay });
    }
    this.#count(item, true);
  }

  #triggered(item: PublikItem, status: PublikStatus, place: string): void {
    const to = this.#target(item, place);
    const trigger = childText(item.element, 'trigger') ?? '';
    const when = this.#condition(item, { place, notes: this.#notes });
    if (to === undefined || when === false) {
      this.#count(item, false);
      return;
    }
    const on = eventOf(trigger);
    this.#notes.add('info', place, 'trigger-event', `${trigger} → ${on}`);
    this.#move({
      from: [status.id],
      to,
      by: ['system'],
      on,
      label: this.#nameOf(to),
      ...(typeof when === 'string' ? { when } : {}),
      form: [],
      effects: [],
      place,
    });
    this.#count(item, true);
  }

  #nameOf(statusId: string): string {
    return plainWords(findStatus(this.#workflow.statuses, statusId)?.name ?? '') || statusId;
  }

  /** A form is filled in by the buttons of the status, or by its own when there is a jump on submission. */
  #form(
    item: PublikItem,
    status: PublikStatus,
    submit: PublikItem | undefined,
    exits: readonly PublikItem[],
    place: string,
  ): void {
    const by = this.#by(item.by);
    const when = this.#condition(item, { place, notes: this.#notes });
    const to = submit === undefined ? undefined : this.#target(submit, place);
    const attached = exits.some((exit) => this.#by(exit.by).some((role) => by.includes(role)));
    this.#count(item, when !== false);
    if (to === undefined && attached) return;
    const form = this.#formOf(item);
    if (item.type === 'commentable' && to === undefined) {
      this.#notes.add('info', place, 'action-built-in');
      return;
    }
    // Comments beside a form go with it.
    if (item.type === 'commentable' && status.items.some((other) => roleOf(other) === 'form')) return;
    const label =
      plainWords(childText(item.element, 'button_label') ?? childText(item.element, 'label') ?? '') ||
      (item.type === 'form' ? `Compléter : ${status.name}` : 'Envoyer');
    this.#move({
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
    this.#count(item, true);
    const to = this.#target(item, place);
    if (!item.by.some(isApplicant) || to === undefined) {
      this.#notes.add('info', place, 'action-built-in');
      return;
    }
    this.#move({
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
    this.#count(item, true);
    this.#notes.add('adapted', place, 'action-erase', item.type);
    const when = this.#condition(item, { place, notes: this.#notes });
    this.#move({
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
        .map((tag) => findStatus(this.#workflow.statuses, childText(item.element, tag))?.id)
        .filter((id) => id !== undefined && id !== status.id),
    );
    for (const to of targets) {
      if (to === undefined) continue;
      this.#move({
        from: [status.id],
        to,
        by: ['agent', 'team-leader'],
        label: `Signaler un échec : ${this.#nameOf(to)}`.slice(0, 100),
        tone: 'warning',
        form: [],
        effects: [],
        place,
      });
    }
  }

  #globalAction(action: PublikGlobalAction): void {
    const name = plainWords(action.name).replace(/^[^\p{L}\p{N}]+/u, '') || 'Action';
    const place = `Action globale «\u00a0${name}\u00a0»`;
    const here: ConditionPlace = { place, notes: this.#notes };
    const effects: DraftEffect[] = [];
    const form: DraftField[] = [];
    let to: string | undefined;
    let when: string | undefined;
    for (const item of action.items) {
      const at = `${place}, action ${item.type} (n° ${item.id})`;
      const role = roleOf(item);
      if (role === 'form' || role === 'comment') {
        form.push(...this.#formOf(item));
        this.#count(item, true);
      } else if (role === 'erase') {
        to = erased;
        this.#notes.add('adapted', at, 'action-erase', item.type);
        this.#count(item, true);
      } else if (role === 'effect' || role === 'edit') effects.push(...this.#effects(item, { ...here, place: at }));
      else {
        const target = this.#target(item, at);
        const condition = this.#condition(item, { ...here, place: at });
        this.#count(item, target !== undefined && condition !== false);
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
        this.#notes.add('adapted', move.place, 'trigger-webservice', childText(trigger.element, 'identifier') ?? '');
      this.#move({ ...move, from: '*', by: this.#by(trigger?.roles ?? []) });
      return;
    }
    const delay = readDelay(childText(trigger.element, 'timeout'), this.#file.settings);
    const anchor = childText(trigger.element, 'anchor') ?? '';
    if (trigger.type !== 'timeout' || delay === undefined) {
      this.#notes.add(
        'settle',
        move.place,
        'delay-unknown',
        `${trigger.type} ${anchor} ${childText(trigger.element, 'timeout') ?? ''}`,
      );
      this.#move({ ...move, from: '*', by: ['agent', 'team-leader'] });
      return;
    }
    const status = findStatus(
      this.#workflow.statuses,
      childText(trigger.element, 'anchor_status_first') ?? childText(trigger.element, 'anchor_status_latest'),
    );
    const since = anchor === 'creation' ? { since: 'submitted' } : {};
    this.#notes.add('info', move.place, 'trigger-delay', `${anchor} ${delay.delay}`);
    this.#move({
      ...move,
      from: status !== undefined ? [status.id] : anchor === 'finalized' ? 'ends' : '*',
      by: ['system'],
      on: 'delay',
      after: delay.delay,
      ...since,
      form: [],
    });
  }

  /** The effects of an action; what has no equivalent is noted and counted so. */
  #effects(item: PublikItem, here: ConditionPlace): DraftEffect[] {
    const when = this.#condition(item, here);
    if (when === false) {
      this.#count(item, true);
      return [];
    }
    const first = !this.#counted.has(item);
    const notes = first ? here.notes : new NoteBook();
    const effects = effectsOf(item, this.#effectContext({ ...here, notes }));
    this.#count(item, effects !== undefined);
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
    const effects = made.get(key) ?? this.#effects(item, here);
    made.set(key, effects);
    return effects;
  }

  #merged(item: PublikItem, here: ConditionPlace): void {
    this.#notes.add('info', here.place, 'notification-merged');
    this.#count(item, true);
  }

  #effectContext(here: ConditionPlace): EffectContext {
    return {
      file: this.#file,
      here,
      roles: this.#workflow.roles,
      mailTemplates: this.#surroundings.mailTemplates,
      asked: this.#asked,
      keepMessage: (subject, body) => this.#keepMessage(subject, body),
    };
  }

  #keepMessage(subject: string, body: string): DraftMessage {
    const known = this.#messages.find((message) => message.subject.fr === subject && message.body.fr === body);
    if (known !== undefined) return known;
    const id = this.#messageIds.take(idOf(subject.replace(/\{\{[^}]*\}\}/g, ' '), 'message', 34));
    const message = { id, subject: french(subject), body: french(body) };
    this.#messages.push(message);
    return message;
  }

  /** Follows what Publik does at once when a dossier comes into a status. */
  #enter(statusId: string, from: string | undefined, seen: readonly string[]): Outcome[] {
    if (seen.length === 0) this.#budget = maxEntered;
    this.#budget -= 1;
    const status = findStatus(this.#workflow.statuses, statusId);
    if (status === undefined) return [{ to: statusId, effects: [], when: [] }];
    const previousStatus = from === undefined ? undefined : this.#nameOf(from);
    const effects: DraftEffect[] = [];
    const outcomes: Outcome[] = [];
    const unless: string[] = [];
    for (const item of status.items) {
      const role = roleOf(item);
      const here = { place: this.#place(status.name, item), notes: this.#notes, previousStatus, status: status.name };
      if (role === 'effect') {
        if (isSaidByMail(item, status)) this.#merged(item, here);
        else effects.push(...this.#effectsOnce(item, here));
        this.#explain(item, status, here);
        continue;
      }
      if (role !== 'immediate') continue;
      const when = this.#condition(item, here);
      const target = this.#target(item, here.place);
      this.#count(item, target !== undefined && when !== undefined);
      if (when === false || when === undefined || target === undefined) {
        if (when === undefined && target !== undefined) this.#byHand(status.id, target, here.place);
        continue;
      }
      if (seen.includes(target) || target === status.id || this.#budget <= 0) {
        this.#byHand(status.id, target, here.place, typeof when === 'string' ? when : '');
        continue;
      }
      const guard = [...unless, ...(when === true ? [] : [when])];
      for (const next of this.#enter(target, status.id, [...seen, status.id])) {
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
      if (to !== status.id) this.#byHand(status.id, to, this.#place(status.name), when.join(' && '));
    }
    return [{ to: status.id, effects, when: [] }];
  }

  #byHand(from: string, to: string, place: string, when = ''): void {
    const known = this.#moves.some(
      (move) => move.to === to && move.from !== '*' && move.from.includes(from) && move.label.startsWith('Passer à'),
    );
    if (known) return;
    this.#notes.add('adapted', place, 'jump-by-hand', this.#nameOf(to));
    this.#move({
      from: [from],
      to,
      by: ['agent', 'team-leader'],
      label: `Passer à : ${this.#nameOf(to)}`.slice(0, 100),
      ...(when === '' ? {} : { when: when.slice(0, 1900) }),
      form: [],
      effects: [],
      place,
    });
  }

  #explain(item: PublikItem, status: PublikStatus, here: ConditionPlace): void {
    const words = displayedWords(item, this.#effectContext({ ...here, notes: new NoteBook() }));
    if (words === '') return;
    const known = this.#explanations.get(status.id) ?? [];
    if (!known.includes(words)) this.#explanations.set(status.id, [...known, words]);
  }

  #transitions(): { initial: string; transitions: DraftTransition[] } {
    const transitions: DraftTransition[] = [];
    const [first] = this.#workflow.statuses;
    const initial = first === undefined ? 'etat' : this.#begin(first, transitions);
    // Entering statuses may add moves by hand: the list grows while it is read.
    for (let index = 0; index < this.#moves.length && index < 400; index += 1) {
      const move = this.#moves[index];
      if (move !== undefined) this.#addTransitions(move, transitions);
    }
    return { initial, transitions };
  }

  /** What Publik does at submission: messages are the receipt that is sent anyway; the rest is done by time or an agent. */
  #begin(first: PublikStatus, transitions: DraftTransition[]): string {
    const outcomes = this.#enter(first.id, undefined, []);
    const [only] = outcomes;
    const lasting = (effects: readonly DraftEffect[]) =>
      effects.filter((effect) => !['notify', 'mail', 'note'].includes(effect.effect));
    if (only !== undefined && outcomes.length === 1 && only.when.length === 0 && lasting(only.effects).length === 0) {
      if (only.effects.length > 0) this.#notes.add('info', this.#place(first.name), 'submission-messages');
      return this.#stateId(only.to);
    }
    this.#notes.add('settle', this.#place(first.name), 'submission-acts');
    for (const outcome of outcomes.filter((one) => one.to !== first.id)) {
      const label = `Prendre en compte : ${this.#nameOf(outcome.to)}`.slice(0, 100);
      const when = outcome.when.length === 0 ? {} : { when: joined(outcome.when) };
      const common = {
        from: [this.#stateId(first.id)],
        to: this.#stateId(outcome.to),
        label: french(label),
        form: [],
        effects: lasting(outcome.effects),
        ...when,
      };
      transitions.push({
        id: this.#transitionIds.take(idOf(`debut ${outcome.to}`, 'debut', 36)),
        by: ['agent', 'team-leader'],
        ...common,
      });
      transitions.push({
        id: this.#transitionIds.take(idOf(`debut auto ${outcome.to}`, 'debut', 36)),
        by: ['system'],
        on: 'delay',
        after: '0d',
        ...common,
      });
    }
    return this.#stateId(first.id);
  }

  #stateId(statusId: string): string {
    return this.#stateIds.get(statusId) ?? 'etat';
  }

  /** Where dossiers of a status rest: itself, or where it leads at once. */
  #restingOf(statusId: string): string[] {
    if (statusId === erased) return [erased];
    return [...new Set(this.#enter(statusId, undefined, []).map((outcome) => outcome.to))];
  }

  #origins(move: Move): string[] {
    if (move.from === '*')
      return this.#workflow.statuses
        .filter((status) => this.#restingOf(status.id).includes(status.id))
        .map((status) => status.id);
    if (move.from === 'ends') return this.#workflow.statuses.filter(isEnd).map((status) => status.id);
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
        : this.#enter(move.to, origins.length === 1 ? origin : undefined, []);
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
      id: this.#transitionIds.take(idOf(move.label, 'acte', 36)),
      from: [...new Set(origins.map((origin) => this.#stateId(origin)))],
      to: this.#stateId(outcome.to),
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

  #states(): DraftState[] {
    const statuses = this.#workflow.statuses.map((status, index): DraftState => {
      const waits = status.items.some(
        (item) => ['form', 'edit'].includes(roleOf(item)) && item.by.length > 0 && item.by.every(isApplicant),
      );
      const phase = phaseOf(status, isEnd(status), waits, index === 0);
      const words = (this.#explanations.get(status.id) ?? []).join('\n\n');
      return {
        id: this.#stateId(status.id),
        phase,
        label: french(plainWords(status.name) || status.id),
        explanation: french(words === '' ? explanationOf(phase) : words.slice(0, 2000)),
      };
    });
    return [
      ...statuses,
      {
        id: this.#stateId(erased),
        phase: 'closed',
        label: french('Données effacées'),
        explanation: french('Les données de cette demande ont été effacées.'),
      },
    ];
  }

  /** A status is carried over as a state, or inside the acts that pass through it. */
  #countStatuses(settled: WorkflowDefinition | undefined, transitions: readonly DraftTransition[]): void {
    const kept = new Set(settled?.states.map((state) => state.id));
    for (const status of this.#workflow.statuses) {
      const id = this.#stateId(status.id);
      const passed =
        !transitions.some((transition) => transition.from.includes(id)) &&
        status.items.some((item) => roleOf(item) === 'immediate');
      this.#statusCount.count(settled !== undefined && (kept.has(id) || passed));
      if (settled === undefined || kept.has(id)) continue;
      this.#notes.add(
        passed ? 'info' : 'kept',
        this.#place(status.name),
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

/** A notification beside an e-mail to the applicant: ours is both. */
function isSaidByMail(item: PublikItem, status: PublikStatus): boolean {
  if (item.type !== 'notification' || item.condition !== undefined) return false;
  const toApplicant = (to: readonly string[]) => to.some((one) => isApplicant(one) || /courriel|mail/i.test(one));
  return (
    (item.to.length === 0 || toApplicant(item.to)) &&
    status.items.some((other) => other.type === 'sendmail' && other.condition === undefined && toApplicant(other.to))
  );
}

function eventOf(trigger: string): string {
  if (/^paid|pay[ée]|paiement_?(ok|re[çc]u)/i.test(trigger)) return 'payment-made';
  if (/cancel|annul|expired/i.test(trigger)) return 'payment-cancelled';
  return 'connector-answered';
}

function plainTemplate(text: string): string {
  return text
    .slice(0, 20_000)
    .replace(/\{%[\s\S]*?%\}/g, '')
    .replace(/\{\{[\s\S]*?\}\}/g, '…');
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
