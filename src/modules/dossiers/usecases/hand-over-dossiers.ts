import type { DepartureOf } from '#modules/identity/index.ts';
import { agentActor } from './lock-for-agent.ts';
import { recordEvent } from './record-event.ts';

const underWay = ['received', 'in-progress', 'waiting-applicant'] as const;

/** The dossiers under way of an agent who leaves: to the successor where they are in the team in charge, else to the team. */
export const dossiersOfDeparture: DepartureOf = {
  count: async (tx, { authorityId, scope, agentId }) => {
    const { count } = await tx
      .selectFrom('dossiers')
      .select((eb) => eb.fn.countAll<string>().as('count'))
      .where('authority_id', 'in', [...scope])
      .where('team_authority_id', '=', authorityId)
      .where('assignee_id', '=', agentId)
      .where('phase', 'in', underWay)
      .executeTakeFirstOrThrow();
    return Number(count);
  },
  handOver: async (tx, { authorityId, scope, agentId, successor, by, now }) => {
    const dossiers = await tx
      .selectFrom('dossiers')
      .select(['authority_id', 'id', 'team_id', 'revision'])
      .where('authority_id', 'in', [...scope])
      .where('team_authority_id', '=', authorityId)
      .where('assignee_id', '=', agentId)
      .where('phase', 'in', underWay)
      // In one order for everybody, so that acts do not wait for each other.
      .orderBy('id')
      .forUpdate()
      .execute();
    const teams =
      successor === undefined
        ? []
        : await tx
            .selectFrom('team_members')
            .select('team_id')
            .where('authority_id', '=', authorityId)
            .where('agent_id', '=', successor.id)
            .execute();
    const ofSuccessor = new Set(teams.map((team) => team.team_id));
    let given = 0;
    for (const dossier of dossiers) {
      const heir = successor !== undefined && ofSuccessor.has(dossier.team_id) ? successor : undefined;
      if (heir !== undefined) given += 1;
      await tx
        .updateTable('dossiers')
        .set({ assignee_id: heir?.id ?? null, updated_at: now, revision: dossier.revision + 1 })
        .where('authority_id', '=', dossier.authority_id)
        .where('id', '=', dossier.id)
        .execute();
      await recordEvent(tx, {
        authorityId: dossier.authority_id,
        dossierId: dossier.id,
        at: now,
        kind: 'assigned',
        actor: agentActor(by),
        channel: 'web',
        visibility: 'internal',
        data: { agentId: heir?.id ?? null, name: heir?.name ?? '' },
      });
    }
    return { given, left: dossiers.length - given };
  },
};
