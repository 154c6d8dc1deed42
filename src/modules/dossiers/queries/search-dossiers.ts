import { type RawBuilder, sql } from 'kysely';
import { normalizeTrackingCode } from '../domain/tracking-code.ts';

const longestSearch = 200;
const mostWords = 8;

/**
 * The condition on a row `d` for what an agent typed: a whole tracking code finds its dossier and no other; else every
 * word must begin a word of the code, the name, the e-mail, the headline or the answers, accents and endings aside.
 * Undefined when nothing was typed.
 */
export function searchCondition(typed: string): RawBuilder<boolean> | undefined {
  const text = typed.slice(0, longestSearch).trim();
  const code = normalizeTrackingCode(text);
  if (code !== undefined) return sql`d.code = ${code}`;
  const words = text.match(/[\p{L}\p{N}]+/gu)?.slice(0, mostWords) ?? [];
  if (words.length === 0) return undefined;
  const prefixes = words.map((word) => `${word}:*`).join(' & ');
  // The second form finds e-mail addresses, which are one word to PostgreSQL and several to the first.
  return sql`d.words @@ (to_tsquery('public.french_unaccent', ${prefixes})
    || websearch_to_tsquery('public.french_unaccent', ${text}))`;
}
