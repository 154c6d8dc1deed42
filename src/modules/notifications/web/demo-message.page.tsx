import { formatDateTime } from '#platform/clock/format-date.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { Button } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { SummaryList } from '#ui/components/summary-list.tsx';
import { Textarea } from '#ui/components/textarea.tsx';
import { splitLinks } from '../domain/link-text.ts';
import { notificationMessages } from '../messages.ts';
import type { DemoMessage } from '../queries/list-demo-messages.ts';

export function DemoMessagePage({
  locale,
  message,
  answer,
}: {
  locale: Locale;
  message: DemoMessage;
  /** What the form that answers an SMS needs. */
  answer?: { readonly csrf: string; readonly key: string };
}) {
  const say = (key: Parameters<typeof notificationMessages>[1]) => notificationMessages(locale, key);
  const medium = say(message.medium === 'sms' ? 'medium-sms' : 'medium-email');
  return (
    <>
      <PageHeading caption={say('demo-title')} title={message.subject === '' ? medium : message.subject} />
      <SummaryList
        rows={[
          { term: say('column-medium'), value: medium },
          { term: say('column-recipient'), value: message.recipient },
          { term: say('column-sent'), value: formatDateTime(message.sent_at, locale) },
          ...(message.attachments.length === 0
            ? []
            : [{ term: say('column-attachments'), value: message.attachments.map(({ name }) => name).join(', ') }]),
        ]}
      />
      <article class="pv-prose">
        {message.body.split(/\n{2,}/).map((paragraph, index) => (
          <Paragraph key={index} text={paragraph.trim()} />
        ))}
      </article>
      {message.medium === 'sms' && answer !== undefined && (
        <Form action={`/demo/messages/${message.id}/reponse`} csrf={answer.csrf} idempotencyKey={answer.key}>
          <Textarea id="reponse" label={say('demo-answer')} rows={3} maxLength={480} />
          <Button tone="secondary">{say('demo-answer-send')}</Button>
        </Form>
      )}
      <p class="govuk-body">
        <a class="govuk-link" href="/demo/messages">
          {say('demo-back')}
        </a>
      </p>
    </>
  );
}

/** Lines as they were written, with the addresses to click. */
function Paragraph({ text }: { text: string }) {
  if (text === '') return null;
  return (
    <p class="govuk-body">
      {text.split('\n').map((line, index) => (
        <>
          {index > 0 && <br />}
          {splitLinks(line).map(({ text: part, href }) =>
            href === undefined ? (
              part
            ) : (
              <a class="govuk-link" href={href}>
                {part}
              </a>
            ),
          )}
        </>
      ))}
    </p>
  );
}
