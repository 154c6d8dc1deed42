import type { Answers } from './answers.ts';
import type { CompiledForm } from './compiled-form.ts';
import type { FormContext } from './form-context.ts';
import type { FieldError } from './form-error.ts';

export declare function validatePage(form: CompiledForm, pageId: string, answers: Answers, context: FormContext): FieldError[];
export declare function validateAll(form: CompiledForm, answers: Answers, context: FormContext): FieldError[];
