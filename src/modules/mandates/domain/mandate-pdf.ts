import type { Authority } from '#modules/directory/index.ts';
import type { PdfDocument } from '#modules/documents/index.ts';
import { formatDateTime } from '#platform/clock/format-date.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { mandateWords as say } from '../messages.ts';
import { type Mandate, personOf } from './mandate.ts';

/**
 * The mandate to print and sign: who, for whom, what, how long, what the helper owes and how it ends (civil code, articles
 * 1984 to 1991 and 2003 to 2010).
 */
export function mandatePdf(
  mandate: Mandate,
  authority: Authority,
  scope: readonly { readonly title: string; readonly authorityName: string }[],
  locale: Locale,
  now: Date,
): PdfDocument {
  const { contact } = authority;
  const contacts = [mandate.email, mandate.phone].filter((one) => one !== null);
  const { agreement, agreedAt, endsAt } = mandate;
  return {
    title: say(locale, 'pdf.title'),
    locale,
    createdAt: now,
    letterhead: {
      name: authority.name,
      service: mandate.structure,
      lines: [contact.street, `${contact.postcode} ${contact.city}`, contact.phone, contact.email],
      ...(authority.accent === undefined ? {} : { accent: authority.accent }),
    },
    heading: say(locale, 'pdf.title'),
    blocks: [
      {
        kind: 'rows',
        caption: say(locale, 'pdf.who'),
        rows: [
          [say(locale, 'pdf.principal'), [personOf(mandate), ...contacts].join('\n')],
          [say(locale, 'pdf.helper'), `${mandate.helperName}\n${mandate.structure}`],
          [say(locale, 'pdf.authority'), authority.name],
        ],
      },
      { kind: 'heading', text: say(locale, 'pdf.what'), level: 2 },
      { kind: 'list', items: scope.map((one) => `${one.title} (${one.authorityName})`) },
      ...(new Set(scope.map((one) => one.authorityName)).size > 1
        ? [{ kind: 'paragraph' as const, text: say(locale, 'only.own') }]
        : []),
      { kind: 'heading', text: say(locale, 'pdf.long'), level: 2 },
      {
        kind: 'paragraph',
        text: say(locale, 'pdf.longText', { days: say(locale, `days.${mandate.days as 1 | 31 | 182 | 365}`) }),
      },
      ...(agreement === null || agreedAt === null || endsAt === null
        ? []
        : [
            {
              kind: 'notice' as const,
              text: say(locale, 'pdf.from', {
                date: formatDateTime(agreedAt, locale),
                how: say(locale, `agreement.${agreement}`),
                until: formatDateTime(endsAt, locale),
              }),
            },
          ]),
      { kind: 'heading', text: say(locale, 'pdf.rules'), level: 2 },
      { kind: 'list', items: (['pdf.rule1', 'pdf.rule2', 'pdf.rule3'] as const).map((key) => say(locale, key)) },
      { kind: 'heading', text: say(locale, 'pdf.revoke'), level: 2 },
      {
        kind: 'paragraph',
        text: say(locale, 'pdf.revokeText', { phone: contact.phone, name: authority.name }),
      },
      { kind: 'paragraph', text: say(locale, 'pdf.data', { name: authority.name }) },
      { kind: 'heading', text: say(locale, 'pdf.sign'), level: 2 },
      { kind: 'paragraph', text: say(locale, 'pdf.signPrincipal') },
      { kind: 'paragraph', text: say(locale, 'pdf.signHelper') },
    ],
  };
}
