import type { Adapter, AdapterPayload } from 'oidc-provider';
import { sha256 } from '#platform/crypto/digests.ts';
import type { SingleSignOnParts } from '../parts.ts';
import { errors } from './oidc-library.ts';

type RecordParts = Pick<SingleSignOnParts, 'platform' | 'secrets'>;

/**
 * Where the protocol keeps its codes, tokens and sessions: one table, by the hash of their ids. The ids are secrets that
 * open doors, and the content names people: neither can be read from the database alone.
 */
export function createRecords({ platform, secrets }: RecordParts, model: string): Adapter {
  const { open } = platform.database;

  const read = (row: { id_hash: Buffer; content: Buffer; consumed_at: Date | null }): AdapterPayload => ({
    ...(JSON.parse(secrets.open(row.content, recordPlace(model, row.id_hash))) as AdapterPayload),
    ...(row.consumed_at === null ? {} : { consumed: Math.floor(row.consumed_at.getTime() / 1000) }),
  });
  const found = () =>
    open.selectFrom('sso_records').select(['id_hash', 'content', 'consumed_at']).where('model', '=', model);

  return {
    upsert: async (id, payload, expiresIn) => {
      const idHash = sha256(id);
      const row = {
        content: secrets.seal(JSON.stringify(payload), recordPlace(model, idHash)),
        account_id: payload.accountId ?? null,
        site_id: payload.clientId ?? null,
        grant_hash: payload.grantId === undefined ? null : sha256(payload.grantId),
        uid_hash: payload.uid === undefined ? null : sha256(payload.uid),
        // The protocol counts by the machine's clock.
        expires_at: new Date(Date.now() + (expiresIn ?? 3600) * 1000),
      };
      const adding = open.insertInto('sso_records').values({ model, id_hash: idHash, ...row });
      if (model === 'ReplayDetection') {
        // Two that come together with one signed assertion: the second finds it used.
        const added = await adding.onConflict((conflict) => conflict.doNothing()).executeTakeFirst();
        if (added.numInsertedOrUpdatedRows !== 1n) throw new errors.InvalidClientAuth('assertion already used');
        return;
      }
      await adding.onConflict((conflict) => conflict.columns(['model', 'id_hash']).doUpdateSet(row)).execute();
    },
    find: async (id) => {
      const row = await found().where('id_hash', '=', sha256(id)).executeTakeFirst();
      return row === undefined ? undefined : read(row);
    },
    findByUid: async (uid) => {
      const row = await found().where('uid_hash', '=', sha256(uid)).executeTakeFirst();
      return row === undefined ? undefined : read(row);
    },
    findByUserCode: async () => undefined,
    consume: async (id) => {
      const consumed = await open
        .updateTable('sso_records')
        .set({ consumed_at: new Date() })
        .where('model', '=', model)
        .where('id_hash', '=', sha256(id))
        .where('consumed_at', 'is', null)
        .executeTakeFirst();
      // Two that come together with one code: the second finds it used.
      if (consumed.numUpdatedRows !== 1n) throw new errors.InvalidGrant('already consumed');
    },
    destroy: async (id) => {
      await open.deleteFrom('sso_records').where('model', '=', model).where('id_hash', '=', sha256(id)).execute();
    },
    revokeByGrantId: async (grantId) => {
      await open
        .deleteFrom('sso_records')
        .where('model', '=', model)
        .where('grant_hash', '=', sha256(grantId))
        .execute();
    },
  };
}

/** Where a record stands, for which alone its content is sealed. */
export function recordPlace(model: string, idHash: Buffer): string {
  return `sso ${model} ${idHash.toString('hex')}`;
}
