import type { Locale } from '#platform/i18n/text.ts';
import type { Answer } from './answers.ts';
import type { VariableType } from './expression-variables.ts';
import type { FormContext } from './form-context.ts';
import type { BilingualText } from './form-error.ts';
import type { Field } from './form-schema.ts';

/** What is wrong with an answer; `suffix` names the input concerned (`-year`, `-postcode`), the first one when absent. */
export interface FieldProblem {
  readonly code: string;
  readonly message: BilingualText;
  readonly suffix?: string;
}

/** The inputs of one field in a posted body, cleaned: `suffix` as in `inputs`. Never throws, whatever was posted. */
export interface InputReader {
  /** One line, trimmed; `''` when absent. */
  line(suffix?: string): string;
  /** Several lines. */
  text(suffix?: string): string;
  /** All the values posted under the name (checkboxes). */
  list(suffix?: string): readonly string[];
}

/** Nothing typed: neither. Understood: `answer`. Not understood: `problems`, and what was typed is shown again. */
export interface ParsedAnswer<A extends Answer = Answer> {
  readonly answer?: A;
  readonly problems?: readonly FieldProblem[];
}

/**
 * What the engine needs to know about a type of field. `F` is the field as a file writes it, `A` its answer as stored.
 * Methods are pure and never throw on what a person may send.
 */
export interface FieldTypeDefinition<F extends Field = Field, A extends Answer = Answer> {
  readonly type: string;
  /** Suffixes of the names of its inputs, `''` for the name itself. */
  readonly inputs: readonly string[];
  /** The suffix of the input that a link to the field leads to; `''` when absent. */
  readonly firstInput?: string;
  /** The field asks nothing (a text between fields). */
  readonly silent?: boolean;
  /** Never demanded, whatever the field says: another field stands beside it, or the server answers it. */
  readonly neverRequired?: boolean;
  /** From what was posted to an answer. */
  parse(field: F, input: InputReader, context: FormContext): ParsedAnswer<A>;
  /** True when a stored value has the shape of this type's answers. */
  accepts(value: unknown): value is A;
  /** The rules that a well-shaped answer must follow. */
  validate(field: F, answer: A, context: FormContext): readonly FieldProblem[];
  /** The message for a mandatory field left empty; one for each of its parts when they have inputs of their own. */
  missing(field: F, context: FormContext): FieldProblem | readonly FieldProblem[];
  /** For summaries, letters and CSV: one line a value. */
  format(field: F, answer: A, locale: Locale): string | readonly string[];
  /** The same for agents, when it tells them more. */
  formatForAgents?(field: F, answer: A, locale: Locale): string | readonly string[];
  /** Values of its inputs by suffix, to show an answer again in the page. */
  toInputs(field: F, answer: A, locale: Locale): Readonly<Record<string, string | readonly string[]>>;
  /** Type of its variable in expressions. */
  celType(field: F): VariableType;
  /** From the answer to a CEL value (an integer is a bigint). */
  toCel(field: F, answer: A): unknown;
}
