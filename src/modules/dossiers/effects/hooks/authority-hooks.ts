import { randomBytes } from 'node:crypto';
import { installationKeys } from '#platform/crypto/keyring.ts';
import { type KeyHolder, rewrapByAuthority } from '#platform/crypto/rewrap.ts';
import type { Tx } from '#platform/database/database.ts';
import { AppError } from '#platform/errors/app-error.ts';
import type { Platform } from '#platform/platform.ts';
import { CallError, checkedUrl } from './post-json.ts';

type HookPlatform = Pick<Platform, 'config' | 'clock'>;

export interface AuthorityHook {
  readonly name: string;
  readonly url: string;
  readonly active: boolean;
  readonly updatedAt: Date;
}

/** The address is not one that may be called: `code` is `hook-https-only`, `hook-private-address`… */
export class HookAddressError extends AppError {
  constructor(code: string) {
    super('invalid', `hook-${code}`);
  }
}

/**
 * Gives the address that a name of the workflows calls for an authority. A new hook gets a secret, which signs its
 * calls; a hook that changes its address keeps it unless `newSecret` is asked for.
 * @returns the secret in hexadecimal when one was made: it is shown once
 * @throws {HookAddressError}
 */
export async function setHook(
  tx: Tx,
  platform: HookPlatform,
  hook: { authorityId: string; name: string; url: string; newSecret?: boolean },
): Promise<string | undefined> {
  const { authorityId, name } = hook;
  try {
    checkedUrl(hook.url, { allowHttp: platform.config.demonstration });
  } catch (error) {
    if (error instanceof CallError) throw new HookAddressError(error.code);
    throw error;
  }
  const now = new Date(platform.clock.now().epochMilliseconds);
  const known = await tx
    .updateTable('authority_hooks')
    .set({ url: hook.url, active: true, updated_at: now })
    .where('authority_id', '=', authorityId)
    .where('name', '=', name)
    .returning('name')
    .executeTakeFirst();
  if (known !== undefined && hook.newSecret !== true) return undefined;
  const secret = randomBytes(32);
  const wrapped = installationKeys(platform.config).wrap(secret, secretContext(authorityId, name));
  await tx
    .insertInto('authority_hooks')
    .values({
      authority_id: authorityId,
      name,
      url: hook.url,
      wrapped_secret: wrapped,
      created_at: now,
      updated_at: now,
    })
    .onConflict((conflict) => conflict.columns(['authority_id', 'name']).doUpdateSet({ wrapped_secret: wrapped }))
    .execute();
  return secret.toString('hex');
}

/** Calls under that name are refused from now on, and said so on their dossiers. */
export async function removeHook(tx: Tx, authorityId: string, name: string): Promise<void> {
  await tx.deleteFrom('authority_hooks').where('authority_id', '=', authorityId).where('name', '=', name).execute();
}

export async function listHooks(tx: Tx, authorityId: string): Promise<AuthorityHook[]> {
  const rows = await tx
    .selectFrom('authority_hooks')
    .select(['name', 'url', 'active', 'updated_at'])
    .where('authority_id', '=', authorityId)
    .orderBy('name')
    .execute();
  return rows.map(({ updated_at, ...hook }) => ({ ...hook, updatedAt: updated_at }));
}

/** The address and the secret of a hook that may be called. */
export async function findHook(
  tx: Tx,
  platform: HookPlatform,
  authorityId: string,
  name: string,
): Promise<{ url: string; secret: Buffer } | undefined> {
  const row = await tx
    .selectFrom('authority_hooks')
    .select(['url', 'wrapped_secret'])
    .where('authority_id', '=', authorityId)
    .where('name', '=', name)
    .where('active', '=', true)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    url: row.url,
    secret: installationKeys(platform.config).unwrap(row.wrapped_secret, secretContext(authorityId, name)),
  };
}

function secretContext(authorityId: string, name: string): string {
  return `hook ${authorityId} ${name}`;
}

/** The secrets that sign the calls of workflows. */
export function hookSecretHolder({ config, database }: Pick<Platform, 'config' | 'database'>): KeyHolder {
  return {
    name: 'secrets of calls',
    rewrap: (options) =>
      rewrapByAuthority(
        database,
        installationKeys(config),
        async (tx, authorityId) => {
          const rows = await tx
            .selectFrom('authority_hooks')
            .select(['name', 'wrapped_secret'])
            .where('authority_id', '=', authorityId)
            .execute();
          return rows.map(({ name, wrapped_secret }) => ({
            wrapped: wrapped_secret,
            context: secretContext(authorityId, name),
            replace: (wrapped) =>
              tx
                .updateTable('authority_hooks')
                .set({ wrapped_secret: wrapped })
                .where('authority_id', '=', authorityId)
                .where('name', '=', name)
                .where('wrapped_secret', '=', wrapped_secret)
                .execute(),
          }));
        },
        options,
      ),
  };
}
