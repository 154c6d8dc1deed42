import { newId } from '#platform/crypto/ids.ts';
import type { Audience, RouteCase } from './route-case.ts';
import type { Person, World } from './world.ts';

/** Views, acts on many, exports: each agent's own, within their own authority. */
export function deskCases({
  anyAgent,
  inCharge,
}: {
  readonly anyAgent: Audience;
  readonly inCharge: Audience;
}): Readonly<Record<string, RouteCase>> {
  const all: RouteCase['audience'] = anyAgent;
  return {
    'agent-dossiers.search': { audience: all, at: () => '/agents/recherche?demarche=question' },
    'agent-presence.fresh': { audience: all, at: () => '/agents/nouveautes?liste=&depuis=2026-11-22+10:00:00%2B00' },
    'agent-presence.note': {
      audience: inCharge,
      gives: 200,
      at: async (world, who) => ({ path: `${(await world.dossier(who.belongs)).agentPath}/presence`, fields: {} }),
    },
    'agent-views.list': { audience: all, at: () => '/agents/vues' },
    'agent-views.save': {
      audience: all,
      at: () => ({ path: '/agents/vues', fields: { liste: 'vue=en-retard', nom: newId(), partage: 'private' } }),
    },
    'agent-views.open': {
      audience: all,
      gives: 303,
      at: async (world, who) => `/agents/vues/${await view(world, who)}`,
    },
    'agent-views.change': {
      audience: all,
      at: async (world, who) => ({
        path: `/agents/vues/${await view(world, who)}`,
        fields: { nom: 'Autre nom', partage: 'authority' },
      }),
    },
    'agent-views.remove': {
      audience: all,
      at: async (world, who) => ({ path: `/agents/vues/${await view(world, who)}/supprimer`, fields: {} }),
    },
    'agent-views.first': {
      audience: all,
      at: async (world, who) => ({
        path: `/agents/vues/${await view(world, who)}/accueil`,
        fields: { accueil: 'non' },
      }),
    },
    'agent-bulk.prepare': {
      audience: all,
      gives: 200,
      at: () => ({ path: '/agents/lots/preparer', fields: { tout: 'oui', liste: 'vue=en-retard' } }),
    },
    'agent-bulk.do': {
      audience: all,
      at: () => ({
        path: '/agents/lots',
        fields: { tout: 'oui', liste: 'vue=miens&q=rien', acte: 'note', note: 'Vu', _idempotency: newId() },
      }),
    },
    'agent-bulk.run': { audience: all, at: async (world, who) => `/agents/lots/${await run(world, who)}` },
    'agent-exports.new': { audience: all, at: () => '/agents/exports/nouveau?liste=vue%3Den-retard' },
    'agent-exports.start': {
      audience: all,
      at: () => ({ path: '/agents/exports', fields: { liste: '', colonne: 'code', _idempotency: newId() } }),
    },
    'agent-exports.list': { audience: all, at: () => '/agents/exports' },
    'agent-exports.show': { audience: all, at: async (world, who) => `/agents/exports/${await anExport(world, who)}` },
    'agent-exports.fetch': {
      audience: withoutThose(anyAgent),
      at: async (world, who) => `/agents/exports/${await anExport(world, who)}/fichier`,
    },
  };
}

/** Its file is not made: the same answer as for what does not exist. */
function withoutThose(audience: Audience): Audience {
  const outcomes = Object.entries(audience).map(([name, outcome]) => [
    name,
    outcome === 'allowed' ? 'hidden' : outcome,
  ]);
  return Object.fromEntries(outcomes) as Audience;
}

const nobodys = '0190a0a0-0000-7000-8000-00000000dead';

/** Made for the agent who asks; for anybody else, something that is nobody's. */
async function own(
  world: World,
  { agent }: Person,
  make: (
    tx: Parameters<Parameters<World['counter']['platform']['database']['transaction']>[1]>[0],
    agent: { id: string; authorityId: string },
    id: string,
  ) => Promise<unknown>,
): Promise<string> {
  if (agent === undefined) return nobodys;
  const id = newId();
  await world.counter.platform.database.transaction([agent.authorityId], (tx) => make(tx, agent, id));
  return id;
}

const view = (world: World, who: Person) =>
  own(world, who, (tx, agent, id) =>
    tx
      .insertInto('saved_views')
      .values({
        authority_id: agent.authorityId,
        id,
        owner_id: agent.id,
        name: id,
        query: 'vue=en-retard',
        sharing: 'private',
        created_at: new Date(),
        updated_at: new Date(),
      })
      .execute(),
  );

const run = (world: World, who: Person) =>
  own(world, who, (tx, agent, id) =>
    tx
      .insertInto('bulk_runs')
      .values({
        authority_id: agent.authorityId,
        id,
        agent_id: agent.id,
        key: id,
        act: JSON.stringify({ kind: 'note', body: 'Vu' }),
        origin: '',
        created_at: new Date(),
      })
      .execute(),
  );

const anExport = (world: World, who: Person) =>
  own(world, who, (tx, agent, id) =>
    tx
      .insertInto('desk_exports')
      .values({
        authority_id: agent.authorityId,
        id,
        agent_id: agent.id,
        agent_name: '',
        key: id,
        query: '',
        format: 'csv',
        columns: ['code'],
        with_answers: false,
        locale: 'fr',
        origin: '',
        created_at: new Date(),
      })
      .execute(),
  );
