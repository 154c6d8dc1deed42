import type { Procedure } from '#modules/catalogue/index.ts';
import type { Authority } from '#modules/directory/index.ts';
import { administrativeCourt } from '#modules/workflow/index.ts';
import { formatDate } from '#platform/clock/format-date.ts';
import { holidayRegionOf } from '#platform/clock/holidays.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import { Button } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import { Notification } from '#ui/components/notification.tsx';
import type { PublicEvent } from '../../queries/list-public-events.ts';
import type { DossierRow } from '../../usecases/lock-dossier.ts';
import { silenceOf } from '../domain/silence.ts';
import { clockWords as say } from '../messages.ts';

export interface SilenceForApplicantProps {
  dossier: DossierRow;
  procedure: Procedure;
  authority: Authority;
  events: readonly PublicEvent[];
  /** The address that gives the attestation; absent for somebody who reads it for the applicant. */
  attestation: string | undefined;
  documentHref: (id: string) => string;
  csrf: string;
  /** YYYY-MM-DD */
  today: string;
  locale: Locale;
}

/** What silence has decided, and what the applicant may do about it; nothing while it has not. */
export function SilenceForApplicant(props: SilenceForApplicantProps) {
  const { dossier, procedure, authority, today, locale } = props;
  const region = holidayRegionOf(authority.communeCode ?? dossier.commune_code ?? undefined);
  const silence = silenceOf(dossier, today, region);
  if (silence.kind !== 'accepted' && silence.kind !== 'rejected') return null;
  const article = procedure.silence.article ?? '';
  const date = formatDate(silence.on, locale);
  if (silence.kind === 'accepted') {
    return (
      <Notification tone="success" title={say(locale, 'accepted.title')}>
        <p class="govuk-body">{say(locale, 'accepted.body', { date, article })}</p>
        <Attestation {...props} acceptedOn={silence.on} />
      </Notification>
    );
  }
  const court = localize(administrativeCourt(authority.contact.postcode), locale);
  const until = formatDate(silence.appealBefore, locale);
  return (
    <Notification tone="important" title={say(locale, 'rejected.title')}>
      <p class="govuk-body">{say(locale, 'rejected.body', { date, article })}</p>
      <p class="govuk-body">{say(locale, 'rejected.remedies', { until, name: authority.name, court })}</p>
      <p class="govuk-body">{say(locale, 'rejected.mandatory')}</p>
      <p class="govuk-body">{say(locale, 'rejected.reasons')}</p>
      <p class="govuk-body">{say(locale, 'rejected.late')}</p>
    </Notification>
  );
}

/** The one that was given, or the button that gives it. */
function Attestation({
  events,
  attestation,
  documentHref,
  csrf,
  locale,
  acceptedOn,
}: SilenceForApplicantProps & { acceptedOn: string }) {
  const given = events.find(({ kind, data }) => kind === 'attestation' && data.on === acceptedOn);
  if (typeof given?.data.documentId === 'string') {
    return (
      <a class="govuk-link" href={documentHref(given.data.documentId)}>
        {say(locale, 'accepted.again')}
      </a>
    );
  }
  if (attestation === undefined) return null;
  return (
    <Form action={attestation} csrf={csrf}>
      <Button>{say(locale, 'accepted.button')}</Button>
    </Form>
  );
}
