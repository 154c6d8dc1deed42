import type { Letterhead } from '#modules/correspondence/index.ts';
import type { PdfBlock, PdfDocument } from '#modules/documents/index.ts';
import { formatDate, formatDateTime } from '#platform/clock/format-date.ts';
import { sha256 } from '#platform/crypto/digests.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { agentMessages } from '../../agent-messages.ts';
import { canonicalJson } from '../../domain/event-chain.ts';
import { signatureWords as say } from './messages.ts';

/** The text that is signed: the letter without what signing adds (number, date, signatures). Kept as JSON. */
export type FrozenLetter = Omit<PdfDocument, 'createdAt' | 'placeAndDate' | 'signature'> & {
  /** "Pour le maire et par délégation," */
  readonly formula: string;
  readonly city: string;
};

export interface LetterSignature {
  readonly name: string;
  readonly role: string;
  readonly at: Date;
}

/** The letter with the logo of its authority, which is not kept with its text. */
export function withLogo(document: PdfDocument, letterhead: Letterhead | undefined): PdfDocument {
  const logo = letterhead?.logo;
  return logo === undefined ? document : { ...document, letterhead: { ...document.letterhead, logo } };
}

/** What is frozen of a letter as it would be printed, without its logo. */
export function freezeLetter(letter: PdfDocument, city: string): FrozenLetter {
  const { createdAt: _createdAt, placeAndDate: _placeAndDate, signature, ...content } = letter;
  const { logo: _logo, ...letterhead } = content.letterhead;
  return { ...content, letterhead, formula: signature?.formula ?? '', city };
}

/** SHA-256 of the frozen text, the same before and after a jsonb column. */
export function hashOfLetter(content: unknown): Buffer {
  return sha256(canonicalJson(content));
}

/** The letter while it goes round: marked as a draft on its first page. */
export function draftDocument(letter: FrozenLetter, createdAt: Date): PdfDocument {
  const { locale } = letter;
  return {
    ...printed(letter),
    createdAt,
    blocks: [
      { kind: 'notice', title: say(locale, 'pdf.draft'), text: say(locale, 'pdf.draftText') },
      ...letter.blocks,
      ...formula(letter),
    ],
  };
}

/**
 * The letter signed by all: numbered, dated from the last signature, with who signed on its last page.
 * @param number with its name: `['Arrêté n°', '2026-0042']`
 * @param signing.formula in place of the letter's own, when the last one signed for somebody else
 */
export function signedDocument(
  letter: FrozenLetter,
  number: readonly [label: string, value: string],
  signatures: readonly LetterSignature[],
  hash: Buffer,
  signedAt: Date,
  signing: { readonly formula?: string } = {},
): PdfDocument {
  const { locale } = letter;
  return {
    ...printed(letter),
    createdAt: signedAt,
    placeAndDate: agentMessages(locale, 'letterPlaceAndDate', {
      city: letter.city,
      date: formatDate(signedAt, locale),
    }),
    references: [...(letter.references ?? []), number],
    blocks: [...letter.blocks, ...formula({ ...letter, ...signing }), ...signatureBlocks(signatures, hash, locale)],
  };
}

function signatureBlocks(signatures: readonly LetterSignature[], hash: Buffer, locale: Locale): PdfBlock[] {
  return [
    { kind: 'heading', text: say(locale, 'pdf.signatures'), level: 2 },
    {
      kind: 'table',
      columns: [say(locale, 'pdf.name'), say(locale, 'pdf.role'), say(locale, 'pdf.date')],
      rows: signatures.map(({ name, role, at }) => [name, role, formatDateTime(at, locale)]),
    },
    { kind: 'rows', rows: [[say(locale, 'pdf.hash'), inGroups(hash.toString('hex'))]] },
  ];
}

function printed({ formula: _formula, city: _city, ...content }: FrozenLetter) {
  return content;
}

function formula(letter: FrozenLetter): PdfBlock[] {
  return letter.formula === '' ? [] : [{ kind: 'paragraph', text: letter.formula }];
}

/** Sixty-four figures in groups of eight, so that the line can be folded. */
function inGroups(hex: string): string {
  return hex.match(/.{1,8}/g)?.join(' ') ?? hex;
}
