import { z } from 'zod';

/** The languages of the screens. French comes first; English is complete for our own messages, optional in the library's texts. */
export const locales = ['fr', 'en'] as const;
export type Locale = (typeof locales)[number];

/** A text written by a town hall or by the library: French is mandatory, English falls back to French. */
export interface LocalizedText {
  fr: string;
  en?: string | undefined;
}

/** In YAML a text is either a plain French string or `{ fr, en }`. */
export const localizedTextSchema = z.union([
  z
    .string()
    .min(1)
    .transform((fr): LocalizedText => ({ fr })),
  z.strictObject({ fr: z.string().min(1), en: z.string().min(1).optional() }),
]);

/** The text in the reader's language, in French when it has not been translated. */
export function localize(text: LocalizedText, locale: Locale): string {
  return locale === 'en' && text.en !== undefined ? text.en : text.fr;
}
