import {
  type CompiledForm,
  checkExpression,
  checkForm,
  compileForm,
  type Field,
  type FormDefinition,
} from '#modules/forms/index.ts';
import { checkWorkflow } from '#modules/workflow/index.ts';
import type { ProcedureVersion } from './adopted-procedure.ts';
import type { FieldOverrides, Overrides } from './overrides-schema.ts';
import type { Procedure } from './procedure-schema.ts';

/** Why a part of the overrides does not fit the version that it is put on. */
export type MisfitReason =
  | 'no-page'
  | 'no-field'
  | 'field-exists'
  | 'field-needed'
  | 'field-wrong'
  | 'no-fee'
  | 'legal-delay'
  | 'not-understood';

export interface Misfit {
  /** `fields.hide.phone`, `fees.scaffold`, `delay` */
  readonly path: string;
  readonly reason: MisfitReason;
}

export interface OverriddenProcedure extends ProcedureVersion {
  /** What is kept and not applied. */
  readonly misfits: readonly Misfit[];
}

/**
 * The procedure as an authority says it. Each change of the form is tried by itself: one that this version no longer fits
 * (a field that is gone, or that a condition, the workflow or the applicant's name needs) is left out and told.
 */
export function applyOverrides(version: ProcedureVersion, overrides: Overrides): OverriddenProcedure {
  const misfits: Misfit[] = [];
  const { fields, fees, delay, ...texts } = overrides;
  const given = Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== undefined));
  let procedure: Procedure = { ...version.procedure, ...given };
  let { form } = version;
  if (fees !== undefined) {
    for (const id of Object.keys(fees)) {
      if (!procedure.fees.some((fee) => fee.id === id)) misfits.push({ path: `fees.${id}`, reason: 'no-fee' });
    }
    procedure = {
      ...procedure,
      fees: procedure.fees.map((fee) => ({ ...fee, amount: fees[fee.id] ?? fee.amount })),
    };
    form = compileForm(procedure.form, { fees: procedure.fees });
  }
  if (fields !== undefined) {
    form = overriddenForm({ ...version, procedure, form }, fields, misfits);
    procedure = { ...procedure, form: form.definition };
  }
  if (delay !== undefined) {
    if (procedure.silence.rule === 'none') procedure = { ...procedure, silence: { ...procedure.silence, delay } };
    else misfits.push({ path: 'delay', reason: 'legal-delay' });
  }
  return { procedure, form, workflow: version.workflow, misfits };
}

interface Change {
  readonly path: string;
  apply(form: FormDefinition): FormDefinition | MisfitReason;
  /** What it means when the form cannot be run afterwards. */
  readonly broken: MisfitReason;
}

function overriddenForm(version: ProcedureVersion, fields: FieldOverrides, misfits: Misfit[]): CompiledForm {
  const known = new Set(usesOf(version, version.form));
  const { fees } = version.procedure;
  let definition = version.form.definition;
  let form = version.form;
  for (const change of changesOf(fields)) {
    const changed = change.apply(definition);
    if (typeof changed === 'string') {
      misfits.push({ path: change.path, reason: changed });
      continue;
    }
    const next = checkForm(changed, { fees }).length > 0 ? undefined : compileForm(changed, { fees });
    if (next === undefined || usesOf(version, next).some((problem) => !known.has(problem))) {
      misfits.push({ path: change.path, reason: change.broken });
      continue;
    }
    definition = changed;
    form = next;
  }
  return form;
}

function changesOf(fields: FieldOverrides): Change[] {
  return [
    ...Object.entries(fields.texts).map(
      ([id, { label, help }]): Change => ({
        path: `fields.texts.${id}`,
        broken: 'field-wrong',
        apply: (form) =>
          withField(form, id, (field) => ({
            ...field,
            ...(label === undefined ? {} : { label }),
            ...(help === undefined ? {} : { help }),
          })),
      }),
    ),
    ...fields.optional.map(
      (id): Change => ({
        path: `fields.optional.${id}`,
        broken: 'field-needed',
        apply: (form) => withField(form, id, (field) => ({ ...field, optional: true })),
      }),
    ),
    ...fields.add.map(
      ({ page, after, field }): Change => ({
        path: `fields.add.${field.id}`,
        broken: 'field-wrong',
        apply: (form) => withNewField(form, page, after, field),
      }),
    ),
    ...fields.hide.map(
      (id): Change => ({
        path: `fields.hide.${id}`,
        broken: 'field-needed',
        apply: (form) => withField(form, id, () => undefined),
      }),
    ),
  ];
}

/** The form with a field changed, or taken away; a page that asks nothing any more goes with it. */
function withField(
  form: FormDefinition,
  id: string,
  change: (field: Field) => Field | undefined,
): FormDefinition | MisfitReason {
  if (!form.pages.some((page) => page.fields.some((field) => field.id === id))) return 'no-field';
  const pages = form.pages
    .map((page) => ({
      ...page,
      fields: page.fields.flatMap((field) => (field.id === id ? (change(field) ?? []) : [field])),
    }))
    .filter((page) => page.fields.length > 0);
  return pages.length === 0 ? 'field-needed' : { ...form, pages };
}

function withNewField(
  form: FormDefinition,
  pageId: string,
  after: string | undefined,
  field: Field,
): FormDefinition | MisfitReason {
  if (form.pages.some((page) => page.fields.some((known) => known.id === field.id))) return 'field-exists';
  if (!form.pages.some((page) => page.id === pageId)) return 'no-page';
  const pages = form.pages.map((page) => {
    if (page.id !== pageId) return page;
    const place = page.fields.findIndex((known) => known.id === after);
    return { ...page, fields: page.fields.toSpliced(place < 0 ? page.fields.length : place + 1, 0, field) };
  });
  return { ...form, pages };
}

/** What goes wrong in the ways that the procedure and its workflow read the form's answers. */
function usesOf({ procedure, workflow }: ProcedureVersion, form: CompiledForm): string[] {
  const missing = [...Object.values(procedure.applicant), ...Object.values(procedure.place ?? {})]
    .filter((id) => id !== undefined && !form.fieldsById.has(id))
    .map((id) => `applicant ${id}`);
  const expressions = [
    ['headline', procedure.headline, 'string'],
    ['urgentWhen', procedure.urgentWhen, 'bool'],
  ] as const;
  return [
    ...missing,
    ...expressions.flatMap(([key, source, type]) =>
      source === undefined
        ? []
        : checkExpression(source, form.variables, type).map((problem) => `${key} ${problem.message}`),
    ),
    ...checkWorkflow(workflow.definition, { letters: new Set(), answers: form.variables }).map(
      (problem) => `${problem.path} ${problem.message}`,
    ),
  ];
}
