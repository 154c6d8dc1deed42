/** What a verification can find wrong. Explained in `audit-words.ts`. */
export const findingReasons = [
  // in the history of a dossier
  'event-number',
  'event-link',
  'event-content',
  'no-event',
  'event-without-dossier',
  'event-backdated',
  // against what was sealed
  'sealed-event-missing',
  'sealed-event-differs',
  'dossier-missing',
  'purge-missing',
  'purge-differs',
  'purge-not-authentic',
  // in the seals
  'seal-number',
  'seal-link',
  'seal-content',
  'seal-not-authentic',
  'seal-key-unknown',
  'seal-lines',
  'line-without-seal',
  'seal-missing',
  'seal-differs-outside',
  'seal-not-outside',
] as const;

export type FindingReason = (typeof findingReasons)[number];

export interface Finding {
  readonly authorityId: string;
  readonly reason: FindingReason;
  /** Identifier of the dossier, or for one that is gone the hash of its identifier. */
  readonly dossierId?: string;
  /** Number of the event. */
  readonly seq?: number;
  /** Number of the seal. */
  readonly number?: number;
}

export interface AuditReport {
  readonly authorityId: string;
  readonly dossiers: number;
  readonly events: number;
  readonly seals: number;
  /** Undefined when nothing was ever sealed. */
  readonly lastSeal?: { readonly number: number; readonly sealedAt: Date };
  readonly found: number;
  /** The first ones. */
  readonly findings: readonly Finding[];
}

/** As many as a person reads; the number of all is told. */
export const mostFindings = 200;
