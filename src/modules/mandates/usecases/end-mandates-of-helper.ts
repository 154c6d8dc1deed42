import type { DepartureOf } from '#modules/identity/index.ts';
import type { Tx } from '#platform/database/database.ts';
import type { MandatesParts } from '../mandates-parts.ts';
import { getMandate } from '../queries/get-mandate.ts';
import { listOpenMandates } from '../queries/list-mandates.ts';
import { revokeMandate } from './revoke-mandate.ts';

/** A helper of an authority who is one no longer, and who says so. */
export interface HelperEnding {
  readonly authorityId: string;
  readonly agentId: string;
  readonly by: { readonly name: string };
  /** `https://guichet.example.fr` */
  readonly origin: string;
  readonly now: Date;
}

/**
 * Takes the right "helper" away and ends every mandate that was given to that person, those that wait for an agreement too:
 * nothing comes back with the right, should it be given again. Whoever agreed to one is told.
 * @returns undefined for somebody who was no helper and had no mandate, else the mandates that ended and were agreed to
 */
export async function endMandatesOfHelper(
  tx: Tx,
  parts: MandatesParts,
  { authorityId, agentId, by, origin, now }: HelperEnding,
): Promise<{ readonly agreed: number } | undefined> {
  // The right first: a mandate that is drawn up or agreed to at this moment holds its row, and is seen by what follows.
  const { numDeletedRows } = await tx
    .deleteFrom('helpers')
    .where('authority_id', '=', authorityId)
    .where('agent_id', '=', agentId)
    .executeTakeFirst();
  const open = await listOpenMandates(tx, { authorityId, helperId: agentId, now });
  for (const { id } of open) {
    const mandate = await getMandate(tx, { authorityId, id, lock: 'update' });
    await revokeMandate(tx, parts, mandate, { kind: 'agent', name: by.name, origin, now });
  }
  if (numDeletedRows === 0n && open.length === 0) return undefined;
  return { agreed: open.filter((mandate) => mandate.agreedAt !== null).length };
}

/** A mandate is given to one person: nobody inherits it. It ends with the helper's access. */
export function mandatesOfDeparture(parts: MandatesParts): DepartureOf {
  return {
    count: async (tx, { authorityId, agentId }) => {
      const now = new Date(parts.platform.clock.now().epochMilliseconds);
      return (await listOpenMandates(tx, { authorityId, helperId: agentId, now })).length;
    },
    handOver: async (tx, leaving) => {
      await endMandatesOfHelper(tx, parts, leaving);
      return { given: 0, left: 0 };
    },
  };
}
