/** A French postal address as the national base spells it. */
export interface AddressSuggestion {
  /** On one line, as shown: "12 rue d’Albuféra 27200 Vernon". */
  readonly label: string;
  readonly street: string;
  readonly postcode: string;
  readonly city: string;
  /** INSEE code of the commune. */
  readonly citycode: string;
  readonly lat?: number;
  readonly lon?: number;
}

/** Where addresses are completed: a connector, given by `app`. A failure gives no suggestion; typing by hand always works. */
export interface AddressLookup {
  suggest(text: string, options: { communeCode?: string; limit: number }): Promise<readonly AddressSuggestion[]>;
}
