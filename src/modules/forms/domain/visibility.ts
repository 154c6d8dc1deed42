import type { Answers } from './answers.ts';
import type { CompiledEntry, CompiledForm, CompiledPage, ExpressionVariables } from './compiled-form.ts';
import type { ExpressionScope } from './expressions.ts';
import type { FormContext } from './form-context.ts';

export declare function visiblePages(form: CompiledForm, answers: Answers, context: FormContext): CompiledPage[];
export declare function visibleFields(form: CompiledForm, pageId: string, answers: Answers, context: FormContext): CompiledEntry[];
/** Without the answers of hidden fields. */
export declare function keepShownAnswers(form: CompiledForm, answers: Answers, context: FormContext): Answers;
/** Values of the form's variables for `evaluate` and `holds`. */
export declare function answerScope(form: CompiledForm, answers: Answers, context: FormContext): ExpressionScope;
/** CEL types of the form's variables, for `checkExpression`. */
export declare function formVariables(form: CompiledForm): ExpressionVariables;
