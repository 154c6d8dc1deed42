import { formatDate } from '#platform/clock/format-date.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { Notification } from '#ui/components/notification.tsx';
import { formatTrackingCode } from '../../domain/tracking-code.ts';
import { linkedWords } from '../open-dossier/messages.ts';
import { transferWords } from '../transfer/messages.ts';
import type { Transfer } from './related-dossiers.ts';

export interface LinkedLine {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly kind: 'opened' | 'opened-by' | 'related';
  /** Absent when the reader may not open it. */
  readonly href: string | undefined;
}

/** Dossiers of the same authority that one opened from the other. */
export function LinkedDossiers({
  lines,
  heading,
  locale,
}: {
  lines: readonly LinkedLine[];
  heading: 'panel.title' | 'panel.titleOwn';
  locale: Locale;
}) {
  if (lines.length === 0) return null;
  return (
    <section aria-labelledby="lies">
      <h2 class="govuk-heading-m" id="lies">
        {linkedWords(locale, heading)}
      </h2>
      <ul class="govuk-list">
        {lines.map(({ id, code, title, kind, href }) => (
          <li key={id}>
            {href === undefined ? (
              `${title} (${formatTrackingCode(code)})`
            ) : (
              <a class="govuk-link" href={href}>
                {title} ({formatTrackingCode(code)})
              </a>
            )}{' '}
            <span class="pv-muted">{linkedWords(locale, `panel.${kind}`)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

export interface TransferLine extends Transfer {
  readonly authorityName: string;
  /** Where the applicant follows it; agents of one authority do not enter the other. */
  readonly href?: string | undefined;
}

/** Where the request came from, and where it went. */
export function Transfers({ transfers, locale }: { transfers: readonly TransferLine[]; locale: Locale }) {
  return (
    <>
      {transfers.map((transfer) => {
        const values = { authority: transfer.authorityName, code: formatTrackingCode(transfer.other_code) };
        return transfer.direction === 'sent' ? (
          <Notification key="sent" tone="info" title={transferWords(locale, 'panel.sent', values)}>
            <p class="govuk-body">
              {transfer.href === undefined
                ? transferWords(locale, 'panel.sentBodyAgent', { ...values, date: formatDate(transfer.at, locale) })
                : transferWords(locale, 'panel.sentBody', values)}
            </p>
            {transfer.href !== undefined && (
              <a class="govuk-link" href={transfer.href}>
                {transferWords(locale, 'panel.follow')}
              </a>
            )}
          </Notification>
        ) : (
          <Notification key="received" tone="info" title={transferWords(locale, 'panel.received', values)}>
            <p class="govuk-body">
              {transferWords(locale, 'panel.receivedBody', {
                ...values,
                date: formatDate(transfer.first_submitted_at, locale),
              })}
            </p>
            {transfer.href !== undefined && (
              <a class="govuk-link" href={transfer.href}>
                {transferWords(locale, 'panel.former')}
              </a>
            )}
          </Notification>
        );
      })}
    </>
  );
}
