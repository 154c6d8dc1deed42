import type { Reader, Tx } from '#platform/database/database.ts';
import type { Tables } from '#platform/database/tables.ts';

export type Datum = Tables['profile_data']['datum'];
export type DatumSource = Tables['profile_data']['source'];

export interface GivenDatum {
  readonly datum: Datum;
  readonly value: Readonly<Record<string, unknown>> | undefined;
  readonly source: DatumSource;
  readonly givenAt: Date;
}

/**
 * What a person gave once, where it comes from, and since when: for that person's eyes only. What the account holds
 * without a date of its own was given when it was opened: each later change has its date.
 */
export async function listProfileData(open: Reader, accountId: string): Promise<ReadonlyMap<Datum, GivenDatum>> {
  const [rows, account] = await Promise.all([
    open
      .selectFrom('profile_data')
      .selectAll()
      .where('account_id', '=', accountId)
      // It is one of the contacts now; its row is for the version of before.
      .where('datum', '!=', 'other-phone')
      .execute(),
    open
      .selectFrom('accounts')
      .select(['given_names', 'family_name', 'phone', 'address', 'created_at'])
      .where('id', '=', accountId)
      .executeTakeFirst(),
  ]);
  const atOpening: readonly (readonly [Datum, unknown])[] =
    account === undefined
      ? []
      : [
          ['identity', account.given_names ?? account.family_name],
          ['phone', account.phone],
          ['address', account.address],
        ];
  const found = new Map<Datum, GivenDatum>();
  for (const [datum, held] of atOpening)
    if (held !== null && account !== undefined)
      found.set(datum, { datum, value: undefined, source: 'self', givenAt: account.created_at });
  for (const { datum, value, source, given_at: givenAt } of rows)
    found.set(datum, { datum, value: value ?? undefined, source, givenAt });
  return found;
}

/** Remembers since when a datum is known, and from whom. The value is that of a column of the account when absent. */
export async function recordGiven(
  open: Reader | Tx,
  accountId: string,
  given: { datum: Datum; source: DatumSource; value?: Readonly<Record<string, unknown>> | undefined; at: Date },
): Promise<void> {
  const row = {
    value: given.value === undefined ? null : JSON.stringify(given.value),
    source: given.source,
    given_at: given.at,
  };
  await open
    .insertInto('profile_data')
    .values({ account_id: accountId, datum: given.datum, ...row })
    .onConflict((conflict) => conflict.columns(['account_id', 'datum']).doUpdateSet(row))
    .execute();
}

export async function forgetDatum(open: Reader | Tx, accountId: string, datum: Datum): Promise<void> {
  await open.deleteFrom('profile_data').where('account_id', '=', accountId).where('datum', '=', datum).execute();
}

/** Whether the profile fills forms in; it does until the person says otherwise. */
export async function fillsForms(open: Reader, accountId: string): Promise<boolean> {
  const row = await open
    .selectFrom('profile_choices')
    .select('fills_forms')
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  return row?.fills_forms ?? true;
}

export async function chooseFillsForms(open: Reader, accountId: string, fills: boolean): Promise<void> {
  await open
    .insertInto('profile_choices')
    .values({ account_id: accountId, fills_forms: fills })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet({ fills_forms: fills }))
    .execute();
}
