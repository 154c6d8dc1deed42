import { addCounts, type KeyHolder, type RewrapCounts, rewrapRows } from '#platform/crypto/rewrap.ts';
import { recordPlace } from '../provider/records.ts';
import type { KeyParts } from './signing-keys.ts';
import { signingKeyPlace } from './signing-keys.ts';

/** What this module seals: the keys that sign, and the codes, tokens and sessions of the protocol. */
export function singleSignOnHolders({ platform, secrets }: KeyParts): KeyHolder[] {
  const { open } = platform.database;
  return [
    {
      name: 'keys that sign for connected sites',
      rewrap: async (options) => {
        const rows = await open.selectFrom('sso_keys').select(['kid', 'private_key']).execute();
        const wrapped = rows.map(({ kid, private_key }) => ({
          wrapped: private_key,
          context: signingKeyPlace(kid),
          replace: (again: Buffer) =>
            open
              .updateTable('sso_keys')
              .set({ private_key: again })
              .where('kid', '=', kid)
              .where('private_key', '=', private_key)
              .execute(),
        }));
        return rewrapRows(secrets.sealing, wrapped, options);
      },
    },
    {
      name: 'sessions at connected sites',
      rewrap: async (options) => {
        const counts: RewrapCounts[] = [];
        for (let after: Buffer = Buffer.alloc(0); ; ) {
          // Two kinds of records hold one hash of 256 bits never: it is enough to go on from.
          const rows = await open
            .selectFrom('sso_records')
            .select(['model', 'id_hash', 'content'])
            .where('id_hash', '>', after)
            .orderBy('id_hash')
            .limit(500)
            .execute();
          const wrapped = rows.map(({ model, id_hash, content }) => ({
            wrapped: content,
            context: recordPlace(model, id_hash),
            replace: (again: Buffer) =>
              open
                .updateTable('sso_records')
                .set({ content: again })
                .where('model', '=', model)
                .where('id_hash', '=', id_hash)
                .where('content', '=', content)
                .execute(),
          }));
          counts.push(await rewrapRows(secrets.sealing, wrapped, options));
          const last = rows.at(-1);
          if (last === undefined) return addCounts(counts);
          after = last.id_hash;
        }
      },
    },
  ];
}
