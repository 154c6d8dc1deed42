import { sql } from 'kysely';
import type { Tx } from '#platform/database/database.ts';
import { type IncomingMail, readRegisterNumber } from '../domain/incoming-mail.ts';
import { mailColumns, mailOf } from './mail-columns.ts';

export type MailView = 'waiting' | 'all';

export interface MailSearch {
  readonly view: MailView;
  /** A number of the register, or words of the sender, the address or the subject. */
  readonly words: string;
  readonly year?: number | undefined;
}

export const mailPageSize = 50;

/** One page of the register, the newest first; what waits, the oldest first. Counted whole. */
export async function listMail(
  tx: Tx,
  authorityId: string,
  search: MailSearch,
  page: number,
): Promise<{ readonly rows: readonly IncomingMail[]; readonly total: number }> {
  const found = matching(tx, authorityId, search);
  const [{ total }, rows] = await Promise.all([
    found.select(sql<number>`count(*)::integer`.as('total')).executeTakeFirstOrThrow(),
    inOrder(found, search)
      .select(mailColumns)
      .limit(mailPageSize)
      .offset((page - 1) * mailPageSize)
      .execute(),
  ]);
  return { rows: rows.map(mailOf), total };
}

/** A line of the register, with the code of the dossier that the letter joined or opened while there is one. */
export interface RegisterLine {
  readonly mail: IncomingMail;
  readonly code: string | undefined;
}

/** The whole register of a year in the order of its numbers, in pages so that memory stays flat. */
export async function* readRegister(tx: Tx, authorityId: string, year: number): AsyncGenerator<RegisterLine[]> {
  let last = 0;
  for (;;) {
    const rows = await tx
      .selectFrom('incoming_mail')
      .select(mailColumns)
      .where('authority_id', '=', authorityId)
      .where('year', '=', year)
      .where('number', '>', last)
      .orderBy('number')
      .limit(1000)
      .execute();
    if (rows.length === 0) return;
    last = rows.at(-1)?.number ?? last;
    const codes = await readCodes(
      tx,
      authorityId,
      rows.map((row) => row.dossier_id).filter((id) => id !== null),
    );
    yield rows.map((row) => ({ mail: mailOf(row), code: codes.get(row.dossier_id ?? '') }));
  }
}

async function readCodes(tx: Tx, authorityId: string, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('dossiers')
    .select(['id', 'code'])
    .where('authority_id', '=', authorityId)
    .where('id', 'in', ids)
    .execute();
  return new Map(rows.map(({ id, code }) => [id, code]));
}

/** The years in which the authority registered letters, the newest first. */
export async function listYears(tx: Tx, authorityId: string): Promise<number[]> {
  const rows = await tx
    .selectFrom('mail_registers')
    .select('year')
    .where('authority_id', '=', authorityId)
    .orderBy('year', 'desc')
    .execute();
  return rows.map((row) => row.year);
}

function matching(tx: Tx, authorityId: string, { view, words, year }: MailSearch) {
  let found = tx.selectFrom('incoming_mail').where('authority_id', '=', authorityId);
  if (view === 'waiting') found = found.where('settled', 'is', null);
  if (year !== undefined) found = found.where('year', '=', year);
  const typed = words.trim();
  if (typed === '') return found;
  const number = readRegisterNumber(typed);
  if (number !== undefined) {
    found = found.where('number', '=', number.number);
    return number.year === undefined ? found : found.where('year', '=', number.year);
  }
  return found.where(sql<boolean>`words @@ ${prefixes(typed)}`);
}

/** Every word, each by its beginning; what is no letter nor figure separates. */
function prefixes(typed: string) {
  const words = typed.match(/[\p{L}\p{N}]+/gu) ?? [];
  return sql`to_tsquery('public.french_unaccent', ${words.length === 0 ? '' : words.map((word) => `${word}:*`).join(' & ')})`;
}

function inOrder(found: ReturnType<typeof matching>, { view }: MailSearch) {
  return view === 'waiting'
    ? found.orderBy('received_on').orderBy('year').orderBy('number')
    : found.orderBy('year', 'desc').orderBy('number', 'desc');
}
