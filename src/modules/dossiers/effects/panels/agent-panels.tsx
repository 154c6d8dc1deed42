import type { Locale } from '#platform/i18n/text.ts';
import { AgentAppointments } from '../appointment/appointment-panels.tsx';
import { AgentOpinions } from '../opinion/opinion-content.tsx';
import { AgentPayments } from '../payment/payment-panels.tsx';
import { AgentCircuits } from '../signature/circuit-content.tsx';
import type { AgentCapabilities } from './read-capabilities.ts';

export interface AgentPanelsProps {
  capabilities: AgentCapabilities;
  locale: Locale;
  /** The path of the dossier's page. */
  base: string;
  csrf: string;
  documentHref: (id: string) => string;
}

/** What the workflow brought in from outside, each with the page where the agent goes on. */
export function AgentPanels({ capabilities, locale, base, csrf, documentHref }: AgentPanelsProps) {
  return (
    <>
      <AgentPayments payments={capabilities.payments} locale={locale} base={base} documentHref={documentHref} />
      <AgentAppointments appointments={capabilities.appointments} locale={locale} base={base} />
      <AgentCircuits circuits={capabilities.circuits} {...{ base, csrf, documentHref, locale }} />
      <AgentOpinions opinions={capabilities.opinions} locale={locale} base={base} />
    </>
  );
}
