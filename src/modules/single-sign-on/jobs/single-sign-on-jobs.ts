import type { JobDefinition } from '#platform/jobs/jobs.ts';
import { currentKeySince, rotateKeys } from '../keys/signing-keys.ts';
import { nowOf, type SingleSignOnParts } from '../parts.ts';
import type { ProviderPool } from '../provider/provider-pool.ts';
import { endSiteSessions, endSiteSessionsJob } from '../usecases/end-site-sessions.ts';
import { type SignOutToTell, tellSiteSignOut } from '../usecases/tell-sign-outs.ts';

/** The keys that sign are changed by themselves after so long. */
const keyServes = 90 * 24 * 3600 * 1000;

/** Erases what has ended; changes a signing key that has served its time. */
export async function cleanSingleSignOn(parts: SingleSignOnParts): Promise<void> {
  const { platform } = parts;
  const { open } = platform.database;
  const expired = await open.deleteFrom('sso_records').where('expires_at', '<=', new Date()).executeTakeFirst();
  const closed = open.selectFrom('accounts').select('id').where('closed_at', 'is not', null);
  await open.deleteFrom('sso_consents').where('account_id', 'in', closed).execute();
  await open.deleteFrom('sso_records').where('account_id', 'in', closed).where('model', '!=', 'Session').execute();
  await open
    .updateTable('sso_sites')
    .set({ former_secret_hash: null, former_secret_until: null })
    .where('former_secret_until', '<=', nowOf(parts))
    .execute();
  const since = await currentKeySince(parts);
  const rotated = since !== undefined && nowOf(parts).getTime() - since.getTime() > keyServes;
  if (rotated) await rotateKeys(parts);
  platform.log.info({ records: Number(expired.numDeletedRows), rotated }, 'single sign-on cleaned');
}

/** What the library's types do not say of its clients. */
interface Tellable {
  backchannelLogout(accountId: string, sid: string): Promise<unknown>;
}

/** Tells a site that a person has left; tried again by the queue when the site does not answer. */
async function tell(parts: SingleSignOnParts, pool: ProviderPool, data: SignOutToTell): Promise<void> {
  const origin = new URL(data.issuer).origin;
  const provider = await pool.providerFor(origin);
  const client = await provider.Client.find(data.siteId);
  if (client?.backchannelLogoutUri === undefined) return;
  await (client as typeof client & Tellable).backchannelLogout(data.accountId, data.sid);
  parts.platform.log.info({ site: data.siteId }, 'site told of a sign-out');
}

export function singleSignOnJobs(parts: SingleSignOnParts, pool: ProviderPool): JobDefinition<never>[] {
  const ending: JobDefinition<object> = {
    name: endSiteSessionsJob.name,
    schedule: '* * * * *',
    concurrency: 1,
    run: async () => {
      await endSiteSessions(parts);
    },
  };
  const cleaning: JobDefinition<object> = {
    name: 'clean-single-sign-on',
    schedule: '41 3 * * *',
    concurrency: 1,
    run: () => cleanSingleSignOn(parts),
  };
  const telling: JobDefinition<SignOutToTell> = {
    name: tellSiteSignOut.name,
    run: (data) => tell(parts, pool, data),
  };
  return [ending, cleaning, telling] as JobDefinition<never>[];
}
