/** What somebody asked, and what they were told of it: the side of the clients. */
export interface Filing {
  readonly kind: 'question' | 'family-book';
  /** Of this filing alone. */
  readonly email: string;
  /** SHA-256 of the attachments, in hexadecimal. */
  readonly attachments: string[];
  /** Told with the receipt. */
  told?: { readonly dossierId: string; readonly code: string };
}

export interface Said {
  readonly by: 'resident' | 'agent';
  readonly dossierId: string;
  /** A word that this message alone holds. */
  readonly marker: string;
  told: boolean;
}

export interface Act {
  readonly dossierId: string;
  readonly transition: string;
  told: boolean;
}

export interface Ledger {
  readonly filings: Filing[];
  readonly messages: Said[];
  readonly acts: Act[];
  /** Answers by status, lost connections under 0. */
  readonly answers: Map<number, number>;
  /** What a fault of ours showed: path and status 500. */
  readonly unexpected: string[];
  /** Why people went away without having been told. */
  readonly givenUp: string[];
}

export function newLedger(): Ledger {
  return { filings: [], messages: [], acts: [], answers: new Map(), unexpected: [], givenUp: [] };
}
