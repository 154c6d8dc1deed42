import { createAudit, sealHistories } from '#modules/dossiers/index.ts';
import type { Audience, RouteCase } from './route-case.ts';
import { mercey, type Person, vernon, type World } from './world.ts';

const seals = '/agents/administration/scelles';

/** What an authority keeps, erases and proves. */
export function keepingCases({
  administrators,
  ownAdministrator,
  leaders,
}: {
  readonly administrators: Audience;
  readonly ownAdministrator: Audience;
  /** Of the team in charge. */
  readonly leaders: Audience;
}): Readonly<Record<string, RouteCase>> {
  return {
    'audit.list': { audience: administrators, at: () => seals },
    'audit.verify': { audience: administrators, at: () => ({ path: `${seals}/verifier`, fields: {} }) },
    'retention.show': { audience: administrators, at: () => '/agents/administration/conservation' },
    'agent-dossiers.hold': {
      audience: leaders,
      at: async (world, who) => `${(await world.dossier(who.belongs)).agentPath}/conservation`,
    },
    'agent-dossiers.do-hold': {
      audience: leaders,
      at: async (world, who) => ({
        path: `${(await world.dossier(who.belongs)).agentPath}/conservation`,
        fields: { acte: 'place', motif: 'Instance 2601234' },
      }),
    },
    'audit.seal': {
      // Mercey has none under this number.
      audience: ownAdministrator,
      at: async (world, who) => `${seals}/${await aheadOfMercey(world, who)}`,
    },
  };
}

/** The number of a seal of Vernon that Mercey has not. */
async function aheadOfMercey(world: World, who: Person): Promise<number> {
  const { platform } = world.counter;
  const last = async (authorityId: string) =>
    (
      await platform.database.transaction([authorityId], (tx) =>
        tx
          .selectFrom('audit_seals')
          .select('number')
          .where('authority_id', '=', authorityId)
          .orderBy('number', 'desc')
          .limit(1)
          .executeTakeFirst(),
      )
    )?.number ?? 0;
  while ((await last(vernon)) <= (await last(mercey))) {
    await world.dossier(who.belongs);
    await sealHistories(createAudit(platform), vernon);
  }
  return last(vernon);
}
