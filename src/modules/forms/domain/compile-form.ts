import type { CompiledForm, FormProblem } from './compiled-form.ts';
import type { FormDefinition } from './form-schema.ts';

export declare class InvalidFormError extends Error {
  readonly problems: readonly FormProblem[];
}
export declare function checkForm(definition: FormDefinition): FormProblem[];
export declare function compileForm(definition: FormDefinition): CompiledForm;
