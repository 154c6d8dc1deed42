import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import * as openid from 'openid-client';

/**
 * A site of the territory that lets Parvis sign its visitors in: the smallest one that does everything a real one must.
 * It signs in, shows the claims, signs out, and is told when its visitor signs out elsewhere.
 */
export interface RelyingParty {
  readonly address: string;
  /** The visitors that it has been told have left. */
  readonly signedOut: readonly string[];
  close(): Promise<void>;
}

export interface RelyingPartySettings {
  readonly port: number;
  readonly issuer: string;
  readonly clientId: string;
  readonly secret: string;
}

interface Visitor {
  readonly subject: string;
  readonly sid: string | undefined;
  readonly idToken: string;
  readonly person: Readonly<Record<string, unknown>>;
}

interface Departure {
  readonly verifier: string;
  readonly nonce: string;
  readonly state: string;
}

export async function startRelyingParty(settings: RelyingPartySettings): Promise<RelyingParty> {
  const visitors = new Map<string, Visitor>();
  const departures = new Map<string, Departure>();
  const signedOut: string[] = [];
  let discovered: Promise<openid.Configuration> | undefined;

  const configuration = () => {
    discovered ??= openid.discovery(
      new URL(settings.issuer),
      settings.clientId,
      settings.secret,
      openid.ClientSecretBasic(settings.secret),
      // A demonstration runs on this machine, without certificates.
      { execute: [openid.allowInsecureRequests] },
    );
    // The site may not run yet: the next visitor tries again.
    discovered.catch(() => {
      discovered = undefined;
    });
    return discovered;
  };

  async function signIn(response: ServerResponse, address: string): Promise<void> {
    const config = await configuration();
    const departure = {
      verifier: openid.randomPKCECodeVerifier(),
      nonce: openid.randomNonce(),
      state: openid.randomState(),
    };
    const key = randomBytes(16).toString('hex');
    departures.set(key, departure);
    const to = openid.buildAuthorizationUrl(config, {
      redirect_uri: `${address}/retour`,
      scope: 'openid profile email family',
      code_challenge: await openid.calculatePKCECodeChallenge(departure.verifier),
      code_challenge_method: 'S256',
      nonce: departure.nonce,
      state: departure.state,
    });
    response.writeHead(303, { location: to.href, 'set-cookie': cookie('depart', key) }).end();
  }

  async function comeBack(request: IncomingMessage, response: ServerResponse, address: string): Promise<void> {
    const key = cookieOf(request, 'depart');
    const departure = departures.get(key);
    departures.delete(key);
    if (departure === undefined) throw new Error('Nobody left from here');
    const config = await configuration();
    const tokens = await openid.authorizationCodeGrant(config, new URL(request.url ?? '/', address), {
      pkceCodeVerifier: departure.verifier,
      expectedNonce: departure.nonce,
      expectedState: departure.state,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (claims === undefined) throw new Error('No ID token');
    const person = await openid.fetchUserInfo(config, tokens.access_token, claims.sub);
    const session = randomBytes(16).toString('hex');
    visitors.set(session, {
      subject: claims.sub,
      sid: typeof claims.sid === 'string' ? claims.sid : undefined,
      idToken: tokens.id_token ?? '',
      person,
    });
    response.writeHead(303, { location: '/', 'set-cookie': cookie('session', session) }).end();
  }

  async function signOut(request: IncomingMessage, response: ServerResponse, address: string): Promise<void> {
    const session = cookieOf(request, 'session');
    const visitor = visitors.get(session);
    visitors.delete(session);
    const config = await configuration();
    const to = openid.buildEndSessionUrl(config, {
      id_token_hint: visitor?.idToken ?? '',
      post_logout_redirect_uri: `${address}/`,
    });
    response.writeHead(303, { location: to.href, 'set-cookie': cookie('session', '') }).end();
  }

  /** OpenID Connect Back-Channel Logout 1.0, section 2.6: each of these is looked at before anybody is signed out. */
  async function beTold(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const token = new URLSearchParams(await bodyOf(request)).get('logout_token') ?? '';
    const config = await configuration();
    const keys = createRemoteJWKSet(new URL(config.serverMetadata().jwks_uri ?? ''));
    const { payload } = await jwtVerify(token, keys, {
      issuer: settings.issuer,
      audience: settings.clientId,
      typ: 'logout+jwt',
      requiredClaims: ['iat', 'jti', 'events'],
    });
    const events = payload.events as Record<string, unknown> | undefined;
    if (events?.['http://schemas.openid.net/event/backchannel-logout'] === undefined || payload.nonce !== undefined)
      throw new Error('No logout token');
    for (const [session, visitor] of visitors) {
      if (visitor.sid !== payload.sid && visitor.subject !== payload.sub) continue;
      visitors.delete(session);
      signedOut.push(visitor.subject);
    }
    response.writeHead(200, { 'cache-control': 'no-store' }).end();
  }

  const server = createServer((request, response) => {
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { pathname } = new URL(request.url ?? '/', address);
    const act = async () => {
      if (pathname === '/connexion') return signIn(response, address);
      if (pathname === '/retour') return comeBack(request, response, address);
      if (pathname === '/deconnexion') return signOut(request, response, address);
      if (pathname === '/deconnexion-distante' && request.method === 'POST') return beTold(request, response);
      if (pathname !== '/') return answer(response, 404, 'Cette page n’existe pas', '');
      const visitor = visitors.get(cookieOf(request, 'session'));
      return answer(response, 200, 'Médiathèque', visitor === undefined ? welcome : personPage(visitor));
    };
    act().catch((error: Error) => {
      if (pathname === '/deconnexion-distante') response.writeHead(400).end();
      else answer(response, 400, 'La connexion n’a pas abouti', `<p>${escaped(error.message)}</p>`);
    });
  });
  await new Promise<void>((resolve) => server.listen(settings.port, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    signedOut,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const welcome = '<p>Vous n’êtes pas connecté.</p><p><a href="/connexion">Se connecter avec Parvis</a></p>';

function personPage(visitor: Visitor): string {
  const rows = Object.entries(visitor.person).map(
    ([name, value]) =>
      `<dt>${escaped(name)}</dt><dd>${escaped(typeof value === 'string' ? value : JSON.stringify(value))}</dd>`,
  );
  return `<p>Vous êtes connecté.</p><dl>${rows.join('')}</dl><p><a href="/deconnexion">Se déconnecter</a></p>`;
}

function answer(response: ServerResponse, status: number, title: string, body: string): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'cache-control': 'no-store',
  });
  response.end(
    `<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>${title}</title></head><body><main><h1>${title}</h1>${body}</main></body></html>`,
  );
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

// Cookies do not see ports: the names tell this site's from the others of this machine.
function cookie(name: string, value: string): string {
  return `mediatheque_${name}=${value}; Path=/; HttpOnly; SameSite=Lax${value === '' ? '; Max-Age=0' : ''}`;
}

function cookieOf(request: IncomingMessage, name: string): string {
  return new RegExp(`(?:^|; )mediatheque_${name}=([0-9a-f]+)`).exec(request.headers.cookie ?? '')?.[1] ?? '';
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString('utf8');
}
