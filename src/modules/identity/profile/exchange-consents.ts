import { newId } from '#platform/crypto/ids.ts';
import type { Reader } from '#platform/database/database.ts';

/**
 * What one administration may ask another about a person who agreed (CRPA, articles L114-8 and L114-9). No agreement is
 * taken for an exchange that nothing makes.
 */
export const exchanges = ['family-quotient'] as const;
export type Exchange = (typeof exchanges)[number];

export interface ExchangeConsent {
  readonly exchange: string;
  readonly givenAt: Date;
  readonly withdrawnAt: Date | undefined;
}

export function isExchange(text: string): text is Exchange {
  return exchanges.some((one) => one === text);
}

/** Every consent that was ever given, the latest first; nothing of it is rewritten. */
export async function listConsents(open: Reader, accountId: string): Promise<ExchangeConsent[]> {
  const rows = await open
    .selectFrom('exchange_consents')
    .select(['exchange', 'given_at', 'withdrawn_at'])
    .where('account_id', '=', accountId)
    .orderBy('given_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map((row) => ({
    exchange: row.exchange,
    givenAt: row.given_at,
    withdrawnAt: row.withdrawn_at ?? undefined,
  }));
}

/** Whether the person agrees at this moment: asked before each exchange, never kept. */
export async function hasConsented(open: Reader, accountId: string, exchange: Exchange): Promise<boolean> {
  const row = await open
    .selectFrom('exchange_consents')
    .select('id')
    .where('account_id', '=', accountId)
    .where('exchange', '=', exchange)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

/** Harmless when it is given already. */
export async function giveConsent(open: Reader, accountId: string, exchange: Exchange, now: Date): Promise<void> {
  await open
    .insertInto('exchange_consents')
    .values({ account_id: accountId, id: newId(), exchange, given_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Holds from this moment on. Harmless when none is given. */
export async function withdrawConsent(open: Reader, accountId: string, exchange: Exchange, now: Date): Promise<void> {
  await open
    .updateTable('exchange_consents')
    .set({ withdrawn_at: now })
    .where('account_id', '=', accountId)
    .where('exchange', '=', exchange)
    .where('withdrawn_at', 'is', null)
    .execute();
}
