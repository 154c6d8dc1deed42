import type { Reader } from '#platform/database/database.ts';
import type { Exchange } from './exchange-consents.ts';

/** Once that an administration asked another one about the person. */
export interface ExchangeUse {
  readonly exchange: string;
  readonly authorityId: string;
  readonly procedureId: string;
  readonly askedAt: Date;
  /** Undefined when no answer came. */
  readonly outcome: 'found' | 'unknown' | 'unavailable' | 'withdrawn' | undefined;
}

/** Written before the other administration is asked: a use is never missing from the list. */
export async function noteUse(
  open: Reader,
  use: { accountId: string; id: string; exchange: Exchange; authorityId: string; procedureId: string; at: Date },
): Promise<void> {
  await open
    .insertInto('exchange_uses')
    .values({
      account_id: use.accountId,
      id: use.id,
      exchange: use.exchange,
      authority_id: use.authorityId,
      procedure_id: use.procedureId,
      asked_at: use.at,
    })
    .execute();
}

export async function noteOutcome(
  open: Reader,
  use: { accountId: string; id: string; outcome: NonNullable<ExchangeUse['outcome']> },
): Promise<void> {
  await open
    .updateTable('exchange_uses')
    .set({ outcome: use.outcome })
    .where('account_id', '=', use.accountId)
    .where('id', '=', use.id)
    .execute();
}

export async function countUsesSince(open: Reader, accountId: string, since: Date): Promise<number> {
  const { count } = await open
    .selectFrom('exchange_uses')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('account_id', '=', accountId)
    .where('asked_at', '>', since)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** The latest first: for that person's eyes only. */
export async function listUses(open: Reader, accountId: string, limit = 100): Promise<ExchangeUse[]> {
  const rows = await open
    .selectFrom('exchange_uses')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('asked_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    exchange: row.exchange,
    authorityId: row.authority_id,
    procedureId: row.procedure_id,
    askedAt: row.asked_at,
    outcome: row.outcome ?? undefined,
  }));
}
