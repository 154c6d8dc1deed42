import type { ComponentChildren } from 'preact';
import type { ProcedureVersion } from '#modules/catalogue/index.ts';
import { formatPhone } from '#modules/forms/index.ts';
import { formatDate, formatShortDate } from '#platform/clock/format-date.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import { SummaryList } from '#ui/components/summary-list.tsx';
import { agentMessages } from '../../agent-messages.ts';
import { formatTrackingCode } from '../../domain/tracking-code.ts';
import type { OtherDossier } from '../../queries/get-dossier-for-agent.ts';
import { residentFileWords } from '../../resident-file/messages.ts';
import { residentFileHref } from '../../resident-file/resident-file-href.ts';
import type { DossierRow } from '../../usecases/lock-dossier.ts';
import { applicantAddressLines } from '../../usecases/transition-variables.ts';
import { silenceWords } from './delay-words.ts';
import { channelWords } from './dossier-timeline.tsx';
import { dossierHref } from './inbox-address.ts';
import { StateTag } from './state-tag.tsx';

/** What the law says of the delay, and where it stands. */
export function DelaySection({
  dossier,
  version,
  today,
  locale,
  children,
}: {
  dossier: DossierRow;
  version: ProcedureVersion;
  /** YYYY-MM-DD */
  today: string;
  locale: Locale;
  /** Why the date is what it is. */
  children?: ComponentChildren;
}) {
  return (
    <section aria-labelledby="delai">
      <h2 class="govuk-heading-s" id="delai">
        {agentMessages(locale, 'delayTitle')}
      </h2>
      <p>{silenceWords(dossier, version.procedure.silence, today, locale)}</p>
      {dossier.purge_on !== null && (
        <p class="pv-muted">{agentMessages(locale, 'purgeOn', { date: formatDate(dossier.purge_on, locale) })}</p>
      )}
      {children}
    </section>
  );
}

/** How to reach the applicant. */
export function ApplicantContact({
  dossier,
  version,
  authoritySlug,
  locale,
}: {
  dossier: DossierRow;
  version: ProcedureVersion;
  authoritySlug: string;
  locale: Locale;
}) {
  const say = (key: Parameters<typeof agentMessages>[1]) => agentMessages(locale, key);
  const address = applicantAddressLines({ dossier, procedure: version.procedure });
  const { applicant_email: email, applicant_phone: phone } = dossier;
  const rows = [
    ...(email === null
      ? []
      : [
          {
            term: say('contactEmail'),
            value: (
              <a class="govuk-link" href={`mailto:${email}`}>
                {email}
              </a>
            ),
          },
        ]),
    ...(phone === null
      ? []
      : [
          {
            term: say('contactPhone'),
            value: (
              <a class="govuk-link" href={`tel:${phone}`}>
                {formatPhone(phone)}
              </a>
            ),
          },
        ]),
    ...(address.length === 0 ? [] : [{ term: say('contactAddress'), value: address.join(', ') }]),
    { term: say('contactLanguage'), value: say(dossier.locale === 'fr' ? 'languageFrench' : 'languageEnglish') },
    { term: say('contactChannel'), value: channelWords(dossier.channel, locale) },
  ];
  return (
    <section aria-labelledby="demandeur">
      <h2 class="govuk-heading-s" id="demandeur">
        {say('contactTitle')}
      </h2>
      <p>{dossier.applicant_name === '' ? say('applicantUnnamed') : dossier.applicant_name}</p>
      <SummaryList rows={rows} plain />
      <p>
        <a class="govuk-link" href={residentFileHref(authoritySlug, dossier.id)}>
          {residentFileWords(locale, 'link')}
        </a>
      </p>
      {email === null && phone === null && address.length === 0 && <p class="pv-muted">{say('contactNone')}</p>}
    </section>
  );
}

export interface OtherLine {
  readonly dossier: OtherDossier;
  readonly version: ProcedureVersion;
}

/** The same person's other dossiers with this authority; never with another one. */
export function OtherDossiers({
  others,
  authoritySlug,
  locale,
}: {
  others: readonly OtherLine[];
  authoritySlug: string;
  locale: Locale;
}) {
  if (others.length === 0) return null;
  return (
    <section aria-labelledby="autres">
      <h2 class="govuk-heading-s" id="autres">
        {agentMessages(locale, 'othersTitle')}
      </h2>
      <ul class="govuk-list">
        {others.map(({ dossier, version }) => (
          <li key={dossier.id}>
            <a class="govuk-link" href={dossierHref(authoritySlug, dossier.id)}>
              {localize(version.procedure.title, locale)} ({formatTrackingCode(dossier.code)})
            </a>{' '}
            <StateTag workflow={version.workflow} state={dossier.state} phase={dossier.phase} locale={locale} />{' '}
            <span class="pv-muted">{formatShortDate(dossier.submitted_at, locale)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
