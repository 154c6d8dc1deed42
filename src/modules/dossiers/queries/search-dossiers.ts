import { type RawBuilder, sql } from 'kysely';
import { normalizeTrackingCode } from '../domain/tracking-code.ts';

const longestSearch = 200;
const mostWords = 8;

/** What the words of a dossier (`dossier_words`) are asked: the typed words and what never changes of a dossier. */
export interface WordQuestion {
  /** A tsquery; its words have no authority yet. */
  readonly typed: RawBuilder<unknown> | undefined;
  /** The same as whole words, asked first. */
  readonly whole?: RawBuilder<unknown> | undefined;
  /** `name=value` as the migration writes them; all must hold. */
  readonly facets: readonly string[];
  /** An answer; its value is compared accents and case aside. */
  readonly field?: { readonly id: string; readonly value: string };
}

/** The code that was typed, when it is a whole one: it finds its dossier and no other. */
export function codeTyped(typed: string | undefined): string | undefined {
  return typed === undefined ? undefined : normalizeTrackingCode(typed.slice(0, longestSearch));
}

/**
 * The typed words as a tsquery: each must begin a word of the code, the name, the e-mail, the headline, the answers, the
 * messages, the notes or the names of documents, accents and endings aside. Undefined when nothing was typed.
 * @param whole words stand as they are, and are not beginnings: much less to read where they are common
 */
export function typedWords(typed: string | undefined, whole = false): RawBuilder<unknown> | undefined {
  const text = (typed ?? '').slice(0, longestSearch).trim();
  const words = text.match(/[\p{L}\p{N}]+/gu)?.slice(0, mostWords) ?? [];
  if (words.length === 0) return undefined;
  const prefixes = words.map((word) => (whole ? word : `${word}:*`)).join(' & ');
  // The second form finds e-mail addresses, which are one word to PostgreSQL and several to the first. What it makes of
  // a minus sign or of OR is of no use here.
  const address = /^[\w.+-]+@[\w.-]+$/.test(text) ? sql` || plainto_tsquery('public.french_unaccent', ${text})` : sql``;
  return sql`(to_tsquery('public.french_unaccent', ${prefixes})${address})`;
}

/** The dossiers that answer the question, as a table of identifiers; `most` at most, in no order. */
export function foundByWords(question: WordQuestion, most: number): RawBuilder<unknown> {
  const { typed, facets, field } = question;
  const all = [...facets.map((facet) => sql`${facet}::text`), ...(field === undefined ? [] : [fieldFacet(field)])];
  return sql`find_dossiers_by_words(${typed ?? sql`NULL::tsquery`}, ARRAY[${sql.join(all)}]::text[], ${sql.lit(most)})`;
}

/**
 * The same as a condition on a row `d`, read one by one: for a question that too many dossiers answer. What the row
 * itself holds is asked of the row, by `filterConditions`.
 */
export function answersQuestion({ typed, field }: WordQuestion): RawBuilder<boolean> {
  const conditions: RawBuilder<boolean>[] = [];
  if (typed !== undefined) conditions.push(sql`w.words @@ words_of_authority(d.authority_id, ${typed})`);
  if (field !== undefined) conditions.push(sql`w.words @@ word_of(d.authority_id, '#' || ${fieldFacet(field)})`);
  if (conditions.length === 0) return sql<boolean>`true`;
  return sql`EXISTS (SELECT FROM dossier_words w WHERE w.authority_id = d.authority_id AND w.dossier_id = d.id
    AND ${sql.join(conditions, sql` AND `)})`;
}

function fieldFacet({ id, value }: { readonly id: string; readonly value: string }): RawBuilder<unknown> {
  return sql`(${id.slice(0, 80)}::text || '=' || plain_answer(${value}::text))`;
}
