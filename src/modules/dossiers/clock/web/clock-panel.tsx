import type { ProcedureVersion } from '#modules/catalogue/index.ts';
import type { Authority } from '#modules/directory/index.ts';
import { holidayRegionOf } from '#platform/clock/holidays.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { Button } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import type { Transfer } from '../../effects/panels/related-dossiers.ts';
import type { DossierEvent } from '../../queries/get-dossier-for-agent.ts';
import type { DossierRow } from '../../usecases/lock-dossier.ts';
import { silenceOf } from '../domain/silence.ts';
import { clockWords } from '../messages.ts';
import { DateReasons } from './date-reasons.tsx';

/** For agents: why the date is what it is, and the attestation that the law gives the applicant a right to. */
export function ClockPanel({
  dossier,
  version,
  authority,
  events,
  transfers,
  base,
  csrf,
  today,
  locale,
}: {
  dossier: DossierRow;
  version: ProcedureVersion;
  authority: Pick<Authority, 'communeCode'>;
  events: readonly DossierEvent[];
  transfers: readonly Pick<Transfer, 'direction' | 'first_submitted_at'>[];
  base: string;
  csrf: string;
  /** YYYY-MM-DD */
  today: string;
  locale: Locale;
}) {
  const region = holidayRegionOf(authority.communeCode ?? dossier.commune_code ?? undefined);
  const first = transfers.find((transfer) => transfer.direction === 'received')?.first_submitted_at;
  const silence = silenceOf(dossier, today, region);
  const isGiven = events.some(
    ({ kind, data }) => kind === 'attestation' && silence.kind === 'accepted' && data.on === silence.on,
  );
  return (
    <>
      <DateReasons
        given={{ dossier, silence: version.procedure.silence, events, firstReceivedAt: first, region, today }}
        locale={locale}
      />
      {silence.kind === 'accepted' && !isGiven && (
        <Form action={`${base}/attestation`} csrf={csrf}>
          <Button tone="secondary">{clockWords(locale, 'attestation.button')}</Button>
        </Form>
      )}
    </>
  );
}
