import { randomBytes } from 'node:crypto';
import { type BoundedCache, createBoundedCache } from '#modules/directory/index.ts';
import { installationKeys } from '#platform/crypto/keyring.ts';
import type { Tx } from '#platform/database/database.ts';
import type { Platform } from '#platform/platform.ts';

export interface DataKey {
  readonly version: number;
  readonly key: Buffer;
}

export interface AuthorityKeys {
  /** The key for new files, made at the authority's first one. Inside a transaction hand it in: it saves a connection. */
  current(authorityId: string, tx?: Tx): Promise<DataKey>;
  /** @throws when there is no such version, or when the installation's key is not the one that wrapped it */
  get(authorityId: string, version: number): Promise<Buffer>;
}

/** The keys that encrypt the files of each authority, kept unwrapped for five minutes. */
export function createAuthorityKeys(platform: Pick<Platform, 'config' | 'database' | 'clock'>): AuthorityKeys {
  const wrapping = installationKeys(platform.config);
  const unwrapped = (row: WrappedKey): DataKey => unwrapAuthorityKey(platform.config, row);

  const currents: BoundedCache<DataKey> = createBoundedCache(
    async (authorityId) => {
      const found = await platform.database.transaction([authorityId], (tx) => findCurrent(tx, authorityId));
      return unwrapped(found ?? (await create(authorityId)));
    },
    { max: 2000, seconds: 300 },
  );

  const versions: BoundedCache<Buffer> = createBoundedCache(
    async (name) => {
      const [authorityId = '', version] = name.split(':');
      const row = await platform.database.transaction([authorityId], (tx) =>
        tx
          .selectFrom('authority_keys')
          .selectAll()
          .where('authority_id', '=', authorityId)
          .where('version', '=', Number(version))
          .executeTakeFirstOrThrow(),
      );
      return unwrapped(row).key;
    },
    { max: 2000, seconds: 300 },
  );

  /** In a transaction of its own: a key that an undone act took with it would leave files that nobody can open. */
  const create = (authorityId: string) =>
    platform.database.transaction([authorityId], async (tx) => {
      await tx
        .insertInto('authority_keys')
        .values({
          authority_id: authorityId,
          version: 1,
          wrapped_key: wrapping.wrap(randomBytes(32), authorityKeyContext(authorityId, 1)),
          created_at: new Date(platform.clock.now().epochMilliseconds),
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      // Of two processes that come first together, one waited above for the other; both read the same key.
      return tx
        .selectFrom('authority_keys')
        .selectAll()
        .where('authority_id', '=', authorityId)
        .orderBy('version', 'desc')
        .limit(1)
        .executeTakeFirstOrThrow();
    });

  return {
    current: async (authorityId, tx) => {
      const found = tx === undefined ? undefined : await findCurrent(tx, authorityId);
      return found === undefined ? currents.get(authorityId) : unwrapped(found);
    },
    get: (authorityId, version) => versions.get(`${authorityId}:${version}`),
  };
}

interface WrappedKey {
  readonly authority_id: string;
  readonly version: number;
  readonly wrapped_key: Buffer;
}

/** @throws EnvelopeError when no key of the installation is the one that wrapped it */
export function unwrapAuthorityKey(config: Parameters<typeof installationKeys>[0], row: WrappedKey): DataKey {
  const context = authorityKeyContext(row.authority_id, row.version);
  return { version: row.version, key: installationKeys(config).unwrap(row.wrapped_key, context) };
}

/** What a wrapped key belongs to: it opens for no other authority or version. */
export function authorityKeyContext(authorityId: string, version: number): string {
  return `${authorityId}:${version}`;
}

function findCurrent(tx: Tx, authorityId: string) {
  return tx
    .selectFrom('authority_keys')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
}
