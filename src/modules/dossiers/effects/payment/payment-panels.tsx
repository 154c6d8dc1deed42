import { formatAmount, isOwed, type Payment, paymentMessages } from '#modules/payments/index.ts';
import { formatDate } from '#platform/clock/format-date.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { Notification } from '#ui/components/notification.tsx';
import { Tag, type Tone } from '#ui/components/tag.tsx';
import { paymentWords as say } from './messages.ts';

export const paymentTone: Readonly<Record<Payment['state'], Tone>> = {
  due: 'waiting',
  paid: 'done',
  cancelled: 'neutral',
  refused: 'refused',
};

interface PaymentPanelProps {
  payments: readonly Payment[];
  locale: Locale;
  documentHref: (id: string) => string;
}

/** What the applicant owes and has paid. */
export function ApplicantPayments({ payments, locale, documentHref }: PaymentPanelProps) {
  if (payments.length === 0) return null;
  const owed = payments.filter(isOwed);
  const settled = payments.filter((payment) => !isOwed(payment));
  return (
    <section aria-labelledby="paiements">
      <h2 class="govuk-heading-m" id="paiements">
        {say(locale, 'panel.title')}
      </h2>
      {owed.map((payment) => (
        <Notification
          key={payment.id}
          tone="important"
          level={3}
          title={say(locale, 'panel.owedTitle', { amount: formatAmount(payment.amountCents, locale) })}
        >
          <p class="govuk-body">
            {payment.label}.{' '}
            {payment.dueOn !== null && say(locale, 'panel.dueOn', { date: formatDate(payment.dueOn, locale) })}
          </p>
          {payment.state === 'refused' && (
            <p class="govuk-body">
              {paymentMessages(locale, 'state.refused')} – {payment.closedReason}
            </p>
          )}
          <p class="govuk-body">{say(locale, 'mail.how')}</p>
        </Notification>
      ))}
      <ul class="govuk-list">
        {settled.map((payment) => (
          <li key={payment.id}>
            <PaymentLine payment={payment} locale={locale} documentHref={documentHref} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The payments of a dossier, each with the page where it is received or cancelled. */
export function AgentPayments({ payments, locale, documentHref, base }: PaymentPanelProps & { base: string }) {
  if (payments.length === 0) return null;
  return (
    <section aria-labelledby="paiements">
      <h2 class="govuk-heading-m" id="paiements">
        {say(locale, 'panel.title')}
      </h2>
      <ul class="govuk-list govuk-list--spaced">
        {payments.map((payment) => (
          <li key={payment.id}>
            <PaymentLine payment={payment} locale={locale} documentHref={documentHref} />{' '}
            {payment.method !== 'none' && (
              <a class="govuk-link" href={`${base}/paiements/${payment.id}`}>
                {say(locale, isOwed(payment) ? 'panel.settle' : 'panel.correct')}
                <span class="govuk-visually-hidden"> ({payment.label})</span>
              </a>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function PaymentLine({
  payment,
  locale,
  documentHref,
}: {
  payment: Payment;
  locale: Locale;
  documentHref: (id: string) => string;
}) {
  if (payment.method === 'none') {
    return (
      <>
        <strong>{payment.label}</strong> – {say(locale, 'panel.free')}
      </>
    );
  }
  return (
    <>
      <strong>{payment.label}</strong>, {formatAmount(payment.amountCents, locale)}{' '}
      <Tag tone={paymentTone[payment.state]}>{paymentMessages(locale, `state.${payment.state}`)}</Tag>{' '}
      {payment.paidAt !== null && (
        <span class="pv-muted">{say(locale, 'panel.paid', { date: formatDate(payment.paidAt, locale) })}</span>
      )}
      {payment.state === 'due' && payment.dueOn !== null && (
        <span class="pv-muted">{say(locale, 'panel.dueOn', { date: formatDate(payment.dueOn, locale) })}</span>
      )}
      {payment.state === 'cancelled' && <span class="pv-muted">{payment.closedReason}</span>}{' '}
      {payment.state === 'paid' && payment.receiptDocumentId !== null && (
        <a class="govuk-link" href={documentHref(payment.receiptDocumentId)}>
          {say(locale, 'panel.receipt', { number: payment.receiptNumber ?? '' })}
        </a>
      )}
    </>
  );
}
