import type { Condition } from '../conditions/condition.ts';

/** What a value is worked out to be. */
export const valueKinds = ['number', 'money', 'text', 'date', 'yes-no'] as const;
export type ValueKind = (typeof valueKinds)[number];

/** Something that has a value: an answer, a part or a measure of one, a fee. */
export interface ValueSource {
  /** Its expression. */
  readonly id: string;
  readonly label: { readonly fr: string; readonly en: string };
  /** What a sum can be made of it: `text` and `date` cannot be counted. */
  readonly kind: 'number' | 'money' | 'text' | 'date' | 'yes-no';
  /** What is null while nothing is answered; '' for what always has a value. */
  readonly guard: string;
}
export type ValueSources = ReadonlyMap<string, ValueSource>;

/** One number of a product: a source, or a number written (with a dot); an amount is in cents. */
export interface Factor {
  readonly by: '*' | '/';
  readonly source?: string;
  readonly literal?: string;
  /** The number is an amount of money. */
  readonly isAmount?: true;
  /** It counts for zero while nothing is answered; otherwise the whole value waits for the answer. */
  readonly orZero?: true;
}

export interface Term {
  readonly sign: '+' | '-';
  readonly factors: readonly Factor[];
}

/** Products added up, held between two bounds. */
export interface Sum {
  readonly kind: 'sum';
  readonly terms: readonly Term[];
  readonly atLeast?: string;
  readonly atMost?: string;
}

/** Words around an answer, and what is said instead while there is none. */
export interface Piece {
  readonly before: string;
  readonly source?: string;
  readonly after: string;
  readonly otherwise: string;
}

/** Words with answers among them; `unknown` is a name that somebody typed and that no answer has. */
export type Phrase = readonly (string | { readonly source: string } | { readonly unknown: string })[];

/** Words that depend on the answers: those of the first case that holds, else `otherwise`. */
export interface ChosenWords {
  readonly cases: readonly { readonly condition: Condition; readonly phrase: Phrase }[];
  readonly otherwise: Phrase;
}

export interface Words {
  readonly kind: 'words';
  readonly pieces: readonly (Piece | ChosenWords)[];
}

export function isChosen(piece: Piece | ChosenWords): piece is ChosenWords {
  return 'cases' in piece;
}

/** One answer as it stands. */
export interface Taken {
  readonly kind: 'taken';
  readonly source: string;
}

/** True when the condition holds. */
export interface Judged {
  readonly kind: 'judged';
  readonly condition: Condition;
}

export type Outcome = Sum | Words | Taken | Judged;

/** A table: the outcome of the first case whose condition holds, else `otherwise`. */
export interface Value {
  readonly cases: readonly { readonly condition: Condition; readonly outcome: Outcome }[];
  readonly otherwise: Outcome;
}

/** Numbers as they are kept: `12`, `-2.5`. */
export const numberPattern = /^-?\d{1,12}(\.\d{1,6})?$/;

/** Nothing yet, of the kind that is asked for. */
export function emptyOutcome(kind: ValueKind): Outcome {
  switch (kind) {
    case 'number':
    case 'money':
      return { kind: 'sum', terms: [] };
    case 'text':
      return { kind: 'words', pieces: [] };
    case 'date':
      return { kind: 'taken', source: '' };
    case 'yes-no':
      return { kind: 'judged', condition: { join: 'all', items: [] } };
  }
}
