import { createHash } from 'node:crypto';

/** What the hash of an event covers: all of its row. */
export interface ChainedEvent {
  readonly authorityId: string;
  readonly dossierId: string;
  readonly seq: number;
  readonly at: Date;
  readonly kind: string;
  readonly actor: {
    readonly kind: 'applicant' | 'agent' | 'system';
    readonly id?: string | null;
    readonly name?: string;
  };
  readonly channel: string;
  readonly visibility: 'public' | 'internal';
  readonly data: Readonly<Record<string, unknown>>;
}

export interface HashedEvent extends ChainedEvent {
  readonly previousHash: Buffer;
  readonly hash: Buffer;
  /** What it said of a person was erased: only its hash can be checked, against the event that tells of the erasure. */
  readonly erased?: boolean;
}

/** What the first event of a dossier follows: 32 zero bytes. */
export const chainStart: Buffer = Buffer.alloc(32);

/** SHA-256 of the hash of the event before, then of this event as canonical JSON. */
export function chainHash(previous: Uint8Array, event: ChainedEvent): Buffer {
  const text = canonicalJson({
    authorityId: event.authorityId,
    dossierId: event.dossierId,
    seq: event.seq,
    at: event.at.toISOString(),
    kind: event.kind,
    actor: { kind: event.actor.kind, id: event.actor.id ?? null, name: event.actor.name ?? '' },
    channel: event.channel,
    visibility: event.visibility,
    data: event.data,
  });
  return createHash('sha256').update(previous).update(text).digest();
}

/** The first thing wrong in a chain, in the order of `seq`. */
export interface ChainBreak {
  readonly seq: number;
  readonly reason: 'sequence' | 'link' | 'content';
}

/**
 * Checks the events of one dossier, oldest first: numbers 1, 2, 3…, each linked to the one before, each hash that of its
 * content. Undefined when all is well. Events cut off at the end are found by comparing with a hash kept elsewhere.
 */
export function verifyChain(events: readonly HashedEvent[]): ChainBreak | undefined {
  let previous = chainStart;
  const erasures = new Set(events.flatMap(listErasures));
  for (const [index, event] of events.entries()) {
    if (event.seq !== index + 1) return { seq: event.seq, reason: 'sequence' };
    if (!event.previousHash.equals(previous)) return { seq: event.seq, reason: 'link' };
    const known =
      event.erased === true
        ? erasures.has(erasureOf(event.seq, event.hash.toString('hex')))
        : event.hash.equals(chainHash(previous, event));
    if (!known) return { seq: event.seq, reason: 'content' };
    previous = event.hash;
  }
  return undefined;
}

function erasureOf(seq: number, hash: string): string {
  return `${seq} ${hash}`;
}

/** The events that an event of erasure, itself whole, says that it emptied. */
function listErasures(event: HashedEvent): string[] {
  const { erased } = event.data;
  if (event.kind !== 'anonymised' || event.erased === true || !Array.isArray(erased)) return [];
  return erased.flatMap((one: { seq?: unknown; hash?: unknown }) =>
    typeof one.seq === 'number' && typeof one.hash === 'string' ? [erasureOf(one.seq, one.hash)] : [],
  );
}

/** JSON whose objects have their keys sorted and no undefined value: the same text before and after a jsonb column. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`);
    return `{${entries.join(',')}}`;
  }
  return JSON.stringify(value ?? null);
}
