import { fieldIdOf, idOf, UniqueNames } from '../naming.ts';
import { Counter, type ImportNote, NoteBook } from '../notes.ts';
import type { PublikItem, PublikWorkflow } from '../read/publik-workflow.ts';
import { childText } from '../read/xml.ts';
import { plainWords } from '../rich-words.ts';
import { buildField } from './build-field.ts';
import { type DraftField, french } from './drafts.ts';
import { findStatus, roleOf, targetOf } from './read-status.ts';
import type { settleWorkflow } from './settle-workflow.ts';
import { type ConditionPlace, type FileScope, translateHere } from './translate-here.ts';
import type { DraftMessage, Move } from './workflow-drafts.ts';
import { type EffectContext, isApplicant, type MailTemplate } from './workflow-effects.ts';

export interface WorkflowSurroundings {
  /** What the form that uses it answers, when it is in the import. */
  readonly scope?: FileScope | undefined;
  readonly answers?: Parameters<typeof settleWorkflow>[1]['answers'];
  readonly mailTemplates: ReadonlyMap<string, MailTemplate>;
}

/** The state of dossiers whose data are erased. */
export const erased = '__erased__';

/** What is gathered while a workflow is converted: names, notes, counts, and the moves found so far. */
export class ConversionState {
  readonly workflow: PublikWorkflow;
  readonly surroundings: WorkflowSurroundings;
  readonly file: FileScope;
  readonly notes = new NoteBook();
  readonly statusCount = new Counter();
  readonly actionCount = new Counter();
  readonly conditionCount = new Counter();
  readonly fieldCount = new Counter();
  readonly stateIds = new Map<string, string>();
  readonly transitionIds = new UniqueNames('-');
  readonly #messageIds = new UniqueNames('-');
  readonly messages: DraftMessage[] = [];
  readonly moves: Move[] = [];
  readonly #forms = new Map<PublikItem, DraftField[]>();
  readonly #asked = new Map<string, string>();
  /** Actions are met again at each way into a status: they are counted once. */
  readonly counted = new Set<PublikItem>();
  readonly #translations = new Map<PublikItem, Map<string, string | boolean | undefined>>();
  readonly #conditions = new Map<PublikItem, { readonly carried: boolean; readonly notes: readonly ImportNote[] }>();

  constructor(workflow: PublikWorkflow, surroundings: WorkflowSurroundings) {
    this.workflow = workflow;
    this.surroundings = surroundings;
    this.file = surroundings.scope ?? this.#scopeAlone();
  }

  /** Without its form, a workflow knows the back-office data only. */
  #scopeAlone(): FileScope {
    const fields = new Map<string, { id: string; kind: 'unknown'; options: [] }>();
    for (const field of this.workflow.backOfficeFields) {
      if (field.varname !== undefined)
        fields.set(field.varname, { id: fieldIdOf(field.varname), kind: 'unknown', options: [] });
      const id = fieldIdOf(field.varname ?? field.label);
      fields.set(`#${field.id}`, { id, kind: 'unknown', options: [] });
    }
    const settingFields = new Map(
      [...this.workflow.settings.keys()].map((name) => [
        name,
        { id: fieldIdOf(`option_${name}`), kind: 'unknown', options: [] } as const,
      ]),
    );
    return { fields, settings: this.workflow.settings, settingFields, fieldsAreComplete: false };
  }

  place(holder: string, item?: PublikItem): string {
    const around = `Statut «\u00a0${holder}\u00a0»`;
    if (item === undefined) return around;
    const label = plainWords(
      childText(item.element, 'label') ?? childText(item.element, 'subject') ?? childText(item.element, 'title') ?? '',
    );
    return `${around}, action ${item.type}${label === '' ? '' : ` «\u00a0${label.slice(0, 60)}\u00a0»`} (n° ${item.id})`;
  }

  count(item: PublikItem, carried: boolean): void {
    if (this.counted.has(item)) return;
    this.counted.add(item);
    this.actionCount.count(carried);
  }

  /** The fields that acts ask, before the conditions and messages that may name them. */
  readForms(items: readonly PublikItem[]): void {
    for (const item of items) {
      if (roleOf(item) !== 'form') continue;
      const ids = new UniqueNames('_');
      const varname = childText(item.element, 'varname') ?? 'form';
      const place = this.place('', item);
      const drafts: DraftField[] = [];
      for (const field of item.fields.filter((one) => !['page', 'computed'].includes(one.type))) {
        const id = ids.take(fieldIdOf(field.varname ?? field.label));
        this.fieldCount.count(true);
        const context = {
          notes: this.notes,
          place: `${place}, champ «\u00a0${plainWords(field.label).slice(0, 60)}\u00a0»`,
          dataSources: new Map(),
          compared: new Map(),
          words: plainTemplate,
        };
        const { draft } = buildField(field, id, context);
        if (draft.type === 'file' || draft.type === 'group' || draft.type === 'block') {
          this.notes.add('adapted', context.place, 'act-asks-file');
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

  by(roles: readonly string[]): string[] {
    const applicant = roles.some(isApplicant);
    const agents = roles.length === 0 || roles.some((role) => !isApplicant(role));
    return [...(agents ? ['agent', 'team-leader'] : []), ...(applicant ? ['applicant'] : [])];
  }

  /** Translates the condition of an action; it counts as carried over when it was translated on one of the ways to it. */
  condition(item: PublikItem, here: ConditionPlace): string | boolean | undefined {
    if (item.condition === undefined) return true;
    const notes = new NoteBook();
    const key = here.previousStatus ?? '';
    const translations = this.#translations.get(item) ?? new Map<string, string | boolean | undefined>();
    this.#translations.set(item, translations);
    if (translations.has(key)) return translations.get(key);
    const when = translateHere(item.condition, this.file, { ...here, notes }, undefined);
    translations.set(key, when);
    const known = this.#conditions.get(item);
    if (known === undefined || (!known.carried && when !== undefined)) {
      this.#conditions.set(item, { carried: when !== undefined, notes: notes.notes });
    }
    return when;
  }

  countConditions(): void {
    for (const { carried, notes } of this.#conditions.values()) {
      this.conditionCount.count(carried);
      for (const note of notes) this.notes.add(note.level, note.place, note.code, note.detail, note.source);
    }
  }

  move(move: Move): void {
    this.moves.push(move);
  }

  formOf(item: PublikItem): DraftField[] {
    if (item.type !== 'commentable') return this.#forms.get(item) ?? [];
    const label = plainWords(childText(item.element, 'label') ?? '') || 'Commentaire';
    const required = childText(item.element, 'required') === 'True';
    return [{ id: 'commentaire', type: 'long-text', label: french(label), ...(required ? {} : { optional: true }) }];
  }

  target(item: PublikItem, place: string): string | undefined {
    const target = targetOf(item);
    const found = findStatus(this.workflow.statuses, target);
    if (found !== undefined) return found.id;
    if (target !== undefined) {
      const code = target === '_previous' ? 'target-previous' : 'target-unknown';
      this.notes.add('settle', place, code, target);
    }
    return undefined;
  }

  nameOf(statusId: string): string {
    return plainWords(findStatus(this.workflow.statuses, statusId)?.name ?? '') || statusId;
  }

  effectContext(here: ConditionPlace): EffectContext {
    return {
      file: this.file,
      here,
      roles: this.workflow.roles,
      mailTemplates: this.surroundings.mailTemplates,
      asked: this.#asked,
      keepMessage: (subject, body) => this.#keepMessage(subject, body),
    };
  }

  #keepMessage(subject: string, body: string): DraftMessage {
    const known = this.messages.find((message) => message.subject.fr === subject && message.body.fr === body);
    if (known !== undefined) return known;
    const id = this.#messageIds.take(idOf(subject.replace(/\{\{[^}]*\}\}/g, ' '), 'message', 34));
    const message = { id, subject: french(subject), body: french(body) };
    this.messages.push(message);
    return message;
  }

  stateId(statusId: string): string {
    return this.stateIds.get(statusId) ?? 'etat';
  }
}

function plainTemplate(text: string): string {
  return text
    .slice(0, 20_000)
    .replace(/\{%[\s\S]*?%\}/g, '')
    .replace(/\{\{[\s\S]*?\}\}/g, '…');
}
