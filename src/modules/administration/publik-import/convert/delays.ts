import type { OptionValue } from '../conditions/known-fields.ts';

/** A waiting time of Publik in a delay of ours, and whether it had to be rounded up to days. */
export interface ReadDelay {
  readonly delay: string;
  readonly rounded: boolean;
}

const secondsOf: Readonly<Record<string, number>> = {
  s: 1,
  seconde: 1,
  secondes: 1,
  second: 1,
  seconds: 1,
  minute: 60,
  minutes: 60,
  min: 60,
  heure: 3600,
  heures: 3600,
  hour: 3600,
  hours: 3600,
  h: 3600,
  jour: 86_400,
  jours: 86_400,
  day: 86_400,
  days: 86_400,
  d: 86_400,
  j: 86_400,
  semaine: 604_800,
  semaines: 604_800,
  week: 604_800,
  weeks: 604_800,
}; // prettier-ignore

/** `86400`, `3 jours`, `1 semaine et 2 jours`, `2 mois`; settings are put in. Undefined when it cannot be told. */
export function readDelay(text: string | undefined, settings: ReadonlyMap<string, OptionValue>): ReadDelay | undefined {
  const words = (text ?? '')
    .replace(/\{\{\s*form_option_(\w+)[^}]*\}\}/g, (_whole, name: string) => String(settings.get(name) ?? ''))
    .trim()
    .toLowerCase();
  if (/^\d{1,10}(\.0)?$/.test(words)) return inDays(Number(words));
  const calendar = /^(\d{1,3})\s*(mois|months?|ans?|années?|years?)$/.exec(words);
  if (calendar !== null) return { delay: `${calendar[1]}${/^m/.test(calendar[2] ?? '') ? 'm' : 'y'}`, rounded: false };
  let seconds = 0;
  let found = false;
  for (const match of words.matchAll(/(\d{1,6})\s*([a-zéè]+)/g)) {
    const unit = secondsOf[match[2] ?? ''];
    if (unit === undefined) return undefined;
    seconds += Number(match[1]) * unit;
    found = true;
  }
  return found ? inDays(seconds) : undefined;
}

function inDays(seconds: number): ReadDelay | undefined {
  const days = Math.ceil(seconds / 86_400);
  const rounded = days * 86_400 !== seconds;
  if (days <= 999) return { delay: `${days}d`, rounded };
  const months = Math.round(days / 30.44);
  return months <= 999 ? { delay: `${months}m`, rounded: true } : undefined;
}
