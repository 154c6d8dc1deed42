import { authorityKeyHolder } from '#modules/documents/index.ts';
import { hookSecretHolder } from '#modules/dossiers/index.ts';
import { codeAppHolder } from '#modules/identity/index.ts';
import { mailboxSecretHolder } from '#modules/inbound/index.ts';
import { createSecrets, singleSignOnHolders } from '#modules/single-sign-on/index.ts';
import { addCounts, type KeyHolder, type RewrapCounts } from '#platform/crypto/rewrap.ts';
import type { JobDefinition } from '#platform/jobs/jobs.ts';
import type { Platform } from '#platform/platform.ts';
import { noteCurrentKey } from './key-marks.ts';

/** Everything in the database that is under `ENCRYPTION_KEY`. */
function keyHolders(platform: Platform): KeyHolder[] {
  return [
    authorityKeyHolder(platform),
    hookSecretHolder(platform),
    mailboxSecretHolder(platform),
    codeAppHolder(platform),
    ...singleSignOnHolders({ platform, secrets: createSecrets(platform.config) }),
  ];
}

export interface HeldKeys extends RewrapCounts {
  readonly name: string;
}

/** What is under which key, kind by kind. */
export async function countKeys(platform: Platform): Promise<HeldKeys[]> {
  return goThrough(platform, { countOnly: true });
}

/**
 * Wraps again by the key of today all that another one wrapped; `former` says how many. The mark of the database becomes that
 * of today's key when everything opened.
 */
export async function rewrapKeys(platform: Platform): Promise<HeldKeys[]> {
  const held = await goThrough(platform, { countOnly: false });
  if (addCounts(held).unreadable === 0) await noteCurrentKey(platform);
  return held;
}

async function goThrough(platform: Platform, options: { countOnly: boolean }): Promise<HeldKeys[]> {
  const held: HeldKeys[] = [];
  for (const holder of keyHolders(platform)) held.push({ name: holder.name, ...(await holder.rewrap(options)) });
  return held;
}

/** While former keys are at hand: what they still protect is taken over each hour. */
export function rewrapJob(platform: Platform): JobDefinition<never> {
  const job: JobDefinition<object> = {
    name: 'rewrap-keys',
    schedule: '23 * * * *',
    concurrency: 1,
    run: async () => {
      if (platform.config.ENCRYPTION_KEYS_PREVIOUS === '') return;
      const { former, unreadable } = addCounts(await rewrapKeys(platform));
      const counts = { rewrapped: former, unreadable };
      if (unreadable > 0) platform.log.error(counts, 'some secrets open with none of the keys given');
      else platform.log.info(counts, 'keys wrapped again');
    },
  };
  return job as JobDefinition<never>;
}
