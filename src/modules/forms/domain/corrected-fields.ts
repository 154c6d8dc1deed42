import type { Answer, Answers } from './answers.ts';
import type { CompiledEntry, CompiledForm, CompiledPage } from './compiled-form.ts';
import type { FormContext, PageContext } from './form-context.ts';
import type { FieldError } from './form-error.ts';
import { type AnswerSource, FormWalk, StoredAnswers, walkForm } from './form-walk.ts';
import { errorsOf } from './page-errors.ts';
import { PostedAnswers } from './parse-page.ts';
import { PostedBody } from './posted-inputs.ts';
import { applyAction, collectRaw, postedAction, type RawInputs } from './raw-inputs.ts';

/** Documents are replaced by others, computed values by what they are computed from, agents' fields on their own page. */
export function isCorrectable(entry: CompiledEntry): boolean {
  const { agentOnly, type } = entry.definition;
  return !agentOnly && type !== 'file' && type !== 'computed' && type !== 'info';
}

/** The pages that hold these fields, with nothing else on them; those that the answers do not show are left out. */
export function correctionPages(
  form: CompiledForm,
  answers: Answers,
  ids: readonly string[],
  context: FormContext,
): CompiledPage[] {
  return walkForm(form, answers, { ...context, actor: 'agent' }).pages.flatMap(({ page, entries }) => {
    const fields = page.fields.filter(
      (entry) => ids.includes(entry.id) && entries.has(entry.id) && isCorrectable(entry),
    );
    return fields.length === 0 ? [] : [{ ...page, fields, ordered: fields, hasFiles: false }];
  });
}

export interface ParsedCorrection {
  /** All the answers as the correction leaves them, without those of fields that it hides. */
  readonly answers: Answers;
  /** The fields whose answer is another one now, computed values and hidden fields among them. */
  readonly changed: readonly string[];
  /** Fields that the correction brings to light and that have to be answered with it. */
  readonly needed: readonly string[];
  /** Fields of documents that the correction makes necessary: they are asked of the person. */
  readonly missingDocuments: readonly string[];
  readonly raw: RawInputs;
  /** Of the fields being corrected and of those that they bring to light; what was already wrong elsewhere is left aside. */
  readonly errors: readonly FieldError[];
  /** A row was added or removed: nothing is to be kept yet. */
  readonly isShownAgain: boolean;
}

/**
 * Reads new answers to the fields `ids`, checked as those of whoever filed. Everything else is as it was kept, but for
 * what depends on them: computed values, and the answers of fields that are no longer asked.
 */
export function parseCorrection(
  form: CompiledForm,
  body: unknown,
  ids: readonly string[],
  context: PageContext,
): ParsedCorrection {
  const asAgent: PageContext = { ...context, actor: 'agent' };
  const pages = form.pages.flatMap((page) => {
    const fields = page.fields.filter((entry) => ids.includes(entry.id) && isCorrectable(entry));
    return fields.length === 0 ? [] : [{ ...page, fields, ordered: fields, hasFiles: false }];
  });
  const posted = new PostedBody(body);
  let raw: RawInputs = {};
  let isShownAgain = false;
  for (const page of pages) {
    const typed = collectRaw(page, posted, []);
    const action = postedAction(page, posted);
    isShownAgain ||= action !== undefined;
    raw = { ...raw, ...(action === undefined ? typed : applyAction(page, typed, action)) };
  }
  const source = new CorrectedAnswers(
    new PostedAnswers(new PostedBody(raw), new StoredAnswers(context.answers), asAgent),
    new StoredAnswers(context.answers),
    new Set(pages.flatMap((page) => page.fields.map((entry) => entry.id))),
  );
  const walk = new FormWalk(form, asAgent).through(() => source);
  const all = walk.pages.flatMap((walked) => errorsOf(walked, asAgent, source.typed.problems));
  const wrongBefore = new Set(
    walkForm(form, context.answers, asAgent)
      .pages.flatMap((walked) => errorsOf(walked, asAgent))
      .map(rootOf),
  );
  const concerned = all.filter((error) => ids.includes(rootOf(error)) || !wrongBefore.has(rootOf(error)));
  const isOf = (error: FieldError, test: (entry: CompiledEntry) => boolean) => {
    const entry = form.fieldsById.get(rootOf(error));
    return entry !== undefined && test(entry);
  };
  const errors = concerned.filter((error) => isOf(error, isCorrectable));
  const changed = [...form.fieldsById.keys()].filter(
    (id) => JSON.stringify(walk.answers[id]) !== JSON.stringify(context.answers[id]),
  );
  return {
    answers: walk.answers,
    changed,
    needed: [...new Set(errors.map(rootOf))].filter((id) => !ids.includes(id)),
    missingDocuments: [
      ...new Set(
        concerned
          .filter((error) => isOf(error, (entry) => entry.definition.type === 'file'))
          .map((error) => rootOf(error)),
      ),
    ],
    raw,
    errors: isShownAgain ? [] : errors,
    isShownAgain,
  };
}

function rootOf(error: FieldError): string {
  return error.path.split('[')[0] ?? '';
}

/** The fields being corrected are read from what was posted, all the others from what is kept. */
class CorrectedAnswers implements AnswerSource {
  readonly typed: PostedAnswers;
  readonly #stored: StoredAnswers;
  readonly #ids: ReadonlySet<string>;

  constructor(typed: PostedAnswers, stored: StoredAnswers, ids: ReadonlySet<string>) {
    this.typed = typed;
    this.#stored = stored;
    this.#ids = ids;
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
