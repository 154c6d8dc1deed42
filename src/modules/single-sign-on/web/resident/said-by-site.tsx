import type { Locale } from '#platform/i18n/text.ts';

/** Words of a site: in English where it gave them and they are read in English, otherwise in French and said to be French. */
export function SaidBySite({
  locale,
  french,
  english,
}: {
  locale: Locale;
  french: string;
  english: string | undefined;
}) {
  const inEnglish = locale === 'en' && english !== undefined && english !== '';
  return <span lang={inEnglish ? 'en' : 'fr'}>{inEnglish ? english : french}</span>;
}
