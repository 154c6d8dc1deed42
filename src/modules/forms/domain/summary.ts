import type { Locale } from '#platform/i18n/text.ts';
import type { Answers, AnswerDocument } from './answers.ts';
import type { CompiledForm } from './compiled-form.ts';
import type { FormContext } from './form-context.ts';

export interface SummaryRow {
  readonly fieldId: string;
  readonly type: string;
  readonly label: string;
  /** Lines; one for most types, one an option for several choices. Empty text when unanswered. */
  readonly value: string | readonly string[];
  /** False for an optional field left empty. */
  readonly answered: boolean;
  readonly files?: readonly AnswerDocument[];
}
export interface SummaryGroup {
  readonly fieldId: string;
  readonly label: string;
  readonly rows: readonly { readonly title: string; readonly rows: readonly SummaryRow[] }[];
}
export interface SummarySection {
  readonly pageId: string;
  readonly title: string;
  readonly rows: readonly SummaryRow[];
  readonly groups: readonly SummaryGroup[];
}
export interface SummaryOptions {
  /** With a context, optional fields that are shown and empty have their row too (check-answers). */
  readonly context?: FormContext;
  /** Fields for agents only are left out unless this is true. */
  readonly withAgentFields?: boolean;
}
export declare function summarize(form: CompiledForm, answers: Answers, locale: Locale, options?: SummaryOptions): SummarySection[];
