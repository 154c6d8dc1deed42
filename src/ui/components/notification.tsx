import type { ComponentChildren } from 'preact';
import { useWords } from '#ui/words.tsx';

export type NotificationTone = 'success' | 'info' | 'warning' | 'important';

export interface NotificationProps {
  tone?: NotificationTone;
  /** Bold first line; the tone's own word when absent. */
  title?: string;
  /** Level of the title; 2 by default. */
  level?: 2 | 3;
  /** Announced at once: only for the result of the person's last act. */
  live?: boolean;
  children?: ComponentChildren;
}

const icon: Record<NotificationTone, string> = {
  success: 'M6 12.5l4 4 8-9',
  info: 'M12 11v6M12 7.2v.1',
  warning: 'M12 6.5v7M12 17v.1',
  important: 'M12 6.5v7M12 17v.1',
};

/** A message about the whole page: what was done, what to know, what to beware of. */
export function Notification({ tone = 'info', title, level = 2, live, children }: NotificationProps) {
  const words = useWords();
  const Heading = `h${level}` as const;
  return (
    <div class={`pv-notification pv-notification--${tone}`} role={live ? 'status' : undefined}>
      <svg
        class="pv-notification__icon"
        viewBox="0 0 24 24"
        width="28"
        height="28"
        aria-hidden="true"
        focusable="false"
      >
        <circle cx="12" cy="12" r="11" />
        <path d={icon[tone]} fill="none" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round" />
      </svg>
      <div class="pv-notification__content">
        <Heading class="pv-notification__title">{title ?? words[tone]}</Heading>
        {children && <div class="pv-notification__body">{children}</div>}
      </div>
    </div>
  );
}
