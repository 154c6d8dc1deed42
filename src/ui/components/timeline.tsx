import type { ComponentChildren } from 'preact';
import { classNames } from '#ui/class-names.ts';
import type { Tone } from './tag.tsx';

export interface TimelineEvent {
  id?: string;
  title: ComponentChildren;
  /** Who did it. */
  actor?: ComponentChildren;
  /** Through what: web, phone, counter, letter… in words. */
  channel?: string;
  /** ISO 8601, for machines. */
  dateTime: string;
  /** The same, for people. */
  date: string;
  tone?: Tone;
  body?: ComponentChildren;
  documents?: readonly { href: string; label: string; detail?: string }[];
  /** Seen by agents only. */
  internal?: string;
}

export interface TimelineProps {
  events: readonly TimelineEvent[];
  /** Level of the events' titles. */
  level?: 2 | 3 | 4;
  ariaLabel?: string;
}

/** Everything that happened to a dossier, whatever the channel, newest first or last as the page decides. */
export function Timeline({ events, level = 3, ariaLabel }: TimelineProps) {
  const Heading = `h${level}` as const;
  return (
    <ol class="pv-timeline" aria-label={ariaLabel}>
      {events.map((event, index) => (
        <li
          key={event.id ?? index}
          id={event.id}
          class={classNames(
            'pv-timeline__item',
            `pv-timeline__item--${event.tone ?? 'neutral'}`,
            event.internal !== undefined && 'pv-timeline__item--internal',
          )}
        >
          <div class="pv-timeline__head">
            <Heading class="pv-timeline__title">{event.title}</Heading>
            <p class="pv-timeline__meta">
              <time dateTime={event.dateTime}>{event.date}</time>
              {event.actor && <span>{event.actor}</span>}
              {event.channel && <span>{event.channel}</span>}
              {event.internal && <span class="pv-timeline__internal">{event.internal}</span>}
            </p>
          </div>
          {event.body && <div class="pv-timeline__body">{event.body}</div>}
          {!!event.documents?.length && (
            <ul class="pv-timeline__documents">
              {event.documents.map((document) => (
                <li key={document.href}>
                  <a class="govuk-link" href={document.href}>
                    {document.label}
                  </a>
                  {document.detail && <span class="pv-muted"> ({document.detail})</span>}
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ol>
  );
}
