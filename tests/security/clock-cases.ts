import { sha256 } from '#platform/crypto/digests.ts';
import { newId, newToken } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import type { Audience, RouteCase } from './route-case.ts';
import { vernon, type World } from './world.ts';

interface Audiences {
  readonly everybody: Audience;
  readonly anyAgent: Audience;
  readonly owner: Audience;
  readonly inCharge: Audience;
  readonly administrators: Audience;
  /** Whoever leads a team or administers an authority. */
  readonly leaders: Audience;
  /** Whoever may end the absence of a colleague of Vernon who is in no team: its administrator. */
  readonly absenceKeeper: Audience;
  /** Whoever may undo the handover of somebody else in Vernon: its administrator. */
  readonly handoverKeeper: Audience;
}

/** The law's clock, absences, handovers, figures. */
export function clockCases(audiences: Audiences): Readonly<Record<string, RouteCase>> {
  const { everybody, anyAgent, owner, inCharge, administrators, leaders, absenceKeeper, handoverKeeper } = audiences;
  const page = (audience: Audience, path: string, fields?: Record<string, string>): RouteCase => ({
    audience,
    at: () => (fields === undefined ? path : { path, fields }),
  });
  return {
    'dossiers.attestation': {
      audience: owner,
      at: async (world, who) => ({ path: `${(await accepted(world, who.belongs)).path}/attestation`, fields: {} }),
    },
    'agent-dossiers.attestation': {
      audience: inCharge,
      at: async (world, who) => ({ path: `${(await accepted(world, who.belongs)).agentPath}/attestation`, fields: {} }),
    },
    'clock.calendar': page(anyAgent, '/agents/echeances?mois=2026-11'),
    'clock.change-feed': page(anyAgent, '/agents/echeances/agenda', { act: 'revoke' }),
    'clock.feed': { audience: everybody, at: async (world) => `/agenda/${await feed(world)}.ics` },
    'clock.replacements': page(anyAgent, '/agents/remplacements'),
    'identity.absences': page(anyAgent, '/agents/absences'),
    'identity.note-absence': {
      audience: anyAgent,
      at: (_world, who) => {
        const day = freeDay();
        return { path: '/agents/absences', fields: { agent: who.agent?.id ?? newId(), from: day, to: day } };
      },
    },
    'identity.end-absence': {
      audience: absenceKeeper,
      at: async (world) => ({ path: `/agents/absences/${await absence(world)}/fin`, fields: {} }),
    },
    'handover.show': page(leaders, '/agents/passation'),
    'handover.hand-over': {
      audience: leaders,
      at: (_world, who) => ({
        path: '/agents/passation',
        fields: { from: who.agent?.id ?? newId(), to: 'service', procedures: 'none-of-these' },
      }),
    },
    'handover.undo': {
      audience: handoverKeeper,
      at: async (world) => ({ path: `/agents/passation/${await handover(world)}/annuler`, fields: {} }),
    },
    'note-templates.list': page(anyAgent, '/agents/modeles-de-notes'),
    'note-templates.change': page(leaders, '/agents/modeles-de-notes', {
      act: 'save',
      name: 'Relance',
      body: 'Appelé.',
    }),
    'note-templates.use': {
      audience: inCharge,
      at: async (world, who) => `${(await world.dossier(who.belongs)).agentPath}/notes/nouvelle`,
    },
    'pilotage.board': page(leaders, '/agents/tableau-de-bord'),
    'pilotage.alerts': page(anyAgent, '/agents/alertes'),
    'pilotage.choose-mail': page(anyAgent, '/agents/alertes/courriel', { wanted: 'no' }),
    'pilotage.satisfaction': page(leaders, '/agents/satisfaction'),
    'pilotage.delays': page(administrators, '/agents/administration/delais'),
    'pilotage.change-delays': page(administrators, '/agents/administration/delais', { act: 'hour', hour: '9' }),
    'pilotage.hours': page(administrators, '/agents/administration/horaires'),
    'pilotage.change-hours': page(administrators, '/agents/administration/horaires', { act: 'remove', id: newId() }),
  };
}

let days = 0;

/** Each absence has a day of its own: two of one person never overlap. */
function freeDay(): string {
  days += 2;
  return Temporal.PlainDate.from('2030-03-01').add({ days }).toString();
}

const inVernon = <T>(world: World, work: (tx: Tx) => Promise<T>): Promise<T> =>
  world.counter.platform.database.transaction([vernon], work);

async function accepted(world: World, belongs: Parameters<World['dossier']>[0]) {
  const filed = await world.dossier(belongs);
  await inVernon(world, (tx) =>
    tx
      .updateTable('dossiers')
      .set({ silence_rule: 'accept', due_on: '2020-01-31' })
      .where('authority_id', '=', vernon)
      .where('id', '=', filed.id)
      .execute(),
  );
  return filed;
}

async function feed(world: World): Promise<string> {
  const secret = newToken();
  const agentId = await world.colleague();
  await inVernon(world, (tx) =>
    tx
      .insertInto('calendar_feeds')
      .values({ authority_id: vernon, agent_id: agentId, token_hash: sha256(secret), created_at: new Date() })
      .execute(),
  );
  return secret;
}

async function absence(world: World): Promise<string> {
  const id = newId();
  const agentId = await world.colleague();
  await inVernon(world, (tx) =>
    tx
      .insertInto('agent_absences')
      .values({
        authority_id: vernon,
        id,
        agent_id: agentId,
        from_day: '2030-02-04',
        to_day: '2030-02-08',
        noted_by: agentId,
        noted_at: new Date(),
      })
      .execute(),
  );
  return id;
}

async function handover(world: World): Promise<string> {
  const id = newId();
  const agentId = await world.colleague();
  const at = new Date(world.counter.platform.clock.now().epochMilliseconds);
  await inVernon(world, (tx) =>
    tx
      .insertInto('handovers')
      .values({ authority_id: vernon, id, from_agent_id: agentId, by_agent_id: agentId, at })
      .execute(),
  );
  return id;
}
