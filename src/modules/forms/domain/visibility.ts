import type { Answers } from './answers.ts';
import type { CompiledEntry, CompiledForm, CompiledPage } from './compiled-form.ts';
import type { ExpressionScope } from './expressions.ts';
import type { FormContext } from './form-context.ts';
import { rememberWalk, walkForm } from './form-walk.ts';

/** The pages that these answers lead through, in order. */
export function visiblePages(form: CompiledForm, answers: Answers, context: FormContext): CompiledPage[] {
  return walkForm(form, answers, context).pages.flatMap((walked) => (walked.shown ? [walked.page] : []));
}

/** The fields of a page that these answers show, in the order of the page; none when the page is not shown. */
export function visibleFields(
  form: CompiledForm,
  pageId: string,
  answers: Answers,
  context: FormContext,
): CompiledEntry[] {
  const walked = walkForm(form, answers, context).pages.find((candidate) => candidate.page.id === pageId);
  return walked?.page.fields.filter((entry) => walked.entries.has(entry.id)) ?? [];
}

/** The answers without those of hidden fields and of unknown names. */
export function keepShownAnswers(form: CompiledForm, answers: Answers, context: FormContext): Answers {
  const walk = walkForm(form, answers, context);
  const kept = { ...walk.answers };
  rememberWalk(form, kept, context, walk);
  return kept;
}

/** Values of the form's variables for `evaluate` and `holds`: assignments, headlines, conditions of a workflow. */
export function answerScope(form: CompiledForm, answers: Answers, context: FormContext): ExpressionScope {
  return walkForm(form, answers, context).scope;
}
