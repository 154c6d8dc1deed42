/** A choice that a field offers: our value, the words shown, and the identifier that Publik kept. */
export interface KnownOption {
  readonly value: string;
  readonly label: string;
  readonly raw: string;
}

/** How the answers of a field are read in expressions. */
export type KnownKind =
  | 'text'
  | 'number'
  | 'boolean'
  | 'choice'
  | 'choices'
  | 'date'
  | 'time'
  | 'country'
  /** Addresses, documents, places, groups: answered or not. */
  | 'presence'
  /** The field is in a file that is not there. */
  | 'unknown';

/** A field of the form, as conditions name it. */
export interface KnownField {
  readonly id: string;
  readonly kind: KnownKind;
  readonly options: readonly KnownOption[];
  /** A setting that is empty when it is not set: an empty text counts as no answer. */
  readonly mayBeEmpty?: boolean;
}

/** What an option of the workflow is set to; Publik calls these `form_option_…`. */
export type OptionValue = string | number | boolean | null;

/** What a condition may name, and how it is to be written. */
export interface ConditionScope {
  /** Fields by identifier (`varname`), and by number for old conditions (`f12`). */
  readonly fields: ReadonlyMap<string, KnownField>;
  /** Settings of the workflow for this form. */
  readonly settings: ReadonlyMap<string, OptionValue>;
  /** The computed fields that hold the settings in the form; absent where their value itself is wanted. */
  readonly settingFields?: ReadonlyMap<string, KnownField> | undefined;
  /** Whether a name that is not in `fields` is a field that nobody wrote, or one of a form that is not there. */
  readonly fieldsAreComplete: boolean;
  /** The status that the dossier comes from, by its label, when it is known. */
  readonly previousStatus?: string | undefined;
  readonly status?: string | undefined;
  /** A comparison with an unanswered field is false; without guard it is left undecided, as checks want it. */
  readonly guarded: boolean;
  /** Told what was taken for granted to translate. */
  readonly assume: (code: AssumptionCode, detail: string) => void;
}

export type AssumptionCode = 'assumed-no-field' | 'assumed-front-office' | 'assumed-setting' | 'assumed-no-option';

/** The part of a field that a name means: its words, or the identifier of the choice. */
export interface FieldReference {
  readonly field: KnownField;
  readonly part: 'words' | 'identifier';
  /** What remains of the name: `price` in `form_var_reason_price`. */
  readonly rest: string;
}

/** The field whose identifier is the longest beginning of the name. */
export function findReference(name: string, fields: ReadonlyMap<string, KnownField>): FieldReference | undefined {
  const pieces = name.split('_');
  for (let length = pieces.length; length > 0; length -= 1) {
    const field = fields.get(pieces.slice(0, length).join('_'));
    if (field === undefined) continue;
    const rest = pieces.slice(length).join('_');
    if (['raw', 'structured_id', 'id', 'identifier', 'structured_raw'].includes(rest)) {
      return { field, part: 'identifier', rest: '' };
    }
    const words = ['', 'display', 'structured', 'structured_text', 'text', 'structured_raw', 'value'].includes(rest);
    return { field, part: 'words', rest: words ? '' : rest };
  }
  return undefined;
}
