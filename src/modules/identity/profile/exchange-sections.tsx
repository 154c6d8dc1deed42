import { formatDate } from '#platform/clock/format-date.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { Button } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import { SummaryList } from '#ui/components/summary-list.tsx';
import { Table } from '#ui/components/table.tsx';
import { type Exchange, type ExchangeConsent, exchanges, isExchange } from './exchange-consents.ts';
import { findExchangeSource } from './exchange-sources.ts';
import type { ExchangeUse } from './exchange-uses.ts';
import { profileMessages as say } from './profile-messages.ts';

const exchangeName = (exchange: string, locale: Locale): string =>
  isExchange(exchange) ? say(locale, `exchange.${exchange}`) : exchange;

/** What may be asked of other administrations, each with the agreement given or not; those that are not made are not there. */
export function Consents(props: {
  data: { readonly consents: readonly ExchangeConsent[] };
  locale: Locale;
  csrf: string;
  action: string;
}) {
  const { data, locale, csrf, action } = props;
  const current = (exchange: Exchange) =>
    data.consents.find((one) => one.exchange === exchange && one.withdrawnAt === undefined);
  const past = data.consents.filter((one) => one.withdrawnAt !== undefined);
  const made = exchanges.filter(
    (exchange) => findExchangeSource(exchange) !== undefined || current(exchange) !== undefined,
  );
  if (made.length === 0 && past.length === 0) return null;
  return (
    <>
      <h2 class="govuk-heading-m">{say(locale, 'consentTitle')}</h2>
      <p class="govuk-body">{say(locale, 'consentIntro')}</p>
      <SummaryList
        rows={made.map((exchange) => {
          const given = current(exchange);
          const act = say(locale, given === undefined ? 'give' : 'withdraw');
          const name = exchangeName(exchange, locale);
          return {
            term: name,
            value: (
              <>
                <p class="govuk-body">
                  {given === undefined
                    ? say(locale, 'noConsent')
                    : say(locale, 'consentSince', { date: formatDate(given.givenAt, locale) })}
                </p>
                <Form action={action} csrf={csrf}>
                  <input type="hidden" name="echange" value={exchange} />
                  <Button
                    tone="secondary"
                    name="acte"
                    value={given === undefined ? 'donner' : 'retirer'}
                    ariaLabel={`${act} – ${name}`}
                  >
                    {act}
                  </Button>
                </Form>
              </>
            ),
          };
        })}
      />
      {past.length > 0 && (
        <>
          <h3 class="govuk-heading-s">{say(locale, 'history')}</h3>
          <ConsentLines consents={past} locale={locale} />
        </>
      )}
    </>
  );
}

/** Everything that was agreed to, with its dates. */
export function ConsentHistory({ consents, locale }: { consents: readonly ExchangeConsent[]; locale: Locale }) {
  if (consents.length === 0) return null;
  return (
    <>
      <h2 class="govuk-heading-m">{say(locale, 'consentTitle')}</h2>
      <ConsentLines consents={consents} locale={locale} />
    </>
  );
}

function ConsentLines({ consents, locale }: { consents: readonly ExchangeConsent[]; locale: Locale }) {
  return (
    <ul class="govuk-list govuk-list--bullet">
      {consents.map((one) => (
        <li key={`${one.exchange} ${one.givenAt.toISOString()}`}>
          {exchangeName(one.exchange, locale)}
          {' – '}
          {one.withdrawnAt === undefined
            ? say(locale, 'consentSince', { date: formatDate(one.givenAt, locale) })
            : say(locale, 'historyLine', {
                given: formatDate(one.givenAt, locale),
                withdrawn: formatDate(one.withdrawnAt, locale),
              })}
        </li>
      ))}
    </ul>
  );
}

/** Each time that an administration asked another one, for what, and what came of it. */
export function ExchangeUses(props: {
  uses: readonly (ExchangeUse & { readonly authority: string; readonly procedure: string })[];
  locale: Locale;
}) {
  const { uses, locale } = props;
  if (uses.length === 0) return null;
  return (
    <Table
      caption={say(locale, 'usesTitle')}
      rows={uses}
      columns={[
        { label: say(locale, 'usedOn'), rowHeader: true, cell: (use) => formatDate(use.askedAt, locale) },
        { label: say(locale, 'useAsked'), cell: (use) => exchangeName(use.exchange, locale) },
        { label: say(locale, 'useFor'), cell: (use) => `${use.procedure} – ${use.authority}` },
        { label: say(locale, 'useOutcome'), cell: (use) => say(locale, `outcome.${use.outcome ?? 'none'}`) },
      ]}
    />
  );
}
