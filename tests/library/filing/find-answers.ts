import {
  type Answer,
  type Answers,
  type CompiledField,
  type CompiledForm,
  type CompiledPage,
  exitFor,
  isGroup,
  keepShownAnswers,
  validatePage,
  visibleFields,
  visiblePages,
} from '#modules/forms/index.ts';
import { candidateAnswers, type Surroundings } from './candidate-answers.ts';

/** Answers that must be given wherever their field is asked, by field id; fields of rows too. */
export type Wishes = Readonly<Record<string, Answer>>;

/** A way through a form: to the end, or to a page that says "not the right door". */
export interface Journey {
  readonly answers: Answers;
  readonly exitedAt: string | undefined;
}

/** How many ways of filling in one page are tried. */
const maxTries = 400;

/**
 * Answers with which a form can be filed, found by trying for each field what its type allows until the form's own rules
 * hold. Exits are avoided unless a wish leads to one.
 * @throws when a page cannot be passed: the procedure needs a sample of its own, or cannot be filed at all
 */
export function findAnswers(form: CompiledForm, around: Surroundings, wishes: Wishes = {}): Journey {
  let answers: Answers = {};
  for (const page of form.pages) {
    if (!visiblePages(form, answers, around.context).includes(page)) continue;
    const found = fillPage(form, page, answers, around, wishes);
    if (found.exited) return { answers: found.answers, exitedAt: page.id };
    answers = found.answers;
  }
  return { answers, exitedAt: undefined };
}

/** Which candidate of each field is tried, by id; the first when absent. */
type Attempt = Readonly<Record<string, number>>;

function fillPage(form: CompiledForm, page: CompiledPage, before: Answers, around: Surroundings, wishes: Wishes) {
  const attempts: Attempt[] = [{}];
  const seen = new Set(['{}']);
  let exited: Answers | undefined;
  let problems: string[] = [];
  for (let tries = 0; tries < maxTries; tries += 1) {
    const attempt = attempts.shift();
    if (attempt === undefined) break;
    const answers = answerPage(form, page, before, around, wishes, attempt);
    const errors = validatePage(form, page.id, answers, around.context);
    const exit = errors.length > 0 ? undefined : exitFor(form, page.id, answers, around.context);
    if (errors.length === 0 && exit === undefined) return { answers, exited: false };
    if (exit !== undefined) exited ??= answers;
    problems = errors.map((error) => `${error.path}: ${error.message.en} (${JSON.stringify(answers[error.fieldId])})`);
    const concerned =
      exit === undefined
        ? errors.flatMap((error) => [error.fieldId, ...readBy(page, error.fieldId)])
        : page.exits.flatMap(({ when }) => when.variables);
    for (const id of new Set(concerned)) {
      const next = bump(page, attempt, id, around, wishes);
      const key = JSON.stringify(next, Object.keys(next ?? {}).sort());
      if (next === undefined || seen.has(key)) continue;
      seen.add(key);
      attempts.push(next);
    }
  }
  if (exited !== undefined) return { answers: exited, exited: true };
  throw new Error(`Page "${page.id}" cannot be passed. ${problems.join(' ')}`);
}

/** The fields that the rules said at a field read. */
function readBy(page: CompiledPage, fieldId: string): readonly string[] {
  const entry = entriesOf(page).find(({ id }) => id === fieldId);
  return [
    ...(entry?.constraints.flatMap(({ expression }) => expression.variables) ?? []),
    ...page.checks.filter((check) => check.at === fieldId).flatMap((check) => check.expression.variables),
  ];
}

function entriesOf(page: CompiledPage) {
  return page.fields.flatMap((entry) => (isGroup(entry) ? [entry, ...entry.fields] : [entry]));
}

/** The attempt with the next candidate of a field; undefined when there is none. */
function bump(page: CompiledPage, attempt: Attempt, id: string, around: Surroundings, wishes: Wishes) {
  const field = entriesOf(page).find((entry) => entry.id === id);
  if (field === undefined || isGroup(field) || Object.hasOwn(wishes, id)) return undefined;
  const next = (attempt[id] ?? 0) + 1;
  // What may be left empty is left empty in the end.
  const last = candidateAnswers(field.definition, around).length - (field.definition.optional ? 0 : 1);
  return next <= last ? { ...attempt, [id]: next } : undefined;
}

function answerPage(
  form: CompiledForm,
  page: CompiledPage,
  before: Answers,
  around: Surroundings,
  wishes: Wishes,
  attempt: Attempt,
): Answers {
  const answerOf = (field: CompiledField): Answer | undefined =>
    wishes[field.id] ?? candidateAnswers(field.definition, around)[attempt[field.id] ?? 0];
  let answers: Answers = { ...before };
  // Answering shows further fields, which are answered in turn.
  for (let round = 0; round < 8; round += 1) {
    const added: Answers = {};
    for (const entry of visibleFields(form, page.id, answers, around.context)) {
      if (answers[entry.id] !== undefined) continue;
      const answer = isGroup(entry)
        ? (wishes[entry.id] ?? rowsOf(entry.fields, Math.max(1, entry.definition.min), answerOf))
        : answerOf(entry);
      if (answer !== undefined) added[entry.id] = answer;
    }
    if (Object.keys(added).length === 0) break;
    answers = keepShownAnswers(form, { ...answers, ...added }, around.context);
  }
  return answers;
}

function rowsOf(
  fields: readonly CompiledField[],
  count: number,
  answerOf: (field: CompiledField) => Answer | undefined,
) {
  return Array.from({ length: count }, () =>
    Object.fromEntries(
      fields.flatMap((field) => {
        const answer = answerOf(field);
        return answer === undefined || field.definition.agentOnly ? [] : [[field.id, answer]];
      }),
    ),
  );
}
