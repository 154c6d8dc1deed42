import { randomBytes } from 'node:crypto';
import { installationKeys } from '#platform/crypto/keyring.ts';
import { type KeyHolder, rewrapByAuthority } from '#platform/crypto/rewrap.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import type { Platform } from '#platform/platform.ts';
import { authorityKeyContext } from './authority-keys.ts';

/** The keys that encrypt the files of authorities. The files stay as they are: their keys do not change. */
export function authorityKeyHolder({ config, database }: Pick<Platform, 'config' | 'database'>): KeyHolder {
  return {
    name: 'keys of authorities',
    rewrap: (options) =>
      rewrapByAuthority(
        database,
        installationKeys(config),
        async (tx, authorityId) => {
          const rows = await tx
            .selectFrom('authority_keys')
            .select(['version', 'wrapped_key'])
            .where('authority_id', '=', authorityId)
            .execute();
          return rows.map(({ version, wrapped_key }) => ({
            wrapped: wrapped_key,
            context: authorityKeyContext(authorityId, version),
            replace: (wrapped) =>
              tx
                .updateTable('authority_keys')
                .set({ wrapped_key: wrapped })
                .where('authority_id', '=', authorityId)
                .where('version', '=', version)
                .where('wrapped_key', '=', wrapped_key)
                .execute(),
          }));
        },
        options,
      ),
  };
}

/**
 * A new key for the files that come; those of before keep theirs. Processes take it within five minutes.
 * @returns its version
 * @throws NotFoundError when there is no such authority
 */
export async function renewAuthorityKey(
  { config, database, clock }: Pick<Platform, 'config' | 'database' | 'clock'>,
  authorityId: string,
): Promise<number> {
  const known = await database.open.selectFrom('authorities').select('id').where('id', '=', authorityId).execute();
  if (known.length === 0) throw new NotFoundError('authority-not-found');
  return database.transaction([authorityId], async (tx) => {
    const last = await tx
      .selectFrom('authority_keys')
      .select('version')
      .where('authority_id', '=', authorityId)
      .orderBy('version', 'desc')
      .limit(1)
      .executeTakeFirst();
    const version = (last?.version ?? 0) + 1;
    // Of two at once, the second finds the version taken and fails: there is a new key all the same.
    await tx
      .insertInto('authority_keys')
      .values({
        authority_id: authorityId,
        version,
        wrapped_key: installationKeys(config).wrap(randomBytes(32), authorityKeyContext(authorityId, version)),
        created_at: new Date(clock.now().epochMilliseconds),
      })
      .execute();
    return version;
  });
}
