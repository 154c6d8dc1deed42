import { newId } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import type { Audience, RouteCase } from './route-case.ts';
import { type Filed, type Person, vernon, type World } from './world.ts';

interface Audiences {
  readonly anyAgent: Audience;
  /** The agents of the team in charge. */
  readonly inCharge: Audience;
  readonly residents: Audience;
}

/** What is done from the page of a dossier: corrections, tasks, mentions, joining, the checklist, the resident's file. */
export function dossierPageCases({ anyAgent, inCharge, residents }: Audiences): Readonly<Record<string, RouteCase>> {
  const on = (rest: string, fields?: Record<string, string>): RouteCase => ({
    audience: inCharge,
    at: async (world, who) => {
      const path = (await world.dossier(who.belongs)).agentPath + rest;
      return fields === undefined ? path : { path, fields };
    },
  });
  const withOther = (
    act: (dossier: Filed, other: Filed, world: World) => Promise<{ path: string; fields?: Record<string, string> }>,
  ): RouteCase => ({
    audience: inCharge,
    at: async (world, who: Person) => act(await world.dossier(who.belongs), await world.dossier(who.belongs), world),
  });
  return {
    'agent-dossiers.correct': on('/corriger/family_name'),
    'agent-dossiers.do-correct': on('/corriger/family_name', {
      revision: '1',
      seq: '1',
      family_name: 'Martinez',
      motif: 'Orthographe',
    }),
    'agent-dossiers.forward': on('/transmettre'),
    'agent-dossiers.do-forward': {
      audience: inCharge,
      at: async (world, who) => ({
        path: `${(await world.dossier(who.belongs)).agentPath}/transmettre`,
        fields: {
          revision: '1',
          destinataire: 'relais:identity-papers',
          motif: 'C’est l’État qui décide.',
          etape: 'transmettre',
        },
      }),
    },
    'agent-dossiers.add-task': on('/taches', { tache: 'Rappeler', echeance: '', pour: 'service' }),
    'agent-dossiers.set-task': {
      audience: inCharge,
      at: async (world, who) => {
        const dossier = await world.dossier(who.belongs);
        return { path: `${dossier.agentPath}/taches/${await task(world, dossier.id)}`, fields: { faite: 'oui' } };
      },
    },
    'agent-dossiers.tasks': { audience: anyAgent, at: () => '/agents/taches' },
    'agent-dossiers.mentions': { audience: anyAgent, at: () => '/agents/mentions' },
    'agent-dossiers.compare': withOther(async (dossier, other) => ({
      path: `${dossier.agentPath}/rapprocher/${other.id}`,
    })),
    'agent-dossiers.merge': withOther(async (dossier, other) => ({
      path: `${dossier.agentPath}/rapprocher/${other.id}`,
      fields: { continue: dossier.id },
    })),
    'agent-dossiers.distinguish': withOther(async (dossier, other) => ({
      path: `${dossier.agentPath}/distinguer/${other.id}`,
      fields: {},
    })),
    'agent-dossiers.part': on('/separer', {}),
    'agent-dossiers.link': withOther(async (dossier, other, world) => ({
      path: `${dossier.agentPath}/liens`,
      fields: { lien: await codeOf(world, other.id) },
    })),
    'agent-dossiers.unlink': withOther(async (dossier, other) => ({
      path: `${dossier.agentPath}/liens/${other.id}/retirer`,
      fields: {},
    })),
    'agent-dossiers.tell-refused': on('/pieces-refusees', {}),
    'agent-dossiers.tick-requested': {
      audience: inCharge,
      at: async (world, who) => {
        const dossier = await world.dossier(who.belongs);
        const documentId = await world.document({ dossier: dossier.id });
        const requestId = newId();
        await world.counter.platform.database.transaction([vernon], async (tx) => {
          // As a file that came by mail: at no field.
          await tx.updateTable('documents').set({ field_id: null }).where('id', '=', documentId).execute();
          await tx
            .insertInto('requested_documents')
            .values({
              authority_id: vernon,
              dossier_id: dossier.id,
              id: requestId,
              label: JSON.stringify({ fr: 'Justificatif' }),
              position: 0,
              asked_at: new Date(),
            })
            .execute();
        });
        return { path: `${dossier.agentPath}/pieces/${documentId}/demandee`, fields: { demande: requestId } };
      },
    },
    'agent-dossiers.ask-opinion': on('/avis/demander'),
    'agent-dossiers.send-ask-opinion': on('/avis/demander', {
      opinion_question: 'Le plan est-il conforme ?',
      opinion_email: 'expert@example.org',
      delai: '15d',
    }),
    'agent-dossiers.remind-opinion': {
      audience: inCharge,
      at: async (world, who) => {
        const dossier = await world.dossier(who.belongs);
        const id = await opinion(world, dossier.id);
        return { path: `${dossier.agentPath}/avis/${id}/relancer`, fields: { delai: '7d' } };
      },
    },
    'agent-dossiers.resident-file': {
      audience: inCharge,
      at: async (world, who) => `/agents/usagers/vernon/${(await world.dossier(who.belongs)).id}`,
    },
    'agent-dossiers.open-resident-file': {
      audience: inCharge,
      at: async (world, who) => ({
        path: `/agents/usagers/vernon/${(await world.dossier(who.belongs)).id}`,
        fields: { motif: 'contact' },
      }),
    },
    'dossiers.consultations': { audience: residents, at: () => '/mon-espace/consultations' },
  };
}

function inVernon<T>(world: World, work: (tx: Tx) => Promise<T>): Promise<T> {
  return world.counter.platform.database.transaction([vernon], work);
}

async function task(world: World, dossierId: string): Promise<string> {
  const id = newId();
  await inVernon(world, (tx) =>
    tx
      .insertInto('dossier_tasks')
      .values({
        authority_id: vernon,
        id,
        dossier_id: dossierId,
        title: 'Rappeler',
        created_at: new Date(),
        created_by: newId(),
        created_by_name: 'Un agent',
      })
      .execute(),
  );
  return id;
}

async function opinion(world: World, dossierId: string): Promise<string> {
  const id = newId();
  await inVernon(world, (tx) =>
    tx
      .insertInto('opinion_requests')
      .values({
        authority_id: vernon,
        id,
        dossier_id: dossierId,
        round: newId(),
        question: 'Votre avis ?',
        email: 'expert@example.org',
        due_on: '2026-12-31',
        state: 'asked',
        asked_at: new Date(),
        besides: true,
      })
      .execute(),
  );
  return id;
}

async function codeOf(world: World, dossierId: string): Promise<string> {
  const { code } = await inVernon(world, (tx) =>
    tx.selectFrom('dossiers').select('code').where('id', '=', dossierId).executeTakeFirstOrThrow(),
  );
  return code;
}
