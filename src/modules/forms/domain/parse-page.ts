import type { Answers } from './answers.ts';
import type { CompiledForm } from './compiled-form.ts';
import type { PageContext } from './form-context.ts';
import type { FieldError } from './form-error.ts';

/** What was typed, by name of input, to show it again. */
export type RawInputs = Readonly<Record<string, string | readonly string[]>>;

/** A submit button other than "continue": the page is shown again, with what was typed. */
export type FormAction =
  | { readonly kind: 'add-row'; readonly group: string }
  | { readonly kind: 'remove-row'; readonly group: string; readonly row: number }
  /** `field` is the name of the file field's input: `proof`, `children.0.proof`. */
  | { readonly kind: 'remove-document'; readonly field: string; readonly documentId: string };

export interface ParsedPage {
  /** The whole draft: what was answered before, this page's answers, without those of hidden fields. */
  readonly answers: Answers;
  readonly raw: RawInputs;
  /** Empty when the page is complete; always empty with an `action`. */
  readonly errors: readonly FieldError[];
  readonly action?: FormAction;
}
export declare function parsePage(form: CompiledForm, pageId: string, body: unknown, context: PageContext): ParsedPage;
