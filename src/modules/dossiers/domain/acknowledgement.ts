import type { Procedure } from '#modules/catalogue/index.ts';
import { type Authority, exceptionsInWords } from '#modules/directory/index.ts';
import type { PdfBlock, PdfDocument } from '#modules/documents/index.ts';
import type { SummarySection } from '#modules/forms/index.ts';
import { administrativeCourt } from '#modules/workflow/index.ts';
import { civilDate, instantOf } from '#platform/clock/clock.ts';
import { formatDate, formatDateTime } from '#platform/clock/format-date.ts';
import { holidayRegionOf } from '#platform/clock/holidays.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import { dossierMessages as say } from '../messages.ts';
import { endOfDelay } from './delays.ts';
import { formatTrackingCode } from './tracking-code.ts';

/** What the acknowledgement of a filing is made of. */
export interface AcknowledgedDossier {
  readonly code: string;
  readonly submittedAt: Date;
  readonly applicantName: string;
  readonly locale: Locale;
  readonly authority: Authority;
  /** Who handles the dossier, when it is another authority by delegation. */
  readonly handler: Authority;
  readonly procedure: Procedure;
  /** When and by whom it was first received, if another authority sent it on (CRPA L114-2). */
  readonly first?: { readonly receivedAt: Date; readonly authorityName: string } | undefined;
  /** Who filed it for the applicant, and how. */
  readonly filedBy?: { readonly name: string; readonly channel: string } | undefined;
}

/**
 * The date of which the receipt tells: that of the procedure's delay from the receipt. It does not move with the
 * dossier's clock, since the acknowledgement says what held when it was made. Where silence rejects, the receipt by the
 * authority that was asked first counts (CRPA L114-3).
 */
export function silenceDate(
  dossier: Pick<AcknowledgedDossier, 'submittedAt' | 'procedure' | 'first'> & {
    readonly authority?: Pick<Authority, 'communeCode'>;
  },
): Temporal.PlainDate {
  const { rule, delay } = dossier.procedure.silence;
  const from = rule === 'reject' ? (dossier.first?.receivedAt ?? dossier.submittedAt) : dossier.submittedAt;
  return endOfDelay(civilDate(instantOf(from)), delay, holidayRegionOf(dossier.authority?.communeCode));
}

/**
 * What the law wants told, in sentences. CRPA L112-3, L112-11, R112-5, R112-11-1: date of receipt, service in charge and
 * how to reach it; for a request, what silence means and when, the dossier being complete; for acceptance the
 * attestation of L232-3; for rejection the remedies and their time limits (CRPA L411-2, CJA R421-1 and R421-2).
 */
export function legalSentences(dossier: AcknowledgedDossier): string[] {
  const { locale, procedure, authority } = dossier;
  const date = formatDate(silenceDate(dossier).toString(), locale);
  const { silence } = procedure;
  if (silence.rule === 'none') return [say(locale, 'ack.none', { date })];
  const article = silence.article;
  if (silence.rule === 'accept') {
    return [say(locale, 'ack.accept', { date, article }), say(locale, 'ack.attestation'), say(locale, 'ack.complete')];
  }
  const court = localize(administrativeCourt(authority.contact.postcode), locale);
  return [
    say(locale, 'ack.reject', { date, article }),
    say(locale, 'ack.complete'),
    say(locale, 'ack.remedies', { name: authority.name, court }),
  ];
}

/** How to reach the service in charge: what R112-5 asks for, a line each. */
export function serviceRows(dossier: AcknowledgedDossier): (readonly [string, string])[] {
  const { locale, authority, handler } = dossier;
  const { contact } = handler;
  return [
    [
      say(locale, 'ack.service'),
      handler.id === authority.id
        ? authority.name
        : say(locale, 'ack.onBehalf', { handler: handler.name, name: authority.name }),
    ],
    [say(locale, 'ack.address'), `${contact.street}, ${contact.postcode} ${contact.city}`],
    [say(locale, 'ack.phone'), contact.phone],
    [say(locale, 'ack.email'), contact.email],
    ...exceptionsInWords(handler, civilDate(instantOf(dossier.submittedAt)).toString(), locale).map(
      (words) => [say(locale, 'ack.hours'), words] as const,
    ),
  ];
}

/** The acknowledgement as a document to keep. */
export function acknowledgementPdf(dossier: AcknowledgedDossier, sections: readonly SummarySection[]): PdfDocument {
  const { locale, authority, procedure } = dossier;
  const code = formatTrackingCode(dossier.code);
  const { contact } = authority;
  const facts: (readonly [string, string])[] = [
    [say(locale, 'ack.procedure'), localize(procedure.title, locale)],
    ...(dossier.applicantName === '' ? [] : [[say(locale, 'ack.applicant'), dossier.applicantName] as const]),
    [say(locale, 'ack.receivedOn'), formatDateTime(dossier.submittedAt, locale)],
    ...firstRow(dossier),
    ...filedByRow(dossier),
    [say(locale, 'ack.code'), code],
  ];
  return {
    title: say(locale, 'ack.fileTitle', { code }),
    locale,
    createdAt: dossier.submittedAt,
    letterhead: {
      name: authority.name,
      lines: [contact.street, `${contact.postcode} ${contact.city}`, contact.phone, contact.email],
      accent: authority.accent,
    },
    heading: say(locale, procedure.silence.rule === 'none' ? 'ack.headingMessage' : 'ack.heading'),
    blocks: [
      { kind: 'rows', rows: facts },
      { kind: 'heading', text: say(locale, 'ack.who'), level: 2 },
      { kind: 'rows', rows: serviceRows(dossier) },
      { kind: 'heading', text: say(locale, 'ack.delay'), level: 2 },
      ...legalSentences(dossier).map((text): PdfBlock => ({ kind: 'paragraph', text })),
      { kind: 'heading', text: say(locale, 'ack.answers'), level: 2 },
      ...answerBlocks(sections),
    ],
    footer: { code: say(locale, 'ack.footer', { code }), note: say(locale, 'ack.law') },
  };
}

/** Which authority received it first; nothing when it was this one. */
export function firstRow({
  first,
  locale,
}: Pick<AcknowledgedDossier, 'first' | 'locale'>): (readonly [string, string])[] {
  if (first === undefined) return [];
  const values = { name: first.authorityName, date: formatDate(first.receivedAt, locale) };
  return [[say(locale, 'ack.first'), say(locale, 'ack.firstBy', values)]];
}

/** By whom it was filed for the applicant; nothing when they did it themselves. */
export function filedByRow({
  filedBy,
  locale,
}: Pick<AcknowledgedDossier, 'filedBy' | 'locale'>): (readonly [string, string])[] {
  if (filedBy === undefined) return [];
  if (filedBy.channel === 'aidants-connect') return [[say(locale, 'ack.filedBy'), say(locale, 'ack.filedBy.helped')]];
  const channel = filedBy.channel === 'counter' || filedBy.channel === 'phone' ? filedBy.channel : 'web';
  return [[say(locale, 'ack.filedBy'), say(locale, `ack.filedBy.${channel}`, { name: filedBy.name })]];
}

export function acknowledgementFileName(dossier: Pick<AcknowledgedDossier, 'code' | 'locale'>): string {
  return say(dossier.locale, 'ack.fileName', { code: formatTrackingCode(dossier.code) });
}

function answerBlocks(sections: readonly SummarySection[]): PdfBlock[] {
  return sections.flatMap((section): PdfBlock[] => {
    const rows = answeredRows(section.rows);
    const groups = section.groups.flatMap((group) =>
      group.rows.map(
        (row): PdfBlock => ({ kind: 'rows', caption: `${group.label} – ${row.title}`, rows: answeredRows(row.rows) }),
      ),
    );
    if (rows.length === 0 && groups.length === 0) return [];
    return [{ kind: 'rows', caption: section.title, rows }, ...groups].filter(
      (block): block is PdfBlock => block.kind === 'rows' && block.rows.length > 0,
    );
  });
}

function answeredRows(rows: SummarySection['rows']): (readonly [string, string])[] {
  return rows
    .filter((row) => row.answered)
    .map((row) => [row.label, typeof row.value === 'string' ? row.value : row.value.join('\n')] as const);
}
