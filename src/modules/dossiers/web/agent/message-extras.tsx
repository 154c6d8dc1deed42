import type { Locale } from '#platform/i18n/text.ts';
import { Details } from '#ui/components/details.tsx';
import { agentMessages } from '../../agent-messages.ts';
import { formatTrackingCode } from '../../domain/tracking-code.ts';
import type { DossierEvent } from '../../queries/get-dossier-for-agent.ts';
import { lostFileWords } from '../lost-file-words.ts';
import { Lines } from './dossier-timeline.tsx';

const mostNamed = 20;

/** What came with a message of the applicant besides its words: another address, the text it quotes, lost files. */
export function MessageExtras({ data, locale }: { data: DossierEvent['data']; locale: Locale }) {
  const text = (name: string) => (typeof data[name] === 'string' ? data[name] : '');
  const lost = (Array.isArray(data.setAside) ? data.setAside : []).flatMap((one: unknown) => {
    const { name, why } = (one ?? {}) as { name?: unknown; why?: unknown };
    return typeof name === 'string' ? [{ name, why: typeof why === 'string' ? why : '' }] : [];
  });
  return (
    <>
      {text('address') !== '' && (
        <p class="pv-muted">{agentMessages(locale, 'messageOtherAddress', { address: text('address') })}</p>
      )}
      {text('forJoined') !== '' && (
        <p class="pv-muted">
          {agentMessages(locale, 'messageForJoined', { code: formatTrackingCode(text('forJoined')) })}
        </p>
      )}
      {text('joinedBy') !== '' && (
        <p class="pv-muted">{agentMessages(locale, 'messageJoinedBy', { name: text('joinedBy') })}</p>
      )}
      {lost.length > 0 && (
        <>
          <p class="pv-muted">{agentMessages(locale, 'messageLostFiles')}</p>
          <ul class="govuk-list govuk-list--bullet pv-muted">
            {lost.slice(0, mostNamed).map((file, index) => (
              <li key={index}>{lostFileWords(locale, file)}</li>
            ))}
            {lost.length > mostNamed && (
              <li>{agentMessages(locale, 'messageLostMore', { count: lost.length - mostNamed })}</li>
            )}
          </ul>
        </>
      )}
      {text('quoted') !== '' && (
        <Details summary={agentMessages(locale, 'messageQuoted')}>
          <Lines text={text('quoted')} />
        </Details>
      )}
    </>
  );
}
