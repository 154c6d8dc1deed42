import type { Answers } from '../domain/answers.ts';
import type { CompiledForm, CompiledPage } from '../domain/compiled-form.ts';
import type { FormContext } from '../domain/form-context.ts';
import type { FieldError } from '../domain/form-error.ts';
import type { PrefillOrigin } from '../domain/prefill.ts';
import type { RawInputs } from '../domain/raw-inputs.ts';
import type { PageSettings } from './field-view.ts';

export interface FormPageFieldsProps extends PageSettings {
  form: CompiledForm;
  page: CompiledPage;
  answers: Answers;
  context: FormContext;
  /** What was typed, after a page that did not validate or a row added. */
  raw?: RawInputs;
  errors?: readonly FieldError[];
  /** Fields whose value was filled in for the person. */
  prefilled?: Readonly<Record<string, PrefillOrigin>>;
  /** Address of the script of this module's island (`assets.islands['form-page']`). */
  scriptHref?: string;
}
