import type { Locale } from '#platform/i18n/text.ts';
import type { Authority } from './authority.ts';

/** The authority inside a sentence: "la mairie de Vernon", "l’agglomération"; in English "Vernon town hall". */
export function authorityInWords(authority: Pick<Authority, 'kind' | 'name' | 'shortName'>, locale: Locale): string {
  if (authority.kind !== 'commune') return locale === 'fr' ? authority.shortName : authority.name;
  return locale === 'fr' ? `la ${uncapitalized(authority.name)}` : `${authority.shortName} town hall`;
}

/** The authority as the law wants it named: "la mairie de Vernon", "Seine Normandie Agglomération". */
export function publisherInWords(authority: Pick<Authority, 'kind' | 'name' | 'shortName'>, locale: Locale): string {
  return authority.kind === 'commune' ? authorityInWords(authority, locale) : authority.name;
}

/** At the beginning of a sentence. */
export function capitalized(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function uncapitalized(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}
