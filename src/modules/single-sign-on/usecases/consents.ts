import type { SiteScope } from '../domain/scopes.ts';
import { nowOf, type SingleSignOnParts } from '../parts.ts';
import { createRecords } from '../provider/records.ts';
import { closeDoors } from './end-site-sessions.ts';
import { tellSignOuts } from './tell-sign-outs.ts';

type ConsentParts = Pick<SingleSignOnParts, 'platform' | 'secrets'>;

/** What the person agreed that the site receives, unless what was said to them has changed since. */
export async function findConsent(
  { platform }: Pick<SingleSignOnParts, 'platform'>,
  accountId: string,
  siteId: string,
): Promise<string[] | undefined> {
  const row = await platform.database.open
    .selectFrom('sso_consents as c')
    .innerJoin('sso_sites as s', 's.id', 'c.site_id')
    .select('c.scopes')
    .where('c.account_id', '=', accountId)
    .where('c.site_id', '=', siteId)
    .whereRef('c.given_at', '>=', 's.terms_at')
    .executeTakeFirst();
  return row?.scopes;
}

/** Remembers an agreement; what was agreed before still holds. */
export async function giveConsent(
  parts: Pick<SingleSignOnParts, 'platform'>,
  accountId: string,
  siteId: string,
  scopes: readonly SiteScope[],
): Promise<string[]> {
  const now = nowOf(parts);
  const all = [...new Set([...((await findConsent(parts, accountId, siteId)) ?? []), ...scopes])].toSorted();
  const values = { scopes: all, given_at: now, used_at: now };
  await parts.platform.database.open
    .insertInto('sso_consents')
    .values({ account_id: accountId, site_id: siteId, ...values })
    .onConflict((conflict) => conflict.columns(['account_id', 'site_id']).doUpdateSet(values))
    .execute();
  return all;
}

/** Written down with each sign-in, so that the person sees which sites still serve. */
export async function noteUse(
  parts: Pick<SingleSignOnParts, 'platform'>,
  accountId: string,
  siteId: string,
): Promise<void> {
  await parts.platform.database.open
    .updateTable('sso_consents')
    .set({ used_at: nowOf(parts) })
    .where('account_id', '=', accountId)
    .where('site_id', '=', siteId)
    .execute();
}

/** The site receives nothing more about the person, from now on, and is told that they left. */
export async function withdrawConsent(parts: ConsentParts, accountId: string, siteId: string): Promise<void> {
  const { platform } = parts;
  const records = createRecords(parts, 'Session');
  const bindings = await platform.database.open
    .selectFrom('sso_session_bindings as b')
    .innerJoin('sessions as s', 's.token_hash', 'b.resident_session')
    .select(['b.session_uid', 'b.issuer'])
    .where('s.account_id', '=', accountId)
    .execute();
  const sessions = await Promise.all(
    bindings.map(async ({ session_uid, issuer }) => ({ issuer, content: await records.findByUid(session_uid) })),
  );
  await platform.database.transaction([], async (tx) => {
    await tx.deleteFrom('sso_consents').where('account_id', '=', accountId).where('site_id', '=', siteId).execute();
    await closeDoors(tx, { accountId, siteId });
    for (const { issuer, content } of sessions) {
      if (content !== undefined) await tellSignOuts(parts, tx, content, issuer, siteId);
    }
  });
}
