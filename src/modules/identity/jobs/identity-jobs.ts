import type { JobDefinition } from '#platform/jobs/jobs.ts';
import type { Platform } from '#platform/platform.ts';
import { takeBackEnded } from '../usecases/delegations.ts';

/** Accounts that nobody confirmed are erased after so many days, as the mail says. */
const unconfirmedDays = 7;

/** Beyond, browsers have forgotten their cookie. */
const browserKnownDays = 400;

const day = 24 * 3600 * 1000;

/** Erases what has ended: sessions, links, attempts, accounts that were never confirmed. */
export async function endOldSessions(platform: Pick<Platform, 'database' | 'clock' | 'log'>): Promise<void> {
  const now = new Date(platform.clock.now().epochMilliseconds);
  const { open } = platform.database;
  const sessions = await open.deleteFrom('sessions').where('expires_at', '<=', now).executeTakeFirst();
  const links = await open
    .deleteFrom('one_time_tokens')
    .where((eb) => eb.or([eb('expires_at', '<=', now), eb('used_at', 'is not', null)]))
    .executeTakeFirst();
  const briefTables = [
    'pending_sign_ins',
    'passkey_challenges',
    'email_changes',
    'federated_departures',
    'federated_arrivals',
  ] as const;
  for (const table of briefTables) await open.deleteFrom(table).where('expires_at', '<=', now).execute();
  const dayAgo = new Date(now.getTime() - day);
  await open.deleteFrom('attempts').where('last_at', '<=', dayAgo).execute();
  await open
    .deleteFrom('known_browsers')
    .where('seen_at', '<=', new Date(now.getTime() - browserKnownDays * day))
    .execute();
  await open.deleteFrom('code_apps').where('confirmed_at', 'is', null).where('created_at', '<=', dayAgo).execute();
  const accounts = await open
    .deleteFrom('accounts')
    .where('email_verified_at', 'is', null)
    // Made from FranceConnect, it waits for no confirmation.
    .where('email_unproved', '=', false)
    .where('closed_at', 'is', null)
    .where('created_at', '<=', new Date(now.getTime() - unconfirmedDays * day))
    .executeTakeFirst();
  platform.log.info(
    {
      sessions: Number(sessions.numDeletedRows),
      links: Number(links.numDeletedRows),
      accounts: Number(accounts.numDeletedRows),
    },
    'ended sessions and links erased',
  );
}

export function identityJobs(platform: Platform): [JobDefinition<object>, JobDefinition<object>] {
  return [
    { name: 'end-old-sessions', schedule: '17 3 * * *', concurrency: 1, run: () => endOldSessions(platform) },
    {
      name: 'take-back-delegated',
      schedule: '*/5 * * * *',
      concurrency: 1,
      run: async () => void (await takeBackEnded({ platform })),
    },
  ];
}
