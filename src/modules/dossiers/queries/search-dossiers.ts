import { type RawBuilder, sql } from 'kysely';
import { normalizeTrackingCode } from '../domain/tracking-code.ts';

const longestSearch = 200;
const mostWords = 8;

/** What the words of a dossier (`dossier_words`) are asked: the typed words and what never changes of a dossier. */
export interface WordQuestion {
  /** A tsquery of words as they were typed, asked first; undefined when nothing was typed. */
  readonly whole: RawBuilder<unknown> | undefined;
  /** The same as beginnings of words, asked where hardly anything has the whole ones. */
  readonly beginnings: RawBuilder<unknown> | undefined;
  /** `name=value` as the migration writes them; all must hold. */
  readonly facets: readonly string[];
  /** An answer; its value is compared accents and case aside. */
  readonly field?: { readonly id: string; readonly value: string };
}

/** Which words are read, and how far. */
export interface WordReading {
  readonly authorities: readonly string[];
  /** Of open dossiers, of ended ones or of both. */
  readonly standing: 'open' | 'ended' | 'all';
  /** From the last month of filing, or from the first one; undefined: all months, in no order. */
  readonly newestFirst?: boolean | undefined;
  /** The month to start with, as an integer in SQL (`filed_month`). */
  readonly from?: RawBuilder<number> | undefined;
  /** Months are read until so many dossiers have answered. */
  readonly enough?: number | undefined;
  /** Of more than so many, nothing is read but that they are too many. */
  readonly most: number;
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

/**
 * The dossiers that answer the question, as a table of one row: `authorities` and `ids` (as many of both), `begins` (the
 * beginnings were asked and not the whole words), `too_many`, `read_until` (the last month read; null when none is left).
 */
export function foundByWords(question: WordQuestion, reading: WordReading): RawBuilder<unknown> {
  const { whole, beginnings, facets, field } = question;
  const all = [...facets.map((facet) => sql`${facet}::text`), ...(field === undefined ? [] : [fieldFacet(field)])];
  const standings = reading.standing === 'all' ? "'o', 'e'" : reading.standing === 'open' ? "'o'" : "'e'";
  const { from, newestFirst, enough, most } = reading;
  return sql`find_dossiers_by_words(${whole ?? sql`NULL::tsquery`}, ${beginnings ?? sql`NULL::tsquery`},
    ARRAY[${sql.join(all)}]::text[], ${reading.authorities}::text[], ARRAY[${sql.raw(standings)}],
    ${from ?? sql`NULL`}, ${sql.lit(newestFirst ?? null)}, ${sql.lit(enough ?? null)}, ${sql.lit(most)})`;
}

/**
 * The same as a condition on a row `d`, read one by one: for a question that too many dossiers answer. What the row
 * itself holds is asked of the row, by `filterConditions`. Never read before the row, whatever PostgreSQL expects.
 * @param row the name of the row in the statement
 */
export function answersQuestion(
  { whole, beginnings, field }: WordQuestion,
  begins: boolean,
  row = sql`d`,
): RawBuilder<boolean> {
  const typed = begins ? beginnings : (whole ?? beginnings);
  const asked = [
    ...(typed === undefined ? [] : [sql`w.words @@ ${typed}`]),
    ...(field === undefined ? [] : [sql`w.words @@ facet_query(${fieldFacet(field)})`]),
  ];
  if (asked.length === 0) return sql<boolean>`true`;
  return sql`(SELECT ${sql.join(asked, sql` AND `)} FROM dossier_words w
    WHERE w.authority_id = ${row}.authority_id AND w.dossier_id = ${row}.id)`;
}

function fieldFacet({ id, value }: { readonly id: string; readonly value: string }): RawBuilder<unknown> {
  return sql`(${id.slice(0, 80)}::text || '=' || plain_answer(${value}::text))`;
}
