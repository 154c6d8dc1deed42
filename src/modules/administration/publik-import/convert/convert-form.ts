import type { FormDefinition } from '#modules/forms/index.ts';
import type { KnownField, KnownOption, OptionValue } from '../conditions/known-fields.ts';
import { UntranslatableError } from '../conditions/syntax.ts';
import { fieldIdOf, idOf, UniqueNames } from '../naming.ts';
import { Counter, NoteBook } from '../notes.ts';
import type { PublikBlock, PublikCondition, PublikField, PublikForm } from '../read/publik-form.ts';
import type { PublikWorkflow } from '../read/publik-workflow.ts';
import { plainWords } from '../rich-words.ts';
import { templateToCel } from '../templates.ts';
import { buildField } from './build-field.ts';
import type { BuiltField, FieldContext } from './built-field.ts';
import { type NamesUsed, namesUsedBy } from './compared-values.ts';
import { type DraftField, type DraftPage, french } from './drafts.ts';
import { settingsAsFields } from './form-settings.ts';
import { settleForm } from './settle-form.ts';
import { type FileScope, scopeHere, translateHere } from './translate-here.ts';
import { conditionsOfWorkflow } from './workflow-conditions.ts';

/** The other files of the import that a form leans on. */
export interface FormSurroundings {
  readonly blocks: ReadonlyMap<string, PublikBlock>;
  readonly dataSources: ReadonlyMap<string, readonly KnownOption[]>;
  /** The workflow of the form, when it is in the import. */
  readonly workflow?: PublikWorkflow | undefined;
}

export interface ConvertedForm {
  readonly form: FormDefinition | undefined;
  readonly scope: FileScope;
  readonly notes: NoteBook;
  readonly fields: Counter;
  readonly conditions: Counter;
  /** The drafts with where they came from, for whom to write to. */
  readonly drafts: readonly { readonly draft: DraftField; readonly source: PublikField | undefined }[];
}

interface Entry {
  readonly source: PublikField;
  readonly place: string;
  readonly pageIndex: number;
  readonly built: BuiltField;
  /** Fields of the row, for groups. */
  readonly inner?: readonly Entry[];
  /** What conditions inside a block may name besides. */
  readonly own?: ReadonlyMap<string, KnownField>;
}

interface PageEntry {
  readonly source: PublikField | undefined;
  readonly place: string;
  readonly draft: DraftPage;
}

/** Converts the fields, pages, conditions and checks of a form or of a card. */
export function convertForm(form: PublikForm, surroundings: FormSurroundings): ConvertedForm {
  return new FormConversion(form, surroundings).convert();
}

class FormConversion {
  readonly #form: PublikForm;
  readonly #surroundings: FormSurroundings;
  readonly #notes = new NoteBook();
  readonly #fieldCount = new Counter();
  readonly #conditionCount = new Counter();
  readonly #ids = new UniqueNames('_');
  readonly #pageIds = new UniqueNames('-');
  readonly #known = new Map<string, KnownField>();
  readonly #pages: PageEntry[] = [];
  readonly #entries: Entry[] = [];
  readonly #used: NamesUsed;
  readonly #settings: ReadonlyMap<string, OptionValue>;

  constructor(form: PublikForm, surroundings: FormSurroundings) {
    this.#form = form;
    this.#surroundings = surroundings;
    this.#settings = new Map([...(surroundings.workflow?.settings ?? []), ...form.settings]);
    this.#used = namesUsedBy([
      ...conditionsOf(form.fields),
      ...[...surroundings.blocks.values()].flatMap((block) => conditionsOf(block.fields)),
      ...(surroundings.workflow === undefined ? [] : conditionsOfWorkflow(surroundings.workflow)),
    ]);
  }

  convert(): ConvertedForm {
    const settings = settingsAsFields(this.#used.settings, this.#settings);
    for (const { id } of settings.drafts) this.#ids.take(id);
    for (const field of this.#form.fields) this.#field(field);
    this.#currentPage();
    this.#backOfficeFields();
    const scope: FileScope = {
      fields: this.#known,
      settings: this.#settings,
      settingFields: settings.fields,
      fieldsAreComplete: true,
    };
    for (const entry of this.#entries) this.#finish(entry, scope);
    this.#pageConditions(scope);
    const first = this.#pages[0];
    first?.draft.fields.unshift(...settings.drafts);
    const placeOf = new Map(this.#entries.flatMap(placesOf));
    const settled = settleForm(
      this.#pages.map((page) => page.draft),
      { notes: this.#notes, fields: this.#fieldCount, conditions: this.#conditionCount, placeOf },
    );
    return {
      form: settled,
      scope,
      notes: this.#notes,
      fields: this.#fieldCount,
      conditions: this.#conditionCount,
      drafts: this.#entries.map((entry) => ({ draft: entry.built.draft, source: entry.source })),
    };
  }

  #openPage(source: PublikField | undefined, title: string): PageEntry {
    const page: PageEntry = {
      source,
      place: `Page «\u00a0${title}\u00a0»`,
      draft: { id: this.#pageIds.take(idOf(title, 'page', 36)), title: french(title), fields: [], checks: [] },
    };
    this.#pages.push(page);
    return page;
  }

  #currentPage(): PageEntry {
    return this.#pages.at(-1) ?? this.#openPage(undefined, plainWords(this.#form.name) || 'Votre demande');
  }

  #field(field: PublikField): void {
    if (field.type === 'page') {
      this.#fieldCount.count(true);
      this.#openPage(field, plainWords(this.#words(field.label)) || `Page ${this.#pages.length + 1}`);
      return;
    }
    const page = this.#currentPage();
    if (field.type === 'block' || field.type.startsWith('block:')) this.#block(field, page);
    else this.#add(this.#build(field, page.place, this.#ids), page);
  }

  #build(field: PublikField, around: string, ids: UniqueNames, prefix = ''): Entry {
    const name = field.varname ?? shortened(plainWords(field.label));
    const id = ids.take(fieldIdOf(prefix + name));
    const place = `${around}, champ «\u00a0${plainWords(this.#words(field.label)).slice(0, 80) || field.id}\u00a0»`;
    const built = field.type === 'computed' ? computedPlace(field, id) : buildField(field, id, this.#context(place));
    this.#fieldCount.count(true);
    return { source: field, place, pageIndex: Math.max(0, this.#pages.length - 1), built };
  }

  #context(place: string): FieldContext {
    const { dataSources } = this.#surroundings;
    return {
      notes: this.#notes,
      place,
      dataSources,
      compared: this.#used.compared,
      words: (text) => this.#words(text),
    };
  }

  /** Labels of Publik are templates: settings are put in, what is only known later goes away. */
  #words(text: string): string {
    if (!text.includes('{')) return text;
    return text
      .slice(0, 20_000)
      .replace(/\{%[\s\S]*?%\}|\{#[\s\S]*?#\}/g, '')
      .replace(/\{\{\s*form_option_(\w+)[^}]*\}\}/g, (_whole, name: string) => String(this.#settings.get(name) ?? ''))
      .replace(/\{\{[\s\S]*?\}\}/g, '…');
  }

  #add(entry: Entry, page: PageEntry): void {
    this.#entries.push(entry);
    page.draft.fields.push(entry.built.draft);
    this.#remember(entry.source.varname, entry.built.known);
    this.#remember(`#${entry.source.id}`, entry.built.known);
  }

  #remember(name: string | undefined, known: KnownField): void {
    if (name !== undefined && known !== undefined && !this.#known.has(name)) this.#known.set(name, known);
  }

  /** A block that repeats is a group; one that does not is its fields. */
  #block(field: PublikField, page: PageEntry): void {
    const slug = field.settings.get('block_slug') ?? field.type.replace(/^block:?/, '');
    const block = this.#surroundings.blocks.get(slug);
    if (block === undefined || block.fields.length === 0) {
      const missing = { ...field, type: 'text' };
      const entry = this.#build(missing, page.place, this.#ids);
      this.#notes.add('settle', entry.place, 'block-missing', slug);
      this.#add(entry, page);
      return;
    }
    const many = Number(field.settings.get('max_items') ?? 1) || 1;
    if (many > 1) this.#group(field, block, Math.min(many, 50), page);
    else this.#inline(field, block, page);
  }

  #group(field: PublikField, block: PublikBlock, max: number, page: PageEntry): void {
    this.#fieldCount.count(true);
    const label = plainWords(this.#words(field.label)) || block.name;
    const place = `${page.place}, bloc «\u00a0${label}\u00a0»`;
    const id = this.#ids.take(fieldIdOf(field.varname ?? label));
    const ids = new UniqueNames('_');
    const own = new Map(this.#known);
    const inner = block.fields
      .filter((one) => one.type !== 'page' && one.type !== 'computed')
      .map((one) => this.#build(one, place, ids));
    for (const one of inner) if (one.source.varname !== undefined) own.set(one.source.varname, one.built.known);
    const draft: DraftField = {
      id,
      type: 'group',
      label: french(label),
      ...(field.hint === undefined ? {} : { help: french(plainWords(field.hint) || label) }),
      ...(field.required ? {} : { optional: true }),
      fields: inner.map((one) => one.built.draft),
      min: field.required ? 1 : 0,
      max,
      rowLabel: french(`${block.name.replace(/^i?mio\s*-\s*/i, '').slice(0, 60)} {n}`),
      addLabel: french(field.settings.get('add_element_label') ?? 'Ajouter'),
    };
    this.#add(
      {
        source: field,
        place,
        pageIndex: this.#pages.length - 1,
        built: { draft, known: { id, kind: 'presence', options: [] } },
        inner,
        own,
      },
      page,
    );
  }

  #inline(field: PublikField, block: PublikBlock, page: PageEntry): void {
    this.#fieldCount.count(true);
    const label = plainWords(this.#words(field.label)) || block.name;
    const place = `${page.place}, bloc «\u00a0${label}\u00a0»`;
    const prefix = field.varname === undefined ? '' : `${field.varname}_`;
    const own = new Map(this.#known);
    const inner = block.fields
      .filter((one) => one.type !== 'page')
      .map((one) => this.#build(one, place, this.#ids, prefix));
    for (const entry of inner) {
      const { varname } = entry.source;
      if (varname === undefined) continue;
      own.set(varname, entry.built.known);
      for (const name of ['', '0_', 'var_', '0_var_']) this.#remember(`${prefix}${name}${varname}`, entry.built.known);
    }
    for (const entry of inner) {
      this.#entries.push({ ...entry, own });
      page.draft.fields.push(entry.built.draft);
    }
    if (field.condition === undefined) return;
    // The condition of the block is that of each of its fields.
    for (const entry of inner) this.#blockConditions.set(entry.built.draft.id, field.condition);
  }

  readonly #blockConditions = new Map<string, PublikCondition>();

  /** Data that agents and the workflow write: fields that applicants never see. */
  #backOfficeFields(): void {
    const fields = this.#surroundings.workflow?.backOfficeFields ?? [];
    if (fields.length === 0) return;
    const page = this.#openPage(undefined, 'Traitement par les agents');
    for (const field of fields.filter((one) => one.type !== 'page')) {
      const entry = this.#build(field, page.place, this.#ids);
      entry.built.draft.optional = true;
      entry.built.draft.agentOnly = true;
      this.#add(entry, page);
    }
  }

  #finish(entry: Entry, scope: FileScope): void {
    for (const inner of entry.inner ?? [])
      this.#finish({ ...inner, ...(entry.own === undefined ? {} : { own: entry.own }) }, scope);
    if (entry.source.type === 'computed') this.#computed(entry, scope);
    const blockCondition = this.#blockConditions.get(entry.built.draft.id);
    const parts = [blockCondition, entry.source.condition].flatMap((condition) =>
      condition === undefined ? [] : [this.#condition(condition, entry, scope)],
    );
    if (parts.includes(false)) this.#hide(entry.built.draft);
    const texts = parts.filter((part): part is string => typeof part === 'string');
    if (texts.length > 0) {
      entry.built.draft.when = texts.length === 1 ? (texts[0] ?? '') : texts.map((text) => `(${text})`).join(' && ');
    }
  }

  #condition(condition: PublikCondition, entry: Entry, scope: FileScope): string | boolean | undefined {
    const backOffice = backOfficeCondition(condition.source);
    if (backOffice !== undefined) {
      this.#conditionCount.count(true);
      return !backOffice;
    }
    const here = { place: entry.place, notes: this.#notes, ...(entry.own === undefined ? {} : { fields: entry.own }) };
    return translateHere(condition, scope, here, this.#conditionCount);
  }

  /** What is never shown to applicants is for agents. */
  #hide(draft: DraftField): void {
    draft.agentOnly = true;
    if (draft.type !== 'info') draft.optional = true;
    delete draft.when;
  }

  #computed(entry: Entry, scope: FileScope): void {
    const { draft } = entry.built;
    const template = entry.source.settings.get('value_template') ?? entry.source.settings.get('formula') ?? '';
    const here = { place: entry.place, notes: this.#notes, ...(entry.own === undefined ? {} : { fields: entry.own }) };
    try {
      const { cel, isNumber } = templateToCel(template, scopeHere(scope, here));
      if (cel.length > 1900) throw new UntranslatableError('condition-too-long');
      Object.assign(draft, { value: cel, as: isNumber ? 'number' : 'text', shown: false });
    } catch (error) {
      if (!(error instanceof UntranslatableError)) throw error;
      this.#notes.add('kept', entry.place, 'computed-kept', `${error.code} ${error.detail}`.trim(), template);
      for (const key of ['value', 'as', 'shown']) delete draft[key];
      Object.assign(draft, { type: 'text', optional: true, agentOnly: true });
    }
  }

  #pageConditions(scope: FileScope): void {
    for (const [index, page] of this.#pages.entries()) {
      if (page.source?.condition !== undefined) this.#pageCondition(page, page.source.condition, index, scope);
      for (const { condition, message } of page.source?.postConditions ?? []) {
        const here = { place: page.place, notes: this.#notes, guarded: false };
        const check = translateHere(condition, scope, here, this.#conditionCount);
        const at = lastAsked(page.draft, typeof check === 'string' ? check : '');
        if (typeof check === 'string' && at !== undefined) {
          page.draft.checks.push({ check, message: french(plainWords(message) || 'Vérifiez cette page.'), at });
        } else if (check === false) this.#notes.add('kept', page.place, 'check-never-holds', message, condition.source);
      }
    }
  }

  #pageCondition(page: PageEntry, condition: PublikCondition, index: number, scope: FileScope): void {
    const backOffice = backOfficeCondition(condition.source);
    if (backOffice !== undefined) this.#conditionCount.count(true);
    const here = { place: page.place, notes: this.#notes, foldSettings: index === 0 };
    const when = backOffice === undefined ? translateHere(condition, scope, here, this.#conditionCount) : !backOffice;
    if (typeof when === 'string') page.draft.when = when;
    else if (when === false) {
      this.#notes.add('adapted', page.place, 'page-never-shown', '', condition.source);
      for (const draft of page.draft.fields) this.#hide(draft);
    }
  }
}

function conditionsOf(fields: readonly PublikField[]): PublikCondition[] {
  return fields.flatMap((field) => [
    ...(field.condition === undefined ? [] : [field.condition]),
    ...field.postConditions.map((one) => one.condition),
  ]);
}

/** True for `is_in_backoffice`, false for its contrary. */
function backOfficeCondition(source: string): boolean | undefined {
  const text = source.trim();
  if (/^(?:form_)?is_in_backoffice(?:\s*==\s*True)?$/.test(text)) return true;
  return /^not\s+is_in_backoffice$/.test(text) ? false : undefined;
}

function computedPlace(field: PublikField, id: string): BuiltField {
  const label = plainWords(field.label) || id;
  return {
    draft: { id, type: 'computed', label: french(label), shown: false, as: 'text', value: '""' },
    known: { id, kind: 'text', options: [], mayBeEmpty: true },
  };
}

function shortened(label: string): string {
  return label.split(/\s+/).slice(0, 6).join(' ').slice(0, 50);
}

/** The field at which a check speaks: the last one of the page that it reads, else the last one asked. */
function lastAsked(page: DraftPage, check: string): string | undefined {
  const asked = page.fields.filter(
    (field) => field.type !== 'info' && field.type !== 'computed' && field.agentOnly !== true,
  );
  const words = new Set(check.match(/[a-z]\w*/g) ?? []);
  return (asked.filter((field) => words.has(field.id)).at(-1) ?? asked.at(-1))?.id;
}

function placesOf(entry: Entry): [string, string][] {
  return [[entry.built.draft.id, entry.place], ...(entry.inner ?? []).flatMap(placesOf)];
}
