export type FilingKind = 'question' | 'family-book' | 'composter' | 'meeting';

/** What somebody asked, and what they were told of it: the side of the clients. */
export interface Filing {
  readonly kind: FilingKind;
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

/** A payment that an agent took at the desk. */
export interface Settled {
  readonly dossierId: string;
  told: boolean;
}

/** An hour that a resident chose among those that an agent proposed. */
export interface Chosen {
  readonly dossierId: string;
  readonly slotId: string;
  told: boolean;
}

export interface Ledger {
  readonly filings: Filing[];
  readonly messages: Said[];
  readonly acts: Act[];
  readonly payments: Settled[];
  readonly appointments: Chosen[];
  /** Dossiers for which an agent has proposed hours, told of it or not. */
  readonly offered: Set<string>;
  /** Answers by status, lost connections under 0. */
  readonly answers: Map<number, number>;
  /** What a fault of ours showed: path and status 500. */
  readonly unexpected: string[];
  /** Why people went away without having been told. */
  readonly givenUp: string[];
}

export function newLedger(): Ledger {
  return {
    filings: [],
    messages: [],
    acts: [],
    payments: [],
    appointments: [],
    offered: new Set(),
    answers: new Map(),
    unexpected: [],
    givenUp: [],
  };
}
