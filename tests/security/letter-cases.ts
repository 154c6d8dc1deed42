import { newId } from '#platform/crypto/ids.ts';
import type { Audience, RouteCase } from './route-case.ts';
import { mercey, vernon, type World } from './world.ts';

interface Audiences {
  readonly anyAgent: Audience;
  readonly inCharge: Audience;
  readonly filer: Audience;
  /** Whoever filed the dossier. */
  readonly owner: Audience;
  readonly reception: Audience;
  readonly administrators: Audience;
  readonly ownAdministrator: Audience;
}

const register = '/agents/registre-des-decisions';
const letters = '/agents/administration/courriers';
const replies = '/agents/administration/reponses-types';
const delegations = '/agents/administration/delegations-de-signature';
const many = '/agents/courriers-en-nombre';
const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0H9V9Z"/></svg>');

/** Letters: their look and words, replies, delegations of signature, letters to many, the register of decisions. */
export function letterCases(audiences: Audiences): Readonly<Record<string, RouteCase>> {
  const { anyAgent, inCharge, filer, owner, reception, administrators, ownAdministrator } = audiences;
  const admin = (path: string, fields?: Record<string, string>): RouteCase => ({
    audience: administrators,
    at: () => (fields === undefined ? path : { path, fields }),
  });
  const ofRegister = (path: string): RouteCase => ({
    audience: reception,
    at: async (world) => {
      for (const authorityId of [vernon, mercey]) await decision(world, authorityId);
      return path;
    },
  });
  const cancelling = (fields?: Record<string, string>): RouteCase => ({
    audience: ownAdministrator,
    at: async (world) => {
      const path = `${register}/arrete/2025/${await decision(world, vernon)}/annuler`;
      return fields === undefined ? path : { path, fields };
    },
  });
  return {
    'correspondence.register': ofRegister(register),
    'correspondence.download': ofRegister(`${register}/2025.csv`),
    'correspondence.print': ofRegister(`${register}/2025.pdf`),
    'correspondence.cancellation': cancelling(),
    'correspondence.cancel': cancelling({ motif: 'Retirée' }),
    'correspondence.delegations': admin(delegations),
    'correspondence.delegate': {
      audience: ownAdministrator,
      at: async (world) => ({
        path: delegations,
        fields: {
          delegant: world.people['team leader'].agent?.id ?? '',
          'qualite-delegant': 'Le maire',
          delegataire: await world.colleague(),
          'qualite-delegataire': 'l’adjointe',
          reference: 'arrêté n° 12',
          'date-arrete': '2026-01-05',
          debut: '2026-01-06',
        },
      }),
    },
    'correspondence.revoke': {
      audience: ownAdministrator,
      at: async (world) => ({ path: `${delegations}/${await delegation(world)}/retirer`, fields: {} }),
    },
    'correspondence.replies': admin(replies),
    'correspondence.reply': admin(`${replies}/delay`),
    'correspondence.save-reply': admin(`${replies}/delay`, { titre: 'Délai', texte: 'Encore un peu.' }),
    'correspondence.remove-reply': admin(`${replies}/delay/retirer`, {}),
    'correspondence.letterhead': admin(`${letters}/en-tete`),
    'correspondence.save-letterhead': {
      audience: administrators,
      at: () => ({
        path: `${letters}/en-tete`,
        fields: { logoText: 'Blason' },
        files: [{ field: 'logo', name: 'blason.svg', content: svg }],
      }),
    },
    'correspondence.letterhead-example': admin(`${letters}/en-tete/exemple.pdf`),
    'letters.list': admin(letters),
    'letters.letter': admin(`${letters}/acceptance`),
    'letters.save': admin(`${letters}/nouveau`, {
      titre: 'Relance',
      formule: 'Le maire',
      paragraphes: '1',
      'p0.fr': 'Madame, Monsieur,',
    }),
    'letters.restore': admin(`${letters}/acceptance/bibliotheque`, { 'version-vue': '0' }),

    'agent-dossiers.read-several': {
      audience: anyAgent,
      at: () => ({ path: '/agents/a-signer/ensemble', fields: {} }),
      gives: 303,
    },
    'agent-dossiers.sign-several': {
      audience: anyAgent,
      at: () => ({ path: '/agents/a-signer/ensemble/signer', fields: {} }),
    },
    'agent-dossiers.reply': {
      audience: inCharge,
      at: async (world, who) => `${(await world.dossier(who.belongs)).agentPath}/repondre`,
    },
    'agent-dossiers.insert-reply': {
      audience: inCharge,
      gives: 200,
      at: async (world, who) => ({
        path: `${(await world.dossier(who.belongs)).agentPath}/repondre`,
        fields: { reponse: 'delay' },
        files: [],
      }),
    },
    'dossiers.letter-choice': {
      audience: owner,
      at: async (world, who) => `${(await world.dossier(who.belongs)).path}/courriers`,
    },
    'dossiers.choose-letters': {
      audience: owner,
      at: async (world, who) => ({
        path: `${(await world.dossier(who.belongs)).path}/courriers`,
        fields: { envoi: 'space' },
      }),
    },
    'agent-dossiers.letter-choice': {
      audience: inCharge,
      at: async (world, who) => `${(await world.dossier(who.belongs)).agentPath}/courriers`,
    },
    'agent-dossiers.choose-letters': {
      audience: inCharge,
      at: async (world, who) => ({
        path: `${(await world.dossier(who.belongs)).agentPath}/courriers`,
        fields: { envoi: 'paper', voie: '12 rue Carnot', 'code-postal': '27200', commune: 'Vernon' },
      }),
    },
    'agent-dossiers.letters': { audience: anyAgent, at: () => many },
    'agent-dossiers.write-letters': {
      audience: inCharge,
      at: async (world, who) => ({
        path: many,
        fields: {
          collectivite: 'vernon',
          courrier: 'declaration-receipt',
          envoi: 'chosen',
          cle: newId(),
          dossier: `${vernon}/${(await world.dossier(who.belongs)).id}`,
        },
      }),
    },
    'agent-dossiers.letter-batch': { audience: filer, at: async (world) => `${many}/vernon/${await batch(world)}` },
    'agent-dossiers.print-letters': {
      audience: filer,
      at: async (world) => `${many}/vernon/${await batch(world)}/courriers.pdf?tous=oui`,
    },
  };
}

let lastNumber = 0;

async function decision(world: World, authorityId: string): Promise<number> {
  lastNumber += 1;
  const number = lastNumber;
  await world.counter.platform.database.transaction([authorityId], (tx) =>
    tx
      .insertInto('decisions')
      .values({
        authority_id: authorityId,
        kind: 'arrete',
        year: 2025,
        number,
        decided_at: '2025-05-05T09:00:00Z',
        object: 'Permission de voirie',
        signed_by: 'Le maire',
      })
      .execute(),
  );
  return number;
}

async function delegation(world: World): Promise<string> {
  const id = newId();
  await world.counter.platform.database.transaction([vernon], async (tx) =>
    tx
      .insertInto('signing_delegations')
      .values({
        authority_id: vernon,
        id,
        delegator_id: world.people['team leader'].agent?.id ?? '',
        delegator_title: 'le maire',
        delegate_id: world.people.administrator.agent?.id ?? '',
        delegate_title: 'l’adjointe',
        from_day: '2026-01-01',
        order_reference: 'arrêté n° 12',
        order_date: '2026-01-01',
        made_at: new Date(),
      })
      .execute(),
  );
  return id;
}

/** Of the person "agent", with one letter written. */
async function batch(world: World): Promise<string> {
  const id = newId();
  const dossier = await world.dossier('visitor');
  const letter = {
    title: 'Lettre',
    locale: 'fr',
    createdAt: '2026-11-20T09:00:00Z',
    letterhead: { name: 'Vernon', lines: [] },
    blocks: [{ kind: 'paragraph', text: 'Bonjour' }],
  };
  await world.counter.platform.database.transaction([vernon], async (tx) => {
    await tx
      .insertInto('letter_batches')
      .values({
        authority_id: vernon,
        id,
        letter_id: 'acceptance',
        title: 'Lettre',
        sending: 'paper',
        origin: 'https://guichet.example.fr',
        made_by: world.people.agent.agent?.id ?? '',
        made_by_name: 'Agent',
        made_at: new Date(),
      })
      .execute();
    await tx
      .insertInto('letter_batch_lines')
      .values({
        authority_id: vernon,
        batch_id: id,
        dossier_id: dossier.id,
        position: 1,
        code: '22222222222',
        state: 'written',
        way: 'paper',
        content: JSON.stringify(letter),
      })
      .execute();
  });
  return id;
}
