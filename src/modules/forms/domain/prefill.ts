import type { Answers, AddressAnswer, CommuneAnswer } from './answers.ts';
import type { CompiledForm } from './compiled-form.ts';
import type { FormContext } from './form-context.ts';

/** What is known of the person before the first page. */
export interface PrefillSource {
  readonly account?: {
    readonly givenNames?: string;
    readonly familyName?: string;
    readonly email?: string;
    /** E.164 */
    readonly phone?: string;
    readonly address?: AddressAnswer;
  };
  readonly commune?: CommuneAnswer;
}
export interface Prefilled {
  readonly answers: Answers;
  /** Where each first value comes from, by field, so that the page can say it. */
  readonly sources: Readonly<Record<string, 'account' | 'commune'>>;
}
export declare function prefillAnswers(form: CompiledForm, source: PrefillSource, context: FormContext): Prefilled;
