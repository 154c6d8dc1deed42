import { checkForm, type FormDefinition, type FormProblem, fieldSchema, formSchema } from '#modules/forms/index.ts';
import type { Counter, NoteBook } from '../notes.ts';
import { type DraftField, type DraftPage, french } from './drafts.ts';

export interface Settling {
  readonly notes: NoteBook;
  readonly fields: Counter;
  readonly conditions: Counter;
  readonly placeOf: ReadonlyMap<string, string>;
}

const maxPages = 60;
const maxRounds = 80;

/**
 * Makes a form of the drafts that passes our own checks: what they refuse is taken away or made simpler, and noted.
 * Undefined when nothing is left.
 */
export function settleForm(drafts: readonly DraftPage[], settling: Settling): FormDefinition | undefined {
  const pages = withinBounds(drafts, settling);
  for (const page of pages) page.fields = page.fields.map((draft) => accepted(draft, settling));
  const settled = mended(pages, settling, maxRounds);
  if (settled !== undefined) return settled;
  // Too much goes wrong: the fields at least are kept, without their conditions.
  for (const page of pages) bare(page, settling);
  return mended(pages, settling, maxRounds);
}

function bare(page: DraftPage, settling: Settling): void {
  const message = 'too many problems';
  for (const check of page.checks.splice(0)) lost(settling, page.title.fr, message, check.check);
  if (page.when !== undefined) lost(settling, page.title.fr, message, page.when);
  delete page.when;
  for (const draft of page.fields) {
    if (draft.when !== undefined) lost(settling, place(draft, settling), message, draft.when);
    delete draft.when;
  }
}

function mended(pages: DraftPage[], settling: Settling, rounds: number): FormDefinition | undefined {
  for (let round = 0; round < rounds; round += 1) {
    const parsed = formSchema.safeParse({ pages });
    if (!parsed.success) {
      if (!repairShape(pages, parsed.error.issues[0], settling)) return undefined;
      continue;
    }
    const problems = checkForm(parsed.data);
    const [first] = problems;
    if (first === undefined) return parsed.data;
    // Conditions taken away move nothing: all of them at once. Other repairs change the places of what follows.
    const conditions = problems.filter((problem) => problem.path.endsWith('.when'));
    for (const problem of conditions.length > 0 ? conditions : [first]) repair(pages, problem, settling);
  }
  return undefined;
}

/** Pages without fields get their title as words; pages beyond the last allowed join it. */
function withinBounds(drafts: readonly DraftPage[], { notes }: Settling): DraftPage[] {
  const pages = drafts.slice(0, maxPages).map((page) => ({ ...page, fields: [...page.fields] }));
  const last = pages.at(-1);
  for (const page of drafts.slice(maxPages)) {
    notes.add('adapted', `Page «\u00a0${page.title.fr}\u00a0»`, 'page-joined');
    last?.fields.push(...page.fields);
  }
  for (const page of pages) {
    if (page.fields.length > 0) continue;
    notes.add('info', `Page «\u00a0${page.title.fr}\u00a0»`, 'page-empty');
    page.fields.push({
      id: `page_${pages.indexOf(page) + 1}_vide`,
      type: 'info',
      label: page.title,
      text: french('\u00a0'),
    });
  }
  return pages;
}

/** The field if the schema takes it, else a line of text in its place. */
function accepted(draft: DraftField, settling: Settling): DraftField {
  const inner = draft.fields;
  if (draft.type === 'group' && Array.isArray(inner)) {
    draft.fields = inner.map((one: DraftField) => accepted(one, settling));
  }
  const parsed = fieldSchema.safeParse(draft);
  if (parsed.success) return draft;
  const issue = parsed.error.issues[0];
  settling.notes.add('adapted', place(draft, settling), 'field-simplified', `${draft.type}: ${issue?.message ?? ''}`);
  return simplified(draft);
}

function simplified(draft: DraftField): DraftField {
  return {
    id: draft.id,
    type: 'text',
    label: draft.label,
    optional: true,
    ...(draft.when === undefined ? {} : { when: draft.when }),
    ...(draft.agentOnly === true ? { agentOnly: true } : {}),
  };
}

function place(draft: DraftField | undefined, { placeOf }: Settling): string {
  return draft === undefined ? '' : (placeOf.get(draft.id) ?? `«\u00a0${draft.label.fr}\u00a0»`);
}

function repairShape(
  pages: DraftPage[],
  issue: { path: PropertyKey[]; message: string } | undefined,
  settling: Settling,
): boolean {
  const [, pageIndex, part, index] = issue?.path ?? [];
  const page = typeof pageIndex === 'number' ? pages[pageIndex] : undefined;
  if (page === undefined) return false;
  if (part === 'checks' && typeof index === 'number') return page.checks.splice(index, 1).length > 0;
  if (part === 'when') {
    delete page.when;
    return true;
  }
  if (part !== 'fields' || typeof index !== 'number') return false;
  const draft = page.fields[index];
  if (draft === undefined) return false;
  settling.notes.add('adapted', place(draft, settling), 'field-simplified', issue?.message ?? '');
  page.fields[index] = simplified({ ...draft, when: undefined, id: draft.id });
  return true;
}

const problemPath = /^pages\[(\d+)\](?:\.fields\[(\d+)\])?(?:\.fields\[(\d+)\])?(?:\.checks\[(\d+)\])?(?:\.(\w+))?/;

function repair(pages: DraftPage[], problem: FormProblem, settling: Settling): void {
  const [, pageAt, fieldAt, innerAt, checkAt, key] = problemPath.exec(problem.path) ?? [];
  const page = pages[Number(pageAt)];
  if (page === undefined) {
    pages.pop();
    return;
  }
  const pagePlace = `Page «\u00a0${page.title.fr}\u00a0»`;
  if (checkAt !== undefined) {
    const [check] = page.checks.splice(Number(checkAt), 1);
    lost(settling, pagePlace, problem.message, check?.check);
    return;
  }
  const outer = fieldAt === undefined ? undefined : page.fields[Number(fieldAt)];
  const rows = outer?.fields;
  const draft =
    innerAt === undefined || !Array.isArray(rows) ? outer : (rows[Number(innerAt)] as DraftField | undefined);
  if (draft === undefined) {
    repairPage(page, problem, settling);
    return;
  }
  repairField(draft, key, problem, settling);
}

/** A circle of conditions or calculations is opened at its first condition, or calculation. */
function repairPage(page: DraftPage, problem: FormProblem, settling: Settling): void {
  const circle = /circle: (.+)$/.exec(problem.message)?.[1]?.split(' → ');
  const concerned = page.fields.filter((field) => circle === undefined || circle.includes(field.id));
  const conditional = concerned.find((field) => field.when !== undefined);
  const computed = concerned.find((field) => field.type === 'computed');
  if (circle === undefined && page.when !== undefined) {
    if (neverHolds(problem)) for (const field of page.fields) hide(field, settling);
    else if (!alwaysHolds(problem)) lost(settling, `Page «\u00a0${page.title.fr}\u00a0»`, problem.message, page.when);
    delete page.when;
  } else if (conditional !== undefined) dropWhen(conditional, problem, settling);
  else if (computed !== undefined) repairField(computed, 'value', problem, settling);
}

function lost(settling: Settling, where: string, message: string, source: string | undefined): void {
  settling.notes.add('kept', where, 'condition-refused', message, source);
  settling.conditions.withdraw();
}

function dropWhen(draft: DraftField, problem: FormProblem, settling: Settling): void {
  lost(settling, place(draft, settling), problem.message, draft.when);
  delete draft.when;
}

function alwaysHolds(problem: FormProblem): boolean {
  return problem.message.includes('always holds');
}

function neverHolds(problem: FormProblem): boolean {
  return problem.message.includes('never hold');
}

/** Applicants never see it: it is for agents, as in Publik. */
function hide(draft: DraftField, settling: Settling): void {
  settling.notes.add('adapted', place(draft, settling), 'condition-never', '', draft.when);
  delete draft.when;
  draft.agentOnly = true;
  if (draft.type !== 'info') draft.optional = true;
}

function repairField(draft: DraftField, key: string | undefined, problem: FormProblem, settling: Settling): void {
  if (key === 'when' && draft.when !== undefined) {
    if (alwaysHolds(problem)) delete draft.when;
    else if (neverHolds(problem)) hide(draft, settling);
    else dropWhen(draft, problem, settling);
    return;
  }
  settling.notes.add(
    'adapted',
    place(draft, settling),
    'field-detail-refused',
    problem.message,
    String(draft.pattern ?? draft.value ?? ''),
  );
  for (const detail of ['pattern', 'constraints', 'prefill', 'prefillFrom', 'min', 'max']) {
    const concerned = key === undefined ? problem.message.toLowerCase().includes(detail) : key === detail;
    if (concerned && draft[detail] !== undefined) {
      delete draft[detail];
      if (detail === 'pattern') delete draft.patternMessage;
      return;
    }
  }
  const plain = simplified(draft);
  for (const name of Object.keys(draft)) delete draft[name];
  Object.assign(draft, plain);
  if (problem.message.includes('called')) draft.id = `${plain.id}_bis`;
  if (key === 'value') draft.agentOnly = true;
}
