import { renewAuthorityKey } from '#modules/documents/index.ts';
import { addCounts } from '#platform/crypto/rewrap.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import type { Platform } from '#platform/platform.ts';
import { checkKeys } from './keys/key-marks.ts';
import { countKeys, rewrapKeys } from './keys/rewrap-keys.ts';
import { StartError } from './listen.ts';

export const keysUsage = 'keys status|rewrap [--json] | keys renew AUTHORITY';

/**
 * `keys status`: what is still under a former `ENCRYPTION_KEY`; `keys rewrap`: takes it over at once, as the job of each
 * hour does; `keys renew`: a new key for the files that an authority will receive.
 * @returns the exit status and what to print: 1 while something is under a former key or opens with none; undefined for a
 * wrong usage
 */
export async function runKeysCommand(
  platform: Platform,
  [verb, authorityId, ...more]: readonly string[],
  flags: { readonly json?: boolean | undefined },
): Promise<{ status: number; text: string } | undefined> {
  if (more.length > 0) return undefined;
  if (verb === 'renew' && authorityId !== undefined) return renew(platform, authorityId);
  if ((verb !== 'status' && verb !== 'rewrap') || authorityId !== undefined) return undefined;
  try {
    await checkKeys(platform);
  } catch (error) {
    if (error instanceof StartError) return { status: 1, text: error.message };
    throw error;
  }
  const held = verb === 'rewrap' ? await rewrapKeys(platform) : await countKeys(platform);
  const { former, unreadable } = addCounts(held);
  const done = unreadable === 0 && (former === 0 || verb === 'rewrap');
  if (flags.json === true) return { status: done ? 0 : 1, text: JSON.stringify({ held, done }) };
  const lines = held.map(
    (one) =>
      `${one.name}: ${one.current} under the key of today, ${one.former} under a former one${verb === 'rewrap' && one.former > 0 ? ', wrapped again' : ''}${one.unreadable > 0 ? `, ${one.unreadable} that none opens` : ''}`,
  );
  return { status: done ? 0 : 1, text: [...lines, conclusion(platform, { former, unreadable, verb })].join('\n') };
}

function conclusion(
  { config }: Platform,
  { former, unreadable, verb }: { former: number; unreadable: number; verb: string },
): string {
  if (unreadable > 0)
    return 'Some open with none of the keys given: name the one of before in ENCRYPTION_KEYS_PREVIOUS.';
  if (former > 0 && verb === 'status')
    return 'A former key is still needed: the job of each hour takes these over, or `keys rewrap` at once.';
  if (config.ENCRYPTION_KEYS_PREVIOUS === '') return 'All is under the key of today.';
  return 'Nothing is left under a former key: ENCRYPTION_KEYS_PREVIOUS may be emptied, once every process has the key of today. Backups of before need the former one.';
}

async function renew(platform: Platform, authorityId: string): Promise<{ status: number; text: string }> {
  try {
    const version = await renewAuthorityKey(platform, authorityId);
    return {
      status: 0,
      text: `Key ${version} encrypts the files that come to ${authorityId}, within five minutes in every process.`,
    };
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
    return { status: 1, text: `There is no authority ${authorityId}.` };
  }
}
