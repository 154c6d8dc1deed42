import { createSecrets, KeyTooFreshError, rotateKeys } from '#modules/single-sign-on/index.ts';
import type { Platform } from '#platform/platform.ts';

export const ssoUsage = 'sso rotate-keys [--compromised]';

/**
 * `sso rotate-keys`: the key to come begins to sign what connected sites are told. `--compromised` replaces all keys at
 * once.
 * @returns the exit status and what to print; status 2 is a wrong usage
 */
export async function runSsoCommand(
  platform: Platform,
  [verb]: readonly (string | undefined)[],
  flags: { readonly compromised: boolean },
): Promise<{ status: number; text: string }> {
  if (verb !== 'rotate-keys') return { status: 2, text: `Usage: npm run cli -- ${ssoUsage}` };
  try {
    const kid = await rotateKeys({ platform, secrets: createSecrets(platform.config) }, flags);
    const others = flags.compromised
      ? 'The former keys are withdrawn: sites read the new ones within minutes.'
      : 'The former key stays published for what it signed.';
    return { status: 0, text: `The key ${kid} signs now, in every process within half a minute. ${others}` };
  } catch (error) {
    if (!(error instanceof KeyTooFreshError)) throw error;
    return {
      status: 1,
      text: 'The key to come has been published for less than a day: sites may not have read it yet. Try again later, or with --compromised when somebody else may have the keys.',
    };
  }
}
