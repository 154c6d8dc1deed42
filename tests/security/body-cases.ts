import { sha256 } from '#platform/crypto/digests.ts';
import { newId, newToken } from '#platform/crypto/ids.ts';
import type { Audience, RouteCase } from './route-case.ts';
import { png, vernon, type World } from './world.ts';

interface Audiences {
  readonly residents: Audience;
  /** The person `resident`, in both of their guises: nobody else represents the body. */
  readonly representative: Audience;
  /** Those of Vernon who lead a team, and its administrators. */
  readonly deciding: Audience;
  /** Those who decide in their own authority, whichever it is. */
  readonly anyDeciding: Audience;
}

const home = '/mon-espace/organismes';

/** Associations and companies: a new body for each person that asks, represented by `resident` alone. */
export function bodyCases(audiences: Audiences): Readonly<Record<string, RouteCase>> {
  const { residents, representative, deciding, anyDeciding } = audiences;
  const ofBody = (
    rest: (world: World, body: string) => Promise<string> | string,
    more: { fields?: Record<string, string>; gives?: number } = {},
  ): RouteCase => ({
    audience: representative,
    at: async (world) => {
      const body = await newBody(world);
      const path = `${home}/${body}${await rest(world, body)}`;
      return more.fields === undefined ? path : { path, fields: more.fields };
    },
    ...(more.gives === undefined ? {} : { gives: more.gives }),
  });
  const decision = (rest: string, fields?: Record<string, string>): RouteCase => ({
    audience: deciding,
    at: async (world) => {
      const path = `/agents/organismes/${await declaration(world)}${rest}`;
      return fields === undefined ? path : { path, fields };
    },
  });
  return {
    'bodies.list': { audience: residents, at: () => home },
    'bodies.act-for': {
      audience: representative,
      at: async (world) => ({ path: '/mon-espace/agir-pour', fields: { pour: await newBody(world) } }),
    },
    'bodies.declare': { audience: residents, at: () => `${home}/declarer` },
    'bodies.send-declaration': {
      audience: residents,
      at: () => ({
        path: `${home}/declarer?collectivite=vernon`,
        fields: { kind: 'association', number: newRna(), name: 'Les Amis du lac', capacity: 'Trésorier' },
        files: [{ field: 'proof', name: 'pv.png', content: png }],
      }),
    },
    'bodies.invitation': {
      audience: representative,
      at: async (world) => `${home}/invitation/${await invited(world)}`,
    },
    'bodies.answer-invitation': {
      audience: representative,
      at: async (world) => ({ path: `${home}/invitation/${await invited(world)}`, fields: { reponse: 'oui' } }),
    },
    'bodies.body': ofBody(() => ''),
    'bodies.invite': ofBody(() => '/inviter', { fields: { email: 'un.autre@example.fr', role: 'member' } }),
    'bodies.withdraw-invitation': ofBody(
      async (world, body) => `/invitations/${(await invitation(world, body)).id}/annuler`,
    ),
    'bodies.change-representative': ofBody(async (world, body) => `/representants/${await otherManager(world, body)}`, {
      fields: { acte: 'retirer' },
    }),
    // The last manager cannot leave.
    'bodies.leave': ofBody(() => '/quitter', { gives: 409 }),
    'agent-bodies.list': { audience: anyDeciding, at: () => '/agents/organismes' },
    'agent-bodies.declaration': decision(''),
    'agent-bodies.decide': decision('', { reponse: 'non', motif: 'Illisible' }),
    'agent-bodies.proof': decision('/justificatif'),
  };
}

const now = ({ counter }: World) => new Date(counter.platform.clock.now().epochMilliseconds);
const open = ({ counter }: World) => counter.platform.database.open;

function residentId({ people }: World): string {
  const { accountId } = people.resident;
  if (accountId === undefined) throw new Error('A resident has an account');
  return accountId;
}

let numbers = 0;
function newRna(): string {
  numbers += 1;
  return `W27${String(numbers).padStart(7, '0')}`;
}

async function newBody(world: World): Promise<string> {
  const id = newId();
  await open(world)
    .insertInto('bodies')
    .values({ id, kind: 'association', rna: newRna(), name: 'Les Amis du lac', created_at: now(world) })
    .execute();
  await represent(world, id, residentId(world));
  return id;
}

async function represent(world: World, bodyId: string, accountId: string): Promise<void> {
  await open(world)
    .insertInto('body_representatives')
    .values({ body_id: bodyId, account_id: accountId, role: 'manager', since: now(world) })
    .execute();
}

async function otherManager(world: World, bodyId: string): Promise<string> {
  const id = newId();
  await open(world)
    .insertInto('accounts')
    .values({ id, email: `${id}@example.fr`, email_verified_at: now(world) })
    .execute();
  await represent(world, bodyId, id);
  return id;
}

async function invitation(world: World, bodyId: string): Promise<{ id: string; token: string }> {
  const id = newId();
  const token = newToken();
  await open(world)
    .insertInto('body_invitations')
    .values({
      id,
      body_id: bodyId,
      email: `${residentId(world)}@example.fr`,
      role: 'member',
      token_hash: sha256(token),
      invited_by_name: 'Hugo',
      locale: 'fr',
      created_at: now(world),
      expires_at: new Date(now(world).getTime() + 86_400_000),
    })
    .execute();
  return { id, token };
}

/** The secret of an invitation sent to `resident`. */
async function invited(world: World): Promise<string> {
  return (await invitation(world, await newBody(world))).token;
}

/** What somebody declared to Vernon. */
async function declaration(world: World): Promise<string> {
  const id = newId();
  const documentId = await world.document({ dossier: (await world.dossier('visitor')).id });
  await world.counter.platform.database.transaction([vernon], (tx) =>
    tx
      .insertInto('body_declarations')
      .values({
        authority_id: vernon,
        id,
        kind: 'association',
        rna: newRna(),
        name: 'Les Amis du lac',
        declarant_name: 'Hugo',
        capacity: 'Trésorier',
        document_id: documentId,
        state: 'waiting',
        declared_at: now(world),
      })
      .execute(),
  );
  return id;
}
