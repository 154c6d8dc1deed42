import type { Answers } from './answers.ts';
import type { CompiledForm, CompiledPage } from './compiled-form.ts';
import type { FormContext } from './form-context.ts';
import type { FormExit } from './form-schema.ts';

export declare function nextPage(form: CompiledForm, pageId: string, answers: Answers, context: FormContext): CompiledPage | undefined;
export declare function previousPage(form: CompiledForm, pageId: string, answers: Answers, context: FormContext): CompiledPage | undefined;
export declare function firstIncompletePage(form: CompiledForm, answers: Answers, context: FormContext): CompiledPage | undefined;
export declare function exitFor(form: CompiledForm, pageId: string, answers: Answers, context: FormContext): FormExit | undefined;
