import type { Locale } from '#platform/i18n/text.ts';
import { parseDelay } from '../../domain/delays.ts';
import { clockWords } from '../messages.ts';

/** "2 mois", "un mois", "5 jours ouvrés". */
export function delayInWords(delay: string, locale: Locale): string {
  const { amount, unit } = parseDelay(delay);
  return amount === 1
    ? clockWords(locale, `delay.${unit}.one`)
    : clockWords(locale, `delay.${unit}`, { count: amount });
}
