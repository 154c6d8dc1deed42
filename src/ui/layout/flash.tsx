import type { ComponentChildren } from 'preact';
import { Notification, type NotificationTone } from '#ui/components/notification.tsx';

/** The result of the last act, carried over a redirection. */
export interface FlashMessage {
  tone?: NotificationTone;
  title?: string;
  body?: ComponentChildren;
}

/** Shows a flash message above the page's content; renders nothing without one. */
export function Flash({ message }: { message?: FlashMessage }) {
  if (!message) return null;
  return (
    <Notification tone={message.tone ?? 'success'} title={message.title} live>
      {message.body}
    </Notification>
  );
}
