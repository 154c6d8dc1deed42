import type { ComponentChildren, ComponentType } from 'preact';
import type { Locale } from '#platform/i18n/text.ts';
import type { DatePart } from '#ui/components/date-input.tsx';
import type { AnswerDocument } from '../domain/answers.ts';
import type { HouseholdChild, KnownContact } from '../domain/form-context.ts';
import type { FieldError } from '../domain/form-error.ts';
import type { Field } from '../domain/form-schema.ts';

/** What the page as a whole gives to its fields. */
export interface PageSettings {
  readonly locale: Locale;
  /** Where a file is sent at once when script runs, by name of the file field's input (`proof`, `children.0.proof`). */
  readonly uploadUrl?: (field: string) => string;
  /** Where a document of the draft can be read. */
  readonly documentUrl?: (documentId: string) => string;
  /**
   * Suggestions, JSON `[{ value, label }]` at `url?q=`: the value of a commune is its INSEE code, the one of an address
   * is the JSON of `{street, postcode, city, citycode, lat, lon}`.
   */
  readonly suggestUrls?: { readonly address?: string; readonly commune?: string };
  readonly map?: {
    readonly tilesUrl: string;
    readonly attribution: string;
    readonly centre: { readonly lat: number; readonly lon: number; readonly zoom: number };
  };
}

/** What a field's component is given. */
export interface FieldViewProps<F extends Field = Field> {
  /** With the options that can be offered. */
  readonly field: F;
  /** HTML id of its first input. */
  readonly id: string;
  readonly name: string;
  readonly label: ComponentChildren;
  readonly hint: ComponentChildren;
  readonly optional: boolean;
  readonly errors: readonly FieldError[];
  /** Its first error's message. */
  readonly error: string | undefined;
  /** What was typed, or the answer, in the input of that suffix. */
  value(suffix?: string): string;
  values(): readonly string[];
  readonly documents: readonly AnswerDocument[];
  /** The answer as it stands, in words; empty without one. */
  readonly told: readonly string[];
  /** The children of the household of the account that is signed in. */
  readonly household: readonly HouseholdChild[];
  /** The person's own addresses or phones that the field may take; empty unless there is a choice to make. */
  readonly contacts: readonly KnownContact[];
  /** Fields that matter only when that option is chosen. */
  conditional(option: string): ComponentChildren;
  /** Words under an option that is offered on a condition of this page. */
  optionNote(option: string): string | undefined;
  /** False in a row: the browser's own data are about the person, not about each of the rows. */
  readonly autocomplete: boolean;
  readonly page: PageSettings;
}

const views = new Map<string, ComponentType<FieldViewProps>>();

/**
 * Gives a type of field its look; the types of this module have theirs.
 * @throws when the type has one already
 */
export function registerFieldView<F extends Field>(
  type: F['type'],
  view: (props: FieldViewProps<F>) => ComponentChildren,
): void {
  if (views.has(type)) throw new Error(`The look of the field type ${type} is registered twice`);
  views.set(type, view as ComponentType<FieldViewProps>);
}

export function findFieldView(type: string): ComponentType<FieldViewProps> | undefined {
  return views.get(type);
}

/** The message of the input of that id, among the errors of a field of several inputs. */
export function errorAt(errors: readonly FieldError[], inputId: string, locale: Locale): string | undefined {
  return errors.find((error) => error.inputId === inputId)?.message[locale];
}

/** Which of the three inputs of a date are wrong; undefined for all. */
export function wrongParts(errors: readonly FieldError[], id: string): readonly DatePart[] | undefined {
  const [error] = errors;
  if (error === undefined || !error.code.startsWith('date') || error.code === 'dateMin' || error.code === 'dateMax')
    return undefined;
  if (error.inputId === `${id}-month`) return ['month'];
  return error.inputId === `${id}-year` ? ['year'] : ['day'];
}
