import { createHash } from 'node:crypto';
import { canonicalJson } from './event-chain.ts';

/** Proof that a dossier was erased at its term: what, when and by which rule, never whose it was. */
export interface PurgeProof {
  readonly authorityId: string;
  readonly id: string;
  readonly procedureId: string;
  /** SHA-256 of the dossier's identifier. */
  readonly dossierHash: Buffer;
  readonly lastEventHash: Buffer;
  readonly documents: number;
  readonly purgedAt: Date;
  /** By which rule; proofs of the first versions do not say. */
  readonly rule?: PurgeRule | undefined;
}

export interface PurgeRule {
  readonly procedureVersion: number;
  /** How long the procedure keeps a dossier once it is over. */
  readonly months: number;
  /** YYYY-MM-DD */
  readonly dueOn: string | null;
  readonly events: number;
  /** Purged again after the restoration of a copy of before. */
  readonly again: boolean;
}

/** SHA-256 of the proof as canonical JSON: what seals hold of it. */
export function purgeProofHash(proof: PurgeProof): Buffer {
  const text = canonicalJson({
    format: 'parvis-purge-1',
    authorityId: proof.authorityId,
    id: proof.id,
    procedureId: proof.procedureId,
    dossierHash: proof.dossierHash.toString('hex'),
    lastEventHash: proof.lastEventHash.toString('hex'),
    documents: proof.documents,
    purgedAt: proof.purgedAt.toISOString(),
    ...(proof.rule === undefined ? {} : { ...proof.rule }),
  });
  return createHash('sha256').update(text).digest();
}
