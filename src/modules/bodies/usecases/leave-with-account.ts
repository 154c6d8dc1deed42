import type { AccountClosing } from '#modules/identity/index.ts';
import type { Reader, Tx } from '#platform/database/database.ts';
import { type BodiesParts, nowOf } from '../bodies-parts.ts';
import { isLastManager } from '../domain/body.ts';
import { bodyMessages as say } from '../messages.ts';
import { listRepresentatives, lockOwnBody } from '../queries/find-body.ts';
import { endRepresentation } from './change-representatives.ts';

/**
 * Whoever closes their account leaves what they represent, as by leaving it: the history says so and their invitations end.
 * The only manager is asked to hand over first; nobody is kept from closing an account.
 */
export function leaveWithAccount(parts: BodiesParts): AccountClosing {
  const { open } = parts.platform.database;
  const bodiesOf = (reader: Reader | Tx, accountId: string) =>
    reader
      .selectFrom('body_representatives as r')
      .innerJoin('bodies as b', 'b.id', 'r.body_id')
      .select(['b.id', 'b.name'])
      .where('r.account_id', '=', accountId)
      .orderBy('b.id')
      .execute();
  return {
    erase: async (tx, accountId) => {
      for (const { id } of await bodiesOf(tx, accountId)) {
        const { own } = await lockOwnBody(tx, id, accountId);
        await endRepresentation(tx, id, own, { act: 'left', actorName: own.name, now: nowOf(parts) });
      }
    },
    warn: async (accountId, locale) => {
      const warnings = [];
      for (const { id, name } of await bodiesOf(open, accountId)) {
        if (!isLastManager(await listRepresentatives(open, id), accountId)) continue;
        warnings.push({
          text: say(locale, 'closing.lastManager', { name }),
          link: { href: `/mon-espace/organismes/${id}`, label: say(locale, 'closing.handOver', { name }) },
        });
      }
      return warnings;
    },
  };
}
