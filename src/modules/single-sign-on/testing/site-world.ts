import { createHash } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { sha256 } from '#platform/crypto/digests.ts';
import { newId, newToken } from '#platform/crypto/ids.ts';
import { type TestCounter, testCounter } from '#tests/support/test-counter.ts';
import type { SiteDetails } from '../domain/site-details.ts';
import { createSite } from '../usecases/manage-sites.ts';

const agglomeration = 'E200072312';

export interface TestSite {
  readonly id: string;
  readonly secret: string;
  readonly redirectUri: string;
}

/** The counter on a real address, with sites that nobody has to run: their addresses are read in the answers. */
export interface SiteWorld {
  readonly counter: TestCounter;
  readonly origin: string;
  readonly issuer: string;
  site(details?: Partial<SiteDetails>, authorityId?: string): Promise<TestSite>;
  account(givenNames?: string): Promise<string>;
  /** A browser, signed in when an account is given. */
  browser(accountId?: string): Promise<TestBrowser>;
  close(): Promise<void>;
}

export const allScopes = {
  profile: 'Pour vous appeler par votre nom',
  email: 'Pour vous écrire',
  phone: 'Pour vous prévenir',
  address: 'Pour le tarif des habitants',
  family: 'Pour l’espace jeunesse',
} as const;

export async function siteWorld(env: Record<string, string> = {}): Promise<SiteWorld> {
  const counter = await testCounter({ env });
  // The protocol's library counts by the machine's clock.
  counter.platform.clock.set(`${new Date().toISOString()}[Europe/Paris]`);
  await counter.server.listen({ host: '127.0.0.1', port: 0 });
  const { port } = counter.server.server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  const { open } = counter.platform.database;
  let sites = 0;
  return {
    counter,
    origin,
    issuer: `${origin}/oidc`,
    site: async (details = {}, authorityId = agglomeration) => {
      sites += 1;
      const redirectUri = `https://site-${sites}.example/retour`;
      const made = await createSite(counter.singleSignOn.parts, { agentId: undefined, name: 'Essai' }, authorityId, {
        name: `Site ${sites}`,
        purpose: 'Emprunter des livres et des films.',
        privacyUrl: `https://site-${sites}.example/donnees`,
        redirectUris: [redirectUri],
        postLogoutRedirectUris: [`https://site-${sites}.example/au-revoir`],
        backchannelLogoutUri: undefined,
        scopes: allScopes,
        authMethod: 'client_secret_basic',
        ...details,
      });
      return { ...made, redirectUri: details.redirectUris?.[0] ?? redirectUri };
    },
    account: async (givenNames = 'Jeanne') => {
      const id = newId();
      await open
        .insertInto('accounts')
        .values({
          id,
          email: `${id}@example.fr`,
          email_verified_at: new Date(),
          given_names: givenNames,
          family_name: 'Martin',
          phone: '+33612345678',
          address: JSON.stringify({
            label: '1 Rue Carnot, 27200 Vernon',
            street: '1 Rue Carnot',
            postcode: '27200',
            city: 'Vernon',
          }),
        })
        .execute();
      await open
        .insertInto('household_members')
        .values([
          {
            account_id: id,
            id: newId(),
            relation: 'child',
            given_names: 'Léa',
            family_name: 'Martin',
            birth_date: '2018-03-12',
          },
          { account_id: id, id: newId(), relation: 'partner', given_names: 'Paul', family_name: 'Roux' },
        ])
        .execute();
      return id;
    },
    browser: async (accountId) => {
      const browser = new TestBrowser(origin);
      if (accountId !== undefined) browser.cookies.set('parvis_session', await openSession(counter, accountId));
      return browser;
    },
    close: () => counter.close(),
  };
}

/** A session of the resident, as a sign-in leaves it. */
export async function openSession(
  counter: TestCounter,
  accountId: string,
  at = new Date(),
  hours = 1,
): Promise<string> {
  const token = newToken();
  await counter.platform.database.open
    .insertInto('sessions')
    .values({
      token_hash: sha256(token),
      account_id: accountId,
      created_at: at,
      seen_at: at,
      expires_at: new Date(Date.now() + hours * 3600_000),
    })
    .execute();
  return token;
}

export interface Reply {
  readonly status: number;
  /** Where it leads: a redirect, or a page that goes on by itself. */
  readonly to: string | undefined;
  readonly body: string;
  readonly headers: Headers;
  readonly url: string;
}

/** A browser over the network: keeps cookies, follows nothing by itself. */
export class TestBrowser {
  readonly cookies = new Map<string, string>();
  readonly #origin: string;

  constructor(origin: string) {
    this.#origin = origin;
  }

  get(path: string): Promise<Reply> {
    return this.#ask(path, {});
  }

  /** Posts the form of a page, with its token. */
  post(path: string, fields: Record<string, string>, page?: Reply): Promise<Reply> {
    const token = /name="_csrf" value="([^"]+)"/.exec(page?.body ?? '')?.[1];
    const body = new URLSearchParams({ ...(token === undefined ? {} : { _csrf: token }), ...fields });
    return this.#ask(path, { method: 'POST', body });
  }

  /** Goes on while the way stays on this site. */
  async follow(reply: Reply): Promise<Reply> {
    let current = reply;
    for (let hops = 0; current.to !== undefined && hops < 12; hops += 1) {
      const next = new URL(current.to, current.url);
      if (next.origin !== this.#origin) return current;
      current = await this.get(next.pathname + next.search);
    }
    return current;
  }

  /** Answers the page that asks for the person's agreement. */
  async agree(page: Reply, answer = 'accept'): Promise<Reply> {
    return this.follow(await this.post(new URL(page.url).pathname, { answer }, page));
  }

  async #ask(path: string, init: RequestInit): Promise<Reply> {
    const url = new URL(path, this.#origin).href;
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: {
        accept: 'text/html',
        'accept-language': 'fr',
        cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      },
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '' || /expires=Thu, 01 Jan 1970/i.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    const refresh = /url=(.+)$/.exec(response.headers.get('refresh') ?? '')?.[1];
    return {
      status: response.status,
      to: response.headers.get('location') ?? refresh,
      body: await response.text(),
      headers: response.headers,
      url,
    };
  }
}

/** A request of a site, with its PKCE. */
export interface SiteRequest {
  readonly path: string;
  readonly verifier: string;
}

export function requestOf(site: TestSite, more: Record<string, string | undefined> = {}): SiteRequest {
  const verifier = newToken();
  const parameters = {
    client_id: site.id,
    redirect_uri: site.redirectUri,
    response_type: 'code',
    scope: 'openid',
    state: 'etat',
    nonce: 'une-fois',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...more,
  };
  const given = Object.entries(parameters).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  return { verifier, path: `/oidc/auth?${new URLSearchParams(given)}` };
}

/** What came back to the site: the parameters of its own address. */
export function parametersOf(reply: Reply): Record<string, string> {
  const { search, hash } = new URL(reply.to ?? '', reply.url);
  // Errors of the flows that are not offered come back where those flows would have answered.
  return Object.fromEntries(new URLSearchParams(search === '' ? hash.slice(1) : search));
}

export interface Tokens {
  readonly status: number;
  readonly body: Record<string, string>;
}

/** A site's own server asks the token endpoint. */
export async function askTokens(
  world: Pick<SiteWorld, 'issuer'>,
  site: TestSite,
  fields: Record<string, string>,
  options: { readonly secret?: string; readonly inBody?: boolean } = {},
): Promise<Tokens> {
  const secret = options.secret ?? site.secret;
  const response = await fetch(`${world.issuer}/token`, {
    method: 'POST',
    headers: options.inBody ? {} : { authorization: `Basic ${Buffer.from(`${site.id}:${secret}`).toString('base64')}` },
    body: new URLSearchParams({ ...(options.inBody ? { client_id: site.id, client_secret: secret } : {}), ...fields }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, string> };
}

/** The whole way of a person who agrees: the tokens of the site. */
export async function signInAtSite(
  world: SiteWorld,
  browser: TestBrowser,
  site: TestSite,
  more: Record<string, string> = {},
): Promise<Tokens & { readonly code: string; readonly verifier: string }> {
  const request = requestOf(site, more);
  let reply = await browser.follow(await browser.get(request.path));
  if (reply.to === undefined) reply = await browser.agree(reply);
  const { code = '' } = parametersOf(reply);
  const tokens = await askTokens(world, site, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: site.redirectUri,
    code_verifier: request.verifier,
  });
  return { ...tokens, code, verifier: request.verifier };
}

/** The claims of an ID token; its signature is tried elsewhere. */
export function claimsIn(token: string | undefined): Record<string, unknown> {
  return JSON.parse(Buffer.from(token?.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;
}

export async function userinfo(world: Pick<SiteWorld, 'issuer'>, token: string): Promise<Response> {
  return fetch(`${world.issuer}/userinfo`, { headers: { authorization: `Bearer ${token}` } });
}
