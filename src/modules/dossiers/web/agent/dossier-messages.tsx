import { formatDateTime } from '#platform/clock/format-date.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { Button } from '#ui/components/button.tsx';
import { Details } from '#ui/components/details.tsx';
import { FileUpload } from '#ui/components/file-upload.tsx';
import { Form } from '#ui/components/form.tsx';
import { MessageThread } from '#ui/components/message-thread.tsx';
import { Textarea } from '#ui/components/textarea.tsx';
import { agentMessages } from '../../agent-messages.ts';
import { maxMessageLength } from '../../domain/plain-message.ts';
import { countWords, lookWords } from '../../looks/messages.ts';
import type { DossierEvent } from '../../queries/get-dossier-for-agent.ts';
import { actorWords, channelWords, Lines } from './dossier-timeline.tsx';
import { MessageExtras } from './message-extras.tsx';

/** The last ones of the exchange; those before are one line that unfolds. */
const shownMessages = 8;

interface DossierMessagesProps {
  events: readonly DossierEvent[];
  newSeqs: ReadonlySet<number>;
  agentId: string;
  base: string;
  documentHref: (documentId: string) => string;
  csrf: string;
  key_: string;
  /** The applicant gave an e-mail address. */
  reachable: boolean;
  /** The dossier is still open to exchanges. */
  typed?: string | undefined;
  error?: string | undefined;
  locale: Locale;
}

/** The exchange with the applicant, and what is needed to write to them. */
export function DossierMessages(props: DossierMessagesProps) {
  const { events, locale, agentId } = props;
  const say = (key: Parameters<typeof agentMessages>[1]) => agentMessages(locale, key);
  const messages = events.filter((event) => event.kind === 'message');
  const older = messages.slice(0, -shownMessages);
  const recent = messages.slice(-shownMessages);
  const shown = (event: DossierEvent) => ({
    id: `message-${event.seq}`,
    author: actorWords(event, locale),
    mine: event.actor_kind === 'agent' && event.actor_id === agentId,
    dateTime: event.at.toISOString(),
    date: formatDateTime(event.at, locale),
    ...(props.newSeqs.has(event.seq) ? { unread: lookWords(locale, 'new') } : {}),
    ...(event.channel === 'web' ? {} : { channel: channelWords(event.channel, locale) }),
    body: (
      <>
        <Lines
          text={String(event.data.body ?? '')}
          note={event.data.unsent === true ? say('messageUnsent') : undefined}
        />
        <MessageExtras data={event.data} locale={locale} />
      </>
    ),
    attachments: attachmentsOf(event).map(({ documentId, name }) => ({
      href: props.documentHref(documentId),
      label: name,
    })),
  });
  return (
    <section aria-labelledby="messages">
      <h2 class="govuk-heading-m" id="messages">
        {say('messagesTitle')}
      </h2>
      {older.length > 0 && (
        <Details summary={countWords(locale, 'thread.older', older.length)}>
          <MessageThread ariaLabel={countWords(locale, 'thread.older', older.length)} messages={older.map(shown)} />
        </Details>
      )}
      {messages.length === 0 ? (
        <p class="pv-muted">{say('messagesNone')}</p>
      ) : (
        <MessageThread ariaLabel={say('messagesTitle')} messages={recent.map(shown)} />
      )}
      <Form action={`${props.base}/messages`} csrf={props.csrf} idempotencyKey={props.key_} multipart>
        <input type="hidden" name="seq" value={String(events.at(-1)?.seq ?? 0)} />
        <Textarea
          id="message"
          label={say('messageLabel')}
          hint={say(props.reachable ? 'messageHint' : 'messageHintUnreachable')}
          maxLength={maxMessageLength}
          rows={6}
          value={props.typed}
          error={props.error}
        />
        <FileUpload
          id="fichiers"
          label={say('messageFiles')}
          multiple
          optional
          accept=".pdf,image/*"
          hint={say('messageFilesHint')}
        />
        <Button tone="secondary">{say('messageSend')}</Button>
      </Form>
    </section>
  );
}

function attachmentsOf(event: DossierEvent): readonly { documentId: string; name: string }[] {
  const { attachments } = event.data as { attachments?: { documentId: string; name: string }[] };
  return attachments ?? [];
}
