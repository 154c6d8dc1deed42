import type { Locale } from '#platform/i18n/text.ts';
import type { Phrase, ValueSources } from './value.ts';

/** A phrase as one types it: "Carte de {Nom de famille}". */
export function phraseText(phrase: Phrase, sources: ValueSources, locale: Locale): string {
  return phrase
    .map((part) => {
      if (typeof part === 'string') return part;
      return `{${'unknown' in part ? part.unknown : (sources.get(part.source)?.label[locale] ?? part.source)}}`;
    })
    .join('');
}

/** What was typed; the name of an answer may be in either language, capitals and spaces do not count. */
export function readPhrase(typed: string, sources: ValueSources): Phrase {
  const byName = new Map<string, string>();
  for (const { id, label } of [...sources.values()].toReversed())
    for (const name of [label.en, label.fr, id]) byName.set(plain(name), id);
  return typed.split(/(\{[^{}]*\})/).flatMap((part): Phrase => {
    if (part === '') return [];
    if (!/^\{.*\}$/s.test(part)) return [part.replaceAll(/[{}]/g, '')];
    const name = part.slice(1, -1).trim();
    const source = byName.get(plain(name));
    return [source === undefined ? { unknown: name } : { source }];
  });
}

function plain(name: string): string {
  return name
    .replaceAll(/[\s\u00a0\u202f]+/g, ' ')
    .replaceAll("'", '’')
    .trim()
    .toLowerCase();
}
