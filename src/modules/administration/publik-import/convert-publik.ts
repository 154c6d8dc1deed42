import type { Procedure } from '#modules/catalogue/index.ts';
import { compileForm, type FieldBlock } from '#modules/forms/index.ts';
import type { WorkflowDefinition } from '#modules/workflow/index.ts';
import type { KnownOption } from './conditions/known-fields.ts';
import { type ConvertedForm, convertForm } from './convert/convert-form.ts';
import { convertWorkflow } from './convert/convert-workflow.ts';
import { draftProcedure } from './convert/draft-procedure.ts';
import { optionsOfSource } from './convert/options.ts';
import { namedElsewhere, withModel } from './convert/unused-parts.ts';
import type { MailTemplate } from './convert/workflow-effects.ts';
import { type FileReport, type ImportedKind, type ImportReport, noTally, totalsOf } from './import-report.ts';
import { idOf, libraryIdOf } from './naming.ts';
import { NoteBook } from './notes.ts';
import { decodeText } from './read/decode-text.ts';
import { type PublikBlock, type PublikForm, readBlock, readDataSource, readForm } from './read/publik-form.ts';
import { type PublikWorkflow, readWorkflow } from './read/publik-workflow.ts';
import { type NamedFile, unpack } from './read/unpack.ts';
import { childText, findChild, parseXml, UnreadableXmlError, type XmlElement } from './read/xml.ts';

/** A list of choices, as a file of the library writes it. */
export interface ImportedList {
  readonly list: string;
  readonly title: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

export interface ImportedMailTemplate {
  readonly id: string;
  readonly title: string;
  readonly subject: string;
  readonly body: string;
}

export interface PublikConversion {
  readonly procedures: readonly Procedure[];
  readonly workflows: readonly WorkflowDefinition[];
  readonly blocks: readonly FieldBlock[];
  readonly lists: readonly ImportedList[];
  readonly mailTemplates: readonly ImportedMailTemplate[];
  readonly report: ImportReport;
}

interface ReadFile {
  readonly name: string;
  readonly root: XmlElement;
  readonly encoding: string;
  readonly notes: NoteBook;
}

/** Far more than any real form or workflow has; beyond, the file is refused. */
const maxFields = 2000;
const maxStatuses = 200;
/** In more workflows than these a model that nobody sends would only be in the way. */
const mostJoined = 12;

const kinds: Readonly<Record<string, ImportedKind>> = {
  formdef: 'form',
  carddef: 'card',
  workflow: 'workflow',
  block: 'block',
  datasource: 'list',
  'mail-template': 'mail-template',
  'comment-template': 'mail-template',
  wscall: 'service-call',
  role: 'role',
  category: 'category',
  carddef_category: 'category',
  workflow_category: 'category',
  block_category: 'category',
};

/**
 * Reads exports of Publik, one by one or in archives, and converts all that can be. Never throws for what a file holds:
 * each file has its own report.
 */
export function convertPublik(given: readonly NamedFile[]): PublikConversion {
  const steps = conversionSteps(given);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** The same between other work: a whole site takes seconds, and a server has others to answer to. */
export async function convertPublikByTurns(given: readonly NamedFile[]): Promise<PublikConversion> {
  const steps = conversionSteps(given);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Yields after each file. */
function* conversionSteps(given: readonly NamedFile[]): Generator<undefined, PublikConversion> {
  const { files, refused } = unpack(given);
  const reports: FileReport[] = refused.map(({ name, code }) =>
    emptyReport(name, 'other', name, { outcome: 'refused', reason: code }),
  );
  const read: ReadFile[] = [];
  for (const file of files) {
    const opened = readFile(file);
    if ('root' in opened) read.push(opened);
    else reports.push(opened);
    yield;
  }
  const site = new Site(read);
  for (const file of read) {
    site.prepare(file);
    yield;
  }
  for (const file of read) {
    reports.push(guarded(file, () => site.convert(file)));
    yield;
  }
  site.keepUnused(read);
  const order = new Map(files.map((file, index) => [file.name, index]));
  reports.sort((one, other) => (order.get(one.file) ?? -1) - (order.get(other.file) ?? -1));
  const { procedures, workflows, blocks, lists, mailTemplates } = site;
  return {
    procedures,
    workflows,
    blocks,
    lists,
    mailTemplates,
    report: { files: reports, totals: totalsOf(reports) },
  };
}

function emptyReport(file: string, kind: ImportedKind, title: string, more: Partial<FileReport> = {}): FileReport {
  return {
    file,
    kind,
    title,
    outcome: 'converted',
    fields: noTally,
    conditions: noTally,
    statuses: noTally,
    actions: noTally,
    notes: [],
    ...more,
  };
}

function readFile(file: NamedFile): ReadFile | FileReport {
  const { text, encoding, claimed } = decodeText(file.bytes);
  if (!/<[A-Za-z?!]/.test(text.slice(0, 5000))) {
    return emptyReport(file.name, 'other', file.name, { outcome: 'ignored', reason: 'file-unknown' });
  }
  try {
    const root = parseXml(text.replace(/^\ufeff/, ''));
    const notes = new NoteBook();
    if (claimed !== undefined) notes.add('info', 'Fichier', 'encoding-corrected', `${claimed} → ${encoding}`);
    return { name: file.name, root, encoding, notes };
  } catch (error) {
    if (!(error instanceof UnreadableXmlError)) throw error;
    return emptyReport(file.name, 'other', file.name, {
      outcome: 'refused',
      reason: error.code,
      line: error.line,
      detail: error.message,
      encoding,
    });
  }
}

/** A fault of ours in one file does not stop the others. */
function guarded(file: ReadFile, convert: () => FileReport): FileReport {
  try {
    return convert();
  } catch (error) {
    const detail = error instanceof Error ? error.message.slice(0, 200) : '';
    return emptyReport(file.name, kinds[file.root.name] ?? 'other', file.name, {
      outcome: 'refused',
      reason: 'file-fault',
      detail,
    });
  }
}

/** All the files of an import, which lean on one another. */
class Site {
  readonly procedures: Procedure[] = [];
  readonly workflows: WorkflowDefinition[] = [];
  readonly blocks: FieldBlock[] = [];
  readonly lists: ImportedList[] = [];
  readonly mailTemplates: ImportedMailTemplate[] = [];
  readonly #forms = new Map<ReadFile, { form: PublikForm; converted: ConvertedForm }>();
  readonly #faults = new Map<ReadFile, FileReport>();
  readonly #workflows = new Map<string, PublikWorkflow>();
  readonly #blocks = new Map<string, PublikBlock>();
  readonly #dataSources = new Map<string, readonly KnownOption[]>();
  readonly #templates = new Map<string, MailTemplate>();
  readonly #models = new Map<ReadFile, { slug: string; model: ImportedMailTemplate }>();
  readonly #listFiles = new Map<ReadFile, { slug: string; list: ImportedList }>();

  constructor(files: readonly ReadFile[]) {
    for (const file of files) {
      guarded(file, () => {
        this.#gather(file);
        return emptyReport(file.name, 'other', file.name);
      });
    }
  }

  /** Converts forms before everything: workflows read what they ask. */
  prepare(file: ReadFile): void {
    if (file.root.name !== 'formdef' && file.root.name !== 'carddef') return;
    const report = guarded(file, () => {
      const form = readForm(file.root);
      if (form.fields.length > maxFields) throw new Error(`${form.fields.length} champs, ${maxFields} au plus`);
      const surroundings = {
        blocks: this.#blocks,
        dataSources: this.#dataSources,
        workflow: this.#workflowOf(form),
      };
      this.#forms.set(file, { form, converted: convertForm(form, surroundings) });
      return emptyReport(file.name, 'form', form.name);
    });
    if (report.outcome === 'refused') this.#faults.set(file, report);
  }

  /** What other files refer to, by its name. */
  #gather({ name, root }: ReadFile): void {
    const slug = childText(root, 'slug') ?? childText(root, 'name') ?? name;
    if (root.name === 'workflow') {
      const workflow = readWorkflow(root);
      for (const key of [workflow.slug, workflow.name]) this.#workflows.set(key, workflow);
    } else if (root.name === 'block') this.#blocks.set(slug, readBlock(root));
    else if (root.name === 'datasource') {
      const source = readDataSource(findChild(root, 'data_source'));
      const options = source === undefined ? [] : optionsOfSource(source);
      if (options.length > 0) this.#dataSources.set(slug, options);
    } else if (root.name === 'mail-template') {
      this.#templates.set(slug, {
        name: childText(root, 'name') ?? slug,
        subject: childText(root, 'subject') ?? '',
        body: childText(root, 'body') ?? '',
      });
    }
  }

  #workflowOf(form: PublikForm): PublikWorkflow | undefined {
    return this.#workflows.get(form.workflow?.slug ?? '') ?? this.#workflows.get(form.workflow?.name ?? '');
  }

  convert(file: ReadFile): FileReport {
    const { root } = file;
    const kind = kinds[root.name];
    const title = childText(root, 'name') ?? file.name;
    const base = { encoding: file.encoding, notes: file.notes.notes };
    switch (kind) {
      case 'form':
      case 'card':
        return this.#form(file, kind);
      case 'workflow':
        return this.#workflow(file);
      case 'block':
        return this.#block(file);
      case 'list':
        return this.#list(file, title);
      case 'mail-template':
        return this.#mailTemplate(file, title);
      case 'service-call':
        file.notes.add('settle', 'Appel', 'wscall-kept', title, childText(findChild(root, 'request'), 'url'));
        return emptyReport(file.name, kind, title, base);
      case 'role':
        file.notes.add('settle', 'Rôle', 'role-kept', title);
        return emptyReport(file.name, kind, title, base);
      case 'category':
        file.notes.add('info', 'Catégorie', 'category-kept');
        return emptyReport(file.name, kind, title, base);
      default:
        return emptyReport(file.name, 'other', root.name, {
          outcome: 'ignored',
          reason: 'file-not-kept',
          detail: root.name,
          ...base,
        });
    }
  }

  #form(file: ReadFile, kind: ImportedKind): FileReport {
    const known = this.#forms.get(file);
    if (known === undefined)
      return (
        this.#faults.get(file) ?? emptyReport(file.name, kind, file.name, { outcome: 'refused', reason: 'file-fault' })
      );
    const { form, converted } = known;
    const workflow = this.#workflowOf(form);
    const procedure = draftProcedure({
      form,
      converted,
      workflow: workflow === undefined ? undefined : libraryIdOf(workflow.slug, 'circuit', 40),
    });
    if (procedure !== undefined) this.procedures.push(procedure);
    return emptyReport(file.name, kind, form.name, {
      outcome: procedure === undefined ? 'refused' : 'converted',
      ...(procedure === undefined ? { reason: 'file-fault' as const } : {}),
      encoding: file.encoding,
      fields: procedure === undefined ? { ...converted.fields.tally, carried: 0 } : converted.fields.tally,
      conditions: converted.conditions.tally,
      notes: [...file.notes.notes, ...converted.notes.notes],
    });
  }

  #workflow(file: ReadFile): FileReport {
    const workflow = readWorkflow(file.root);
    if (workflow.statuses.length > maxStatuses) throw new Error(`${workflow.statuses.length} statuses`);
    const users = [...this.#forms.values()].filter(({ form }) => this.#workflowOf(form)?.slug === workflow.slug);
    const [user] = users;
    const form = users.length === 1 ? user?.converted.form : undefined;
    const converted = convertWorkflow(workflow, {
      scope: form === undefined ? undefined : user?.converted.scope,
      answers: form === undefined ? undefined : compileForm(form).variables,
      mailTemplates: this.#templates,
    });
    if (converted.workflow !== undefined) this.workflows.push(converted.workflow);
    return emptyReport(file.name, 'workflow', workflow.name, {
      outcome: converted.workflow === undefined ? 'refused' : 'converted',
      ...(converted.workflow === undefined ? { reason: 'file-fault' as const } : {}),
      encoding: file.encoding,
      fields: converted.fields.tally,
      conditions: converted.conditions.tally,
      statuses: converted.statuses.tally,
      actions: converted.actions.tally,
      notes: [...file.notes.notes, ...converted.notes.notes],
    });
  }

  /** A model that no act sends goes to every workflow of the import: any of their procedures may send it by hand. */
  #joinModel(model: ImportedMailTemplate): boolean {
    if (this.workflows.length > mostJoined) return false;
    let isJoined = false;
    for (const [index, workflow] of this.workflows.entries()) {
      const extended = withModel(workflow, model);
      if (extended === undefined) continue;
      this.workflows[index] = extended;
      isJoined = true;
    }
    return isJoined;
  }

  /**
   * What no form and no workflow of the import names stays with what is drafted: a model of message joins the letters of
   * its workflows; without any, its whole text, or the options of a list, stand in its note.
   */
  keepUnused(files: readonly ReadFile[]): void {
    const named = namedElsewhere(files.map(({ root }) => root));
    for (const [file, { slug, model }] of this.#models) {
      if (named.has(slug)) {
        file.notes.add('info', 'Modèle de message', 'template-used');
        continue;
      }
      if (!this.#joinModel(model)) {
        file.notes.add(
          'settle',
          'Modèle de message',
          'template-kept',
          model.title,
          `${model.subject}\n\n${model.body}`,
        );
      } else {
        file.notes.add('adapted', 'Modèle de message', 'template-joined', model.title);
      }
    }
    for (const [file, { slug, list }] of this.#listFiles) {
      const isUsed = named.has(slug);
      file.notes.add(
        isUsed ? 'info' : 'settle',
        'Source de données',
        isUsed ? 'list-used' : 'list-kept',
        list.title,
        isUsed ? undefined : list.options.map(({ value, label }) => `${value} : ${label}`).join('\n'),
      );
    }
  }

  /** A block by itself is converted as a form of one page. */
  #block(file: ReadFile): FileReport {
    const block = readBlock(file.root);
    const form: PublikForm = {
      kind: 'formdef',
      name: block.name,
      slug: block.slug,
      description: undefined,
      keywords: [],
      category: undefined,
      workflow: undefined,
      fields: block.fields,
      settings: new Map(),
      roles: [],
      backOfficeOnly: false,
    };
    const converted = convertForm(form, { blocks: new Map(), dataSources: this.#dataSources });
    const fields = block.fields.length === 0 ? [] : (converted.form?.pages.flatMap((page) => page.fields) ?? []);
    if (fields.length > 0) this.blocks.push({ block: idOf(block.slug, 'bloc', 55), fields });
    return emptyReport(file.name, 'block', block.name, {
      outcome: fields.length > 0 ? 'converted' : 'refused',
      ...(fields.length > 0 ? {} : { reason: 'file-fault' as const }),
      encoding: file.encoding,
      fields: converted.fields.tally,
      conditions: converted.conditions.tally,
      notes: [...file.notes.notes, ...converted.notes.notes],
    });
  }

  #list(file: ReadFile, title: string): FileReport {
    const slug = childText(file.root, 'slug') ?? title;
    const options = this.#dataSources.get(slug) ?? [];
    if (options.length > 0) {
      const list = {
        list: idOf(slug, 'liste', 60),
        title,
        options: options.map(({ value, label }) => ({ value, label })),
      };
      this.lists.push(list);
      this.#listFiles.set(file, { slug, list });
    } else {
      file.notes.add(
        'settle',
        'Source de données',
        'source-outside',
        '',
        childText(findChild(file.root, 'data_source'), 'value'),
      );
    }
    return emptyReport(file.name, 'list', title, { encoding: file.encoding, notes: file.notes.notes });
  }

  #mailTemplate(file: ReadFile, title: string): FileReport {
    const slug = childText(file.root, 'slug') ?? title;
    const model = {
      id: idOf(slug, 'message', 40),
      title,
      subject: childText(file.root, 'subject') ?? title,
      body: childText(file.root, 'body') ?? childText(file.root, 'comment') ?? '',
    };
    this.mailTemplates.push(model);
    this.#models.set(file, { slug, model });
    return emptyReport(file.name, 'mail-template', title, { encoding: file.encoding, notes: file.notes.notes });
  }
}
