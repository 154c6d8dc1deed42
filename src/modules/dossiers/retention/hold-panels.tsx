import { formatDate } from '#platform/clock/format-date.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { Notification } from '#ui/components/notification.tsx';
import type { Hold } from './holds.ts';
import { holdWords as say } from './messages.ts';

/** The last part of the address, after that of the dossier. */
export const ending = 'conservation';

/** On the page of a dossier that is held. */
export function HoldNotice({ hold, locale }: { hold: Hold | undefined; locale: Locale }) {
  if (hold === undefined) return null;
  const { placedAt, placedByName: name, reason } = hold;
  return (
    <Notification tone="important" title={say(locale, 'notice.title')}>
      <p>{say(locale, 'notice.body', { date: formatDate(placedAt, locale), name, reason })}</p>
    </Notification>
  );
}

/** Beside the day of the purge, for whoever may suspend it. */
export function HoldLink({ isHeld, base, locale }: { isHeld: boolean; base: string; locale: Locale }) {
  return (
    <p>
      <a class="govuk-link" href={`${base}/${ending}`}>
        {say(locale, isHeld ? 'link.lift' : 'link.place')}
      </a>
    </p>
  );
}
