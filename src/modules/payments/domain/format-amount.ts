import type { Locale } from '#platform/i18n/text.ts';

const formats: Record<Locale, Intl.NumberFormat> = {
  fr: new Intl.NumberFormat('fr-FR', { style: 'currency', currency: 'EUR' }),
  en: new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'EUR' }),
};

/** "12,50 €" for 1250 cents. */
export function formatAmount(cents: number, locale: Locale): string {
  return formats[locale].format(cents / 100);
}
