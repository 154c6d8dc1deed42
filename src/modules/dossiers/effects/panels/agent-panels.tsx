import type { Locale } from '#platform/i18n/text.ts';
import { PresencePanel } from '../../presence/presence-panel.tsx';
import type { DossierRow } from '../../usecases/lock-dossier.ts';
import { AgentAppointments } from '../appointment/appointment-panels.tsx';
import { wayOfLetters } from '../letter/letter-choice.ts';
import { AgentLetterChoice } from '../letter/letter-choice-panel.tsx';
import { letterWords } from '../letter/messages.ts';
import { AgentOpinions } from '../opinion/opinion-content.tsx';
import { AgentPayments } from '../payment/payment-panels.tsx';
import { AgentCircuits } from '../signature/circuit-content.tsx';
import type { AgentCapabilities } from './read-capabilities.ts';
import { LinkedDossiers, type LinkedLine, type TransferLine, Transfers } from './related-panels.tsx';

export interface AgentPanelsProps {
  capabilities: AgentCapabilities;
  dossier: Pick<DossierRow, 'applicant_email'>;
  linked: readonly LinkedLine[];
  transfers: readonly TransferLine[];
  mayAskOpinion: boolean;
  locale: Locale;
  /** The path of the dossier's page. */
  base: string;
  csrf: string;
  documentHref: (id: string) => string;
}

/** What the workflow brought in from outside, each with the page where the agent goes on. */
export function AgentPanels(props: AgentPanelsProps) {
  const { capabilities, dossier, linked, transfers, mayAskOpinion, locale, base, csrf, documentHref } = props;
  return (
    <>
      <p class="govuk-body">
        <a class="govuk-link" href={`${base}/repondre`}>
          {letterWords(locale, 'reply.title')}
        </a>
      </p>
      <AgentLetterChoice way={wayOfLetters(dossier, capabilities.letters)} base={base} locale={locale} />
      <PresencePanel base={base} locale={locale} />
      <Transfers transfers={transfers} locale={locale} />
      <AgentPayments payments={capabilities.payments} locale={locale} base={base} documentHref={documentHref} />
      <AgentAppointments appointments={capabilities.appointments} locale={locale} base={base} />
      <AgentCircuits circuits={capabilities.circuits} {...{ base, csrf, documentHref, locale }} />
      <AgentOpinions opinions={capabilities.opinions} mayAsk={mayAskOpinion} locale={locale} base={base} />
      <LinkedDossiers lines={linked} heading="panel.title" locale={locale} />
    </>
  );
}
