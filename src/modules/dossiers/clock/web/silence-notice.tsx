import type { Authority } from '#modules/directory/index.ts';
import { formatDate } from '#platform/clock/format-date.ts';
import { holidayRegionOf } from '#platform/clock/holidays.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { Notification } from '#ui/components/notification.tsx';
import type { DossierRow } from '../../usecases/lock-dossier.ts';
import { silenceOf } from '../domain/silence.ts';
import { clockWords as say } from '../messages.ts';

/** For agents, above a dossier that silence has decided: what that means before anybody acts on it. */
export function SilenceNotice({
  dossier,
  authority,
  today,
  locale,
}: {
  dossier: DossierRow;
  authority: Pick<Authority, 'communeCode'>;
  /** YYYY-MM-DD */
  today: string;
  locale: Locale;
}) {
  const silence = silenceOf(
    dossier,
    today,
    holidayRegionOf(authority.communeCode ?? dossier.commune_code ?? undefined),
  );
  if (silence.kind !== 'accepted' && silence.kind !== 'rejected') return null;
  const date = formatDate(silence.on, locale);
  return (
    <Notification tone="important" title={say(locale, `decided.${silence.kind}.title`)}>
      <p>
        {silence.kind === 'accepted'
          ? say(locale, 'decided.accepted.body', { date })
          : say(locale, 'decided.rejected.body', { date, until: formatDate(silence.appealBefore, locale) })}
      </p>
    </Notification>
  );
}
