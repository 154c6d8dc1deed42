import { type LocalizedText, locales, localize } from '#platform/i18n/text.ts';
import { say } from '../messages.ts';
import type { FieldProblem } from './field-type.ts';
import type { BilingualText } from './form-error.ts';

type MessageKey = Parameters<typeof say>[1];
type Param = string | number | BilingualText;

/** A message of the catalogue in both languages; parameters may differ by language. */
export function bilingual(key: MessageKey, params: Readonly<Record<string, Param | undefined>> = {}): BilingualText {
  const [fr, en] = locales.map((locale) => {
    const filled: Record<string, string | number> = {};
    for (const [name, value] of Object.entries(params)) {
      if (value !== undefined) filled[name] = typeof value === 'object' ? value[locale] : value;
    }
    return say(locale, key, filled);
  });
  return { fr: fr ?? '', en: en ?? '' };
}

/** The same text in both languages, French where English is missing. */
export function inBoth(text: LocalizedText): BilingualText {
  return { fr: localize(text, 'fr'), en: localize(text, 'en') };
}

/** A problem of a field, whose label fills `{label}`. */
export function problem(
  key: MessageKey,
  field: { readonly label: LocalizedText },
  params: Readonly<Record<string, Param | undefined>> = {},
  suffix?: string,
): FieldProblem {
  const message = bilingual(key, { label: inBoth(field.label), ...params });
  return suffix === undefined ? { code: key, message } : { code: key, message, suffix };
}
