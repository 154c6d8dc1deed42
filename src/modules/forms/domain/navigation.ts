import type { Answers } from './answers.ts';
import type { CompiledForm, CompiledPage } from './compiled-form.ts';
import { holds } from './expressions.ts';
import type { FormContext } from './form-context.ts';
import type { FormExit } from './form-schema.ts';
import { FormWalk, StoredAnswers, walkForm } from './form-walk.ts';
import { errorsOf } from './page-errors.ts';
import { visiblePages } from './visibility.ts';

/** The page after this one for these answers; undefined after the last. */
export function nextPage(
  form: CompiledForm,
  pageId: string,
  answers: Answers,
  context: FormContext,
): CompiledPage | undefined {
  const index = indexOf(form, pageId);
  return visiblePages(form, answers, context).find((page) => page.index > index);
}

/** The page before this one for these answers; undefined before the first. */
export function previousPage(
  form: CompiledForm,
  pageId: string,
  answers: Answers,
  context: FormContext,
): CompiledPage | undefined {
  const index = indexOf(form, pageId);
  return visiblePages(form, answers, context).findLast((page) => page.index < index);
}

/** The first page that still has something wrong or missing; undefined when the form can be filed. */
export function firstIncompletePage(
  form: CompiledForm,
  answers: Answers,
  context: FormContext,
): CompiledPage | undefined {
  return walkForm(form, answers, context).pages.find((walked) => errorsOf(walked, context).length > 0)?.page;
}

/** The exit that these answers lead to from this page: this is not the right door. */
export function exitFor(
  form: CompiledForm,
  pageId: string,
  answers: Answers,
  context: FormContext,
): FormExit | undefined {
  const page = form.pagesById.get(pageId);
  if (page === undefined || page.exits.length === 0) return undefined;
  const stored = new StoredAnswers(answers);
  const walk = new FormWalk(form, context).through(() => stored, page.index);
  if (walk.pages.at(-1)?.shown !== true) return undefined;
  return page.exits.find(({ when }) => holds(when, walk.scope))?.exit;
}

function indexOf(form: CompiledForm, pageId: string): number {
  return form.pagesById.get(pageId)?.index ?? -1;
}
