import { formatDateTime } from '#platform/clock/format-date.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { Timeline } from '#ui/components/timeline.tsx';
import { mandateWords as say } from '../messages.ts';
import type { MandateAct } from '../queries/list-mandates.ts';

const known = [
  'drawn-up',
  'code-sent',
  'code-wrong',
  'agreed',
  'filed',
  'message-sent',
  'opened',
  'refused',
  'revoked',
] as const;

/** A mandate that took the place of another is told so, at both. */
function wordsOf(act: (typeof known)[number], data: MandateAct['data']) {
  if (act === 'revoked' && typeof data.replacedBy === 'string') return 'replaced';
  return act === 'drawn-up' && typeof data.renews === 'string' ? 'renewal' : act;
}

/** What was done to the mandate and under it, for the person and for the helper alike. */
export function Acts({ acts, locale, level = 3 }: { acts: readonly MandateAct[]; locale: Locale; level?: 3 | 4 }) {
  return (
    <Timeline
      level={level}
      ariaLabel={say(locale, 'done')}
      events={acts.flatMap((one) => {
        const act = known.find((candidate) => candidate === one.act);
        if (act === undefined) return [];
        const title = typeof one.data.title === 'string' ? one.data.title : undefined;
        return [
          {
            id: `a${one.id}`,
            title: say(locale, `act.${wordsOf(act, one.data)}`),
            actor: one.actorName,
            dateTime: one.at.toISOString(),
            date: formatDateTime(one.at, locale),
            tone: 'neutral' as const,
            body: title === undefined ? undefined : <p class="govuk-body">{title}</p>,
          },
        ];
      })}
    />
  );
}
