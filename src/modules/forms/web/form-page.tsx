import type { JSX } from 'preact';
import type { Locale } from '#platform/i18n/text.ts';
import type { Answers } from '../domain/answers.ts';
import type { CompiledForm, CompiledPage } from '../domain/compiled-form.ts';
import type { FormContext } from '../domain/form-context.ts';
import type { FieldError } from '../domain/form-error.ts';
import type { RawInputs } from '../domain/raw-inputs.ts';

export interface FormPageFieldsProps {
  form: CompiledForm;
  page: CompiledPage;
  answers: Answers;
  context: FormContext;
  locale: Locale;
  /** What was typed, after a page that did not validate or a row added. */
  raw?: RawInputs;
  errors?: readonly FieldError[];
  /** Fields whose value was filled in for the person. */
  prefilled?: Readonly<Record<string, 'account' | 'commune'>>;
  /** Where a file is sent at once when script runs, by name of the file field's input (`proof`, `children.0.proof`). */
  uploadUrl?: (field: string) => string;
  /** Where a document of the draft can be read. */
  documentUrl?: (documentId: string) => string;
  /** Suggestions (JSON `[{ value, label }]` at `url?q=`) for addresses and communes. */
  suggestUrls?: { readonly address?: string; readonly commune?: string };
  map?: {
    readonly tilesUrl: string;
    readonly attribution: string;
    readonly centre: { lat: number; lon: number; zoom: number };
  };
}
export declare function FormPageFields(props: FormPageFieldsProps): JSX.Element;
