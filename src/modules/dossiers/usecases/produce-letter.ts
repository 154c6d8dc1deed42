import {
  type DecisionKind,
  decisionNumber,
  type EnteredDecision,
  enterDecision,
  joinDocument,
} from '#modules/correspondence/index.ts';
import { type Documents, type PdfDocument, renderPdf, type StoredDocument } from '#modules/documents/index.ts';
import { type LetterTemplate, renderLetter, type TemplateVariables } from '#modules/workflow/index.ts';
import { civilDate, instantOf } from '#platform/clock/clock.ts';
import { formatDate } from '#platform/clock/format-date.ts';
import type { Tx } from '#platform/database/database.ts';
import { nextRegisterNumber } from '#platform/database/next-register-number.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import { agentMessages } from '../agent-messages.ts';
import { formatTrackingCode } from '../domain/tracking-code.ts';
import { letterWords } from '../effects/letter/messages.ts';
import { applicantAddressLines, type TransitionSubject } from './transition-variables.ts';

export interface ProducedLetter {
  readonly document: StoredDocument;
  /** `2026-0042` */
  readonly number: string;
  readonly title: string;
  readonly decision?: EnteredDecision;
}

/** A letter that may be a decision. */
type WrittenLetter = LetterTemplate & { readonly decision?: DecisionKind | undefined };

/**
 * The number of a letter: of the register of decisions when it is one, else of the letters that leave.
 * @param signedBy who signs it, as the register says it
 */
export async function numberLetter(
  tx: Tx,
  letter: { readonly decision?: DecisionKind | undefined },
  { authority, procedure, dossier, now }: Pick<TransitionSubject, 'authority' | 'procedure' | 'dossier' | 'now'>,
  signedBy: string,
): Promise<{ number: string; entered: EnteredDecision | undefined }> {
  if (letter.decision === undefined) {
    const { year } = civilDate(instantOf(now));
    return { number: await nextRegisterNumber(tx, authority.id, 'letter', year), entered: undefined };
  }
  const entered = await enterDecision(tx, {
    authorityId: authority.id,
    kind: letter.decision,
    at: now,
    object: localize(procedure.title, 'fr'),
    signedBy,
    dossierId: dossier.id,
  });
  return { number: decisionNumber(entered), entered };
}

/** Writes a letter, numbers it and stores it with the dossier, in the transaction of the act. */
export async function produceLetter(
  tx: Tx,
  documents: Documents,
  template: WrittenLetter,
  subject: TransitionSubject,
  variables: TemplateVariables,
  locale: Locale,
  draw: (document: PdfDocument, number: string) => Promise<Buffer> = renderPdf,
): Promise<ProducedLetter> {
  const { authority, dossier } = subject;
  const signedBy = subject.actorName === '' ? authority.name : subject.actorName;
  const { number, entered } = await numberLetter(tx, template, subject, signedBy);
  const content = await draw(letterDocument(template, subject, variables, locale, number), number);
  const title = renderLetter(template, variables, locale).title;
  const document = await documents.storeGenerated(tx, authority.id, {
    name: letterFileName(title),
    mediaType: 'application/pdf',
    content,
    dossierId: dossier.id,
  });
  if (entered === undefined) return { document, number, title };
  await joinDocument(tx, authority.id, entered, document.id);
  return { document, number, title, decision: entered };
}

/** "Arrêté n°", "Courrier n°" */
export function numberLabel(decision: DecisionKind | undefined, locale: Locale): string {
  return decision === undefined ? agentMessages(locale, 'letterNumber') : letterWords(locale, `number.${decision}`);
}

/** A name that every file system takes. */
export function letterFileName(title: string): string {
  return `${title.replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, ' ').slice(0, 120)}.pdf`;
}

/** The letter as it is printed; without a number while it waits for signatures. */
export function letterDocument(
  template: WrittenLetter,
  subject: TransitionSubject,
  variables: TemplateVariables,
  locale: Locale,
  number: string | undefined,
): PdfDocument {
  const { authority, dossier } = subject;
  const { contact } = authority;
  const letter = renderLetter(template, variables, locale);
  const code = formatTrackingCode(dossier.code);
  const say = (key: Parameters<typeof agentMessages>[1], params = {}) => agentMessages(locale, key, params);
  return {
    title: letter.title,
    locale,
    createdAt: subject.now,
    letterhead: {
      name: authority.name,
      lines: [contact.street, `${contact.postcode} ${contact.city}`, contact.phone, contact.email],
      ...(authority.accent === undefined ? {} : { accent: authority.accent }),
    },
    recipient: [dossier.applicant_name, ...applicantAddressLines(subject)].filter((line) => line !== ''),
    placeAndDate: say('letterPlaceAndDate', { city: contact.city, date: formatDate(subject.now, locale) }),
    subject: letter.title,
    references: [
      [say('letterDossier'), code],
      ...(number === undefined ? [] : [[numberLabel(template.decision, locale), number] as const]),
    ],
    blocks: letter.body.map((block) =>
      'list' in block ? { kind: 'list', items: block.list } : { kind: 'paragraph', text: block.paragraph },
    ),
    signature: { formula: letter.signatory, name: subject.actorName === '' ? authority.name : subject.actorName },
    footer: { code: `${say('letterDossier')} ${code}` },
  };
}
