import { type AuthorityKeys, createAuthorityKeys, type PdfDocument, renderPdf } from '#modules/documents/index.ts';
import { unwrapKey } from '#platform/crypto/envelope.ts';
import type { Tx } from '#platform/database/database.ts';
import type { Platform } from '#platform/platform.ts';
import type { SealKeys } from './domain/cades.ts';
import { type EnvironmentSeals, loadEnvironmentSeals } from './environment-seals.ts';
import { SealUnusableError } from './errors.ts';
import { signatureMessages as say } from './messages.ts';
import { findSealRow, sealKeyContext } from './queries/find-seal.ts';

/** Of whom a letter is, as far as its seal says it. */
export interface SealingAuthority {
  readonly id: string;
  readonly name: string;
  readonly contact: { readonly city: string };
}

export interface Sealing {
  readonly authority: SealingAuthority;
  /** "Décision n° 2026-0042", in the signature's panel of PDF readers. */
  readonly reason: string;
  readonly at: Date;
  /** `https://guichet.example.fr`, where the letter says that it can be checked. */
  readonly origin: string;
}

/** What seals the letters of the authorities of this installation. */
export interface Seals {
  /**
   * Draws a document and seals it when the authority has a seal.
   * @throws {SealUnusableError} when its seal cannot seal now
   */
  render(tx: Tx, document: PdfDocument, sealing: Sealing): Promise<{ content: Buffer; sealed: boolean }>;
  /** Whether the authority chose to seal the letters that nobody signs in a circuit. */
  sealsLetters(tx: Tx, authorityId: string): Promise<boolean>;
  readonly keys: AuthorityKeys;
  readonly environment: EnvironmentSeals;
}

interface Usable extends SealKeys {
  readonly validFrom: Date;
  readonly validUntil: Date;
  readonly demonstration: boolean;
}

/** The seals of this installation. Made once, in `app`. */
export function createSeals(platform: Pick<Platform, 'config' | 'database' | 'clock'>): Seals {
  const keys = createAuthorityKeys(platform);
  const environment = loadEnvironmentSeals(platform.config.SEALS_DIR);

  const find = async (tx: Tx, authorityId: string): Promise<Usable | undefined> => {
    const given = await environment.find(authorityId);
    if (given !== undefined) return { ...given, demonstration: false };
    const row = await findSealRow(tx, authorityId);
    if (row === undefined) return undefined;
    const key = row.wrapped_key;
    if (key === null || row.key_version === null) return undefined;
    try {
      const dataKey = await keys.get(authorityId, row.key_version);
      return {
        certificates: row.certificates,
        key: unwrapKey(dataKey, key, sealKeyContext(authorityId, row.id)),
        validFrom: row.valid_from,
        validUntil: row.valid_until,
        demonstration: row.demonstration,
      };
    } catch (cause) {
      throw new SealUnusableError('unreadable', row.valid_until, { cause });
    }
  };

  return {
    keys,
    environment,
    render: async (tx, document, sealing) => {
      const seal = await find(tx, sealing.authority.id);
      if (seal === undefined) return { content: await renderPdf(document), sealed: false };
      const { at } = sealing;
      if (seal.validUntil <= at) throw new SealUnusableError('expired', seal.validUntil);
      if (seal.validFrom > at) throw new SealUnusableError('not-yet-valid', seal.validUntil);
      return { content: await sealDocument(document, seal, sealing), sealed: true };
    },
    sealsLetters: async (tx, authorityId) => {
      const choice = await tx
        .selectFrom('seal_choices')
        .select('seals_letters')
        .where('authority_id', '=', authorityId)
        .executeTakeFirst();
      return choice?.seals_letters ?? false;
    },
  };
}

async function sealDocument(document: PdfDocument, seal: Usable, sealing: Sealing): Promise<Buffer> {
  const { authority, reason, at, origin } = sealing;
  // What signs weighs, and most processes seal nothing.
  const { signatureRoom, signDetached } = await import('./domain/cades.ts');
  const { fillSignature } = await import('./domain/prepared-pdf.ts');
  const words = { authority: authority.name, address: `${origin}/verifier-un-document` };
  const note = [
    document.footer?.note,
    say(document.locale, 'pdf.sealed', words),
    seal.demonstration ? say(document.locale, 'pdf.demonstration') : undefined,
  ];
  const drawn = await renderPdf({
    ...document,
    footer: { ...document.footer, note: note.filter((line) => line !== undefined).join(' ') },
    seal: {
      name: authority.name,
      reason,
      place: authority.contact.city,
      description: say(document.locale, 'pdf.field', words),
      at,
      room: signatureRoom(seal.certificates),
    },
  });
  return fillSignature(drawn, (content) => signDetached(content, seal));
}
