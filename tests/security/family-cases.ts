import { hashSharingCode } from '#modules/families/domain/sharing-code.ts';
import { sha256 } from '#platform/crypto/digests.ts';
import { newId, newToken } from '#platform/crypto/ids.ts';
import type { Audience, RouteCase } from './route-case.ts';
import type { World } from './world.ts';

interface Audiences {
  readonly residents: Audience;
  /** The person `resident`, in both of their guises: the child is of their household. */
  readonly parent: Audience;
}

const home = '/mon-espace/enfants';
const code = 'K7MP-2QXA';

/** Children of `resident`, a new one for each person that asks, some of them shared with another parent. */
export function familyCases({ residents, parent }: Audiences): Readonly<Record<string, RouteCase>> {
  const ofChild = (
    rest: (world: World, child: string) => Promise<string> | string,
    fields?: Record<string, string>,
  ): RouteCase => ({
    audience: parent,
    at: async (world) => {
      const child = await newChild(world, residentId(world));
      const path = `${home}/${child}${await rest(world, child)}`;
      return fields === undefined ? path : { path, fields };
    },
  });
  const shared = async (world: World, child: string, rest: string): Promise<string> => {
    const other = await otherParent(world);
    await share(world, child, other);
    return rest;
  };
  return {
    'families.children': { audience: residents, at: () => home },
    'families.child': ofChild(() => ''),
    'families.invite': ofChild(() => '/partager', { email: 'autre.parent@example.fr' }),
    'families.withdraw': ofChild(() => '/partage/annuler'),
    'families.end': ofChild((world, child) => shared(world, child, '/partage/fin')),
    'families.show-dossiers': ofChild((world, child) => shared(world, child, '/demandes'), { demandes: '1' }),
    'families.add-collector': ofChild(() => '/personnes', {
      'given-names': 'Jeanne',
      'family-name': 'Petit',
      phone: '0612345678',
    }),
    'families.remove-collector': ofChild(async (world, child) => `/personnes/${await collector(world, child)}/retirer`),
    'families.invitation': { audience: parent, at: invitation },
    'families.answer-invitation': {
      audience: parent,
      at: async (world) => ({ path: await invitation(world), fields: { code, reponse: 'oui' } }),
    },
  };
}

const now = ({ counter }: World) => new Date(counter.platform.clock.now().epochMilliseconds);
const open = ({ counter }: World) => counter.platform.database.open;

function residentId({ people }: World): string {
  const { accountId } = people.resident;
  if (accountId === undefined) throw new Error('A resident has an account');
  return accountId;
}

async function newChild(world: World, accountId: string): Promise<string> {
  const id = newId();
  // The household of `resident` holds thirty people at most: those of former cases leave.
  await open(world).deleteFrom('household_members').where('account_id', '=', accountId).execute();
  await open(world)
    .insertInto('household_members')
    .values({
      account_id: accountId,
      id,
      relation: 'child',
      given_names: 'Léa',
      family_name: id,
      birth_date: '2018-03-12',
    })
    .execute();
  return id;
}

async function otherParent(world: World): Promise<string> {
  const id = newId();
  await open(world)
    .insertInto('accounts')
    .values({ id, email: `${id}@example.fr`, email_verified_at: now(world) })
    .execute();
  return id;
}

async function share(world: World, child: string, other: string): Promise<void> {
  const childId = newId();
  const theirs = await newChild(world, other);
  await open(world)
    .insertInto('shared_children')
    .values({ id: childId, created_at: now(world) })
    .execute();
  const common = { child_id: childId, shows_dossiers: false, since: now(world) };
  await open(world)
    .insertInto('child_parents')
    .values([
      { ...common, account_id: residentId(world), member_id: child },
      { ...common, account_id: other, member_id: theirs },
    ])
    .execute();
}

async function collector(world: World, child: string): Promise<string> {
  const id = newId();
  await open(world)
    .insertInto('child_collectors')
    .values({
      account_id: residentId(world),
      id,
      member_id: child,
      given_names: 'Jeanne',
      family_name: 'Petit',
      phone: '+33612345678',
      created_at: now(world),
    })
    .execute();
  return id;
}

/** The address of an invitation that another parent sent to `resident`. */
async function invitation(world: World): Promise<string> {
  const other = await otherParent(world);
  const child = await newChild(world, other);
  // The cases of the household have filled the resident's: a full one takes no more children.
  await open(world).deleteFrom('household_members').where('account_id', '=', residentId(world)).execute();
  const token = newToken();
  await open(world)
    .insertInto('child_invitations')
    .values({
      id: newId(),
      account_id: other,
      member_id: child,
      email: `${residentId(world)}@example.fr`,
      token_hash: sha256(token),
      code_hash: hashSharingCode(code),
      shows_dossiers: false,
      locale: 'fr',
      created_at: now(world),
      expires_at: new Date(now(world).getTime() + 86_400_000),
    })
    .execute();
  return `${home}/invitation/${token}`;
}
