import type { Locale } from '#platform/i18n/text.ts';
import { say } from '../messages.ts';

/** A delay of a procedure file in words: `2m` → "2 mois", `5wd` → "5 jours ouvrés". */
export function delayInWords(delay: string, locale: Locale): string {
  const parts = /^(\d+)(d|wd|m|y)$/.exec(delay);
  if (parts === null) return delay;
  const count = Number(parts[1]);
  const unit = parts[2] as 'd' | 'wd' | 'm' | 'y';
  return count === 1 ? say(locale, `unit.${unit}-one`) : say(locale, `unit.${unit}`, { count });
}
