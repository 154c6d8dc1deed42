import { createHash } from 'node:crypto';
import { canonicalJson } from './event-chain.ts';

/** What a seal says: the histories of an authority as they went on since the seal before. */
export interface SealContent {
  readonly authorityId: string;
  readonly number: number;
  readonly sealedAt: Date;
  /** 32 zero bytes for the first one. */
  readonly previousHash: Buffer;
  readonly chains: number;
  readonly chainsDigest: Buffer;
  readonly purges: number;
  readonly purgesDigest: Buffer;
  /** Dossiers that there were. */
  readonly dossiers: number;
  /** See docs/adr/0009: the numbers between are in the register outside alone. */
  readonly resumesAfter: number | null;
}

export interface AuditSeal extends SealContent {
  /** SHA-256 of the content as canonical JSON. */
  readonly hash: Buffer;
  /** Which key made `mac`. */
  readonly keyId: string;
  /** HMAC-SHA-256 of `hash`. */
  readonly mac: Buffer;
}

/** A history that went on: its last event; or a dossier that was purged: 0 and the hash of the proof. */
export interface SealLine {
  readonly kind: 'chain' | 'purge';
  /** SHA-256 of the dossier's identifier. */
  readonly dossierHash: Buffer;
  readonly seq: number;
  readonly hash: Buffer;
}

export function sealHash(seal: SealContent): Buffer {
  return createHash('sha256')
    .update(canonicalJson({ format: 'parvis-seal-1', ...plainContent(seal) }))
    .digest();
}

/** The digest of the lines of one kind, in the order of `dossierHash`. Fed line by line. */
export class LinesDigest {
  readonly #hash = createHash('sha256');
  count = 0;

  add({ dossierHash, seq, hash }: SealLine): void {
    this.#hash.update(`${dossierHash.toString('hex')} ${seq} ${hash.toString('hex')}\n`);
    this.count += 1;
  }

  digest(): Buffer {
    return this.#hash.digest();
  }
}

/** Whether the purges that a paper lists are those that its seal is over. */
export function linesAgree(seal: AuditSeal, purges: readonly SealLine[]): boolean {
  const lines = new LinesDigest();
  for (const line of purges) lines.add(line);
  return lines.count === seal.purges && lines.digest().equals(seal.purgesDigest);
}

/** The seal as it is printed, exported and kept outside the database, with the purges that it tells of. */
export function sealPaper(seal: AuditSeal, purges: readonly SealLine[]): string {
  const paper = {
    format: 'parvis-seal-1',
    ...plainContent(seal),
    hash: seal.hash.toString('hex'),
    keyId: seal.keyId,
    mac: seal.mac.toString('hex'),
    purged: purges.map(({ dossierHash, hash }) => ({
      dossier: dossierHash.toString('hex'),
      proof: hash.toString('hex'),
    })),
  };
  return `${JSON.stringify(paper, null, 2)}\n`;
}

/** Undefined when it is no such paper. That it is authentic is another question. */
export function readSealPaper(text: string): { seal: AuditSeal; purges: SealLine[] } | undefined {
  let paper: unknown;
  try {
    paper = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(paper) || paper.format !== 'parvis-seal-1' || !Array.isArray(paper.purged)) return undefined;
  const texts = ['authorityId', 'sealedAt', 'previousHash', 'chainsDigest', 'purgesDigest', 'hash', 'keyId', 'mac'];
  const numbers = ['number', 'chains', 'purges', 'dossiers'];
  if (texts.some((name) => typeof paper[name] !== 'string')) return undefined;
  if (numbers.some((name) => typeof paper[name] !== 'number')) return undefined;
  const bytes = (name: string) => Buffer.from(String(paper[name]), 'hex');
  const purges = paper.purged.flatMap((one: unknown) =>
    isRecord(one) && typeof one.dossier === 'string' && typeof one.proof === 'string'
      ? [
          {
            kind: 'purge' as const,
            dossierHash: Buffer.from(one.dossier, 'hex'),
            seq: 0,
            hash: Buffer.from(one.proof, 'hex'),
          },
        ]
      : [],
  );
  return {
    purges,
    seal: {
      authorityId: String(paper.authorityId),
      number: Number(paper.number),
      sealedAt: new Date(String(paper.sealedAt)),
      previousHash: bytes('previousHash'),
      chains: Number(paper.chains),
      chainsDigest: bytes('chainsDigest'),
      purges: Number(paper.purges),
      purgesDigest: bytes('purgesDigest'),
      dossiers: Number(paper.dossiers),
      resumesAfter: typeof paper.resumesAfter === 'number' ? paper.resumesAfter : null,
      hash: bytes('hash'),
      keyId: String(paper.keyId),
      mac: bytes('mac'),
    },
  };
}

function plainContent(seal: SealContent) {
  return {
    authorityId: seal.authorityId,
    number: seal.number,
    sealedAt: seal.sealedAt.toISOString(),
    previousHash: seal.previousHash.toString('hex'),
    chains: seal.chains,
    chainsDigest: seal.chainsDigest.toString('hex'),
    purges: seal.purges,
    purgesDigest: seal.purgesDigest.toString('hex'),
    dossiers: seal.dossiers,
    resumesAfter: seal.resumesAfter,
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
