import type { Answers } from './answers.ts';
import type { CompiledForm } from './compiled-form.ts';
import type { FormContext } from './form-context.ts';
import type { FieldError } from './form-error.ts';
import { walkForm } from './form-walk.ts';
import { errorsOf } from './page-errors.ts';

/** What is wrong with the stored answers of one page; nothing for a page that is not shown. */
export function validatePage(form: CompiledForm, pageId: string, answers: Answers, context: FormContext): FieldError[] {
  const walked = walkForm(form, answers, context).pages.find((candidate) => candidate.page.id === pageId);
  return walked === undefined ? [] : errorsOf(walked, context);
}

/** What is wrong with all the answers, before a dossier is filed; the reading of pages already said most of it. */
export function validateAll(form: CompiledForm, answers: Answers, context: FormContext): FieldError[] {
  return walkForm(form, answers, context).pages.flatMap((walked) => errorsOf(walked, context));
}
