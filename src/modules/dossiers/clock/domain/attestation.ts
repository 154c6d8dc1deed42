import { delayInWords, type Procedure } from '#modules/catalogue/index.ts';
import type { Authority } from '#modules/directory/index.ts';
import type { PdfDocument } from '#modules/documents/index.ts';
import { formatDate } from '#platform/clock/format-date.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import { formatTrackingCode } from '../../domain/tracking-code.ts';
import { clockWords as say } from '../messages.ts';

/** A tacit acceptance, as its attestation tells it. */
export interface TacitAcceptance {
  readonly code: string;
  readonly applicantName: string;
  readonly headline: string;
  readonly submittedAt: Date;
  /** YYYY-MM-DD */
  readonly acceptedOn: string;
  /** Whether the file had been incomplete: the delay then ran from its completion. */
  readonly wasCompleted: boolean;
  readonly authority: Authority;
  readonly procedure: Procedure;
  readonly locale: Locale;
  readonly at: Date;
}

/** The attestation that CRPA L232-3 gives a right to. */
export function attestationPdf(acceptance: TacitAcceptance): PdfDocument {
  const { locale, authority, procedure, at } = acceptance;
  const { contact } = authority;
  const code = formatTrackingCode(acceptance.code);
  const title = say(locale, 'attestation.title');
  const rows: (readonly [string, string])[] = [
    [say(locale, 'attestation.procedure'), localize(procedure.title, locale)],
    ...(acceptance.applicantName === ''
      ? []
      : [[say(locale, 'attestation.applicant'), acceptance.applicantName] as const]),
    ...(acceptance.headline === '' ? [] : [[say(locale, 'attestation.headline'), acceptance.headline] as const]),
    [say(locale, 'attestation.code'), code],
  ];
  return {
    title: `${title} ${code}`,
    locale,
    createdAt: at,
    letterhead: {
      name: authority.name,
      lines: [contact.street, `${contact.postcode} ${contact.city}`, contact.phone, contact.email],
      ...(authority.accent === undefined ? {} : { accent: authority.accent }),
    },
    heading: title,
    placeAndDate: say(locale, 'attestation.placeAndDate', { city: contact.city, date: formatDate(at, locale) }),
    blocks: [
      {
        kind: 'paragraph',
        text: say(locale, 'attestation.body', {
          name: authority.name,
          received: formatDate(acceptance.submittedAt, locale),
          delay: delayInWords(procedure.silence.delay, locale),
          date: formatDate(acceptance.acceptedOn, locale),
          article: procedure.silence.article ?? 'CRPA, article L231-1',
        }),
      },
      ...(acceptance.wasCompleted ? [{ kind: 'paragraph' as const, text: say(locale, 'attestation.complete') }] : []),
      { kind: 'rows', rows },
      { kind: 'paragraph', text: say(locale, 'attestation.law') },
    ],
    footer: { code: `${say(locale, 'attestation.code')} ${code}` },
  };
}

export function attestationFileName(acceptance: Pick<TacitAcceptance, 'code' | 'locale'>): string {
  return say(acceptance.locale, 'attestation.fileName', { code: formatTrackingCode(acceptance.code) });
}
