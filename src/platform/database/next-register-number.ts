import type { Tx } from './database.ts';

/**
 * The next number of an authority's register (letters, receipts), `2026-0042`, without holes: the row stays locked until
 * the act is committed, and an act that fails gives its number back.
 */
export async function nextRegisterNumber(tx: Tx, authorityId: string, kind: string, year: number): Promise<string> {
  const row = await tx
    .insertInto('registers')
    .values({ authority_id: authorityId, kind, year, last_number: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['authority_id', 'kind', 'year'])
        .doUpdateSet((eb) => ({ last_number: eb('registers.last_number', '+', 1) })),
    )
    .returning('last_number')
    .executeTakeFirstOrThrow();
  return `${year}-${String(row.last_number).padStart(4, '0')}`;
}
