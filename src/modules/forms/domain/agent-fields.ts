import type { Answer, Answers } from './answers.ts';
import {
  type CompiledEntry,
  type CompiledField,
  type CompiledForm,
  type CompiledPage,
  isGroup,
} from './compiled-form.ts';
import type { FormContext, PageContext } from './form-context.ts';
import type { FieldError } from './form-error.ts';
import { type AnswerSource, FormWalk, StoredAnswers, walkForm } from './form-walk.ts';
import { errorsOf } from './page-errors.ts';
import { PostedAnswers } from './parse-page.ts';
import { PostedBody } from './posted-inputs.ts';
import { applyAction, collectRaw, postedAction, type RawInputs } from './raw-inputs.ts';

/** What agents fill in themselves; documents have a form of their own. */
export function isForAgents(entry: CompiledEntry): boolean {
  return entry.definition.agentOnly && entry.definition.type !== 'file' && entry.definition.type !== 'computed';
}

/** The pages of a form with their fields for agents alone, those that the answers show; none when there is nothing to fill in. */
export function agentPages(form: CompiledForm, answers: Answers, context: FormContext): CompiledPage[] {
  const asAgent: FormContext = { ...context, actor: 'agent' };
  return walkForm(form, answers, asAgent).pages.flatMap(({ page, entries }) => {
    const fields = page.fields.filter((entry) => isForAgents(entry) && entries.has(entry.id));
    return fields.length === 0 ? [] : [{ ...page, fields, ordered: fields, hasFiles: false }];
  });
}

export interface ParsedAgentFields {
  /** The dossier's answers with what agents filled in; those of the applicant are as they were filed. */
  readonly answers: Answers;
  /** Ids of the fields whose answer is another one now. */
  readonly changed: readonly string[];
  readonly raw: RawInputs;
  readonly errors: readonly FieldError[];
  /** A row was added or removed: nothing is to be kept yet. */
  readonly isShownAgain: boolean;
}

/** Reads what an agent typed. A field that is left empty is not demanded: a dossier is completed little by little. */
export function parseAgentFields(form: CompiledForm, body: unknown, context: PageContext): ParsedAgentFields {
  const pages = agentPages(form, context.answers, context);
  const posted = new PostedBody(body);
  const asAgent: PageContext = { ...context, actor: 'agent' };
  let raw: RawInputs = {};
  let isShownAgain = false;
  for (const page of pages) {
    const typed = collectRaw(page, posted, []);
    const action = postedAction(page, posted);
    isShownAgain ||= action !== undefined;
    raw = { ...raw, ...(action === undefined ? typed : applyAction(page, typed, action)) };
  }
  const source = new AgentAnswers(
    new PostedAnswers(new PostedBody(raw), new StoredAnswers(context.answers), asAgent),
    context.answers,
    pages,
  );
  const walk = new FormWalk(form, asAgent).through(() => source);
  const ids = pages.flatMap((page) => page.fields.map((entry) => entry.id));
  const answers = withAnswers(form, context.answers, walk.answers, ids);
  const errors = isShownAgain
    ? []
    : walk.pages
        .flatMap((walked) => errorsOf(walked, asAgent, source.typed.problems))
        .filter((error) => ids.includes(error.path.split('[')[0] ?? '') && !isMissing(error, source, answers));
  const changed = ids.filter((id) => JSON.stringify(answers[id]) !== JSON.stringify(context.answers[id]));
  return { answers, changed, raw, errors, isShownAgain };
}

/**
 * The dossier's answers once fields for agents have these values, worked out by an act: null takes an answer away. A value
 * that its field cannot hold, and one of a field that is not for agents, changes nothing.
 */
export function setAgentAnswers(
  form: CompiledForm,
  filed: Answers,
  values: ReadonlyMap<string, unknown>,
  context: FormContext,
): { readonly answers: Answers; readonly changed: readonly string[] } {
  const set: Answers = { ...filed };
  const ids: string[] = [];
  for (const [id, value] of values) {
    const entry = form.fieldsById.get(id);
    if (entry === undefined || isGroup(entry) || !isForAgents(entry)) continue;
    const answer = value === null || value === '' ? null : answerOf(entry, value, context);
    if (answer === undefined) continue;
    ids.push(id);
    if (answer === null) delete set[id];
    else set[id] = answer;
  }
  const walked = walkForm(form, set, { ...context, actor: 'agent' });
  const answers = withAnswers(form, filed, walked.answers, ids);
  const changed = ids.filter((id) => JSON.stringify(answers[id]) !== JSON.stringify(filed[id]));
  return { answers, changed };
}

/** A value as its field keeps it: words and numbers of other systems are read as people mean them. */
function answerOf({ definition, type }: CompiledField, value: unknown, context: FormContext): Answer | undefined {
  const candidates: unknown[] = [value];
  const text = String(value);
  if (definition.type === 'yes-no') candidates.push(yesNo.get(text.toLowerCase()));
  if (definition.type === 'number' || definition.type === 'money') candidates.push(Number(text.replace(',', '.')));
  if (definition.type === 'text' || definition.type === 'long-text') candidates.push(text);
  if (definition.type === 'choice') {
    const named = definition.options?.find((option) => option.value === text || option.label.fr === text);
    return definition.options === undefined ? text : named?.value;
  }
  const fits = (one: unknown) => type.accepts(one) && type.validate(definition, one as Answer, context).length === 0;
  return candidates.find((one) => one !== undefined && fits(one)) as Answer | undefined;
}

const yesNo: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['oui', true],
  ['false', false],
  ['non', false],
]);

/** Fields for agents are read from what was posted, all the others from what is kept. */
class AgentAnswers implements AnswerSource {
  readonly typed: PostedAnswers;
  readonly #stored: StoredAnswers;
  readonly #ids: ReadonlySet<string>;

  constructor(typed: PostedAnswers, answers: Answers, pages: readonly CompiledPage[]) {
    this.typed = typed;
    this.#stored = new StoredAnswers(answers);
    this.#ids = new Set(pages.flatMap((page) => page.fields.map((entry) => entry.id)));
  }

  rowCount(...[group]: Parameters<AnswerSource['rowCount']>): number {
    return this.#ids.has(group.id) ? this.typed.rowCount(group) : this.#stored.rowCount(group);
  }

  read(...[field, definition, row]: Parameters<AnswerSource['read']>): Answer | undefined {
    return this.#ids.has(row?.group ?? field.id)
      ? this.typed.read(field, definition, row)
      : this.#stored.read(field, definition, row);
  }
}

/** Nothing of what was filed is decided again: only fields for agents change, and the values computed from them. */
function withAnswers(form: CompiledForm, filed: Answers, read: Answers, ids: readonly string[]): Answers {
  const answers: Answers = { ...filed };
  const computed = [...form.fieldsById.values()].filter(
    (entry) => !isGroup(entry) && entry.value?.variables.some((name) => ids.includes(name)) === true,
  );
  for (const id of [...ids, ...computed.map((entry) => entry.id)]) {
    const answer = read[id];
    if (answer === undefined) delete answers[id];
    else answers[id] = answer;
  }
  return answers;
}

function isMissing(error: FieldError, source: AgentAnswers, answers: Answers): boolean {
  if (source.typed.problems.has(error.path)) return false;
  const row = /^(.+)\[(\d+)\]\.(.+)$/.exec(error.path);
  if (row === null) return answers[error.path] === undefined;
  const rows: unknown = answers[row[1] ?? ''];
  const values: unknown = Array.isArray(rows) ? rows[Number(row[2])] : undefined;
  return typeof values !== 'object' || values === null || !Object.hasOwn(values, row[3] ?? '');
}
