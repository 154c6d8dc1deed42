import type { ComponentChildren } from 'preact';
import { classNames } from '#ui/class-names.ts';
import { useWords } from '#ui/words.tsx';

export interface ThreadMessage {
  id: string;
  author: string;
  /** Written by the person who reads the page. */
  mine?: boolean;
  dateTime: string;
  date: string;
  /** Channel in words, when it is not the web. */
  channel?: string;
  body: ComponentChildren;
  attachments?: readonly { href: string; label: string; detail?: string }[];
  unread?: string;
}

/** An exchange between a resident and agents, oldest first. */
export function MessageThread({ messages, ariaLabel }: { messages: readonly ThreadMessage[]; ariaLabel: string }) {
  const words = useWords();
  return (
    <ol class="pv-thread" aria-label={ariaLabel}>
      {messages.map((message) => (
        <li
          key={message.id}
          id={message.id}
          class={classNames('pv-thread__message', message.mine && 'pv-thread__message--mine')}
        >
          <p class="pv-thread__meta">
            <strong>{message.mine ? words.you : message.author}</strong>
            <time dateTime={message.dateTime}>{message.date}</time>
            {message.channel && <span>{message.channel}</span>}
            {message.unread && <span class="pv-badge">{message.unread}</span>}
          </p>
          <div class="pv-thread__body">{message.body}</div>
          {!!message.attachments?.length && (
            <ul class="pv-thread__attachments">
              {message.attachments.map((attachment) => (
                <li key={attachment.href}>
                  <a class="govuk-link" href={attachment.href}>
                    {attachment.label}
                  </a>
                  {attachment.detail && <span class="pv-muted"> ({attachment.detail})</span>}
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ol>
  );
}
