import { agentCookieName, residentCookieName } from '#modules/identity/index.ts';
import { sha256 } from '#platform/crypto/digests.ts';
import { newId, newToken } from '#platform/crypto/ids.ts';
import type { Platform } from '#platform/platform.ts';

export const vernon = 'C27681';

/** The smallest PNG that is one. */
export const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

interface Counter<V> {
  readonly platform: Pick<Platform, 'database' | 'clock'>;
  visitor(): V;
}

interface Browser {
  setCookie(name: string, value: string): void;
}

async function openSession<V extends Browser>(
  counter: Counter<V>,
  who: { account_id: string } | { agent_id: string; authority_id: string },
): Promise<V> {
  const token = newToken();
  const now = new Date(counter.platform.clock.now().epochMilliseconds);
  await counter.platform.database.open
    .insertInto('sessions')
    .values({
      token_hash: sha256(token),
      ...who,
      created_at: now,
      seen_at: now,
      expires_at: new Date(now.getTime() + 7 * 24 * 3600_000),
    })
    .execute();
  const visitor = counter.visitor();
  visitor.setCookie('account_id' in who ? residentCookieName : agentCookieName, token);
  return visitor;
}

/** A resident who is signed in, with a confirmed address unless told otherwise. */
export async function resident<V extends Browser>(
  counter: Counter<V>,
  givenNames: string,
  options: { email?: string; confirmed?: boolean } = {},
): Promise<{ id: string; email: string; visitor: V }> {
  const id = newId();
  const email = options.email ?? `${id}@exemple.fr`;
  await counter.platform.database.open
    .insertInto('accounts')
    .values({
      id,
      email,
      email_verified_at: options.confirmed === false ? null : new Date(counter.platform.clock.now().epochMilliseconds),
      given_names: givenNames,
      family_name: 'Martin',
    })
    .execute();
  return { id, email, visitor: await openSession(counter, { account_id: id }) };
}

/** Another browser of the same person. */
export function anotherBrowser<V extends Browser>(counter: Counter<V>, accountId: string): Promise<V> {
  return openSession(counter, { account_id: accountId });
}

/** An agent who is signed in. */
export async function agent<V extends Browser>(
  counter: Counter<V>,
  role: 'agent' | 'team-leader' | 'administrator',
  authorityId = vernon,
): Promise<V> {
  const id = newId();
  const { database } = counter.platform;
  await database.open
    .insertInto('agents')
    .values({ id, email: `${id}@mairie.fr`, name: `Agent ${role}` })
    .execute();
  await database.transaction([authorityId], (tx) =>
    tx.insertInto('agent_roles').values({ authority_id: authorityId, agent_id: id, role }).execute(),
  );
  return openSession(counter, { agent_id: id, authority_id: authorityId });
}
