import type { Locale } from '#platform/i18n/text.ts';
import type { DossierRow } from '../../usecases/lock-dossier.ts';
import { ApplicantAppointments } from '../appointment/appointment-panels.tsx';
import { wayOfLetters } from '../letter/letter-choice.ts';
import { ApplicantLetterChoice } from '../letter/letter-choice-panel.tsx';
import { ApplicantPayments } from '../payment/payment-panels.tsx';
import type { ApplicantCapabilities } from './read-capabilities.ts';
import { LinkedDossiers, type LinkedLine, type TransferLine, Transfers } from './related-panels.tsx';

export interface ApplicantPanelsProps {
  capabilities: ApplicantCapabilities;
  /** The dossier whose letters the reader may choose; absent where that is not asked, as of an agent’s own request. */
  choosing: Pick<DossierRow, 'applicant_email'> | undefined;
  linked: readonly LinkedLine[];
  transfers: readonly TransferLine[];
  locale: Locale;
  /** The path of the dossier's page. */
  base: string;
  documentHref: (id: string) => string;
}

/** What the applicant has to pay or to choose, and what was. */
export function ApplicantPanels({
  capabilities,
  choosing,
  linked,
  transfers,
  locale,
  base,
  documentHref,
}: ApplicantPanelsProps) {
  return (
    <>
      <Transfers transfers={transfers} locale={locale} />
      <ApplicantPayments payments={capabilities.payments} locale={locale} documentHref={documentHref} />
      <ApplicantAppointments appointments={capabilities.appointments} locale={locale} base={base} />
      <LinkedDossiers lines={linked} heading="panel.titleOwn" locale={locale} />
      {choosing !== undefined && (
        <ApplicantLetterChoice way={wayOfLetters(choosing, capabilities.letters)} base={base} locale={locale} />
      )}
    </>
  );
}
