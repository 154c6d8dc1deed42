import { NotFoundError } from '#platform/errors/app-error.ts';
import type { Answer, Answers } from './answers.ts';
import type { CompiledField, CompiledForm, CompiledGroup } from './compiled-form.ts';
import { problem } from './field-problem.ts';
import type { FieldProblem } from './field-type.ts';
import type { PageContext } from './form-context.ts';
import type { FieldError } from './form-error.ts';
import type { SimpleField } from './form-schema.ts';
import { type AnswerSource, FormWalk, type RowPosition, rememberWalk, StoredAnswers } from './form-walk.ts';
import { answerPath, inputName } from './input-names.ts';
import { errorsOf, minimumRows } from './page-errors.ts';
import { PostedBody, PostedInputs } from './posted-inputs.ts';
import {
  applyAction,
  collectRaw,
  type FormAction,
  isBlankRow,
  postedAction,
  postedRowCount,
  type RawInputs,
} from './raw-inputs.ts';

export interface ParsedPage {
  /** The whole draft: what was answered before, this page's answers, without those of hidden fields. */
  readonly answers: Answers;
  readonly raw: RawInputs;
  /** Empty when the page is complete; always empty with an `action`. */
  readonly errors: readonly FieldError[];
  readonly action?: FormAction;
}

/**
 * Reads what a page posted, whatever it is: unknown names are ignored, hidden fields keep no answer, what is not
 * understood has a message at its field. `context.answers` are those stored so far; those of the page are replaced.
 * @throws {NotFoundError} for a page that the form does not have.
 */
export function parsePage(form: CompiledForm, pageId: string, body: unknown, context: PageContext): ParsedPage {
  const page = form.pagesById.get(pageId);
  if (page === undefined) throw new NotFoundError('form-page-not-found');
  const posted = new PostedBody(body);
  const action = postedAction(page, posted);
  const typed = collectRaw(page, posted, context.documents ?? []);
  const raw = action === undefined ? typed : applyAction(page, typed, action, context.contacts);

  const stored = new StoredAnswers(context.answers);
  const reading = new PostedAnswers(new PostedBody(raw), stored, context);
  const walk = new FormWalk(form, context).through((candidate) => (candidate === page ? reading : stored));
  if (action !== undefined) return { answers: walk.answers, raw, errors: [], action };
  const walked = walk.pages[page.index];
  const errors = walked === undefined ? [] : errorsOf(walked, context, reading.problems);
  if (errors.length === 0) rememberWalk(form, walk.answers, context, walk);
  return { answers: walk.answers, raw, errors };
}

/** Answers read from a posted page; what was not understood is noted by path. */
export class PostedAnswers implements AnswerSource {
  readonly #body: PostedBody;
  readonly #stored: StoredAnswers;
  readonly #context: PageContext;
  readonly problems = new Map<string, readonly FieldProblem[]>();

  constructor(body: PostedBody, stored: StoredAnswers, context: PageContext) {
    this.#body = body;
    this.#stored = stored;
    this.#context = context;
  }

  /** Rows left blank at the end are as if they had not been added. */
  rowCount(group: CompiledGroup): number {
    if (this.#isUntouchable(group)) return this.#stored.rowCount(group);
    const least = minimumRows(group.definition);
    let count = postedRowCount(group, this.#body);
    while (count > least && isBlankRow(group, count - 1, this.#body)) count -= 1;
    return count;
  }

  read(field: CompiledField, definition: SimpleField, row: RowPosition | undefined): Answer | undefined {
    if (this.#isUntouchable(field)) return this.#stored.read(field, definition, row);
    const inputs = new PostedInputs(this.#body, inputName(field.id, row));
    const { answer, problems } = field.type.parse(definition, inputs, this.#context);
    if (problems !== undefined && problems.length > 0) {
      this.problems.set(answerPath(field.id, row), this.#withReason(problems, field, definition, row));
      return undefined;
    }
    return answer;
  }

  /**
   * An option that exists but is not offered has a reason to be told, unless it hangs on an answer that was itself not
   * understood: correcting that one is then all that is asked.
   */
  #withReason(
    problems: readonly FieldProblem[],
    field: CompiledField,
    definition: SimpleField,
    row: RowPosition | undefined,
  ): readonly FieldProblem[] {
    if (field.optionConditions === undefined || problems[0]?.code !== 'choiceUnknown') return problems;
    const needed = [...field.optionConditions.values()].flatMap((condition) => condition.variables);
    const misread = needed.some((name) => this.problems.has(name) || (row && this.problems.has(answerPath(name, row))));
    return misread ? [] : [problem('choiceNotOffered', definition)];
  }

  /** An applicant's page never writes what agents fill in, even when its inputs are forged. */
  #isUntouchable(entry: CompiledField | CompiledGroup): boolean {
    return entry.definition.agentOnly && this.#context.actor !== 'agent';
  }
}
