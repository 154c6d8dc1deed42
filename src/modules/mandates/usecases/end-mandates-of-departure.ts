import type { DepartureOf } from '#modules/identity/index.ts';
import type { MandatesParts } from '../mandates-parts.ts';
import { getMandate } from '../queries/get-mandate.ts';
import { revokeMandate } from './revoke-mandate.ts';

/**
 * A mandate is given to one person: nobody inherits it. It ends with the helper's access, the resident is told, and the
 * right to be a helper goes too, so that nothing comes back with a later invitation.
 */
export function mandatesOfDeparture(parts: MandatesParts): DepartureOf {
  return {
    count: async (tx, { authorityId, agentId }) => {
      const { count } = await tx
        .selectFrom('mandates')
        .select((eb) => eb.fn.countAll<string>().as('count'))
        .where('authority_id', '=', authorityId)
        .where('helper_id', '=', agentId)
        .where('revoked_at', 'is', null)
        .where((eb) => eb.or([eb('ends_at', 'is', null), eb('ends_at', '>', eb.fn<Date>('now', []))]))
        .executeTakeFirstOrThrow();
      return Number(count);
    },
    handOver: async (tx, { authorityId, agentId, by, origin, now }) => {
      const open = await tx
        .selectFrom('mandates')
        .select('id')
        .where('authority_id', '=', authorityId)
        .where('helper_id', '=', agentId)
        .where('revoked_at', 'is', null)
        .where((eb) => eb.or([eb('ends_at', 'is', null), eb('ends_at', '>', now)]))
        .orderBy('id')
        .execute();
      for (const { id } of open) {
        const mandate = await getMandate(tx, { authorityId, id, lock: 'update' });
        await revokeMandate(tx, parts, mandate, { kind: 'agent', name: by.name, origin, now });
      }
      await tx.deleteFrom('helpers').where('authority_id', '=', authorityId).where('agent_id', '=', agentId).execute();
      return { given: 0, left: 0 };
    },
  };
}
