import { type AppointmentState, appointmentMessages } from '#modules/appointments/index.ts';
import type { ProcedureVersion } from '#modules/catalogue/index.ts';
import { formatAmount, paymentMessages } from '#modules/payments/index.ts';
import { formatDate, formatDateTime } from '#platform/clock/format-date.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import { InsetText } from '#ui/components/inset-text.tsx';
import { MessageThread } from '#ui/components/message-thread.tsx';
import { SummaryList } from '#ui/components/summary-list.tsx';
import { Table } from '#ui/components/table.tsx';
import { formatTrackingCode } from '../domain/tracking-code.ts';
import { HouseholdDossiers, type HouseholdLine } from '../household/household-panel.tsx';
import type { DossierRow } from '../usecases/lock-dossier.ts';
import { Lines } from '../web/agent/dossier-timeline.tsx';
import { dossierHref } from '../web/agent/inbox-address.ts';
import { StateTag } from '../web/agent/state-tag.tsx';
import { residentFileWords as say } from './messages.ts';
import type { ResidentFile } from './read-resident-file.ts';

interface ResidentFileProps {
  file: ResidentFile;
  versions: ReadonlyMap<string, ProcedureVersion>;
  authority: { readonly slug: string; readonly name: string };
  household: readonly HouseholdLine[];
  reason: string;
  locale: Locale;
}

export function ResidentFileContent({ file, versions, household, authority, reason, locale }: ResidentFileProps) {
  const href = (id: string) => dossierHref(authority.slug, id);
  const codes = new Map(file.dossiers.map((dossier) => [dossier.id, formatTrackingCode(dossier.code)]));
  const titleOf = (dossier: DossierRow) => {
    const version = versions.get(dossier.id);
    return version === undefined ? '' : localize(version.procedure.title, locale);
  };
  return (
    <>
      <InsetText>
        {say(locale, 'recorded', { reason })} {say(locale, 'limits', { authority: authority.name })}
      </InsetText>
      <SummaryList rows={identityRows(file, locale)} />
      <section aria-labelledby="demandes">
        <h2 class="govuk-heading-m" id="demandes">
          {say(locale, 'dossiers')}
        </h2>
        <Table
          caption={say(locale, 'dossiers')}
          captionHidden
          rows={file.dossiers}
          rowKey={(dossier) => dossier.id}
          columns={[
            {
              label: say(locale, 'column.request'),
              rowHeader: true,
              cell: (dossier) => (
                <a class="govuk-link" href={href(dossier.id)}>
                  {titleOf(dossier)} ({codes.get(dossier.id)})
                </a>
              ),
            },
            {
              label: say(locale, 'column.state'),
              cell: (dossier) => {
                const version = versions.get(dossier.id);
                return version === undefined ? (
                  ''
                ) : (
                  <StateTag workflow={version.workflow} state={dossier.state} phase={dossier.phase} locale={locale} />
                );
              },
            },
            { label: say(locale, 'column.date'), cell: (dossier) => formatDate(dossier.submitted_at, locale) },
          ]}
        />
      </section>
      <HouseholdDossiers lines={household} authoritySlug={authority.slug} locale={locale} />
      <section aria-labelledby="echanges">
        <h2 class="govuk-heading-m" id="echanges">
          {say(locale, 'exchanges')}
        </h2>
        {file.exchanges.length === 0 ? (
          <p class="pv-muted">{say(locale, 'exchangesNone')}</p>
        ) : (
          <MessageThread
            ariaLabel={say(locale, 'exchanges')}
            messages={[...file.exchanges].reverse().map((line) => ({
              id: `m-${line.dossierId}-${line.seq}`,
              author: line.fromApplicant ? say(locale, 'from') : line.author,
              dateTime: line.at.toISOString(),
              date: formatDateTime(line.at, locale),
              channel: codes.get(line.dossierId) ?? '',
              body: <Lines text={line.body} />,
            }))}
          />
        )}
      </section>
      <Appointments file={file} locale={locale} />
      <Payments file={file} locale={locale} />
    </>
  );
}

function identityRows(file: ResidentFile, locale: Locale) {
  const all = (pick: (dossier: DossierRow) => string | null) => [
    ...new Set(file.dossiers.map(pick).filter((text): text is string => text !== null && text !== '')),
  ];
  const lines = (texts: readonly string[]) => texts.map((text) => <div key={text}>{text}</div>);
  return [
    { term: say(locale, 'names'), value: lines(all((dossier) => dossier.applicant_name)) },
    {
      term: say(locale, 'contacts'),
      value: lines([...all((dossier) => dossier.applicant_email), ...all((dossier) => dossier.applicant_phone)]),
    },
    {
      term: say(locale, 'account'),
      value: say(locale, file.anchor.account_pseudonym === null ? 'account.no' : 'account.yes'),
    },
    {
      term: say(locale, 'children'),
      value:
        file.children.length === 0
          ? say(locale, 'childrenNone')
          : lines(file.children.map(({ name, birthDate }) => `${name}, ${formatDate(birthDate, locale)}`)),
    },
  ];
}

function Appointments({ file, locale }: { file: ResidentFile; locale: Locale }) {
  const stateWords = (state: AppointmentState) => appointmentMessages(locale, `state.${state}`);
  return (
    <section aria-labelledby="rendez-vous">
      <h2 class="govuk-heading-m" id="rendez-vous">
        {say(locale, 'appointments')}
      </h2>
      {file.appointments.length === 0 ? (
        <p class="pv-muted">{say(locale, 'appointmentsNone')}</p>
      ) : (
        <Table
          caption={say(locale, 'appointments')}
          captionHidden
          rows={file.appointments}
          rowKey={(one) => one.id}
          columns={[
            { label: say(locale, 'column.what'), rowHeader: true, cell: (one) => one.title },
            { label: say(locale, 'column.state'), cell: (one) => stateWords(one.state) },
            {
              label: say(locale, 'column.date'),
              cell: (one) => {
                const chosen = one.slots.find((slot) => slot.state === 'chosen');
                return chosen === undefined ? '' : formatDateTime(chosen.startsAt, locale);
              },
            },
          ]}
        />
      )}
    </section>
  );
}

function Payments({ file, locale }: { file: ResidentFile; locale: Locale }) {
  return (
    <section aria-labelledby="paiements">
      <h2 class="govuk-heading-m" id="paiements">
        {say(locale, 'payments')}
      </h2>
      {file.payments.length === 0 ? (
        <p class="pv-muted">{say(locale, 'paymentsNone')}</p>
      ) : (
        <Table
          caption={say(locale, 'payments')}
          captionHidden
          rows={file.payments}
          rowKey={(one) => one.id}
          columns={[
            { label: say(locale, 'column.what'), rowHeader: true, cell: (one) => one.label },
            { label: say(locale, 'column.amount'), cell: (one) => formatAmount(one.amountCents, locale) },
            { label: say(locale, 'column.state'), cell: (one) => paymentMessages(locale, `state.${one.state}`) },
          ]}
        />
      )}
    </section>
  );
}
