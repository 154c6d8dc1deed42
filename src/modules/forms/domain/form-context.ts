import type { Locale } from '#platform/i18n/text.ts';
import type { AddressAnswer, AnswerDocument, Answers } from './answers.ts';
import type { BilingualText } from './form-error.ts';

/** The authority that the form is filed with, as expressions see it. */
export interface FormAuthority {
  readonly code: string;
  readonly kind: string;
  readonly name: string;
}

/** A French commune: INSEE code, official name, its postcodes. */
export interface CommuneEntry {
  readonly code: string;
  readonly name: string;
  readonly postcodes: readonly string[];
}

/** Where communes are looked up; answers from memory, since it is asked while a form is read. */
export interface CommuneLookup {
  findByCode(code: string): CommuneEntry | undefined;
  /** Communes of that name, whatever its case, accents, hyphens; several when the name is shared. */
  listByName(name: string): readonly CommuneEntry[];
  listByPostcode(postcode: string): readonly CommuneEntry[];
}

/** The limits of the territory: INSEE codes of its communes, and the box around them in degrees. */
export interface FormTerritory {
  readonly communes: ReadonlySet<string>;
  readonly box?: { readonly south: number; readonly west: number; readonly north: number; readonly east: number };
}

/** A document of the draft; `field` is the name of the input that it was sent for (`proof`, `children.0.proof`). */
export interface DraftDocument extends AnswerDocument {
  readonly field?: string;
}

/** A child of the household of the account that is signed in. */
export interface HouseholdChild {
  readonly id: string;
  readonly givenNames: string;
  readonly familyName: string;
  /** YYYY-MM-DD */
  readonly birthDate?: string;
}

/** An address or a phone of the account that is signed in, offered to the fields that take their first value from one. */
export interface KnownContact {
  readonly id: string;
  /** What it is and what it says: "Second home: 3 rue du Port, 56000 Vannes". */
  readonly label: BilingualText;
  readonly datum: 'address' | 'phone';
  /** E.164 for a phone. */
  readonly answer: AddressAnswer | string;
}

/** What a form is read against. */
export interface FormContext {
  /** YYYY-MM-DD, the civil date in France. */
  readonly today: string;
  readonly authority: FormAuthority;
  /** Agents see `agentOnly` fields; an applicant (the default) never does. */
  readonly actor?: 'applicant' | 'agent';
  /** The language of whoever fills in: `label` speaks it; French when absent. */
  readonly locale?: Locale;
  /** The documents of this draft: a file field accepts no other. */
  readonly documents?: readonly DraftDocument[];
  readonly communes?: CommuneLookup;
  readonly territory?: FormTerritory;
  /** The children that a child field offers; absent when nobody is signed in. */
  readonly household?: readonly HouseholdChild[];
  /** Of a person who has several addresses or phones: they choose which one a field takes. */
  readonly contacts?: readonly KnownContact[];
}

/** A page is read with what has been answered so far. */
export interface PageContext extends FormContext {
  readonly answers: Answers;
}
