import type { Reader } from '#platform/database/database.ts';
import { type ConnectedSite, siteOf } from './find-site.ts';

/** A site that a person agreed to hand something over to. */
export interface SiteOfPerson {
  readonly site: ConnectedSite;
  readonly scopes: readonly string[];
  readonly givenAt: Date;
  readonly usedAt: Date;
}

/** The last used first. */
export async function listConnectedSites(open: Reader, accountId: string): Promise<SiteOfPerson[]> {
  const rows = await open
    .selectFrom('sso_consents as c')
    .innerJoin('sso_sites as s', 's.id', 'c.site_id')
    .selectAll('s')
    .select(['c.scopes as agreed', 'c.given_at', 'c.used_at'])
    .where('c.account_id', '=', accountId)
    .orderBy('c.used_at', 'desc')
    .execute();
  return rows.map((row) => ({ site: siteOf(row), scopes: row.agreed, givenAt: row.given_at, usedAt: row.used_at }));
}

/** How many people agreed to each site. */
export async function countPeopleOfSites(open: Reader): Promise<ReadonlyMap<string, number>> {
  const rows = await open
    .selectFrom('sso_consents')
    .select(['site_id', (eb) => eb.fn.countAll<string>().as('people')])
    .groupBy('site_id')
    .execute();
  return new Map(rows.map((row) => [row.site_id, Number(row.people)]));
}

export interface SiteAct {
  readonly id: string;
  readonly act: 'created' | 'changed' | 'secret-rotated' | 'suspended' | 'resumed' | 'removed' | 'restored';
  readonly at: Date;
  readonly by: string;
}

/** What was done to a site, the last act first. */
export async function listSiteActs(open: Reader, siteId: string): Promise<SiteAct[]> {
  const rows = await open
    .selectFrom('sso_site_acts')
    .select(['id', 'act', 'at', 'agent_name'])
    .where('site_id', '=', siteId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(50)
    .execute();
  return rows.map((row) => ({ id: row.id, act: row.act, at: row.at, by: row.agent_name }));
}
