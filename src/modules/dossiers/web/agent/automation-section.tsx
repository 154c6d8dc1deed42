import type { ProcedureVersion } from '#modules/catalogue/index.ts';
import { formatDate, formatDateTime } from '#platform/clock/format-date.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import { Button } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import { Tag, type Tone } from '#ui/components/tag.tsx';
import { agentMessages } from '../../agent-messages.ts';
import { callErrorWords } from '../../effects/hooks/call-error-words.ts';
import type { Automation, HookCallLine, PlannedAct } from '../../queries/read-automation.ts';
import { stateLabel } from './state-tag.tsx';

interface AutomationProps {
  automation: Automation;
  version: ProcedureVersion;
  base: string;
  csrf: string;
  locale: Locale;
}

/** What time and other systems do with the dossier; nothing when they leave it alone. */
export function AutomationSection({ automation, version, base, csrf, locale }: AutomationProps) {
  const { planned, calls, missingDocuments } = automation;
  if (planned.length === 0 && calls.length === 0 && missingDocuments === 0) return null;
  return (
    <section aria-labelledby="automatique">
      <h2 class="govuk-heading-m" id="automatique">
        {agentMessages(locale, 'automationTitle')}
      </h2>
      {missingDocuments > 0 && (
        <p class="govuk-body">{agentMessages(locale, 'automationMissing', { count: missingDocuments })}</p>
      )}
      {planned.length > 0 && (
        <ul class="govuk-list govuk-list--bullet">
          {planned.map((act) => (
            <li key={`${act.kind} ${act.name}`}>{plannedWords(act, version, locale)}</li>
          ))}
        </ul>
      )}
      {calls.length > 0 && (
        <ul class="govuk-list">
          {calls.map((call) => (
            <li key={call.id}>
              <Call call={call} base={base} csrf={csrf} locale={locale} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function plannedWords(act: PlannedAct, version: ProcedureVersion, locale: Locale): string {
  const date = formatDate(act.dueOn, locale);
  const transition = version.workflow.transitionsById.get(act.name);
  if (act.kind === 'clock' || transition === undefined) return agentMessages(locale, 'automationClock', { date });
  const label = localize(transition.label, locale);
  return transition.from.includes(transition.to)
    ? agentMessages(locale, 'automationReminder', { act: label, date })
    : agentMessages(locale, 'automationMove', {
        act: label,
        state: stateLabel(version.workflow, transition.to, locale),
        date,
      });
}

const callTones: Readonly<Record<HookCallLine['state'], Tone>> = {
  queued: 'waiting',
  answered: 'done',
  failed: 'refused',
};

function Call({ call, base, csrf, locale }: { call: HookCallLine; base: string; csrf: string; locale: Locale }) {
  return (
    <>
      <Tag tone={callTones[call.state]}>{agentMessages(locale, `call-${call.state}`)}</Tag>{' '}
      {agentMessages(locale, 'automationCall', { hook: call.hook, date: formatDateTime(call.updatedAt, locale) })}
      {call.lastError !== null && <span class="pv-muted"> ({callErrorWords(call.lastError)[locale]})</span>}
      {call.state === 'failed' && (
        <Form action={`${base}/appels/${call.id}/rejouer`} csrf={csrf}>
          <Button tone="secondary">{agentMessages(locale, 'automationReplay', { hook: call.hook })}</Button>
        </Form>
      )}
    </>
  );
}
