import type { Authority } from '#modules/directory/index.ts';
import type { PdfDocument } from '#modules/documents/index.ts';
import { formatDate } from '#platform/clock/format-date.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { paymentMessages as say } from '../messages.ts';
import { formatAmount } from './format-amount.ts';
import type { Payment } from './payment.ts';

/** The receipt of a payment that was made, as it is printed and kept. */
export function receiptDocument(
  payment: Payment & { readonly receiptNumber: string; readonly paidAt: Date },
  authority: Authority,
  references: readonly (readonly [label: string, value: string])[],
  locale: Locale,
): PdfDocument {
  const { contact } = authority;
  const amount = formatAmount(payment.amountCents, locale);
  const method = payment.method ?? 'none';
  return {
    title: say(locale, 'receipt.title', { number: payment.receiptNumber }),
    locale,
    createdAt: payment.paidAt,
    letterhead: {
      name: authority.name,
      lines: [contact.street, `${contact.postcode} ${contact.city}`, contact.phone, contact.email],
      ...(authority.accent === undefined ? {} : { accent: authority.accent }),
    },
    heading: say(locale, 'receipt.heading', { number: payment.receiptNumber }),
    blocks: [
      { kind: 'paragraph', text: say(locale, 'receipt.sentence', { authority: authority.name, amount }) },
      {
        kind: 'rows',
        caption: say(locale, 'receipt.caption'),
        rows: [
          ...(payment.payerName === '' ? [] : [[say(locale, 'receipt.payer'), payment.payerName] as const]),
          [say(locale, 'receipt.label'), payment.label],
          [say(locale, 'receipt.amount'), amount],
          [say(locale, 'receipt.method'), say(locale, `method.${method}`)],
          ...(payment.reference === null ? [] : [[say(locale, 'receipt.reference'), payment.reference] as const]),
          [say(locale, 'receipt.date'), formatDate(payment.paidAt, locale)],
          ...(payment.settledByName === '' ? [] : [[say(locale, 'receipt.by'), payment.settledByName] as const]),
          ...references,
        ],
      },
      ...(method === 'cheque'
        ? [{ kind: 'paragraph' as const, text: say(locale, 'receipt.subjectToCollection') }]
        : []),
      { kind: 'notice', text: say(locale, 'receipt.keep') },
    ],
  };
}
