import type { Procedure } from '#modules/catalogue/index.ts';
import { formatDate } from '#platform/clock/format-date.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { agentMessages } from '../../agent-messages.ts';
import type { DossierRow } from '../../usecases/lock-dossier.ts';

export interface DelayWords {
  readonly label: string;
  readonly late: boolean;
}

type Timed = Pick<DossierRow, 'due_on' | 'clock_suspended_at'>;

/** "dans 12 jours", "en retard de 3 jours"; undefined when nothing is due. `today` is YYYY-MM-DD. */
export function delayWords(dossier: Timed, today: string, locale: Locale): DelayWords | undefined {
  if (dossier.clock_suspended_at !== null) return { label: agentMessages(locale, 'delaySuspended'), late: false };
  if (dossier.due_on === null) return undefined;
  // Both are civil dates: in UTC all days have the same length.
  const days = Math.round((Date.parse(dossier.due_on) - Date.parse(today)) / 86_400_000);
  const say = (key: Parameters<typeof agentMessages>[1], count = 0) => agentMessages(locale, key, { count });
  if (days === 0) return { label: say('delayToday'), late: false };
  if (days === 1) return { label: say('delayTomorrow'), late: false };
  if (days > 1) return { label: say('delayIn', days), late: false };
  if (days === -1) return { label: say('delayLateOne'), late: true };
  return { label: say('delayLate', -days), late: true };
}

/** What silence will mean and when, or has meant, with the text of law: one sentence. `today` is YYYY-MM-DD. */
export function silenceWords(
  dossier: Timed & Pick<DossierRow, 'silence_rule' | 'decided_at' | 'closed_at'>,
  silence: Procedure['silence'],
  today: string,
  locale: Locale,
): string {
  const say = (key: Parameters<typeof agentMessages>[1], params = {}) => agentMessages(locale, key, params);
  const article = silence.article === undefined ? '' : say('silenceArticle', { article: silence.article });
  if (dossier.closed_at !== null || dossier.decided_at !== null) return say('silenceOver');
  if (dossier.clock_suspended_at !== null) {
    const key = dossier.silence_rule === 'accept' ? 'silenceWaitsCompletion' : 'silenceSuspended';
    return say(key, { date: formatDate(dossier.clock_suspended_at, locale), article });
  }
  if (dossier.due_on === null) return say('silenceNoDate');
  const date = formatDate(dossier.due_on, locale);
  if (dossier.silence_rule === 'none') return say('silenceAim', { date });
  const [will, has] =
    dossier.silence_rule === 'accept'
      ? (['silenceAccepts', 'silenceAccepted'] as const)
      : (['silenceRejects', 'silenceRejected'] as const);
  return say(today <= dossier.due_on ? will : has, { date, article });
}
