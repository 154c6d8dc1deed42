import type { Field } from '#modules/forms/index.ts';
import type { WorkflowDefinition } from '#modules/workflow/index.ts';
import type { LocalizedText } from '#platform/i18n/text.ts';
import type { Procedure } from './procedure-schema.ts';

/** What a change is about. */
export type ChangeSubject =
  | 'text'
  | 'page'
  | 'field'
  | 'document'
  | 'fee'
  | 'delay'
  | 'opening'
  | 'notice'
  | 'state'
  | 'transition'
  | 'message'
  | 'workflow';

export interface ProcedureChange {
  readonly subject: ChangeSubject;
  readonly what: 'added' | 'removed' | 'changed' | 'now-mandatory' | 'now-optional';
  /** Stable: `title`, a field's id, a state's id. */
  readonly id: string;
  /** What people call it; undefined for what has a name of its own in messages (`title`, `legal.purpose`). */
  readonly name: LocalizedText | undefined;
  /** For a change of words or amounts. */
  readonly before?: LocalizedText | string | number | undefined;
  readonly after?: LocalizedText | string | number | undefined;
}

export interface ComparedVersion {
  readonly procedure: Procedure;
  readonly workflow: WorkflowDefinition;
}

const texts = ['title', 'summary', 'description', 'cost', 'next', 'holderRule'] as const;
const notices = ['purpose', 'basis', 'recipients', 'consequence', 'remedies'] as const;

/** What changes for residents and agents from one version to another, in the order in which one reads a procedure. */
export function compareProcedures(before: ComparedVersion, after: ComparedVersion): ProcedureChange[] {
  const a = before.procedure;
  const b = after.procedure;
  return [
    ...texts.flatMap((id) => changedText('text', id, a[id], b[id])),
    ...(same(a.needs, b.needs) ? [] : [{ subject: 'text', what: 'changed', id: 'needs', name: undefined } as const]),
    ...comparePages(a, b),
    ...compareFees(a, b),
    ...compareRules(a, b),
    ...notices.flatMap((id) => changedText('notice', `legal.${id}`, a.legal[id], b.legal[id])),
    ...(a.legal.retention.months === b.legal.retention.months
      ? changedText('notice', 'legal.retention', a.legal.retention.afterwards, b.legal.retention.afterwards)
      : [
          {
            subject: 'notice',
            what: 'changed',
            id: 'legal.retention-months',
            name: undefined,
            before: a.legal.retention.months,
            after: b.legal.retention.months,
          } as const,
        ]),
    ...(same(a.legal.references, b.legal.references)
      ? []
      : [{ subject: 'notice', what: 'changed', id: 'legal.references', name: undefined } as const]),
    ...compareWorkflows(before.workflow, after.workflow),
  ];
}

function comparePages(a: Procedure, b: Procedure): ProcedureChange[] {
  const changes: ProcedureChange[] = [
    ...compareLists('page', a.form.pages, b.form.pages, (page) => page.title, pageHead),
  ];
  const old = fieldsOf(a);
  const fresh = fieldsOf(b);
  const place = (id: string, from: Procedure) =>
    from.form.pages.find((page) => page.fields.some((field) => field.id === id))?.id;
  for (const [id, field] of fresh) {
    const known = old.get(id);
    const subject = subjectOf(field);
    if (known === undefined) changes.push({ subject, what: 'added', id, name: field.label });
    else if (known.optional !== field.optional)
      changes.push({ subject, what: field.optional ? 'now-optional' : 'now-mandatory', id, name: field.label });
    if (known === undefined) continue;
    if (!same(known.label, field.label))
      changes.push({ subject, what: 'changed', id, name: field.label, before: known.label, after: field.label });
    else if (!same(bare(known), bare(field)) || place(id, a) !== place(id, b))
      changes.push({ subject, what: 'changed', id, name: field.label });
  }
  for (const [id, field] of old) {
    if (!fresh.has(id)) changes.push({ subject: subjectOf(field), what: 'removed', id, name: field.label });
  }
  return changes;
}

/** What a page says and checks, its fields aside. */
function pageHead(page: Procedure['form']['pages'][number]): unknown {
  return { ...page, fields: undefined };
}

function fieldsOf(procedure: Procedure): Map<string, Field> {
  return new Map(procedure.form.pages.flatMap((page) => page.fields.map((field) => [field.id, field] as const)));
}

function bare(field: Field): unknown {
  return { ...field, label: undefined, optional: undefined };
}

function subjectOf(field: Field): ChangeSubject {
  return field.type === 'file' ? 'document' : 'field';
}

function compareFees(a: Procedure, b: Procedure): ProcedureChange[] {
  const changes: ProcedureChange[] = [];
  for (const fee of b.fees) {
    const known = a.fees.find((one) => one.id === fee.id);
    if (known === undefined)
      changes.push({ subject: 'fee', what: 'added', id: fee.id, name: fee.label, after: fee.amount });
    else if (!same(known, fee))
      changes.push({
        subject: 'fee',
        what: 'changed',
        id: fee.id,
        name: fee.label,
        before: known.amount,
        after: fee.amount,
      });
  }
  for (const fee of a.fees) {
    if (!b.fees.some((one) => one.id === fee.id))
      changes.push({ subject: 'fee', what: 'removed', id: fee.id, name: fee.label, before: fee.amount });
  }
  return changes;
}

function compareRules(a: Procedure, b: Procedure): ProcedureChange[] {
  const changes: ProcedureChange[] = [];
  if (!same(a.silence, b.silence))
    changes.push({
      subject: 'delay',
      what: 'changed',
      id: a.silence.rule === b.silence.rule ? 'delay' : 'silence',
      name: undefined,
      before: a.silence.delay,
      after: b.silence.delay,
    });
  if (!same(a.opening, b.opening))
    changes.push({ subject: 'opening', what: 'changed', id: 'opening', name: undefined });
  return changes;
}

function compareWorkflows(a: WorkflowDefinition, b: WorkflowDefinition): ProcedureChange[] {
  const whole: ProcedureChange[] =
    a.workflow === b.workflow
      ? []
      : [{ subject: 'workflow', what: 'changed', id: 'workflow', name: undefined, before: a.title, after: b.title }];
  return [
    ...whole,
    ...compareLists('state', a.states, b.states, (state) => state.label),
    ...compareLists('transition', a.transitions, b.transitions, (transition) => transition.label),
    ...compareLists('message', a.messages, b.messages, (message) => message.subject),
  ];
}

function compareLists<T extends { readonly id: string }>(
  subject: ChangeSubject,
  a: readonly T[],
  b: readonly T[],
  nameOf: (item: T) => LocalizedText,
  contentOf: (item: T) => unknown = (item) => item,
): ProcedureChange[] {
  const old = new Map(a.map((item) => [item.id, item]));
  const fresh = new Set(b.map((item) => item.id));
  return [
    ...b.flatMap((item): ProcedureChange[] => {
      const known = old.get(item.id);
      if (known === undefined) return [{ subject, what: 'added', id: item.id, name: nameOf(item) }];
      return same(contentOf(known), contentOf(item))
        ? []
        : [{ subject, what: 'changed', id: item.id, name: nameOf(item) }];
    }),
    ...a
      .filter((item) => !fresh.has(item.id))
      .map((item): ProcedureChange => ({ subject, what: 'removed', id: item.id, name: nameOf(item) })),
  ];
}

function changedText(
  subject: ChangeSubject,
  id: string,
  before: LocalizedText | undefined,
  after: LocalizedText | undefined,
): ProcedureChange[] {
  if (same(before, after)) return [];
  const what = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
  return [{ subject, what, id, name: undefined, before, after }];
}

/** Equal as JSON, whatever the order of the keys. */
function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(ordered(a)) === JSON.stringify(ordered(b));
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, ordered(item)]),
  );
}
